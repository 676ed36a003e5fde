import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { stopNumber } from '../contacts/stop-number.ts'
import { taken } from '../followups/given.ts'
import { givenHouseThatWrites, type HouseThatWrites, someAddress } from '../followups/given-mail.ts'
import { as, TUESDAY_10_AM } from '../people/given.ts'
import { setClock } from '../platform/clock.ts'
import { givenPolicy } from '../policy/given.ts'
import { DEFAULT_CONTENT } from '../policy/rules.ts'
import { explainCustomer, explainFollowup } from './explain-plan.ts'
import { ALWAYS, givenHours, givenPlan, TODAY } from './given-plan.ts'
import { moveContacts, removeMove } from './move-contacts.ts'
import { previewMove } from './preview-move.ts'
import { readLoad } from './read-load.ts'
import { replanCustomers } from './replan-customers.ts'

let house: HouseThatWrites
beforeEach(async () => {
  setClock(TUESDAY_10_AM)
  house = await givenHouseThatWrites()
  await givenHours(house.org, house.agent, ALWAYS)
})
afterEach(() => house.close())

const DAY = 24 * 60
const inDays = (days: number) => TODAY.add({ days })
const boss = () => house.org.owner
const idOf = async (customerId: string) => (await house.of(customerId))[0]!.id
const stateOf = async (customerId: string) => (await house.of(customerId))[0]!.state
const told = (id: string) => as(boss(), tx => explainFollowup(tx, boss(), id, 'en'))
const plannedOf = async (customerId: string) =>
  (await as(boss(), tx => explainCustomer(tx, boss(), customerId, 'en'))).map(
    ({ channel, plannedOn }) => `${channel} ${plannedOn && plannedOn.since(TODAY).days}`,
  )
const day = async (days: number) => {
  const { teams } = await as(boss(), tx => readLoad(tx, boss(), { from: inDays(days), to: inDays(days) }))
  return teams[0]!.days[0]
}
type Rules = NonNullable<Parameters<typeof givenPolicy>[1]['rules']>
const policy = (...rules: Rules) => givenPolicy(house.org, { rules: [...DEFAULT_CONTENT.rules, ...rules] as Rules })
const apart = (days: number, given: object = {}): Rules[number] => ({
  ...{ id: 'mails-apart', name: '邮件间隔', kind: 'gap', after: 'attempts', per: 'person', next: 'any' },
  ...{ seconds: days * 86_400, scope: { channels: ['email'] }, ...given },
})

/** A customer to whom two campaigns prefer to write, three days apart, with both in the plan. */
async function givenTwoMails(): Promise<string> {
  await policy(apart(3))
  await house.campaign('email')
  await house.campaign('email', 'phone')
  const customerId = await house.buyer()
  await house.plan()
  await givenPlan(house.org)
  return customerId
}

describe('what a campaign prefers to write', () => {
  test('is planned as a mail on the first day it may go, takes no time of the team, and says so', async () => {
    await house.campaign('email', 'phone')
    const customerId = await house.buyer()
    await house.plan()
    await givenPlan(house.org)
    const explained = await told(await idOf(customerId))
    expect(explained).toMatchObject({ channel: 'email', outcome: 'first-day', absence: null, expires: false })
    expect(String(explained.plannedOn)).toBe(String(TODAY))
    const [when, why, how, until] = explained.sentences
    expect(when).toMatch(/^Planned to go by mail on /)
    expect(why).toBe('Planned for the first day it can be.')
    expect(how).toContain('no agent is needed')
    expect(until).toMatch(/^It expires /)
    expect(await day(0)).toMatchObject({ contacts: 0, used: 0, mails: 1 })
    await house.reserve()
    await house.send()
    expect(await stateOf(customerId)).toBe('mailed')
  })

  test('keeps the distance that the policy asks of mails, and goes on its day, not before', async () => {
    const customerId = await givenTwoMails()
    expect(await plannedOf(customerId)).toEqual(['email 0', 'email 3'])
    const mailed = async () => (await house.of(customerId)).filter(({ state }) => state === 'mailed').length
    const sentBy = async (minutes: number) => {
      await house.reserve(minutes)
      await house.send(minutes)
      return mailed()
    }
    expect([await sentBy(0), await sentBy(DAY), await sentBy(3 * DAY - 10 * 60 - 1), await sentBy(3 * DAY)]).toEqual([
      1, 1, 1, 2,
    ])
  })

  test('comes beside the calls of its customer: after a call as after any conversation, before it freely', async () => {
    await house.campaign('email')
    await house.campaign('phone')
    const customerId = await house.buyer()
    await house.plan()
    await givenPlan(house.org)
    expect((await plannedOf(customerId)).toSorted()).toEqual(['email 0', 'phone 1'])
    const [first, second] = await house.of(customerId)
    const mail = [first!, second!].find(({ state }) => state === 'to-mail')!
    const call = [first!, second!].find(({ state }) => state === 'waiting')!
    await as(boss(), tx =>
      moveContacts(tx, boss(), {
        moving: { kind: 'move', followupIds: [call.id], day: TODAY },
        reason: 'the customer asked',
      }),
    )
    expect(await told(mail.id)).toMatchObject({ plannedOn: null, channel: 'email', expires: true })
    expect((await told(mail.id)).sentences.join(' ')).toContain('should the contact policy come to allow it')
  })

  test('that is newer than the plan goes as soon as it is due', async () => {
    await house.campaign('email')
    await givenPlan(house.org)
    const customerId = await house.buyer()
    await house.plan()
    expect(await told(await idOf(customerId))).toMatchObject({ channel: null, absence: 'goes-by-mail' })
    await house.reserve()
    expect(await stateOf(customerId)).toBe('mailing')
  })

  test('is planned as a call where no mail can be had, waits for its day, and is handed out then', async () => {
    await house.campaign('email', 'phone')
    const address = someAddress()
    const customerId = await house.buyer({ emails: [address] })
    await house.plan()
    const hotline = await house.org.staff('hotline')
    await as(hotline, tx => stopNumber(tx, hotline, { number: address, source: 'hotline', note: '' }))
    await givenPlan(house.org)
    const explained = await told(await idOf(customerId))
    expect(explained).toMatchObject({ channel: 'phone', outcome: 'first-day' })
    expect(explained.sentences.join(' ')).toContain('cannot go by mail, so it is planned as a call')
    expect(await day(0)).toMatchObject({ contacts: 1, mails: 0 })
    expect(await stateOf(customerId)).toBe('to-mail')
    await house.reserve()
    expect(await house.of(customerId)).toMatchObject([{ state: 'waiting', channels: ['email', 'phone'] }])
    expect((await taken(house.agent)).customerId).toBe(customerId)
  })

  test('has no day where neither may be, and says why', async () => {
    await policy({ id: 'no-mails', name: '须同意', kind: 'consent', need: 'explicit', scope: { channels: ['email'] } })
    await house.campaign('email')
    const customerId = await house.buyer()
    await house.plan()
    await givenPlan(house.org)
    expect(await told(await idOf(customerId))).toMatchObject({
      channel: 'email',
      outcome: 'not-allowed',
      plannedOn: null,
    })
  })
})

describe('a planned mail', () => {
  const move = (id: string, days: number) => ({ kind: 'move' as const, followupIds: [id], day: inDays(days) })
  const preview = (id: string, days: number) => as(boss(), tx => previewMove(tx, boss(), move(id, days), 'en'))
  const moved = (id: string, days: number) =>
    as(boss(), tx => moveContacts(tx, boss(), { moving: move(id, days), reason: 'after the fair' }))

  test('is pushed and pulled by hand, the next plan keeps it, and it goes that day', async () => {
    await house.campaign('email', 'phone')
    const customerId = await house.buyer()
    await house.plan()
    await givenPlan(house.org)
    const id = await idOf(customerId)
    const found = await preview(id, 4)
    expect(found).toMatchObject({
      possible: true,
      days: [],
      displaced: [],
      contacts: [{ channel: 'email', problem: null }],
    })
    expect(await moved(id, 4)).toMatchObject([{ channel: 'email', kept: true }])
    await givenPlan(house.org)
    expect(await told(id)).toMatchObject({ channel: 'email', outcome: 'moved', plannedOn: inDays(4) })
    expect(await day(4)).toMatchObject({ contacts: 0, used: 0, mails: 1 })
    const [pulled] = await moved(id, 2)
    await house.reserve(DAY)
    expect(await stateOf(customerId)).toBe('to-mail')
    await as(boss(), tx => removeMove(tx, boss(), pulled!.id))
    expect(await told(id)).toMatchObject({ outcome: 'first-day', plannedOn: TODAY })
    await moved(id, 2)
    await house.reserve(2 * DAY)
    expect(await stateOf(customerId)).toBe('mailing')
  })

  test('is not moved to a day on which the policy for mails, its time or another contact is against it', async () => {
    const customerId = await givenTwoMails()
    await house.reserve()
    await house.send()
    const { id } = (await house.of(customerId)).find(({ state }) => state === 'to-mail')!
    const problem = async (days: number) => (await preview(id, days)).contacts[0]
    expect(await problem(1)).toMatchObject({ releasedOn: inDays(3), problem: { code: 'not-allowed-then' } })
    expect(await problem(20)).toMatchObject({ problem: { code: 'expired-by-then' } })
    expect(await problem(4)).toMatchObject({ problem: null })
  })

  test('that stands in for a call stays a mail when it is moved', async () => {
    const never = ALWAYS.map(() => null)
    await as(boss(), tx => sql`delete from shift where org_id = ${house.org.orgId}`.execute(tx))
    await givenHours(house.org, house.agent, never)
    await givenHours(house.org, boss(), never)
    await house.campaign('phone', 'email')
    const customerId = await house.buyer()
    await house.plan()
    await givenPlan(house.org)
    const id = await idOf(customerId)
    expect(await told(id)).toMatchObject({ channel: 'email', outcome: 'mail-for-room', plannedOn: TODAY })
    await moved(id, 2)
    await givenPlan(house.org)
    expect(await told(id)).toMatchObject({ channel: 'email', outcome: 'moved', plannedOn: inDays(2) })
    await house.reserve(DAY)
    expect(await stateOf(customerId)).toBe('waiting')
    await house.reserve(2 * DAY)
    expect(await stateOf(customerId)).toBe('mailing')
  })
})

test('planned again one by one, customers have what the plan of all gave them', async () => {
  await policy(apart(2))
  await house.campaign('email', 'phone')
  await house.campaign('email')
  await house.campaign('phone')
  const given = [{}, { phones: [] }, {}, { phones: [] }, {}]
  const customers = await Promise.all(given.map(one => house.buyer(one)))
  await house.plan()
  await givenPlan(house.org)
  const entries = () =>
    as(boss(), async tx => {
      const { rows } = await sql<{ load: unknown }>`
        select followup_id, planned_on::text, outcome, other_followup_id, channel from plan_entry
        where org_id = ${house.org.orgId} order by followup_id`.execute(tx)
      const loads = await sql`
        select team_id, day::text, contacts, mails, round(used) as used from plan_load
        where org_id = ${house.org.orgId} order by team_id, day`.execute(tx)
      return { entries: rows, loads: loads.rows }
    })
  const before = await entries()
  expect(before.entries.filter(row => (row as { channel?: string }).channel === 'email').length).toBe(10)
  for (const customerId of customers) await as(boss(), tx => replanCustomers(tx, boss(), [customerId]))
  expect(await entries()).toEqual(before)
})
