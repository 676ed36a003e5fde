import { pauseCampaign } from '../server/campaigns/pause-campaign.ts'
import { stopCampaign } from '../server/campaigns/stop-campaign.ts'
import { groundFor, stopContacts } from '../server/contacts/index.ts'
import type { Calendar } from '../server/contacts/rules.ts'
import { customersByExternalId } from '../server/customers/index.ts'
import { organisation, organisationIds, systemActor } from '../server/people/index.ts'
import { lockFounding } from '../server/people/store.ts'
import { type Database, inScope } from '../server/platform/database.ts'
import { FROZEN_FROM_HOUR, freezePlan } from '../server/reports/freeze-plan.ts'
import { fillAbilities } from './abilities.ts'
import type { Business } from './business.ts'
import { openForgottenCase, workCases } from './case-work.ts'
import { waitForTwo } from './companions.ts'
import { answerOne, sendUp } from './escalations.ts'
import { fillFacts, fillOffice } from './facts.ts'
import { fillHistory, importFromShop } from './history.ts'
import { DEMO_PASSWORD, type DemoLogin, demoLogins, foundHouse, type House, TIME_ZONE } from './house.ts'
import { MACHINERY } from './machinery/machinery.ts'
import { HISTORY_DAYS } from './moments.ts'
import { asOneTransaction, gatherStatistics } from './one-transaction.ts'
import { type PlannedCampaign, planCampaigns } from './plan-campaigns.ts'
import { statePolicy } from './policy.ts'
import { fillRegisters } from './registers.ts'
import { registerSender, sendSome } from './send-mails.ts'
import { planDemoShifts } from './shifts.ts'
import { TELECOM } from './telecom/telecom.ts'
import { workYear } from './work-year.ts'
import { keepQueue, type Work, workDay } from './worked-day.ts'
import { lastWorkedDays, type WorkedDay } from './working-days.ts'
import { planYear } from './year-plan.ts'

export { DEMO_PASSWORD }

export interface DemoOptions {
  /** The instant at which the business stands ready; its history lies before. */
  now: Temporal.Instant
  /** 300 by default. What happened with them grows in proportion; the worked days stay as they are. */
  customers?: number | undefined
  /** Where the logins' e-mails are; an installation knows each e-mail once. `demo.example` and `telecom.demo.example` by default. */
  mailDomain?: string
  /** Another seed gives another business. */
  seed?: number
  log?: (line: string) => void
}

const CUSTOMERS = 300
const SEED = 20_261_122

/** The businesses, and how many working days up to now their agents worked call by call; before that lies a year. */
const BUSINESSES: readonly { business: Business; workingDays: number }[] = [
  { business: MACHINERY, workingDays: 10 },
  { business: TELECOM, workingDays: 3 },
]

/**
 * Fills the demo businesses, each an organisation of its own with a year behind it, and answers one login for each role
 * of the first; the password of all is `DEMO_PASSWORD`. What happened on the last working days went through the product's
 * own actions with a clock in the past; what lies before is written set by set under the same constraints. The same seed
 * on the same day gives the same customers, activities, campaigns and year; the worked days differ by a few calls,
 * because among follow-ups of equal rank the product's random ids decide which comes first.
 *
 * It is one transaction: stopped or killed on the way, nothing of it is there, and the next start begins again.
 * @param ownerUrl the login of the database's owner, who alone may gather its statistics
 */
export async function fillDemo(ownerUrl: string, options: DemoOptions): Promise<DemoLogin[]> {
  await asOneTransaction(ownerUrl, inner => fill(inner, options))
  return demoLogins(MACHINERY, options.mailDomain ?? MACHINERY.mailDomain)
}

/**
 * As `fillDemo`, where there is no organisation yet; else does nothing. Of several at once one fills and the others wait
 * for it. Answers whether it filled.
 */
export function fillFirstDemo(ownerUrl: string, options: DemoOptions): Promise<boolean> {
  return asOneTransaction(ownerUrl, async inner => {
    await inner.transaction().execute(lockFounding)
    if ((await organisationIds(inner)).length > 0) return false
    await fill(inner, options)
    return true
  })
}

async function fill(inner: Database, options: DemoOptions): Promise<void> {
  const { now, customers = CUSTOMERS, mailDomain, seed = SEED, log = () => {} } = options
  for (const { business, workingDays } of BUSINESSES) {
    log(`正在准备演示数据：${business.name}，${customers} 位客户… / Preparing the demo business…`)
    const founded = startOfDay(now).subtract({ hours: 24 * (HISTORY_DAYS + 1) - 9 })
    const domain = business === MACHINERY ? mailDomain : mailDomain && `telecom.${mailDomain}`
    const house = await foundHouse(inner, business, domain ?? business.mailDomain, founded)
    await statePolicy(house, now)
    await registerSender(house)
    const history = await fillHistory(house, seed, customers, now)
    log(`  客户 ${history.customers}，订单 ${history.orders}，其他业务 ${history.otherActivities}`)
    await fillFacts(house, seed, customers, now)
    const { calls, ofTheYear } = await workUntil(house, { seed, customers, now, workingDays })
    await fillAbilities(house, seed, customers, now.subtract({ hours: 20 }))
    await fillOffice(house, now.subtract({ hours: 20 }))
    log(`  回访通话 ${ofTheYear + calls} 次`)
  }
}

/** The logins to show on the sign-in page of an installation that `fillDemo` filled; none in earnest. */
export async function demoLoginsOf(db: Database): Promise<DemoLogin[]> {
  const logins: DemoLogin[] = []
  for (const orgId of await organisationIds(db)) {
    const scope = { orgId, branchIds: [], ancestorIds: [] }
    const { name, serviceNumber } = await inScope(db, scope, tx => organisation(tx, orgId))
    const known = BUSINESSES.find(({ business }) => business.name === name && business.serviceNumber === serviceNumber)
    if (known) logins.push(...demoLogins(known.business, known.business.mailDomain))
  }
  return logins
}

interface Until {
  seed: number
  customers: number
  now: Temporal.Instant
  workingDays: number
}

/** Launches the campaigns, writes the year and works the last days up to now; answers how many calls were made. */
async function workUntil(house: House, { seed, customers, now, workingDays }: Until) {
  const owner = house.staff('owner', now)
  const { policy, holidays } = await inScope(house.db, owner, tx => groundFor(tx, house.orgId))
  const calendar: Calendar = {
    timeZone: TIME_ZONE,
    country: 'CN',
    ...(holidays.get('CN') ?? { days: new Map(), years: new Set<number>() }),
  }
  const days = lastWorkedDays(policy, calendar, now, workingDays)
  const end = dayStart(days[0]!)
  const campaigns = await planCampaigns(house, end)
  const ofTheYear = await workYear({ house, seed, customers, policy, calendar, campaigns, end, now })
  await endCampaigns(house, campaigns)
  await gatherStatistics(house.db)
  await planYear(house, end)
  const work: Work = { house, seed, calendar, questions: new Map() }
  const known = await someCustomers(house, customers)
  let calls = 0
  for (const [number, day] of days.entries()) {
    if (day.kind !== 'duty') await keepQueue(work, dayStart(day).add({ hours: 8, minutes: 30 }))
    if (number === 0) await gatherStatistics(house.db)
    await freezePlanOf(house, day)
    const opening = dayStart(day).add({ hours: 9 })
    if (day.kind !== 'duty' && Temporal.Instant.compare(opening, now) < 0) await sendSome(house, seed, opening)
    calls += await workDay(work, day, number)
    await onThisDay(work, number, day, campaigns, known)
    const evening = dayStart(day).add({ hours: 18, minutes: 20 })
    if (day.kind !== 'duty' && Temporal.Instant.compare(evening, now) <= 0) await workCases(work, evening)
  }
  await importFromShop(house, seed, customers, now.subtract({ minutes: 15 }))
  await keepQueue(work, now)
  const resting = campaigns.filter(({ becomes }) => becomes === 'paused').map(({ id }) => id)
  await waitForTwo(house, new Set(resting), now)
  await planDemoShifts(house, calendar, now)
  return { calls, ofTheYear }
}

/** Freezes the plan of a day, as the background does early each morning. */
async function freezePlanOf(house: House, day: WorkedDay): Promise<void> {
  const system = await systemActor(house.db, house.orgId, dayStart(day).add({ hours: FROZEN_FROM_HOUR }))
  await inScope(house.db, system, tx => freezePlan(tx, system, TIME_ZONE))
}

/** Stops the campaigns of the year whose time was over before the worked days. */
async function endCampaigns(house: House, campaigns: readonly PlannedCampaign[]): Promise<void> {
  for (const { id, endedAt } of campaigns) {
    if (!endedAt) continue
    const planner = house.staff('planner', endedAt)
    await inScope(house.db, planner, tx => stopCampaign(tx, planner, id))
  }
}

/** What happens once, on a certain day, besides the calls. */
async function onThisDay(
  work: Work,
  number: number,
  day: WorkedDay,
  campaigns: readonly PlannedCampaign[],
  [complainer, , stopped, research, away]: readonly string[],
): Promise<void> {
  const { house } = work
  const at = day.shifts.at(-1)!.to.subtract({ minutes: 5 })
  const [planner, hotline] = [house.staff('planner', at), house.staff('hotline', at)]
  const stop = (
    customerId: string,
    given: { purpose: string | null; note: string; expiresAt: Temporal.Instant | null },
  ) => inScope(house.db, hotline, tx => stopContacts(tx, hotline, { customerId, source: 'hotline', ...given }))
  const thatBecome = (state: PlannedCampaign['becomes']) =>
    campaigns.filter(({ becomes, endedAt }) => becomes === state && !endedAt)
  if (number === 1) await openForgottenCase(work, complainer!, at)
  if (number === 1) await fillRegisters(house, work.seed, at.subtract({ minutes: 40 }))
  if (number === 2) await stop(stopped!, { purpose: null, note: '客户来电要求不再接到回访电话', expiresAt: null })
  if (number === 3) await stop(research!, { purpose: 'research', note: '不参加调研，其他回访可以', expiresAt: null })
  if (number === 4)
    for (const { id } of thatBecome('paused')) await inScope(house.db, planner, tx => pauseCampaign(tx, planner, id))
  if (number === 6)
    for (const { id } of thatBecome('stopped')) await inScope(house.db, planner, tx => stopCampaign(tx, planner, id))
  if (number === 7) await stop(away!, { purpose: null, note: '出国一个月', expiresAt: at.add({ hours: 24 * 30 }) })
  if (number === 8) await sendUp(house, at)
  if (number === 9) await answerOne(house, at)
}

/** The ids of five customers whom something happens to; of fewer when there are fewer. */
async function someCustomers(house: House, count: number): Promise<string[]> {
  const owner = house.staff('owner', house.foundedAt)
  const wanted = [4, 9, 15, 21, 27].map(n => (n - 1) % count)
  const some = [...house.business.customers(SEED, Math.max(...wanted) + 1)]
  const numbers = wanted.map(n => some[n]!.externalId)
  const known = await inScope(house.db, owner, tx => customersByExternalId(tx, house.orgId, numbers))
  return numbers.map(number => known.get(number)!.id)
}

function startOfDay(at: Temporal.Instant): Temporal.Instant {
  return at.toZonedDateTimeISO(TIME_ZONE).startOfDay().toInstant()
}

function dayStart({ day }: WorkedDay): Temporal.Instant {
  return day.toZonedDateTime(TIME_ZONE).toInstant()
}
