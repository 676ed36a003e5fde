import { expect, test } from 'vitest'
import { type Calendar, DEFAULT_POLICY } from '../server/contacts/rules.ts'
import { lastWorkedDays } from './working-days.ts'

const calendar: Calendar = {
  timeZone: 'Asia/Shanghai',
  country: 'CN',
  days: new Map([
    ['2026-10-01', 'holiday'],
    ['2026-10-02', 'holiday'],
    ['2026-10-10', 'make-up-workday'],
  ]),
  years: new Set([2026]),
}
const daysUntil = (now: string, workingDays = 3) =>
  lastWorkedDays(DEFAULT_POLICY, calendar, Temporal.Instant.from(now), workingDays)

test('three working days before a Tuesday morning, the weekend on duty and today so far', () => {
  const days = daysUntil('2026-11-17T10:30:00+08:00')
  expect(days.map(({ day, kind }) => `${day} ${kind}`)).toEqual([
    '2026-11-12 day',
    '2026-11-13 day',
    '2026-11-14 duty',
    '2026-11-15 duty',
    '2026-11-16 day',
    '2026-11-17 today',
  ])
  expect(days.at(-1)!.shifts.map(({ to }) => to.toString())).toEqual(['2026-11-17T02:30:00Z'])
})

test('before the first permitted hour nobody has worked today', () => {
  expect(daysUntil('2026-11-17T08:59:00+08:00').at(-1)!.day.toString()).toBe('2026-11-16')
})

test('nobody works on a holiday, and a make-up day is a working day', () => {
  expect(daysUntil('2026-10-02T20:00:00+08:00').at(-1)!.day.toString()).toBe('2026-09-30')
  expect(daysUntil('2026-10-11T09:00:00+08:00', 1).map(({ day, kind }) => [`${day}`, kind])).toEqual([
    ['2026-10-10', 'day'],
  ])
})

test('work ends at six in the evening', () => {
  const evening = daysUntil('2026-11-17T23:00:00+08:00').at(-1)!
  expect(evening.shifts.at(-1)!.to.toString()).toBe('2026-11-17T10:00:00Z')
})
