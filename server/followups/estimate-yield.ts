import type { z } from 'zod'
import { capacityOf } from '../calendars/index.ts'
import { type CountedPlan, campaignPlan, countablePlan, type DraftPlan, groundOfDraft } from '../campaigns/index.ts'
import { campaignsReasons } from '../campaigns/reasons.ts'
import { type Ground, groundFor } from '../contacts/index.ts'
import { windowsOn } from '../contacts/rules.ts'
import { organisation, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { demandUnfinished } from '../segments/index.ts'
import { conditionsIn, finishedPart, problemOf } from '../segments/rules.ts'
import type { CampaignYield, estimateDraft as contract } from './plan-yield-contract.ts'
import { callsIn, forecastOf, servedByDay, YIELD_DAYS, YIELD_REASONS } from './plan-yield-rules.ts'
import {
  eligibleOf,
  experienceOf,
  limitCounting,
  SECONDS_TO_COUNT,
  teamLoad,
  tookTooLong,
  yieldOf,
} from './plan-yield-store.ts'

type Answer = z.output<typeof CampaignYield>
type Given = z.output<(typeof contract)['body']>

/** Whom a campaign would call from today over two weeks, and why the others fall out. Refuses one outside the scope. */
export async function estimateCampaign(tx: Tx, actor: Actor, campaignId: string): Promise<Answer> {
  permit(actor, 'campaigns.read')
  const plan = await campaignPlan(tx, actor, campaignId)
  if (!plan) throw notFound()
  return yieldWithin(tx, actor, plan, plan.id, 0)
}

/** The same of a draft that is being written: what is not finished is left out, and nothing is saved. */
export async function estimateDraft(tx: Tx, actor: Actor, given: Given): Promise<Answer> {
  permit(actor, 'campaigns.plan')
  const branchId = given.branchId ?? actor.branchId
  if (!actor.branchIds.includes(branchId)) throw notFound()
  const conditions = demandUnfinished(given.conditions)
  const unfinished = conditionsIn(conditions).filter(condition => problemOf(condition)).length
  const { trigger, ...rest } = given
  const plan: DraftPlan = {
    ...rest,
    ...(await groundOfDraft(tx, actor.orgId, branchId)),
    id: '',
    orgId: actor.orgId,
    branchId,
    triggerKind: trigger.kind,
    fromDay: trigger.fromDay,
    toDay: trigger.toDay,
    festivals: trigger.festivals,
    conditions: finishedPart(conditions),
  }
  return yieldWithin(tx, actor, plan, given.campaignId ?? null, unfinished)
}

async function yieldWithin(
  tx: Tx,
  actor: Actor,
  draft: DraftPlan,
  campaignId: string | null,
  unfinished: number,
): Promise<Answer> {
  try {
    await limitCounting(tx)
    return await counted(tx, actor, draft, campaignId, unfinished)
  } catch (error) {
    if (!tookTooLong(error)) throw error
    throw new Refusal('too-large', campaignsReasons['counting-took-too-long'], { seconds: SECONDS_TO_COUNT })
  }
}

async function counted(
  tx: Tx,
  actor: Actor,
  draft: DraftPlan,
  campaignId: string | null,
  unfinished: number,
): Promise<Answer> {
  const plan = countablePlan(draft, actor.now)
  const experience = await experienceOf(tx, actor)
  if (!plan) return { ...NOTHING, asOf: actor.now, unfinished, forecast: forecastOf(0, experience) }
  const ground = await groundFor(tx, actor.orgId)
  const [eligible, found] = [
    await eligibleOf(tx, actor, plan),
    await yieldOf(tx, actor, { ...plan, id: campaignId }, ground.policy),
  ]
  const team = plan.teamId
    ? await teamLoad(tx, actor.orgId, { teamId: plan.teamId, campaignId, priority: plan.priority })
    : null
  const days = await daysOf(tx, actor, plan, ground)
  const working = plan.teamId
    ? await capacityOf(
        tx,
        actor.orgId,
        plan.teamId,
        days.map(({ day }) => day),
      )
    : null
  const capacity = days.map(({ open }, at) =>
    working === null ? null : open ? callsIn(working[at]!.minutes, experience) : 0,
  )
  const { served, missed } = servedByDay(
    found.spans.filter(span => !span.byMail),
    capacity,
    team?.waiting ?? 0,
  )
  // Mails take nobody's time.
  const mails = found.spans.filter(span => span.byMail)
  const written = servedByDay(
    mails,
    days.map(() => null),
  ).served
  const planned = customersIn(found.spans)
  const writtenTo = customersIn(mails)
  const fallen = new Map(found.rows.flatMap(row => (row.reason ? [[row.reason, row]] : [])))
  const more = (reason: 'outside-moment' | 'over-capacity', customers: number) => {
    if (customers > 0) fallen.set(reason, { reason, customers, until: null, examples: [] })
  }
  more('outside-moment', Math.max(0, eligible - found.inMoment))
  more('over-capacity', missed)
  return {
    asOf: actor.now,
    counted: true,
    unfinished,
    customers: {
      eligible: Math.max(eligible, found.inMoment),
      inMoment: found.inMoment,
      fitting: found.inMoment - (fallen.get('conditions')?.customers ?? 0),
      called: planned - writtenTo - missed,
      written: writtenTo,
    },
    fallenOut: YIELD_REASONS.flatMap(reason => {
      const row = fallen.get(reason)
      return row ? [{ reason, customers: row.customers, until: row.until, examples: row.examples }] : []
    }),
    later: found.later,
    days: days.map(({ day }, at) => ({
      day,
      beginning: found.spans.filter(span => span.from === at).reduce((sum, span) => sum + span.customers, 0),
      called: served[at]!,
      written: written[at]!,
      capacity: capacity[at]!,
    })),
    team: team && {
      ...team,
      callsPerDay: Math.max(0, ...capacity.map(calls => calls ?? 0)),
      yearsLoaded: working!.every(({ yearLoaded }) => yearLoaded),
    },
    forecast: forecastOf(planned - writtenTo - missed, experience),
  }
}

const customersIn = (spans: readonly { customers: number }[]) =>
  spans.reduce((sum, { customers }) => sum + customers, 0)

const NOTHING = {
  counted: false,
  customers: { eligible: 0, inMoment: 0, fitting: 0, called: 0, written: 0 },
  fallenOut: [],
  later: { held: 0, otherCampaign: 0 },
  days: [],
  team: null,
} satisfies Partial<Answer>

/** The days of the picture, and whether the policy allows any call on them where the organisation is. */
async function daysOf(tx: Tx, actor: Actor, plan: CountedPlan, { policy, holidays }: Ground) {
  const { country } = await organisation(tx, actor.orgId)
  const known = holidays.get(country) ?? { days: new Map(), years: new Set<number>() }
  const calendar = { timeZone: plan.timeZone, country, ...known }
  const today = actor.now.toZonedDateTimeISO(plan.timeZone).toPlainDate()
  return Array.from({ length: YIELD_DAYS }, (_, ahead) => {
    const day = today.add({ days: ahead })
    return { day, open: windowsOn(policy, calendar, day).length > 0 }
  })
}
