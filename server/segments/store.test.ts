import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { ACTIVITY_KINDS } from '../activity/rules.ts'
import { as, type GivenOrganisation, givenOrganisation, TUESDAY_10_AM } from '../people/given.ts'
import type { Tx } from '../platform/database.ts'
import { type GivenActivity, type GivenCustomer, givenCustomers } from './given.ts'
import { type Condition, FIELD_NAMES, problemOf } from './rules.ts'
import { conditionsHold } from './store.ts'

const NOW = TUESDAY_10_AM
const ago = (hours: number) => NOW.subtract({ hours })

/** The activities that satisfy the conditions, asked of the database. */
async function activityIdsWhere(tx: Tx, orgId: string, conditions: readonly Condition[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select a.id from activity a join customer c on c.org_id = a.org_id and c.id = a.customer_id
    where a.org_id = ${orgId} and ${conditionsHold(conditions, NOW)}`.execute(tx)
  return rows.map(row => row.id).sort()
}

const belowOrSame = (org: GivenOrganisation, branchId: string) =>
  branchId === org.rootId ? [org.rootId, org.northId, org.southId] : [branchId]

function compare(operator: string, left: number, right: number): boolean {
  if (operator === 'more-than') return left > right
  if (operator === 'at-least') return left >= right
  return operator === 'at-most' ? left <= right : left < right
}

const hoursSince = (activity: GivenActivity) => NOW.since(activity.happenedAt).total('hours')
const isAged = (operator: string, hours: number, days: number) =>
  operator === 'at-least' ? hours >= 24 * days : hours <= 24 * days

/** What the conditions mean, said as plainly as possible and as slowly as it likes. */
function holds(
  org: GivenOrganisation,
  condition: Condition,
  customer: GivenCustomer,
  activity: GivenActivity,
): boolean {
  const { field, operator, value, days = 0 } = condition
  const among = (fact: string | null | undefined) =>
    (typeof fact === 'string' && (value as string[]).includes(fact)) === (operator === 'in')
  const orders = (customer.activities ?? []).filter(it => it.kind === 'order' && hoursSince(it) >= 0)
  const recent = orders.filter(it => hoursSince(it) < 24 * days)
  switch (field) {
    case 'customer.branch':
      return (value as string[]).some(id => belowOrSame(org, id).includes(customer.branchId)) === (operator === 'in')
    case 'customer.country':
      return among(customer.country)
    case 'customer.kind':
      return among(customer.kind)
    case 'customer.phone': {
      const fitting = (customer.phones ?? []).filter(it => value === 'any' || it.lineType === value)
      return fitting.some(it => it.state !== 'wrong') === (operator === 'has')
    }
    case 'activity.kind':
      return among(activity.kind)
    case 'activity.amount':
      return typeof activity.amount === 'number' && compare(operator, activity.amount, value as number)
    case 'activity.currency':
      return among(activity.currency)
    case 'activity.lines':
      return compare(operator, (activity.products ?? []).length, value as number)
    case 'activity.product': {
      const sought = (value as string).toLowerCase()
      const found = (activity.products ?? []).some(it => it.toLowerCase().includes(sought))
      return found === (operator === 'contains')
    }
    case 'activity.age':
      return isAged(operator, hoursSince(activity), value as number)
    case 'orders.count':
      return compare(operator, recent.length, value as number)
    case 'orders.total': {
      const cents = recent.reduce((sum, it) => sum + Math.round((it.amount ?? 0) * 100), 0)
      return compare(operator, cents / 100, value as number)
    }
    case 'orders.last':
      return orders.length > 0 && isAged(operator, Math.min(...orders.map(hoursSince)), value as number)
  }
}

const DAYS = [0, 1, 2, 3, 10]
const AMOUNTS = [0, 0.1, 0.3, 19.99, 100, 300]
const PRODUCTS = ['Tea Cup', 'TEA%', '挖掘机_A', "o'clock", 'lamp']
const COUNTRIES = ['CN', 'GB', 'FR']

function someCustomer(org: GivenOrganisation): fc.Arbitrary<GivenCustomer> {
  const activity: fc.Arbitrary<GivenActivity> = fc.record({
    kind: fc.oneof(fc.constant('order'), fc.constantFrom(...ACTIVITY_KINDS)),
    happenedAt: fc
      .tuple(fc.constantFrom(...DAYS), fc.constantFrom(-1, 0, 0, 1))
      .map(([days, hours]) => ago(24 * days + hours)),
    amount: fc.option(fc.constantFrom(...AMOUNTS)),
    currency: fc.option(fc.constantFrom('CNY', 'GBP')),
    products: fc.array(fc.constantFrom(...PRODUCTS), { maxLength: 3 }),
  })
  return fc.record({
    branchId: fc.constantFrom(org.rootId, org.northId, org.southId),
    kind: fc.constantFrom('person', 'organisation'),
    country: fc.option(fc.constantFrom(...COUNTRIES)),
    phones: fc.array(
      fc.record({
        lineType: fc.constantFrom('mobile', 'fixed', 'unknown'),
        state: fc.constantFrom('valid', 'doubtful', 'wrong'),
      }),
      { maxLength: 2 },
    ),
    activities: fc.array(activity, { maxLength: 5 }),
  })
}

function someCondition(org: GivenOrganisation): fc.Arbitrary<Condition> {
  const list = (of: readonly string[]) => fc.uniqueArray(fc.constantFrom(...of), { minLength: 1, maxLength: 2 })
  const inOrNot = fc.constantFrom('in', 'not-in')
  const bound = fc.constantFrom('more-than', 'at-least', 'at-most', 'less-than')
  const age = fc.constantFrom('at-least', 'at-most')
  const days = fc.constantFrom(...DAYS.filter(it => it > 0))
  const one = (field: string, operator: fc.Arbitrary<string>, value: fc.Arbitrary<unknown>, window = false) =>
    fc.record({ field: fc.constant(field), operator, value, ...(window ? { days } : {}) }) as fc.Arbitrary<Condition>
  return fc.oneof(
    one('customer.branch', inOrNot, list([org.rootId, org.northId, org.southId])),
    one('customer.country', inOrNot, list(COUNTRIES)),
    one('customer.kind', inOrNot, list(['person', 'organisation'])),
    one('customer.phone', fc.constantFrom('has', 'has-not'), fc.constantFrom('any', 'mobile', 'fixed')),
    one('activity.kind', inOrNot, list(ACTIVITY_KINDS)),
    one('activity.amount', bound, fc.constantFrom(...AMOUNTS)),
    one('activity.currency', inOrNot, list(['CNY', 'GBP'])),
    one('activity.lines', bound, fc.nat({ max: 3 })),
    one('activity.product', fc.constantFrom('contains', 'contains-not'), fc.constantFrom(...PRODUCTS, 'tea', '%', '_')),
    one('activity.age', age, fc.constantFrom(...DAYS)),
    one('orders.count', bound, fc.nat({ max: 3 }), true),
    one('orders.total', bound, fc.constantFrom(...AMOUNTS, 0.4, 300.1), true),
    one('orders.last', age, fc.constantFrom(...DAYS)),
  )
}

describe('conditions in the database', () => {
  test('mean what a plain reading means, on any small business', async () => {
    const fields = new Set<string>()
    await fc.assert(
      fc.asyncProperty(fc.integer(), async seed => {
        const org = await givenOrganisation()
        const [customers] = fc.sample(fc.array(someCustomer(org), { minLength: 1, maxLength: 6 }), { seed, numRuns: 1 })
        const asked = fc.sample(fc.array(someCondition(org), { maxLength: 3 }), { seed, numRuns: 40 })
        await as(org.owner, async tx => {
          const ids = await givenCustomers(tx, org.owner, customers!)
          for (const conditions of asked) {
            for (const condition of conditions) {
              fields.add(condition.field)
              expect(problemOf(condition)).toBeNull()
            }
            const expected = customers!.flatMap((customer, c) =>
              (customer.activities ?? []).flatMap((activity, a) =>
                conditions.every(it => holds(org, it, customer, activity)) ? [ids[c]!.activityIds[a]!] : [],
              ),
            )
            const found = await activityIdsWhere(tx, org.orgId, conditions)
            expect(found, JSON.stringify({ conditions, customers })).toEqual(expected.sort())
          }
        })
      }),
      { numRuns: 20 },
    )
    expect([...fields].sort()).toEqual([...FIELD_NAMES].sort())
  })

  test('are never null, so that their denial is the rest', async () => {
    const org = await givenOrganisation()
    const found = await as(org.owner, async tx => {
      await givenCustomers(tx, org.owner, [
        { branchId: org.rootId, activities: [{ kind: 'visit', happenedAt: ago(5) }] },
      ])
      const { rows } = await sql<{ field: string; held: boolean | null }>`
        ${sql.join(
          fc.sample(someCondition(org), { seed: 7, numRuns: 100 }).map(
            it => sql`select ${it.field} as field, ${conditionsHold([it], NOW)} as held from activity a
              join customer c on c.org_id = a.org_id and c.id = a.customer_id where a.org_id = ${org.orgId}`,
          ),
          sql` union all `,
        )}`.execute(tx)
      return rows
    })
    expect(new Set(found.map(row => row.field)).size).toBe(FIELD_NAMES.length)
    expect(found.filter(row => typeof row.held !== 'boolean')).toEqual([])
  })

  test('keep what a user typed a value, whatever it looks like', async () => {
    const org = await givenOrganisation()
    const attacks = [
      "'; delete from customer; --",
      "x' or '1'='1",
      '$1) or true --',
      '%',
      '\\',
      '{"a":1}',
      "tea') > 0 or strpos('a', 'a",
    ]
    await as(org.owner, async tx => {
      const [customer] = await givenCustomers(tx, org.owner, [
        { branchId: org.rootId, activities: [{ kind: 'order', happenedAt: ago(5), products: ['tea', attacks[0]!] }] },
      ])
      for (const value of attacks) {
        const found = await activityIdsWhere(tx, org.orgId, [
          { field: 'activity.product', operator: 'contains', value },
        ])
        expect(found).toEqual(value === attacks[0] ? customer!.activityIds : [])
        const listed: Condition = { field: 'customer.country', operator: 'in', value: [value] }
        expect(await activityIdsWhere(tx, org.orgId, [listed])).toEqual([])
        const { sql: text } = sql`select ${conditionsHold([listed], NOW)}`.compile(tx)
        expect(text).not.toContain(value)
      }
      const rest = await tx.selectFrom('customer').where('org_id', '=', org.orgId).select('id').execute()
      expect(rest.map(row => row.id)).toEqual([customer!.id])
    })
  })
})
