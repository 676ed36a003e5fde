import type { Tx } from '../platform/database.ts'
import type { PolicyContent } from './rule-contract.ts'
import { DEFAULT_POLICY_IN_FORCE, type PolicyInForce } from './rules.ts'
import { contentOfVersion, versionInForce } from './version-store.ts'

/** The most versions kept at hand; each organisation has one in force. */
const AT_HAND = 500
const versions = new Map<string, PolicyInForce>()

/**
 * The policy in force of an organisation; version 0, the product's default, when it never stated one. A version always
 * answers the same object while it is at hand, so that what is worked out from it can be kept by it. Not to be changed.
 */
export async function policyInForce(tx: Tx, orgId: string): Promise<PolicyInForce> {
  const row = await versionInForce(tx, orgId)
  if (!row) return DEFAULT_POLICY_IN_FORCE
  // A number is given again when its transaction is undone; the time tells the two apart.
  const key = `${orgId} ${row.version} ${row.submittedAt}`
  const known = versions.get(key)
  if (known) return known
  const policy = { version: row.version, ...(await contentOfVersion(tx, orgId, row.version))! }
  if (versions.size >= AT_HAND) versions.delete(versions.keys().next().value!)
  versions.set(key, policy)
  return policy
}

/** What an approved or submitted version says, in force or not; `undefined` when there is none of this number. */
export async function policyVersion(tx: Tx, orgId: string, version: number): Promise<PolicyContent | undefined> {
  return version === 0 ? DEFAULT_POLICY_IN_FORCE : contentOfVersion(tx, orgId, version)
}
