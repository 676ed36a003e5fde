import { describe, expect, test } from 'vitest'
import { type Business, problemSaid } from './business.ts'
import { MACHINERY } from './machinery/machinery.ts'
import { HISTORY_DAYS } from './moments.ts'
import { TELECOM } from './telecom/telecom.ts'

const NOW = Temporal.Instant.from('2026-11-17T15:10:00+08:00')

describe.each([MACHINERY, TELECOM])('$name', (business: Business) => {
  const customers = (seed: number, count: number) => [...business.customers(seed, count)]
  const activities = (seed: number, now = NOW) =>
    customers(seed, 300).flatMap(one => business.activities(seed, one, now))

  test('a seed gives the same customers, the first of many the same as of few; another seed gives others', () => {
    expect(customers(7, 300).slice(0, 50)).toEqual(customers(7, 50))
    expect(customers(8, 50)).not.toEqual(customers(7, 50))
  })

  test('no two customers share a number, everyone has one, and every branch serves some', () => {
    const phones = customers(7, 3000).flatMap(customer => customer.phones)
    expect(new Set(phones).size).toBe(phones.length)
    expect(customers(7, 3000).filter(customer => customer.phones.length === 0)).toEqual([])
    const served = new Set(customers(7, 3000).map(({ branch }) => branch))
    expect([...served].sort()).toEqual(business.branches.map(({ key }) => key).sort())
  })

  test('its mails come from and go to addresses that nobody can have', () => {
    const addresses = [business.mailSender, ...customers(7, 300).flatMap(({ email }) => email ?? [])]
    expect(addresses.length).toBeGreaterThan(100)
    expect(addresses.filter(address => !/^[^@]+@kehu\.example$/.test(address))).toEqual([])
  })

  test('something happened in each month of the year, nothing in the future', () => {
    const daysAgo = activities(7).map(({ happenedAt }) => happenedAt.until(NOW).total('hours') / 24)
    expect(Math.min(...daysAgo)).toBeGreaterThan(0)
    expect(Math.max(...daysAgo)).toBeLessThanOrEqual(HISTORY_DAYS + 1)
    const months = new Set(daysAgo.map(days => Math.floor(days / 30.5)))
    expect(months.size).toBeGreaterThanOrEqual(12)
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

  test('each problem is said once, so that what puts it right and what is noted are of this problem', () => {
    const { problems, forgotten } = business.words
    const said = [...Object.values(problems).flat(), forgotten].map(problem => problem.said)
    expect(new Set(said).size).toBe(said.length)
    for (const { said: one } of Object.values(problems).flat()) expect(problemSaid(business.words, one).said).toBe(one)
    expect(() => problemSaid(business.words, '没有这个问题')).toThrow()
  })

  test('each campaign is of a branch and a team that are there', () => {
    const branches = ['head', ...business.branches.map(({ key }) => key)]
    const teams = business.teams.map(({ key }) => key)
    for (const { branch, team, name } of business.campaigns) {
      expect({ name, branch: branches.includes(branch), team: teams.includes(team) }).toEqual({
        name,
        branch: true,
        team: true,
      })
    }
  })
})
