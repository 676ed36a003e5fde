import type { z } from 'zod'
import { as, type GivenOrganisation } from '../people/given.ts'
import { policyChanged } from './facts.ts'
import { PolicyContent } from './rule-contract.ts'
import { DEFAULT_CONTENT, type PolicyInForce } from './rules.ts'
import { decideVersion, insertVersion, lockPolicy, putInForce, versionInForce } from './version-store.ts'

/**
 * A policy in force, written by a planner and approved by an approver; what is left out is as in the default. Tells
 * `policyChanged`. For organisations whose clock stands at different times, `now` is the owner's.
 */
export async function givenPolicy(
  org: GivenOrganisation,
  given: Partial<z.input<typeof PolicyContent>>,
): Promise<PolicyInForce> {
  const content = PolicyContent.parse({ ...DEFAULT_CONTENT, ...given })
  const [planner, approver] = [await org.staff('planner'), await org.staff('approver')]
  const version = await as(planner, async tx => {
    await lockPolicy(tx, org.orgId)
    const baseVersion = (await versionInForce(tx, org.orgId))?.version ?? 0
    const row = { baseVersion, content, reason: '', takesEffectOn: null, writtenBy: [planner.staffId!] }
    return insertVersion(tx, planner, row)
  })
  await as(approver, async tx => {
    await decideVersion(tx, approver, version, 'approved')
    await putInForce(tx, approver, version)
    await policyChanged.tell(tx, approver, { version })
  })
  return { version, ...content }
}
