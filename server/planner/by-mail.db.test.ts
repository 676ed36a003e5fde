import { afterEach, beforeEach, expect, test } from 'vitest'
import { stopNumber } from '../contacts/stop-number.ts'
import { dial, settle, take, taken } from '../followups/given.ts'
import { givenHouseThatWrites, type HouseThatWrites } from '../followups/given-mail.ts'
import { as, TUESDAY_10_AM } from '../people/given.ts'
import { setClock } from '../platform/clock.ts'
import { explainFollowup } from './explain-plan.ts'
import { ALWAYS, givenHours, givenPlan, TODAY } from './given-plan.ts'
import { listEntries } from './list-entries.ts'
import { readLoad } from './read-load.ts'
import { replanCustomers } from './replan-customers.ts'

let house: HouseThatWrites
beforeEach(async () => {
  setClock(TUESDAY_10_AM)
  house = await givenHouseThatWrites()
})
afterEach(() => house.close())

const NEVER_AT_WORK = ALWAYS.map(() => null)
const explained = async (customerId: string) => {
  const { owner } = house.org
  const followupId = (await house.of(customerId))[0]!.id
  return as(owner, tx => explainFollowup(tx, owner, followupId, 'en'))
}

/** What the one team can do and has to, today. */
const today = async () => {
  const { teams } = await as(house.org.owner, tx => readLoad(tx, house.org.owner, { from: TODAY, to: TODAY }))
  return teams[0]!.days[0]
}

test('what nobody has time to call goes by mail on its day, where its campaign writes too', async () => {
  await givenHours(house.org, house.agent, NEVER_AT_WORK)
  await givenHours(house.org, house.org.owner, NEVER_AT_WORK)
  await house.campaign('phone', 'email')
  const customerId = await house.buyer()
  await house.plan()
  await givenPlan(house.org)
  const { owner } = house.org
  const told = await explained(customerId)
  expect(told).toMatchObject({ channel: 'email', outcome: 'mail-for-room' })
  expect(String(told.plannedOn)).toBe(String(TODAY))
  expect(told.sentences.join(' ')).toContain('nobody is free to call, so it goes by mail')
  expect(told.sentences.join(' ').split('no agent is needed')).toHaveLength(2)
  const { items } = await as(owner, tx => listEntries(tx, owner, { day: TODAY, limit: 9 }, 'en'))
  expect(items).toMatchObject([{ customerId, channel: 'email', minutes: 0 }])
  expect(await today()).toMatchObject({ contacts: 0, used: 0, mails: 1 })
  await house.reserve()
  expect(await house.of(customerId)).toMatchObject([{ state: 'mailing' }])
  await house.send()
  expect(await house.of(customerId)).toMatchObject([{ state: 'mailed' }])
  await as(owner, tx => replanCustomers(tx, owner, [customerId]))
  expect(await today()).toMatchObject({ contacts: 0, used: 0, mails: 0 })
})

test('where somebody has time it is called; without a mail in its campaign it has no day', async () => {
  await givenHours(house.org, house.agent, ALWAYS)
  await house.campaign('phone', 'email')
  const customerId = await house.buyer()
  await house.plan()
  await givenPlan(house.org)
  expect(await explained(customerId)).toMatchObject({ channel: 'phone', outcome: 'first-day' })
  expect(await today()).toMatchObject({ contacts: 1, mails: 0 })
  await house.reserve()
  expect(await house.of(customerId)).toMatchObject([{ state: 'waiting' }])
  const call = await taken(house.agent)
  await dial(house.agent, call.id)
  await settle(house.agent, call.id, { outcome: 'no-answer' })
  await house.reserve(5)
  expect(await house.of(customerId)).toMatchObject([{ state: 'waiting', attempts: 1 }])
})

test('who may not be called any more is written to, as soon as his plan is made again', async () => {
  await givenHours(house.org, house.agent, ALWAYS)
  await house.campaign('phone', 'email')
  const customerId = await house.buyer({ phones: ['+447700900992'] })
  await house.plan()
  await givenPlan(house.org)
  const hotline = await house.org.staff('hotline')
  await as(hotline, tx => stopNumber(tx, hotline, { number: '+447700900992', source: 'hotline', note: '' }))
  const { owner } = house.org
  await as(owner, tx => replanCustomers(tx, owner, [customerId]))
  expect(await explained(customerId)).toMatchObject({ channel: 'email', outcome: 'mail-for-leave' })
  await house.reserve()
  expect((await take(house.agent)).followup).toBeNull()
  await house.send()
  expect(house.lab.mails).toHaveLength(1)
  await as(owner, tx => replanCustomers(tx, owner, [customerId]))
  expect(await explained(customerId)).toMatchObject({ channel: null, outcome: null })
})
