import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { ACTIVITY_KINDS } from '../activity/rules.ts'
import { as, type GivenOrganisation, givenOrganisation, TUESDAY_10_AM } from '../people/given.ts'
import type { Tx } from '../platform/database.ts'
import { type GivenActivity, type GivenCustomer, givenCustomers } from './given.ts'
import { type Condition, conditionsIn, depthOf, FIELD_NAMES, type Group, isGroup, problemOf } from './rules.ts'
import { conditionsHold } from './store.ts'

const NOW = TUESDAY_10_AM
const ago = (hours: number) => NOW.subtract({ hours })

/** The activities that satisfy the conditions, asked of the database. */
async function activityIdsWhere(tx: Tx, orgId: string, group: Group): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select a.id from activity a join customer c on c.org_id = a.org_id and c.id = a.customer_id
    where a.org_id = ${orgId} and ${conditionsHold(group, NOW)}`.execute(tx)
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

const all = (...rules: Condition[]): Group => ({ combinator: 'and', rules })

/** What a group means, said as plainly as possible. */
function groupHolds(org: GivenOrganisation, group: Group, customer: GivenCustomer, activity: GivenActivity): boolean {
  if (group.rules.length === 0) return true
  const each = group.rules.map(rule =>
    isGroup(rule) ? groupHolds(org, rule, customer, activity) : holds(org, rule, customer, activity),
  )
  return (group.combinator === 'or' ? each.some(Boolean) : each.every(Boolean)) !== (group.not === true)
}

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
  const past = (kinds: string[]) =>
    (customer.activities ?? []).filter(it => kinds.includes(it.kind) && hoursSince(it) >= 0)
  const [subject] = field.split('.') as [string]
  const asked = { orders: ['order', 'parts', 'second-hand'], services: ['service'], complaints: ['complaint'] }
  const orders = past(asked[subject as keyof typeof asked] ?? [])
  const recent = orders.filter(it => hoursSince(it) < 24 * days)
  const machines = (customer.machines ?? []).filter(it => !it.scrapped)
  const has = (text: string | null | undefined) => (text ?? '').toLowerCase().includes((value as string).toLowerCase())
  switch (field) {
    case 'customer.branch':
      return (value as string[]).some(id => belowOrSame(org, id).includes(customer.branchId)) === (operator === 'in')
    case 'customer.country':
      return among(customer.country)
    case 'customer.kind':
      return among(customer.kind)
    case 'customer.owner':
      return among(customer.ownerId)
    case 'customer.stage':
      return among(customer.stage)
    case 'customer.tags':
      return (customer.tags ?? []).some(it => (value as string[]).includes(it)) === (operator === 'in')
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
    case 'customer.name':
      return has(customer.name) === (operator === 'contains')
    case 'customer.known':
      return isAged(operator, NOW.since(customer.knownSince ?? NOW).total('hours'), value as number)
    case 'orders.product':
      return orders.some(it => (it.products ?? []).some(has)) === (operator === 'contains')
    case 'machines.count':
      return compare(operator, machines.length, value as number)
    case 'machines.brand': {
      const brands = (value as string[]).map(it => it.toLowerCase())
      return machines.some(it => it.brand && brands.includes(it.brand.toLowerCase())) === (operator === 'in')
    }
    case 'machines.model':
      return machines.some(it => has(it.model)) === (operator === 'contains')
    case 'machines.hours':
      return machines.some(it => it.hours.length > 0 && compare(operator, it.hours.at(-1)!, value as number))
    case 'contacts.last':
      throw new Error('asked of a module above')
    case 'services.count':
    case 'complaints.count':
    case 'orders.count':
      return compare(operator, recent.length, value as number)
    case 'orders.total': {
      const cents = recent.reduce((sum, it) => sum + Math.round((it.amount ?? 0) * 100), 0)
      return compare(operator, cents / 100, value as number)
    }
    case 'services.last':
    case 'complaints.last':
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
    kind: fc.oneof(fc.constantFrom('order', 'parts', 'service', 'complaint'), fc.constantFrom(...ACTIVITY_KINDS)),
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
    ownerId: fc.option(fc.constant(org.owner.staffId!)),
    stage: fc.option(fc.constantFrom('reach', 'loyalty')),
    tags: fc.uniqueArray(fc.constantFrom('大客户', 'VIP'), { maxLength: 2 }),
    name: fc.constantFrom('韩梅梅', 'Tea House', '王%'),
    knownSince: fc.constantFrom(...DAYS).map(days => ago(24 * days)),
    machines: fc.array(
      fc.record({
        brand: fc.option(fc.constantFrom('XCMG', 'Sany', '临工')),
        model: fc.option(fc.constantFrom('XE215', 'SY_75', 'xe60')),
        hours: fc.array(fc.constantFrom(0, 10, 250, 900), { maxLength: 2 }),
        scrapped: fc.boolean(),
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
  const contains = fc.constantFrom('contains', 'contains-not')
  const days = fc.constantFrom(...DAYS.filter(it => it > 0))
  const one = (field: string, operator: fc.Arbitrary<string>, value: fc.Arbitrary<unknown>, window = false) =>
    fc.record({ field: fc.constant(field), operator, value, ...(window ? { days } : {}) }) as fc.Arbitrary<Condition>
  return fc.oneof(
    one('customer.branch', inOrNot, list([org.rootId, org.northId, org.southId])),
    one('customer.country', inOrNot, list(COUNTRIES)),
    one('customer.kind', inOrNot, list(['person', 'organisation'])),
    one('customer.owner', inOrNot, list([org.owner.staffId!, org.rootId])),
    one('customer.stage', inOrNot, list(['reach', 'loyalty'])),
    one('customer.tags', inOrNot, list(['大客户', 'VIP', 'vip'])),
    one('customer.phone', fc.constantFrom('has', 'has-not'), fc.constantFrom('any', 'mobile', 'fixed')),
    one('activity.kind', inOrNot, list(ACTIVITY_KINDS)),
    one('activity.amount', bound, fc.constantFrom(...AMOUNTS)),
    one('activity.currency', inOrNot, list(['CNY', 'GBP'])),
    one('activity.lines', bound, fc.nat({ max: 3 })),
    one('activity.product', contains, fc.constantFrom(...PRODUCTS, 'tea', '%', '_')),
    one('activity.age', age, fc.constantFrom(...DAYS)),
    one('orders.count', bound, fc.nat({ max: 3 }), true),
    one('orders.total', bound, fc.constantFrom(...AMOUNTS, 0.4, 300.1), true),
    one('orders.last', age, fc.constantFrom(...DAYS)),
    one('orders.product', contains, fc.constantFrom(...PRODUCTS, 'tea', '%')),
    one('customer.name', contains, fc.constantFrom('梅', 'tea', '%', '_')),
    one('customer.known', age, fc.constantFrom(...DAYS)),
    one('services.count', bound, fc.nat({ max: 3 }), true),
    one('services.last', age, fc.constantFrom(...DAYS)),
    one('complaints.count', bound, fc.nat({ max: 3 }), true),
    one('complaints.last', age, fc.constantFrom(...DAYS)),
    one('machines.count', bound, fc.nat({ max: 2 })),
    one('machines.brand', inOrNot, list(['xcmg', 'SANY', '临工'])),
    one('machines.model', contains, fc.constantFrom('xe', '_', '75')),
    one('machines.hours', bound, fc.constantFrom(0, 10, 250, 1000)),
  )
}

/** Groups within groups, some denied, some empty. */
function someGroup(org: GivenOrganisation): fc.Arbitrary<Group> {
  const { group } = fc.letrec<{ group: Group; rule: Condition | Group }>(tie => ({
    rule: fc.oneof({ maxDepth: 2 }, someCondition(org), tie('group')),
    group: fc.record({
      combinator: fc.constantFrom('and', 'or'),
      not: fc.boolean(),
      rules: fc.array(tie('rule'), { maxLength: 3 }),
    }),
  }))
  return group
}

/** What the tables here can be asked about. */
const ASKED = FIELD_NAMES.filter(field => field !== 'contacts.last')

describe('conditions in the database', () => {
  test('mean what a plain reading means, on any small business', async () => {
    const fields = new Set<string>()
    let deepest = 0
    await fc.assert(
      fc.asyncProperty(fc.integer(), async seed => {
        const org = await givenOrganisation()
        const [customers] = fc.sample(fc.array(someCustomer(org), { minLength: 1, maxLength: 6 }), { seed, numRuns: 1 })
        const asked = fc.sample(someGroup(org), { seed, numRuns: 40 })
        await as(org.owner, async tx => {
          const ids = await givenCustomers(tx, org.owner, customers!)
          for (const group of asked) {
            deepest = Math.max(deepest, depthOf(group))
            for (const condition of conditionsIn(group)) {
              fields.add(condition.field)
              expect(problemOf(condition)).toBeNull()
            }
            const expected = customers!.flatMap((customer, c) =>
              (customer.activities ?? []).flatMap((activity, a) =>
                groupHolds(org, group, customer, activity) ? [ids[c]!.activityIds[a]!] : [],
              ),
            )
            const found = await activityIdsWhere(tx, org.orgId, group)
            expect(found, JSON.stringify({ group, customers })).toEqual(expected.sort())
          }
        })
      }),
      { numRuns: 20 },
    )
    expect([...fields].sort()).toEqual([...ASKED].sort())
    expect(deepest).toBe(3)
  })

  test('are never null, so that their denial is the rest', async () => {
    const org = await givenOrganisation()
    const found = await as(org.owner, async tx => {
      await givenCustomers(tx, org.owner, [
        { branchId: org.rootId, activities: [{ kind: 'visit', happenedAt: ago(5) }] },
      ])
      const { rows } = await sql<{ field: string; held: boolean | null }>`
        ${sql.join(
          fc.sample(someCondition(org), { seed: 7, numRuns: 400 }).map(
            it => sql`select ${it.field} as field, ${conditionsHold(all(it), NOW)} as held from activity a
              join customer c on c.org_id = a.org_id and c.id = a.customer_id where a.org_id = ${org.orgId}`,
          ),
          sql` union all `,
        )}`.execute(tx)
      return rows
    })
    expect(new Set(found.map(row => row.field)).size).toBe(ASKED.length)
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
        const bought: Condition = { field: 'activity.product', operator: 'contains', value }
        const found = await activityIdsWhere(tx, org.orgId, all(bought))
        expect(found).toEqual(value === attacks[0] ? customer!.activityIds : [])
        const listed: Condition = { field: 'customer.country', operator: 'in', value: [value] }
        expect(await activityIdsWhere(tx, org.orgId, all(listed))).toEqual([])
        const { sql: text } = sql`select ${conditionsHold(all(listed), NOW)}`.compile(tx)
        expect(text).not.toContain(value)
      }
      const rest = await tx.selectFrom('customer').where('org_id', '=', org.orgId).select('id').execute()
      expect(rest.map(row => row.id)).toEqual([customer!.id])
    })
  })
})
