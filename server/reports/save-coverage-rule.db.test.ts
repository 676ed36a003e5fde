import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { givenCustomer } from '../contacts/given.ts'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import { deactivateStaff } from '../people/index.ts'
import { addRole } from '../people/roles.ts'
import type { Actor } from '../platform/actor.ts'
import { coverageOf, uncoveredOf } from './coverage.ts'
import { checkAllCoverage, coverageAlertsOf } from './coverage-alerts.ts'
import { whoCanBeTold } from './coverage-told-store.ts'
import { givenCoverageAlert, givenCoverageRule } from './given-coverage.ts'
import { addCoverageRule, changeCoverageRule } from './save-coverage-rule.ts'

const NOW = Temporal.Instant.from('2026-11-17T12:00:00+08:00')

let org: GivenOrganisation
let boss: Actor
let ruleId: string
beforeEach(async () => {
  org = await givenOrganisation()
  boss = org.at(org.owner, NOW)
  for (const since of [100, 40, 20]) await loyalSince(since)
  ruleId = (await givenCoverageRule(boss, org.rootId)).id
})

async function loyalSince(days: number): Promise<void> {
  const id = await givenCustomer(org, { branchId: org.northId })
  await as(boss, tx =>
    sql`update customer set stage = 'loyalty', stage_since = now(), created_at = ${NOW.subtract({ hours: 24 * days })}
      where org_id = ${org.orgId} and id = ${id}`.execute(tx),
  )
}

const said = () => ({
  ...{
    name: '重点客户',
    branchId: org.rootId,
    stage: 'loyalty' as const,
    tag: null,
    days: 30,
    toldIds: [] as string[],
  },
})
type Change = Partial<ReturnType<typeof said>> & { version?: number }
const change = (given: Change, actor = boss) =>
  as(actor, tx => changeCoverageRule(tx, actor, ruleId, { ...said(), version: 1, ...given }))
const rule = async (actor = boss) => (await as(actor, tx => coverageOf(tx, actor))).items[0]!
const alerts = async (actor: Actor, forMe = true) =>
  (await as(actor, tx => coverageAlertsOf(tx, actor, { open: true, forMe, limit: 50 }))).items

describe('a coverage rule', () => {
  test('is changed by a planner, and the change is on record with what it was', async () => {
    const planner = org.at(await org.staff('planner'), NOW)
    await change({ name: '忠诚客户', days: 90 }, planner)
    expect(await rule()).toMatchObject({ name: '忠诚客户', days: 90, version: 2, uncovered: 1 })
    const { rows } = await as(boss, tx =>
      sql<{ facts: object }>`
        select facts from audit_entry where org_id = ${org.orgId} and action = 'coverage-rule-changed'`.execute(tx),
    )
    expect(rows).toMatchObject([{ facts: { name: '忠诚客户', days: 90, was: { name: '重点客户', days: 30 } } }])
  })

  test('changed by two at once keeps the first change, and tells the other', async () => {
    const results = await Promise.allSettled([change({ days: 60 }), change({ days: 90 })])
    const refused = results.filter(({ status }) => status === 'rejected')
    expect(refused).toMatchObject([{ reason: { reason: { code: 'coverage-changed-meanwhile' } } }])
    expect((await rule()).version).toBe(2)
  })

  test('that comes to be about more customers raises no alert of those it finds at once, but of those to come', async () => {
    await change({ days: 10 })
    expect(await alerts(boss)).toEqual([])
    expect((await as(boss, tx => uncoveredOf(tx, boss, ruleId, { limit: 50 }))).items).toHaveLength(3)
    await loyalSince(5)
    const later = org.at(boss, NOW.add({ hours: 24 * 6 }))
    await as(later, tx => checkAllCoverage(tx, later))
    expect(await alerts(later)).toMatchObject([{ newly: 1, alone: 4 }])
  })

  test('moved to a branch below goes with its alerts', async () => {
    await givenCoverageAlert(boss, ruleId)
    const north = org.at(await org.staff('supervisor', org.northId), NOW)
    await expect(change({ days: 60 }, north)).rejects.toThrow('not-found')
    await change({ branchId: org.northId })
    expect(await alerts(north)).toHaveLength(1)
    await change({ name: '北方', branchId: org.northId, version: 2 }, north)
    await expect(change({ branchId: org.southId, version: 3 }, north)).rejects.toThrow('not-found')
    expect(await rule(north)).toMatchObject({ name: '北方', branchName: '北方' })
  })

  test('must still say whom it is about, and is not for those who only read', async () => {
    await expect(change({ stage: null as never })).rejects.toThrow('coverage-needs-customers')
    const quality = org.at(await org.staff('quality'), NOW)
    await expect(change({ days: 60 }, quality)).rejects.toThrow('forbidden')
  })
})

describe('the alerts of a rule', () => {
  test('are for all who plan, or for those it names', async () => {
    await givenCoverageAlert(boss, ruleId)
    const [one, other] = [await org.staff('planner'), await org.staff('supervisor')]
    expect([await alerts(one), await alerts(other)].map(rows => rows.length)).toEqual([1, 1])
    await change({ toldIds: [one.staffId!] })
    expect(await rule()).toMatchObject({ told: [{ id: one.staffId, name: 'planner' }] })
    expect([await alerts(one), await alerts(other)].map(rows => rows.length)).toEqual([1, 0])
    expect(await alerts(other, false)).toHaveLength(1)
  })

  test('are for all again once those it names have left', async () => {
    await givenCoverageAlert(boss, ruleId)
    const [one, other] = [await org.staff('planner'), await org.staff('supervisor')]
    await change({ toldIds: [one.staffId!] })
    await as(boss, tx => deactivateStaff(tx, boss, one.staffId!))
    expect(await alerts(other)).toHaveLength(1)
  })

  test.each([
    ['moved to another branch', { branch_id: () => org.southId }],
    ['lost the permission', { roles: () => ['quality'] }],
  ] as const)('are for all again once those it names have %s', async (_, lost) => {
    await change({ branchId: org.northId })
    await givenCoverageAlert(boss, ruleId)
    const [one, other] = [await org.staff('planner'), await org.staff('supervisor', org.northId)]
    await change({ branchId: org.northId, toldIds: [one.staffId!], version: 2 })
    expect(await alerts(other)).toEqual([])
    const row = Object.fromEntries(Object.entries(lost).map(([key, value]) => [key, value()]))
    await as(boss, tx => tx.updateTable('staff').set(row).where('id', '=', one.staffId!).execute())
    expect(await alerts(other)).toHaveLength(1)
  })

  test('are for those it names who may by a role of the organisation’s own', async () => {
    await givenCoverageAlert(boss, ruleId)
    const [one, other] = [await org.staff('planner'), await org.staff('supervisor')]
    await change({ toldIds: [one.staffId!] })
    await as(boss, async tx => {
      await tx
        .updateTable('staff')
        .set({ roles: ['quality'] })
        .where('id', '=', one.staffId!)
        .execute()
      expect(await whoCanBeTold(tx, boss, org.rootId, [one.staffId!])).toEqual(new Set())
      const { id } = await addRole(tx, boss, { name: '覆盖计划', permissions: ['followups.plan'] })
      await sql`insert into staff_custom_role (org_id, staff_id, role_id) values (${org.orgId}, ${one.staffId}, ${id})`.execute(
        tx,
      )
      expect(await whoCanBeTold(tx, boss, org.rootId, [one.staffId!])).toEqual(new Set([one.staffId]))
    })
    expect(await alerts(other)).toEqual([])
  })

  test('are for nobody who cannot do something about them', async () => {
    const unfit = async (actor: Actor, branchId = org.rootId) => {
      const given = { ...said(), branchId, toldIds: [actor.staffId!] }
      await expect(as(boss, tx => addCoverageRule(tx, boss, given))).rejects.toThrow('coverage-told-unfit')
    }
    await unfit(await org.staff('agent'))
    await unfit(await org.staff('quality'))
    await unfit(await org.staff('planner', org.northId))
    await unfit(await org.staff('planner', org.northId), org.southId)
    const fit = { ...said(), branchId: org.northId, toldIds: [(await org.staff('planner', org.northId)).staffId!] }
    await expect(as(boss, tx => addCoverageRule(tx, boss, fit))).resolves.toMatchObject({ id: expect.any(String) })
  })
})
