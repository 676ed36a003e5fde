import type { Tx } from '../platform/database.ts'
import { newestPolicy, type PolicyRow } from './policy-store.ts'
import { DEFAULT_POLICY } from './rules.ts'

/** The contact policy in force: the newest version, or the product's default when the organisation never stated one. */
export async function currentPolicy(tx: Tx, orgId: string): Promise<PolicyRow> {
  return (await newestPolicy(tx, orgId)) ?? { ...DEFAULT_POLICY, createdByName: null, createdAt: null }
}
