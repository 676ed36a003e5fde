import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { keepAbilities } from './abilities.ts'
import { admit } from './add-staff.ts'
import { demandAbove, demandGrantable, demandOpenBranch } from './grant.ts'
import { type MadeLink, makeLink } from './link.ts'
import { revokeLinks } from './link-store.ts'
import { deedDone } from './people-facts.ts'
import { permit, type Role } from './permissions.ts'
import { peopleReasons } from './reasons.ts'
import { writeCustomRolesOf } from './role-store.ts'
import { type StaffRow, staffById } from './staff-store.ts'
import { teamsIn, writeTeamsOf } from './team-store.ts'

export interface Invitation {
  name: string
  email: string
  roles: Role[]
  customRoleIds: string[]
  branchId: string
  teamIds: string[]
  language: 'zh' | 'en' | null
  languages?: string[] | undefined
  skills?: string[] | undefined
}

/** What an invitation answers; the token is told here and never again. */
export interface Invited {
  staff: StaffRow
  link: MadeLink
}

/**
 * Invites somebody to join: he chooses his own password by a link that works once, for three days. Refuses a branch or
 * teams outside the actor's, an e-mail in use, and roles that allow more than the actor may himself.
 */
export async function inviteStaff(tx: Tx, actor: Actor, given: Invitation): Promise<Invited> {
  permit(actor, 'people.manage')
  await demandOpenBranch(tx, actor, given.branchId)
  await demandGrantable(tx, actor, given)
  await demandTeams(tx, actor, given.teamIds)
  const invited = await admit(tx, actor, { ...given, passwordHash: null })
  const { id } = invited
  await writeCustomRolesOf(tx, actor.orgId, id, given.customRoleIds)
  await writeTeamsOf(tx, actor, id, given.teamIds)
  await keepAbilities(tx, actor, invited, given)
  const link = await makeLink(tx, actor, id, 'invitation')
  const facts = { name: given.name, roles: given.roles }
  await deedDone.tell(tx, actor, { action: 'staff.invited', subject: 'staff', subjectId: id, facts })
  return { staff: (await staffById(tx, actor, id))!, link }
}

/** Makes a fresh invitation, the earlier one stops; refuses somebody who has joined already. */
export async function inviteAgain(tx: Tx, actor: Actor, staffId: string): Promise<Invited> {
  permit(actor, 'people.manage')
  const target = await staffById(tx, actor, staffId)
  if (!target) throw notFound()
  demandAbove(actor, target)
  if (target.deactivatedAt) throw new Refusal('conflict', peopleReasons['is-deactivated'], { name: target.name })
  if (target.joinedAt) throw new Refusal('conflict', peopleReasons['joined-already'], { name: target.name })
  const link = await makeLink(tx, actor, staffId, 'invitation')
  const facts = { name: target.name }
  await deedDone.tell(tx, actor, { action: 'staff.invited-again', subject: 'staff', subjectId: staffId, facts })
  return { staff: (await staffById(tx, actor, staffId))!, link }
}

/** Stops the open link of somebody, whatever it was for; refuses when he has none. */
export async function revokeLink(tx: Tx, actor: Actor, staffId: string): Promise<StaffRow> {
  permit(actor, 'people.manage')
  const target = await staffById(tx, actor, staffId)
  if (!target) throw notFound()
  demandAbove(actor, target)
  if (!(await revokeLinks(tx, actor.orgId, staffId, actor.now))) throw notFound()
  const facts = { name: target.name }
  await deedDone.tell(tx, actor, { action: 'staff.link-revoked', subject: 'staff', subjectId: staffId, facts })
  return (await staffById(tx, actor, staffId))!
}

/** Refuses teams outside the actor's own branches. */
export async function demandTeams(tx: Tx, actor: Actor, teamIds: readonly string[]): Promise<void> {
  const own = new Set((await teamsIn(tx, actor)).filter(team => actor.branchIds.includes(team.branchId)).map(t => t.id))
  if (teamIds.some(id => !own.has(id))) throw notFound()
}
