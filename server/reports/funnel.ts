import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { pageFrom } from '../platform/cursor.ts'
import type { Tx } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import { notFound } from '../platform/refusal.ts'
import { policyInForce } from '../policy/index.ts'
import { nameIn } from '../policy/name-rules.ts'
import { type Slice, type SliceAsked, sliceOf } from './area.ts'
import { type FunnelCounts, funnelOf, type RuleNames, sayFate } from './funnel-rules.ts'
import { campaignsPage, faresOf, faresSince } from './funnel-store.ts'
import { LONGEST_DAYS } from './period-rules.ts'
import { CONVERSED } from './plan-actual.ts'

const PARTS_AT_MOST = 500

type Split = 'campaign' | 'team' | 'branch'

/** From due to completed for a period, in all and per part, with what became of each follow-up. */
export async function funnelReport(tx: Tx, actor: Actor, asked: SliceAsked & { split: Split }, language: Language) {
  permit(actor, 'reports.read')
  const slice = await sliceOf(tx, actor, asked, LONGEST_DAYS.day)
  const { total, parts } = await funnelsOf(tx, actor, slice, asked.split)
  const { names } = await rulesOf(tx, actor.orgId, language)
  return {
    ...slice.days,
    timeZone: slice.timeZone,
    asOf: actor.now,
    split: asked.split,
    total: inWords(total, names, language),
    parts: parts.map(part => ({ ...part, ...inWords(part, names, language) })),
  }
}

async function funnelsOf(tx: Tx, actor: Actor, { area, span }: Pick<Slice, 'area' | 'span'>, split: Split) {
  const rows = await faresOf(tx, area, span, actor.now, split, CONVERSED)
  const over = Temporal.Instant.compare(span.to, actor.now) <= 0
  const parts = [...Map.groupBy(rows, row => row.partId)]
    .map(([id, own]) => ({ id, name: own[0]!.partName, ...funnelOf(own, over) }))
    .toSorted((a, b) => b.due - a.due)
  return { total: funnelOf(rows, over), parts: parts.slice(0, PARTS_AT_MOST) }
}

/** The same funnel for pages that have their own span, such as the day. */
export async function funnelIn(tx: Tx, actor: Actor, slice: Pick<Slice, 'area' | 'span'>, language: Language) {
  const { names } = await rulesOf(tx, actor.orgId, language)
  return inWords((await funnelsOf(tx, actor, slice, 'branch')).total, names, language)
}

/** The funnel of each campaign since it began, newest campaign first; the follow-ups are those of the actor's branches. */
export async function campaignFunnels(
  tx: Tx,
  actor: Actor,
  asked: { cursor?: string | undefined; limit: number; id?: string },
  language: Language,
) {
  permit(actor, 'reports.read')
  const page = pageFrom(await campaignsPage(tx, actor, asked), asked.limit, row => [row.createdAt, row.campaignId])
  const ids = page.items.map(row => row.campaignId)
  const fares = Map.groupBy(await faresSince(tx, actor, ids, CONVERSED), row => row.campaignId)
  const { names } = await rulesOf(tx, actor.orgId, language)
  const items = page.items.map(({ createdAt, ...row }) => ({
    ...row,
    ...inWords(funnelOf(fares.get(row.campaignId) ?? [], false), names, language),
  }))
  return { items, next: page.next }
}

/** The funnel of one campaign; refuses one that is not of the actor's branches nor of those above. */
export async function campaignFunnel(tx: Tx, actor: Actor, id: string, language: Language) {
  permit(actor, 'reports.read')
  const [funnel] = (await campaignFunnels(tx, actor, { id, limit: 1 }, language)).items
  if (!funnel) throw notFound()
  const { version } = await rulesOf(tx, actor.orgId, language)
  return { ...funnel, asOf: actor.now, policyVersion: version }
}

/** The names of the rules in force in the reader's language. Those of version 0 are said by what they look at instead. */
async function rulesOf(tx: Tx, orgId: string, language: Language): Promise<{ version: number; names: RuleNames }> {
  const { version, rules } = await policyInForce(tx, orgId)
  return { version, names: new Map(version === 0 ? [] : rules.map(rule => [rule.id, nameIn(rule, language)])) }
}

function inWords(counts: FunnelCounts, names: RuleNames, language: Language) {
  return { ...counts, fates: counts.fates.map(row => ({ ...row, text: sayFate(row, names, language) })) }
}
