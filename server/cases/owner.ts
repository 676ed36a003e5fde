import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { ownerCandidates, staffName } from './people-store.ts'
import { casesReasons } from './reasons.ts'
import { rolesThatMay } from './roles.ts'
import { ownerOf } from './rules.ts'

/**
 * Who owns a new case of a branch; refuses when nobody could.
 * @param raisedBy the agent who heard of the problem: passed over while there is anybody else
 */
export async function ownerFor(tx: Tx, actor: Actor, branchId: string, raisedBy: string | null): Promise<string> {
  const candidates = await ownerCandidates(tx, actor, branchId, rolesThatMay('cases.handle'))
  const owner = ownerOf(candidates, raisedBy)
  if (!owner) throw new Refusal('conflict', casesReasons['nobody-to-own'])
  return owner
}

/** Takes a member of staff as owner of a branch's cases; refuses one who cannot see or may not handle them. */
export async function demandOwner(tx: Tx, actor: Actor, branchId: string, staffId: string): Promise<string> {
  const name = await staffName(tx, actor, staffId)
  if (name === undefined) throw notFound()
  const candidates = await ownerCandidates(tx, actor, branchId, rolesThatMay('cases.handle'))
  if (!candidates.some(candidate => candidate.staffId === staffId)) {
    throw new Refusal('invalid', casesReasons['owner-cannot-handle'], { name })
  }
  return staffId
}
