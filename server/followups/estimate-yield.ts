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
import {
  callsIn,
  type Experience,
  forecastOf,
  servedByDay,
  YIELD_DAYS,
  YIELD_REASONS,
  type YieldReason,
} from './plan-yield-rules.ts'
import {
  eligibleOf,
  experienceOf,
  limitCounting,
  SECONDS_TO_COUNT,
  teamLoad,
  tookTooLong,
  type Yield,
  type YieldRow,
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
  const eligible = await eligibleOf(tx, actor, plan)
  const found = await yieldOf(tx, actor, { ...plan, id: campaignId }, ground.policy)
  const team = plan.teamId
    ? await teamLoad(tx, actor.orgId, { teamId: plan.teamId, campaignId, priority: plan.priority })
    : null
  const { days, yearsLoaded } = await daysOf(tx, actor, plan, ground, experience)
  const { called, written, missed } = servedOf(found.spans, days, team?.waiting ?? 0)
  const writtenTo = customersIn(found.spans.filter(span => span.byMail))
  const calledAtAll = customersIn(found.spans) - writtenTo - missed
  const outsideMoment = Math.max(0, eligible - found.inMoment)
  const fallenOut = fallenOutOf(found.rows, { 'outside-moment': outsideMoment, 'over-capacity': missed })
  const unfit = fallenOut.find(({ reason }) => reason === 'conditions')?.customers ?? 0
  return {
    ...{ asOf: actor.now, counted: true, unfinished, fallenOut, later: found.later },
    customers: {
      eligible: Math.max(eligible, found.inMoment),
      inMoment: found.inMoment,
      fitting: found.inMoment - unfit,
      called: calledAtAll,
      written: writtenTo,
    },
    days: days.map(({ day, capacity }, at) => ({
      ...{ day, capacity, called: called[at]!, written: written[at]! },
      beginning: customersIn(found.spans.filter(span => span.from === at)),
    })),
    team: team && {
      ...{ ...team, yearsLoaded },
      callsPerDay: Math.max(0, ...days.map(({ capacity }) => capacity ?? 0)),
    },
    forecast: forecastOf(calledAtAll, experience),
  }
}

/** A day of the picture, and how many calls the team can make on it; `null` where the campaign names no team. */
interface DayOfYield {
  day: Temporal.PlainDate
  capacity: number | null
}

/** How many of what a campaign finds are called and written to on each day, and how many nobody has time to call. */
function servedOf(spans: Yield['spans'], days: readonly DayOfYield[], waiting: number) {
  const calls = servedByDay(
    spans.filter(span => !span.byMail),
    days.map(({ capacity }) => capacity),
    waiting,
  )
  // Mails take nobody's time.
  const mails = servedByDay(
    spans.filter(span => span.byMail),
    days.map(() => null),
  )
  return { called: calls.served, written: mails.served, missed: calls.missed }
}

/** Why how many fall out, in the order of the reasons: as they were counted, and beside them what the days leave out. */
function fallenOutOf(rows: readonly YieldRow[], beside: Partial<Record<YieldReason, number>>): Answer['fallenOut'] {
  const counted = new Map(rows.map(row => [row.reason, row]))
  return YIELD_REASONS.flatMap(reason => {
    const customers = beside[reason] ?? counted.get(reason)?.customers ?? 0
    const { until = null, examples = [] } = counted.get(reason) ?? {}
    return customers > 0 ? [{ reason, customers, until, examples }] : []
  })
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

/**
 * The days of the picture where the campaign is, from today, with the calls its team can make; none on a day on which the
 * policy allows no call where the organisation is. `yearsLoaded`: the holidays of all of them are known.
 */
async function daysOf(tx: Tx, actor: Actor, plan: CountedPlan, { policy, holidays }: Ground, experience: Experience) {
  const { country } = await organisation(tx, actor.orgId)
  const known = holidays.get(country) ?? { days: new Map(), years: new Set<number>() }
  const calendar = { timeZone: plan.timeZone, country, ...known }
  const today = actor.now.toZonedDateTimeISO(plan.timeZone).toPlainDate()
  const days = Array.from({ length: YIELD_DAYS }, (_, ahead) => today.add({ days: ahead }))
  const working = plan.teamId ? await capacityOf(tx, actor.orgId, plan.teamId, days) : null
  return {
    days: days.map((day, at): DayOfYield => {
      if (!working) return { day, capacity: null }
      const isOpen = windowsOn(policy, calendar, day).length > 0
      return { day, capacity: isOpen ? callsIn(working[at]!.minutes, experience) : 0 }
    }),
    yearsLoaded: working?.every(({ yearLoaded }) => yearLoaded) ?? false,
  }
}
