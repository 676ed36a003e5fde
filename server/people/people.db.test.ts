import { describe, expect, test } from 'vitest'
import { addStaff } from './add-staff.ts'
import { actorOf } from './auth.ts'
import { branchesIn } from './branch-store.ts'
import { deactivateStaff } from './deactivate-staff.ts'
import { as, givenOrganisation, testDatabase } from './given.ts'
import { staffIn } from './staff-store.ts'

describe('scope', () => {
  test('a branch sees itself and what lies below, and knows what lies above', async () => {
    const org = await givenOrganisation()
    const supervisor = await org.staff('supervisor', org.northId)
    expect(supervisor.branchIds).toEqual([org.northId])
    expect(supervisor.ancestorIds).toEqual([org.rootId])
    expect((await as(org.owner, tx => branchesIn(tx, org.owner))).map(b => b.name)).toEqual(['总部', '北方', '南方'])
  })

  test('the database shows no row of another organisation, whatever the statement asks', async () => {
    const mine = await givenOrganisation()
    const other = await givenOrganisation()
    const rows = await as(mine.owner, tx => tx.selectFrom('staff').select('org_id').execute())
    expect(new Set(rows.map(row => row.org_id))).toEqual(new Set([mine.orgId]))
    expect(await as(mine.owner, tx => staffIn(tx, { ...mine.owner, orgId: other.orgId }))).toEqual([])
  })

  test('without a scope the application sees nothing', async () => {
    await givenOrganisation()
    expect(await testDatabase().selectFrom('staff').selectAll().execute()).toEqual([])
  })
})

describe('staff', () => {
  const given = { name: '李雷', password: 'long enough', roles: ['agent' as const] }

  test('is added to a branch of the actor and may be deactivated', async () => {
    const org = await givenOrganisation()
    const email = `${crypto.randomUUID()}@test.example`
    const added = await as(org.owner, tx => addStaff(tx, org.owner, { ...given, email, branchId: org.northId }))
    await as(org.owner, tx => deactivateStaff(tx, org.owner, added.id))
    expect(await actorOf(testDatabase(), org.orgId, added.id, org.owner.now, 'test')).toBeNull()
  })

  test('is refused outside the actor’s branches, and with an e-mail in use', async () => {
    const org = await givenOrganisation()
    const north = { ...(await org.staff('owner', org.northId)) }
    const email = `${crypto.randomUUID()}@test.example`
    await expect(as(north, tx => addStaff(tx, north, { ...given, email, branchId: org.southId }))).rejects.toThrow(
      'not-found',
    )
    await as(org.owner, tx => addStaff(tx, org.owner, { ...given, email, branchId: org.northId }))
    await expect(
      as(org.owner, tx => addStaff(tx, org.owner, { ...given, email, branchId: org.northId })),
    ).rejects.toThrow('email-taken')
  })

  test('nobody deactivates himself', async () => {
    const org = await givenOrganisation()
    await expect(as(org.owner, tx => deactivateStaff(tx, org.owner, org.owner.staffId!))).rejects.toThrow('not-oneself')
  })

  test('an agent may not add staff', async () => {
    const org = await givenOrganisation()
    const agent = await org.staff('agent')
    await expect(
      as(agent, tx => addStaff(tx, agent, { ...given, email: 'x@test.example', branchId: org.rootId })),
    ).rejects.toThrow('forbidden')
  })
})
