import { expect, test } from 'vitest'
import { activitiesOf, HISTORY_DAYS } from './activities.ts'
import { demoCustomers } from './customers.ts'

const NOW = Temporal.Instant.from('2026-11-17T15:10:00+08:00')
const customers = (seed: number, count: number) => [...demoCustomers(seed, count)]
const activities = (seed: number, now = NOW) => customers(seed, 300).flatMap(one => activitiesOf(seed, one, now))

test('a seed gives the same customers, the first of many the same as of few; another seed gives others', () => {
  expect(customers(7, 300).slice(0, 50)).toEqual(customers(7, 50))
  expect(customers(8, 50)).not.toEqual(customers(7, 50))
})

test('no two customers share a number, and everyone has one', () => {
  const phones = customers(7, 3000).flatMap(customer => customer.phones)
  expect(new Set(phones).size).toBe(phones.length)
  expect(customers(7, 3000).filter(customer => customer.phones.length === 0)).toEqual([])
})

test('about nine hundred things happened in four months, some each week, none in the future', () => {
  const happened = activities(7)
  expect(happened.length).toBeGreaterThan(800)
  expect(happened.length).toBeLessThan(1100)
  const daysAgo = happened.map(({ happenedAt }) => happenedAt.until(NOW).total('hours') / 24)
  expect(Math.min(...daysAgo)).toBeGreaterThan(0)
  expect(Math.max(...daysAgo)).toBeLessThanOrEqual(HISTORY_DAYS + 1)
  const weeks = new Set(daysAgo.map(days => Math.floor(days / 7)))
  expect(weeks.size).toBeGreaterThanOrEqual(17)
})

test('numbers of orders and other papers are used once', () => {
  const numbers = activities(7).map(({ kind, externalId }) => `${kind} ${externalId}`)
  expect(new Set(numbers).size).toBe(numbers.length)
})

test('later the same day nothing has changed but what came in since', () => {
  const later = activities(7, NOW.add({ hours: 2 }))
  const numbersNow = new Set(activities(7).map(({ kind, externalId }) => kind + externalId))
  expect(later.filter(({ kind, externalId }) => numbersNow.has(kind + externalId))).toHaveLength(numbersNow.size)
})
