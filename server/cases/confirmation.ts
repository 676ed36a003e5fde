import { addFollowup } from '../followups/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import { keepBuiltInScript } from '../scripts/index.ts'
import { teamCandidates } from './people-store.ts'
import { casesReasons } from './reasons.ts'
import { rolesThatMay } from './roles.ts'
import {
  CONFIRM_PRIORITY,
  CONFIRM_PURPOSE,
  CONFIRM_WITHIN_DAYS,
  CONFIRMING_SCRIPT,
  reasonToConfirm,
  teamToConfirm,
} from './rules.ts'
import type { LockedCase } from './store.ts'

/**
 * Plans the follow-up that tells the customer what was done and asks him whether it is solved, by anybody but the solver;
 * answers its id.
 */
export async function planConfirmation(
  tx: Tx,
  actor: Actor,
  file: Pick<LockedCase, 'branchId' | 'customerId' | 'problem' | 'raisedByFollowupId'>,
  { solverId, solution }: { solverId: string; solution: string },
): Promise<string> {
  const teams = await teamCandidates(tx, actor, file.branchId, solverId, rolesThatMay('followups.work'))
  const teamId = teamToConfirm(teams)
  if (!teamId) throw new Refusal('conflict', casesReasons['nobody-to-confirm'])
  return addFollowup(tx, actor, {
    customerId: file.customerId,
    teamId,
    scriptId: await keepBuiltInScript(tx, actor, CONFIRMING_SCRIPT),
    purpose: CONFIRM_PURPOSE,
    reason: reasonToConfirm(file.problem, solution),
    dueAt: actor.now,
    expiresAt: actor.now.add({ hours: 24 * CONFIRM_WITHIN_DAYS }),
    priority: CONFIRM_PRIORITY,
    notBy: solverId,
    matterOf: file.raisedByFollowupId,
  })
}
