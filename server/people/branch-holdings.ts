import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'

/** What of the work belongs to branches: counted by modules above this one. */
export interface WorkHeld {
  customers: number
  /** Campaigns that are neither stopped nor over. */
  campaigns: number
  /** Follow-ups that wait or are in hand. */
  followups: number
  /** Problems not closed yet. */
  cases: number
}

type Count = (tx: Tx, actor: Actor, branchIds: readonly string[]) => Promise<WorkHeld>

let count: Count = async () => ({ customers: 0, campaigns: 0, followups: 0, cases: 0 })

/** Tells this module who counts the work of branches; wired once at start. */
export function registerWorkCount(given: Count): void {
  count = given
}

/** What of the work belongs to these branches, each counted once. */
export function workHeldBy(tx: Tx, actor: Actor, branchIds: readonly string[]): Promise<WorkHeld> {
  return count(tx, actor, branchIds)
}
