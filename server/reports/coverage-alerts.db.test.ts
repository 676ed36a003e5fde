import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { givenCustomer } from '../contacts/given.ts'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { newId } from '../platform/id.ts'
import { givenScript } from '../scripts/given.ts'
import { uncoveredOf } from './coverage.ts'
import { checkAllCoverage, checkCoverageNow, coverageAlertsOf, noteCoverageAlert } from './coverage-alerts.ts'
import { type CoverageAlerted, coverageAlerted } from './coverage-facts.ts'
import { today } from './given.ts'
import { givenCoverageRule } from './given-coverage.ts'
import { planUncovered } from './plan-uncovered.ts'

const NOW = Temporal.Instant.from('2026-11-17T12:00:00+08:00')
const heard: CoverageAlerted[] = []
coverageAlerted.listen(async (_tx, _actor, fact) => void heard.push(fact))

describe('an alert of customers newly left alone', () => {
  let org: GivenOrganisation
  let ruleId: string
  let scriptId: string
  const ids: string[] = []
  const at = (days: number, of: Actor = org.owner) => org.at(of, NOW.add({ hours: 24 * days }))
  const check = (days: number) => as(at(days), tx => checkAllCoverage(tx, at(days)))
  const alerts = (actor: Actor, open = true) => as(actor, tx => coverageAlertsOf(tx, actor, { open, limit: 50 }))
  const left = (days: number, filter: object = {}) =>
    as(at(days), async tx => (await uncoveredOf(tx, at(days), ruleId, { limit: 50, ...filter })).items)

  /** A loyal customer since so many days. */
  async function customer(branchId: string, since: number): Promise<string> {
    const id = await givenCustomer(org, { branchId })
    await as(org.owner, tx =>
      sql`update customer set stage = 'loyalty', stage_since = now(), created_at = ${NOW.subtract({ hours: 24 * since })}
        where org_id = ${org.orgId} and id = ${id}`.execute(tx),
    )
    ids.push(id)
    return id
  }

  const spokenTo = (id: string, days: number) =>
    as(org.owner, tx => {
      const then = NOW.add({ hours: 24 * days })
      return sql`
        insert into contact (org_id, customer_id, branch_id, contact_point_id, identifier_id, matter_id, purpose, reason,
          staff_id, team_id, caller_number, state, reserved_at, held_until, quiet_until, dialled_at, settled_at, outcome,
          conversed, policy_version)
        select ${org.orgId}, ${id}, ${org.northId}, id, identifier_id, ${newId()}, 'care', '关怀', ${org.owner.staffId},
          ${org.teamId}, '400', 'made', ${then}, ${then}, ${then}, ${then}, ${then}, 'completed', true, 1
        from contact_point where org_id = ${org.orgId} and customer_id = ${id}`.execute(tx)
    })

  beforeAll(async () => {
    org = await givenOrganisation()
    scriptId = (await givenScript(org.owner)).id
    await customer(org.northId, 100)
    await customer(org.northId, 25)
    await customer(org.southId, 25)
    await customer(org.northId, 10)
    ruleId = (await givenCoverageRule(at(0), org.rootId)).id
    heard.length = 0
  })

  test('is not raised for those a new rule finds at once', async () => {
    await check(0)
    expect((await alerts(at(0))).items).toEqual([])
    expect((await today(at(0))).coverage).toEqual({ rules: 1, alone: 1, newly: 0 })
  })

  test('is raised once when customers come to be left alone, and told to who listens', async () => {
    await check(7)
    await check(8)
    const { items } = await alerts(at(7))
    expect(items).toMatchObject([{ ruleId, ruleName: '重点客户', newly: 2, alone: 3, notedAt: null }])
    expect(heard).toEqual([
      expect.objectContaining({ ruleId, newly: 2, alone: 3, customerIds: [ids[1]!, ids[2]!].toSorted() }),
    ])
    expect((await left(7, { alertId: items[0]!.id })).map(row => row.customerId).toSorted()).toEqual(
      [ids[1]!, ids[2]!].toSorted(),
    )
    expect((await today(at(7))).coverage).toEqual({ rules: 1, alone: 3, newly: 2 })
  })

  test('is raised again for who was spoken to and left alone once more', async () => {
    await spokenTo(ids[1]!, 8)
    await check(9)
    expect((await today(at(9))).coverage).toMatchObject({ alone: 2 })
    await check(39)
    expect((await alerts(at(39))).items.map(row => [row.newly, row.alone])).toEqual([
      [2, 4],
      [2, 3],
    ])
  })

  test('is noted once by somebody who plans, and then is no notice any more', async () => {
    const [newest] = (await alerts(at(39))).items
    await as(at(40), tx => noteCoverageAlert(tx, at(40), newest!.id))
    const planner = at(41, await org.staff('planner'))
    await as(planner, tx => noteCoverageAlert(tx, planner, newest!.id))
    expect((await alerts(at(41))).items).toHaveLength(1)
    expect((await alerts(at(41), false)).items[0]).toMatchObject({ notedByName: org.owner.name })
    const quality = at(41, await org.staff('quality'))
    await expect(as(quality, tx => noteCoverageAlert(tx, quality, newest!.id))).rejects.toThrow('forbidden')
  })

  test('comes without waiting for the hour when somebody looks', async () => {
    await customer(org.northId, -15)
    const planner = at(46, await org.staff('planner'))
    expect(await as(planner, tx => checkCoverageNow(tx, planner, ruleId))).toEqual({ newly: 1 })
    expect((await alerts(planner)).items[0]).toMatchObject({ newly: 1, notedAt: null })
    const quality = at(46, await org.staff('quality'))
    await expect(as(quality, tx => checkCoverageNow(tx, quality, ruleId))).rejects.toThrow('forbidden')
  })

  test('is not seen from a branch below the rule’s', async () => {
    const north = at(41, await org.staff('supervisor', org.northId))
    expect((await alerts(north, false)).items).toEqual([])
    await expect(as(north, tx => noteCoverageAlert(tx, north, newId()))).rejects.toThrow('not-found')
  })

  test('leads to follow-ups for all of them, once each, and for none that has one', async () => {
    const boss = at(41)
    const plan = (given: object) =>
      as(boss, tx =>
        planUncovered(tx, boss, ruleId, {
          ...{ customerIds: null, filter: {}, teamId: org.teamId, scriptId, purpose: 'care', reason: '很久没有联系' },
          ...{ dueAt: boss.now, expiresAt: boss.now.add({ hours: 240 }), priority: 5 },
          ...given,
        }),
      )
    expect(await left(41, { branchId: org.southId })).toHaveLength(1)
    expect(await plan({ customerIds: [ids[2]!] })).toEqual({ added: 1, skipped: 0, more: false })
    expect(await plan({ customerIds: [ids[2]!, newId()] })).toEqual({ added: 0, skipped: 2, more: false })
    const [one, two] = await Promise.all([plan({}), plan({})])
    expect([one.added, two.added].toSorted()).toEqual([0, 3])
    expect(await left(41, { planned: 'no' })).toEqual([])
    expect((await left(41, { planned: 'yes' })).every(row => row.plannedFor !== null)).toBe(true)
    await expect(plan({ expiresAt: boss.now })).rejects.toThrow('window-in-disorder')
    await expect(plan({ teamId: newId() })).rejects.toThrow('not-found')
    const agent = at(41, await org.staff('agent'))
    await expect(as(agent, tx => planUncovered(tx, agent, ruleId, {} as never))).rejects.toThrow('forbidden')
  })
})
