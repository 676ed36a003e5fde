import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { holdLate } from './late-store.ts'
import { ownerCandidates } from './people-store.ts'
import { rolesThatMay } from './roles.ts'
import { escalationLevel, toldOf } from './rules.ts'
import { changeCase, insertEvent } from './store.ts'

/**
 * Lets unsolved cases go up: at the deadline to the nearest supervisor above the owner, a day later to the organisation's
 * owner. The case stays with its owner; whoever it went up to sees it on his own list. Answers how many steps there were.
 */
export async function goUp(tx: Tx, actor: Actor): Promise<number> {
  permit(actor, 'cases.handle')
  const late = await holdLate(tx, actor)
  const roles = rolesThatMay('cases.handle')
  const byBranch = new Map<string, Awaited<ReturnType<typeof ownerCandidates>>>()
  for (const { id, branchId, ownerId, dueAt } of late) {
    const candidates = byBranch.get(branchId) ?? (await ownerCandidates(tx, actor, branchId, roles))
    byBranch.set(branchId, candidates)
    const level = escalationLevel(dueAt, actor.now) as 1 | 2
    const toStaffId = toldOf(candidates, ownerId, level) ?? ownerId
    await changeCase(tx, actor, id, { escalation_level: level, escalated_to: toStaffId })
    await insertEvent(tx, actor, { caseId: id, staffId: null, toStaffId, kind: 'escalated', note: String(level) })
  }
  return late.length
}
