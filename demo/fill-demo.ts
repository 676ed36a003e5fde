import { pauseCampaign } from '../server/campaigns/pause-campaign.ts'
import { stopCampaign } from '../server/campaigns/stop-campaign.ts'
import { groundFor, stopContacts } from '../server/contacts/index.ts'
import { customersByExternalId } from '../server/customers/index.ts'
import { organisation, organisationIds } from '../server/people/index.ts'
import { lockFounding } from '../server/people/store.ts'
import { type Database, inScope } from '../server/platform/database.ts'
import { HISTORY_DAYS } from './activities.ts'
import { planCampaigns } from './campaigns.ts'
import { openForgottenCase, workCases } from './case-work.ts'
import { fillHistory, importFromShop } from './history.ts'
import {
  DEMO_DOMAIN,
  DEMO_ORGANISATION,
  DEMO_PASSWORD,
  type DemoLogin,
  demoLogins,
  foundHouse,
  type House,
  SERVICE_NUMBER,
  TIME_ZONE,
} from './house.ts'
import { asOneTransaction, joinByHashing } from './one-transaction.ts'
import { keepQueue, type Work, workDay } from './worked-day.ts'
import { lastWorkedDays, type WorkedDay } from './working-days.ts'

export { DEMO_PASSWORD }

export interface DemoOptions {
  /** The instant at which the business stands ready; its history lies before. */
  now: Temporal.Instant
  /** 300 by default. What happened with them grows in proportion; the worked days stay as they are. */
  customers?: number | undefined
  /** Where the logins' e-mails are; an installation knows each e-mail once. `demo.example` by default. */
  mailDomain?: string
  /** Another seed gives another business. */
  seed?: number
  log?: (line: string) => void
}

const CUSTOMERS = 300
const WORKING_DAYS = 10
const SEED = 20_261_122

/**
 * Fills a small believable dealer group of construction machinery, worked for about ten working days up to `now`, and
 * answers one login for each role; the password of all is `DEMO_PASSWORD`. Everything goes through the product's own
 * actions with a clock in the past, so no rule of the product is broken by it. The same seed on the same day gives the
 * same customers, activities and campaigns, and customers who react the same way; the worked days differ by a few calls,
 * because among follow-ups of equal rank the product's random ids decide which comes first.
 *
 * It is one transaction: stopped or killed on the way, nothing of it is there, and the next start begins again.
 */
export async function fillDemo(db: Database, options: DemoOptions): Promise<DemoLogin[]> {
  await asOneTransaction(db, inner => fill(inner, options))
  return demoLogins(options.mailDomain)
}

/**
 * As `fillDemo`, where there is no organisation yet; else does nothing. Of several at once one fills and the others wait
 * for it. Answers whether it filled.
 */
export function fillFirstDemo(db: Database, options: DemoOptions): Promise<boolean> {
  return asOneTransaction(db, async inner => {
    await inner.transaction().execute(lockFounding)
    if ((await organisationIds(inner)).length > 0) return false
    await fill(inner, options)
    return true
  })
}

async function fill(inner: Database, options: DemoOptions): Promise<void> {
  const { now, customers = CUSTOMERS, mailDomain = DEMO_DOMAIN, seed = SEED, log = () => {} } = options
  log(`正在准备演示数据：${DEMO_ORGANISATION}，${customers} 位客户… / Preparing the demo business…`)
  const founded = startOfDay(now).subtract({ hours: 24 * (HISTORY_DAYS + 1) - 9 })
  const house = await foundHouse(inner, mailDomain, founded)
  const history = await fillHistory(house, seed, customers, now)
  log(`  客户 ${history.customers}，订单 ${history.orders}，其他业务 ${history.otherActivities}`)
  await joinByHashing(inner)
  const calls = await workUntil(house, seed, customers, now)
  log(`  回访通话 ${calls} 次`)
}

/** The logins to show on the sign-in page of an installation that `fillDemo` filled; none in earnest. */
export async function demoLoginsOf(db: Database): Promise<DemoLogin[]> {
  for (const orgId of await organisationIds(db)) {
    const scope = { orgId, branchIds: [], ancestorIds: [] }
    const { name, serviceNumber } = await inScope(db, scope, tx => organisation(tx, orgId))
    if (name === DEMO_ORGANISATION && serviceNumber === SERVICE_NUMBER) return demoLogins()
  }
  return []
}

/** Launches the campaigns and works the last days up to now; answers how many calls were made. */
async function workUntil(house: House, seed: number, count: number, now: Temporal.Instant): Promise<number> {
  const owner = house.staff('owner', now)
  const { policy, holidays } = await inScope(house.db, owner, tx => groundFor(tx, house.orgId))
  const calendar = {
    timeZone: TIME_ZONE,
    country: 'CN',
    ...(holidays.get('CN') ?? { days: new Map(), years: new Set<number>() }),
  }
  const days = lastWorkedDays(policy, calendar, now, WORKING_DAYS)
  const launched = dayStart(days[0]!).subtract({ hours: 14 })
  const campaigns = await planCampaigns(house, launched)
  const work: Work = { house, seed, calendar, questions: new Map() }
  const known = await someCustomers(house, count)
  let calls = 0
  for (const [number, day] of days.entries()) {
    if (day.kind !== 'duty') await keepQueue(work, dayStart(day).add({ hours: 8, minutes: 30 }))
    calls += await workDay(work, day, number)
    await onThisDay(work, number, day, campaigns, known)
    const evening = dayStart(day).add({ hours: 18, minutes: 20 })
    if (day.kind !== 'duty' && Temporal.Instant.compare(evening, now) <= 0) await workCases(work, evening)
  }
  await importFromShop(house, seed, count, now.subtract({ minutes: 15 }))
  await keepQueue(work, now)
  return calls
}

/** What happens once, on a certain day, besides the calls. */
async function onThisDay(
  work: Work,
  number: number,
  day: WorkedDay,
  campaigns: Awaited<ReturnType<typeof planCampaigns>>,
  [complainer, , stopped, research, away]: readonly string[],
): Promise<void> {
  const { house } = work
  const at = day.shifts.at(-1)!.to.subtract({ minutes: 5 })
  const [planner, hotline] = [house.staff('planner', at), house.staff('hotline', at)]
  const stop = (
    customerId: string,
    given: { purpose: string | null; note: string; expiresAt: Temporal.Instant | null },
  ) => inScope(house.db, hotline, tx => stopContacts(tx, hotline, { customerId, source: 'hotline', ...given }))
  if (number === 1) await openForgottenCase(work, complainer!, at)
  if (number === 2) await stop(stopped!, { purpose: null, note: '客户来电要求不再接到回访电话', expiresAt: null })
  if (number === 3) await stop(research!, { purpose: 'research', note: '不参加调研，其他回访可以', expiresAt: null })
  if (number === 4)
    for (const id of campaigns.paused) await inScope(house.db, planner, tx => pauseCampaign(tx, planner, id))
  if (number === 6)
    for (const id of campaigns.stopped) await inScope(house.db, planner, tx => stopCampaign(tx, planner, id))
  if (number === 7) await stop(away!, { purpose: null, note: '出国一个月', expiresAt: at.add({ hours: 24 * 30 }) })
}

/** The ids of five customers whom something happens to; of fewer when there are fewer. */
async function someCustomers(house: House, count: number): Promise<string[]> {
  const owner = house.staff('owner', house.foundedAt)
  const numbers = [4, 9, 15, 21, 27].map(n => `DF${String(((n - 1) % count) + 1).padStart(6, '0')}`)
  const known = await inScope(house.db, owner, tx => customersByExternalId(tx, house.orgId, numbers))
  return numbers.map(number => known.get(number)!.id)
}

function startOfDay(at: Temporal.Instant): Temporal.Instant {
  return at.toZonedDateTimeISO(TIME_ZONE).startOfDay().toInstant()
}

function dayStart({ day }: WorkedDay): Temporal.Instant {
  return day.toZonedDateTime(TIME_ZONE).toInstant()
}
