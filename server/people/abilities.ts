import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { languagesFrom, skillsFrom } from './ability-rules.ts'
import { abilitiesChanged } from './people-facts.ts'
import { type StaffRow, staffById, writeAbilities } from './staff-store.ts'

/**
 * Writes what a member of staff speaks and can do as far as it was given, and tells it where that or his teams changed.
 * For callers who have checked that the actor may change him.
 */
export async function keepAbilities(
  tx: Tx,
  actor: Actor,
  before: StaffRow,
  given: { languages?: readonly string[] | undefined; skills?: readonly string[] | undefined },
): Promise<void> {
  const languages = given.languages ? languagesFrom(given.languages) : before.languages
  const skills = given.skills ? skillsFrom(given.skills) : before.skills
  await writeAbilities(tx, actor.orgId, before.id, { languages, skills })
  const after = await staffById(tx, actor, before.id)
  const said = (row: StaffRow | undefined) => JSON.stringify([row?.languages, row?.skills, row?.teamIds.toSorted()])
  if (said(before) !== said(after)) await abilitiesChanged.tell(tx, actor, {})
}
