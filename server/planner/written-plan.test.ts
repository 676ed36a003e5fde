import { expect, test } from 'vitest'
import type { DueColumns } from './due-columns.ts'
import { daysOfMails, daysOfPlan } from './written-plan.ts'

const FIRST = Temporal.PlainDate.from('2026-11-17')
const [NORTH, SOUTH] = ['north', 'south']
// Purposes: a call and a mail of the north on its first day, a mail of the south on its second, one without a day.
const columns = {
  dues: { count: 4, team: Int32Array.of(0, 0, 1, 1) },
  owners: { teams: [NORTH, SOUTH] },
} as unknown as DueColumns
const days = Int16Array.of(0, 0, 1, -1)
const byMail = Uint8Array.of(0, 1, 1, 0)

test('a day of a team tells its mails beside its calls, whose minutes they do not take', () => {
  const capacity = { teams: 2, days: 2, minutes: Float64Array.of(100, 100, 100, 100) }
  const [calls, none] = [Int32Array.of(1, 0, 0, 0), new Int32Array(4)]
  const made = {
    ...{ days, byMail, outcome: new Uint8Array(4), other: new Int32Array(4), ofNeeds: [], worth: 0, bound: 0 },
    ...{ contacts: [none, calls, none], room: Float64Array.of(90, 100, 100, 100), price: new Float64Array(4) },
  }
  const told = daysOfPlan({ firstDay: FIRST }, columns, capacity, made)
  expect(told.map(({ teamId, contacts, used, mails }) => ({ teamId, contacts, used, mails }))).toEqual([
    { teamId: NORTH, contacts: 1, used: 10, mails: 1 },
    { teamId: NORTH, contacts: 0, used: 0, mails: 0 },
    { teamId: SOUTH, contacts: 0, used: 0, mails: 0 },
    { teamId: SOUTH, contacts: 0, used: 0, mails: 1 },
  ])
})

test('what goes by mail is told with its team and day', () => {
  const told = daysOfMails(columns, { days, byMail }, { firstDay: FIRST })
  expect(told.map(({ teamId, day }) => `${teamId} ${day}`)).toEqual(['north 2026-11-17', 'south 2026-11-18'])
})
