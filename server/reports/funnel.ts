import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import { type Slice, type SliceAsked, sliceOf } from './area.ts'
import { type FunnelCounts, funnelOf, sayFate } from './funnel-rules.ts'
import { faresOf } from './funnel-store.ts'
import { LONGEST_DAYS } from './period-rules.ts'
import { CONVERSED } from './plan-actual.ts'

const PARTS_AT_MOST = 500

type Split = 'campaign' | 'team' | 'branch'

/** From due to completed for a period, in all and per part, with what became of each follow-up. */
export async function funnelReport(tx: Tx, actor: Actor, asked: SliceAsked & { split: Split }, language: Language) {
  permit(actor, 'reports.read')
  const slice = await sliceOf(tx, actor, asked, LONGEST_DAYS.day)
  const { total, parts } = await funnelsOf(tx, actor, slice, asked.split)
  return {
    ...slice.days,
    timeZone: slice.timeZone,
    asOf: actor.now,
    split: asked.split,
    total: inWords(total, language),
    parts: parts.map(part => ({ ...part, ...inWords(part, language) })),
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
  return inWords((await funnelsOf(tx, actor, slice, 'branch')).total, language)
}

function inWords(counts: FunnelCounts, language: Language) {
  return { ...counts, fates: counts.fates.map(row => ({ ...row, text: sayFate(row, language) })) }
}
