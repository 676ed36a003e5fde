import { addFollowup } from '../followups/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import { createScript, freezeScript } from '../scripts/index.ts'
import { teamCandidates } from './people-store.ts'
import { casesReasons } from './reasons.ts'
import { rolesThatMay } from './roles.ts'
import {
  CONFIRM_PRIORITY,
  CONFIRM_PURPOSE,
  CONFIRM_QUESTION,
  CONFIRM_WITHIN_DAYS,
  CONFIRMING_SCRIPT,
  reasonToConfirm,
  teamToConfirm,
} from './rules.ts'
import { frozenScriptAsking, holdConfirmingScript } from './script-store.ts'
import type { LockedCase } from './store.ts'

/** Plans the follow-up that asks the customer whether a case is solved, by anybody but the solver; answers its id. */
export async function planConfirmation(tx: Tx, actor: Actor, file: LockedCase, solverId: string): Promise<string> {
  const teams = await teamCandidates(tx, actor, file.branchId, solverId, rolesThatMay('followups.work'))
  const teamId = teamToConfirm(teams)
  if (!teamId) throw new Refusal('conflict', casesReasons['nobody-to-confirm'])
  return addFollowup(tx, actor, {
    customerId: file.customerId,
    teamId,
    scriptId: await confirmingScript(tx, actor),
    purpose: CONFIRM_PURPOSE,
    reason: reasonToConfirm(file.problem),
    dueAt: actor.now,
    expiresAt: actor.now.add({ hours: 24 * CONFIRM_WITHIN_DAYS }),
    priority: CONFIRM_PRIORITY,
    notBy: solverId,
    matterOf: file.raisedByFollowupId,
  })
}

/** The organisation's built-in confirming script; the first solver's case writes it, and it never changes. */
async function confirmingScript(tx: Tx, actor: Actor): Promise<string> {
  await holdConfirmingScript(tx, actor.orgId)
  const known = await frozenScriptAsking(tx, actor.orgId, CONFIRMING_SCRIPT.name, CONFIRM_QUESTION)
  if (known) return known
  // The script is the product's own: whoever solves the first case lends it his name, not his permissions.
  const product: Actor = { ...actor, roles: ['planner'] }
  const { id } = await createScript(tx, product, CONFIRMING_SCRIPT)
  await freezeScript(tx, product, id)
  return id
}
