import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { notFound } from '../platform/refusal.ts'
import { keepAbilities } from './abilities.ts'
import { demandAbove, demandAnotherOwner, demandGrantable, demandOpenBranch } from './grant.ts'
import { demandTeams } from './invite-staff.ts'
import { deedDone } from './people-facts.ts'
import { permit, type Role } from './permissions.ts'
import { writeCustomRolesOf } from './role-store.ts'
import { isRootOwner, type StaffRow, staffById, writeStaff } from './staff-store.ts'
import { writeTeamsOf } from './team-store.ts'

export interface StaffChange {
  name: string
  roles: Role[]
  customRoleIds: string[]
  branchId: string
  teamIds: string[]
  /** As people write them; what is left out stays as it is. */
  languages?: string[] | undefined
  skills?: string[] | undefined
}

/**
 * Changes name, roles, branch, teams, languages and skills of a member of staff; it holds from his next request on. Refuses to touch
 * somebody who may do more than the actor, to grant more than the actor has, to move him out of the actor's sight or into
 * a closed branch, and to take the last owner away.
 */
export async function changeStaff(tx: Tx, actor: Actor, staffId: string, given: StaffChange): Promise<StaffRow> {
  permit(actor, 'people.manage')
  const before = await staffById(tx, actor, staffId)
  if (!before) throw notFound()
  demandAbove(actor, before)
  await demandGrantable(tx, actor, given)
  if (given.branchId !== before.branchId) await demandOpenBranch(tx, actor, given.branchId)
  await demandTeams(tx, actor, given.teamIds)
  const stays = given.roles.includes('owner') && given.branchId === before.branchId
  if (!stays && (await isRootOwner(tx, actor.orgId, staffId))) await demandAnotherOwner(tx, actor.orgId, staffId)
  await writeStaff(tx, actor.orgId, staffId, given)
  await writeCustomRolesOf(tx, actor.orgId, staffId, given.customRoleIds)
  await writeTeamsOf(tx, actor, staffId, given.teamIds)
  await keepAbilities(tx, actor, before, given)
  const after = (await staffById(tx, actor, staffId))!
  await deedDone.tell(tx, actor, {
    action: 'staff.changed',
    subject: 'staff',
    subjectId: staffId,
    facts: {
      name: after.name,
      rolesBefore: before.roles,
      roles: after.roles,
      branchBefore: before.branchId,
      branch: after.branchId,
    },
  })
  return after
}
