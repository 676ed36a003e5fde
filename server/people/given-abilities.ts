import type { Actor } from '../platform/actor.ts'
import { changeStaff } from './change-staff.ts'
import { as, type GivenOrganisation } from './given.ts'
import { staffById } from './staff-store.ts'

/** Writes down what a member of staff speaks and can do. */
export async function givenAbilities(
  org: GivenOrganisation,
  of: Actor,
  given: { languages?: string[]; skills?: string[] },
): Promise<void> {
  await as(org.owner, async tx => {
    const staff = (await staffById(tx, org.owner, of.staffId!))!
    await changeStaff(tx, org.owner, of.staffId!, { ...staff, ...given })
  })
}
