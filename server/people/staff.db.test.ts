import { describe, expect, test } from 'vitest'
import type { Actor } from '../platform/actor.ts'
import { newId } from '../platform/id.ts'
import { addStaff } from './add-staff.ts'
import { actorOf } from './auth.ts'
import { changeStaff, type StaffChange } from './change-staff.ts'
import { choosePassword, readLink } from './choose-password.ts'
import { deactivateStaff, reactivateStaff } from './deactivate-staff.ts'
import { as, type GivenOrganisation, givenOrganisation, testDatabase } from './given.ts'
import { inviteAgain, inviteStaff, revokeLink } from './invite-staff.ts'
import { forgetTriesJob } from './jobs.ts'
import { staffDeactivated } from './people-facts.ts'
import { may, type Role } from './permissions.ts'
import { resetPassword } from './reset-password.ts'
import { addRole, changeRole, removeRole } from './roles.ts'
import { demandFewTries, demandFewTriesFrom } from './sign-in-guard.ts'
import { countTry } from './sign-in-store.ts'
import { staffById } from './staff-store.ts'

const mail = () => `${crypto.randomUUID()}@test.example`
const db = testDatabase()

/** The links count by the real clock, so those who make them live in the present. */
function present(actor: Actor): Actor {
  return { ...actor, now: Temporal.Now.instant() }
}

async function invited(org: GivenOrganisation, roles: Role[] = ['agent']) {
  const boss = present(org.owner)
  const given = {
    name: '李雷',
    email: mail(),
    roles,
    customRoleIds: [],
    branchId: org.rootId,
    teamIds: [],
    language: null,
  }
  return as(boss, tx => inviteStaff(tx, boss, given))
}

/** What a change leaves as it is. */
async function asIs(actor: Actor, staffId: string): Promise<StaffChange> {
  const { name, roles, customRoleIds, branchId, teamIds } = (await as(actor, tx => staffById(tx, actor, staffId)))!
  return { name, roles, customRoleIds, branchId, teamIds }
}

describe('an invitation', () => {
  test('lets its reader choose a password once, and he has joined then', async () => {
    const org = await givenOrganisation()
    const { staff, link } = await invited(org)
    expect(staff.joinedAt).toBeNull()
    expect(await readLink(db, link.token)).toMatchObject({ kind: 'invitation', name: '李雷', organisation: '东方机械' })
    await choosePassword(db, link.token, 'correct horse')
    expect((await as(org.owner, tx => staffById(tx, org.owner, staff.id)))?.joinedAt).not.toBeNull()
    await expect(choosePassword(db, link.token, 'another horse')).rejects.toThrow('no-such-link')
  })

  test('opened twice at the same moment sets one password', async () => {
    const { link } = await invited(await givenOrganisation())
    const both = await Promise.allSettled([
      choosePassword(db, link.token, 'first password'),
      choosePassword(db, link.token, 'second password'),
    ])
    expect(both.map(result => result.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('stops when a newer one is made, when it is revoked, and after three days', async () => {
    const org = await givenOrganisation()
    const boss = present(org.owner)
    const first = await invited(org)
    const second = await as(boss, tx => inviteAgain(tx, boss, first.staff.id))
    await expect(readLink(db, first.link.token)).rejects.toThrow('no-such-link')
    await as(boss, tx => revokeLink(tx, boss, first.staff.id))
    await expect(readLink(db, second.link.token)).rejects.toThrow('no-such-link')
    const long = { ...boss, now: boss.now.subtract({ hours: 73 }) }
    const old = await as(long, tx => inviteAgain(tx, long, first.staff.id))
    await expect(readLink(db, old.link.token)).rejects.toThrow('no-such-link')
  })

  test('is nowhere stored as it was given out', async () => {
    const { link } = await invited(await givenOrganisation())
    const rows = await db.selectFrom('auth.link').selectAll().execute()
    expect(JSON.stringify(rows.map(row => row.token_hash.toString('utf8')))).not.toContain(link.token)
    expect(rows.some(row => row.token_hash.toString('base64url') === link.token)).toBe(false)
  })

  test('is not for whoever has joined, and a new password is not for whoever has not', async () => {
    const org = await givenOrganisation()
    const boss = present(org.owner)
    const agent = await org.staff('agent')
    await expect(as(boss, tx => inviteAgain(tx, boss, agent.staffId!))).rejects.toThrow('joined-already')
    const { staff } = await invited(org)
    await expect(as(boss, tx => resetPassword(tx, boss, staff.id))).rejects.toThrow('not-joined')
  })
})

describe('the last owner', () => {
  test('can neither be deactivated nor lose the role nor leave the root', async () => {
    const org = await givenOrganisation()
    const other = await org.staff('owner')
    await as(other, tx => deactivateStaff(tx, other, org.owner.staffId!))
    const system = { ...other, staffId: null }
    await expect(as(system, tx => deactivateStaff(tx, system, other.staffId!))).rejects.toThrow('last-owner')
    const same = await asIs(other, other.staffId!)
    const demote = as(other, tx => changeStaff(tx, other, other.staffId!, { ...same, roles: ['planner'] }))
    await expect(demote).rejects.toThrow('last-owner')
    const leave = as(other, tx => changeStaff(tx, other, other.staffId!, { ...same, branchId: org.northId }))
    await expect(leave).rejects.toThrow('last-owner')
  })

  test('is left when the two last ones deactivate each other at the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      const org = await givenOrganisation()
      const other = await org.staff('owner')
      const both = await Promise.allSettled([
        as(org.owner, tx => deactivateStaff(tx, org.owner, other.staffId!)),
        as(other, tx => deactivateStaff(tx, other, org.owner.staffId!)),
      ])
      expect(both.filter(result => result.status === 'fulfilled')).toHaveLength(1)
    }
  })

  test('is left when one is demoted while the other is deactivated', async () => {
    const org = await givenOrganisation()
    const other = await org.staff('owner')
    const same = await asIs(other, other.staffId!)
    const both = await Promise.allSettled([
      as(other, tx => deactivateStaff(tx, other, org.owner.staffId!)),
      as(other, tx => changeStaff(tx, other, other.staffId!, { ...same, roles: ['agent'] })),
    ])
    expect(both.filter(result => result.status === 'fulfilled')).toHaveLength(1)
  })

  test('is not replaced by somebody who is invited, nor by the owner of a branch', async () => {
    const org = await givenOrganisation()
    await invited(org, ['owner'])
    await org.staff('owner', org.northId)
    const system = { ...org.owner, staffId: null }
    await expect(as(system, tx => deactivateStaff(tx, system, org.owner.staffId!))).rejects.toThrow('last-owner')
  })
})

describe('deactivating', () => {
  test('ends the right to act, tells what to give back, and can be taken back', async () => {
    const org = await givenOrganisation()
    const agent = await org.staff('agent')
    const told: string[] = []
    staffDeactivated.listen(async (_tx, _actor, fact) => void told.push(fact.staffId))
    await as(org.owner, tx => deactivateStaff(tx, org.owner, agent.staffId!))
    expect(told).toContain(agent.staffId)
    expect(await actorOf(db, org.orgId, agent.staffId!, org.owner.now, 'test')).toBeNull()
    await as(org.owner, tx => reactivateStaff(tx, org.owner, agent.staffId!))
    expect(await actorOf(db, org.orgId, agent.staffId!, org.owner.now, 'test')).toMatchObject({ roles: ['agent'] })
  })
})

describe('no one grants what he has not himself', () => {
  /** Administers people, and may do nothing else. */
  async function clerkOf(org: GivenOrganisation) {
    const role = await as(org.owner, tx =>
      addRole(tx, org.owner, { name: '人事', permissions: ['people.read', 'people.manage'] }),
    )
    const { staffId } = await org.staff('hotline')
    const change = { name: '人事员', roles: [], customRoleIds: [role.id], branchId: org.rootId, teamIds: [] }
    await as(org.owner, tx => changeStaff(tx, org.owner, staffId!, change))
    return { clerk: (await actorOf(db, org.orgId, staffId!, Temporal.Now.instant(), 'test'))!, role }
  }

  test('a role of the organisation’s own is carried by the actor', async () => {
    const { clerk } = await clerkOf(await givenOrganisation())
    expect(clerk.permissions).toEqual(['people.read', 'people.manage'])
    expect([may(clerk, 'people.manage'), may(clerk, 'customers.read')]).toEqual([true, false])
  })

  test('an administrator of people makes nobody more than himself, by no way', async () => {
    const org = await givenOrganisation()
    const { clerk, role } = await clerkOf(org)
    const agent = await org.staff('agent')
    const wide = await as(org.owner, tx => addRole(tx, org.owner, { name: '出口', permissions: ['exports.approve'] }))
    const me = await asIs(clerk, clerk.staffId!)
    const person = { name: '甲', email: mail(), branchId: org.rootId, customRoleIds: [], teamIds: [], language: null }
    const ways: ((tx: Parameters<Parameters<typeof as>[1]>[0]) => Promise<unknown>)[] = [
      tx => inviteStaff(tx, clerk, { ...person, roles: ['owner'] }),
      tx => inviteStaff(tx, clerk, { ...person, roles: [], customRoleIds: [wide.id] }),
      tx => addStaff(tx, clerk, { ...person, roles: ['agent'], password: 'long enough' }),
      tx => changeStaff(tx, clerk, clerk.staffId!, { ...me, roles: ['owner'] }),
      tx => changeStaff(tx, clerk, clerk.staffId!, { ...me, customRoleIds: [role.id, wide.id] }),
      tx => resetPassword(tx, clerk, org.owner.staffId!),
      tx => deactivateStaff(tx, clerk, agent.staffId!),
      tx => addRole(tx, clerk, { name: '全部', permissions: ['audit.read'] }),
      tx => changeRole(tx, clerk, role.id, { name: '人事', permissions: ['people.manage', 'keys.rotate'] }),
      tx => changeRole(tx, clerk, wide.id, { name: '出口', permissions: [] }),
      tx => removeRole(tx, clerk, wide.id),
    ]
    for (const way of ways) await expect(as(clerk, way)).rejects.toThrow('more-than-yours')
  })

  test('a link made by somebody who may less opens no more once its reader has come to more', async () => {
    const org = await givenOrganisation()
    const { clerk, role } = await clerkOf(org)
    const person = { name: '乙', email: mail(), branchId: org.rootId, roles: [], teamIds: [], language: null }
    const { staff, link } = await as(clerk, tx => inviteStaff(tx, clerk, { ...person, customRoleIds: [role.id] }))
    expect(await readLink(db, link.token)).toMatchObject({ name: '乙' })
    const same = await asIs(org.owner, staff.id)
    await as(org.owner, tx => changeStaff(tx, org.owner, staff.id, { ...same, roles: ['owner'] }))
    await expect(readLink(db, link.token)).rejects.toThrow('no-such-link')
    await expect(choosePassword(db, link.token, 'correct horse')).rejects.toThrow('no-such-link')
  })

  test('a role that somebody has cannot be taken away, one that nobody has can', async () => {
    const org = await givenOrganisation()
    const { role } = await clerkOf(org)
    await expect(as(org.owner, tx => removeRole(tx, org.owner, role.id))).rejects.toThrow('role-in-use')
    const spare = await as(org.owner, tx => addRole(tx, org.owner, { name: '空', permissions: [] }))
    await as(org.owner, tx => removeRole(tx, org.owner, spare.id))
  })

  test('an administrator of a branch touches no roles of the organisation, and nobody outside his branch', async () => {
    const org = await givenOrganisation()
    const north = await org.staff('owner', org.northId)
    await expect(as(north, tx => addRole(tx, north, { name: '北', permissions: [] }))).rejects.toThrow('not-found')
    await expect(as(north, tx => resetPassword(tx, north, org.owner.staffId!))).rejects.toThrow('not-found')
    const same = await asIs(north, north.staffId!)
    const up = as(north, tx => changeStaff(tx, north, north.staffId!, { ...same, branchId: org.rootId }))
    await expect(up).rejects.toThrow('not-found')
  })

  test('somebody without any role cannot be made, nor a role that is not there be given', async () => {
    const org = await givenOrganisation()
    const agent = await org.staff('agent')
    const same = await asIs(org.owner, agent.staffId!)
    const none = as(org.owner, tx => changeStaff(tx, org.owner, agent.staffId!, { ...same, roles: [] }))
    await expect(none).rejects.toThrow('no-role')
    const strange = { ...same, customRoleIds: [newId()] }
    await expect(as(org.owner, tx => changeStaff(tx, org.owner, agent.staffId!, strange))).rejects.toThrow('not-found')
  })
})

test('an account by the name of an address takes no tries from whoever signs in there', async () => {
  const address = crypto.randomUUID()
  for (let tries = 0; tries < 61; tries++) await demandFewTries(db, `from ${address}`).catch(() => {})
  await demandFewTriesFrom(db, address)
})

test('tries to sign in are forgotten after a day, and not before', async () => {
  const [old, young] = [Buffer.from(crypto.randomUUID()), Buffer.from(crypto.randomUUID())]
  const now = Temporal.Now.instant()
  await countTry(db, old, now.subtract({ hours: 25 }), 15)
  await countTry(db, young, now, 15)
  await forgetTriesJob.handle(db, {}, new AbortController().signal)
  const left = await db.selectFrom('auth.sign_in_try').select('account').execute()
  const has = (account: Buffer) => left.some(row => row.account.equals(account))
  expect([has(old), has(young)]).toEqual([false, true])
})
