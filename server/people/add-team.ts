import type { Actor } from '../platform/actor.ts'
import { isViolationOf, type Tx } from '../platform/database.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { demandOpenBranch } from './grant.ts'
import { abilitiesChanged, deedDone } from './people-facts.ts'
import { permit } from './permissions.ts'
import { peopleReasons } from './reasons.ts'
import { staffIn } from './staff-store.ts'
import { insertTeam, type TeamFields, type TeamRow, teamForChange, writeTeam } from './team-store.ts'

export type NewTeam = Pick<TeamFields, 'name' | 'branchId' | 'memberIds'> & Partial<TeamFields>

/** Adds a team in one of the actor's branches, with members from them; refuses a name in use and a lead from outside. */
export async function addTeam(tx: Tx, actor: Actor, given: NewTeam): Promise<TeamRow> {
  permit(actor, 'people.manage')
  await demandOpenBranch(tx, actor, given.branchId)
  await demandMembers(tx, actor, given, [])
  const team = await named(given.name, insertTeam(tx, { ...given, orgId: actor.orgId, at: actor.now }))
  const facts = { name: team.name, members: team.memberIds.length }
  await deedDone.tell(tx, actor, { action: 'team.added', subject: 'team', subjectId: team.id, facts })
  await abilitiesChanged.tell(tx, actor, {})
  return team
}

/** Changes all of a team; members from outside the actor's branches who are in it already may stay. */
export async function changeTeam(tx: Tx, actor: Actor, id: string, given: TeamFields): Promise<TeamRow> {
  permit(actor, 'people.manage')
  const before = await teamForChange(tx, actor, id)
  if (!before) throw notFound()
  if (given.branchId !== before.branchId) await demandOpenBranch(tx, actor, given.branchId)
  await demandMembers(tx, actor, given, before.memberIds)
  const team = await named(given.name, writeTeam(tx, actor.orgId, id, given))
  const facts = { name: team.name, membersBefore: before.memberIds.length, members: team.memberIds.length }
  await deedDone.tell(tx, actor, { action: 'team.changed', subject: 'team', subjectId: id, facts })
  if (String(before.memberIds) !== String(team.memberIds)) await abilitiesChanged.tell(tx, actor, {})
  return team
}

async function demandMembers(tx: Tx, actor: Actor, given: NewTeam, there: readonly string[]): Promise<void> {
  const known = new Set([...there, ...(await staffIn(tx, actor)).map(staff => staff.id)])
  if (given.memberIds.some(id => !known.has(id))) throw notFound()
  if (given.leadId && !given.memberIds.includes(given.leadId)) {
    throw new Refusal('invalid', peopleReasons['lead-not-member'])
  }
}

async function named<T>(name: string, work: Promise<T>): Promise<T> {
  return work.catch(error => {
    if (isViolationOf('team_name_is_unique', error))
      throw new Refusal('conflict', peopleReasons['name-taken'], { name })
    throw error
  })
}
