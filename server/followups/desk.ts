import { organisation, permit, teamIdsOf } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import { deskSheet } from './desk-sheet.ts'
import { type HandedOut, handOut } from './hand-out.ts'
import { queueOf } from './hand-out-store.ts'
import { deskWords } from './reasons.ts'
import { followupInHand } from './store.ts'

/** The follow-up in the actor's hands with all that is needed to call, and what else waits for him. */
export async function readDesk(tx: Tx, actor: Actor, language: Language) {
  permit(actor, 'followups.work')
  const followup = await followupInHand(tx, actor)
  const teamIds = await teamIdsOf(tx, actor.orgId, actor.staffId!)
  return {
    sheet: followup ? await deskSheet(tx, actor, followup, language) : null,
    queue: await queueOf(tx, actor, teamIds),
  }
}

/** Takes the best follow-up due and answers it with all that is needed to call, or why there is none. */
export async function takeNext(tx: Tx, actor: Actor, language: Language) {
  permit(actor, 'followups.work')
  const handed = await handOut(tx, actor)
  const { timeZone } = await organisation(tx, actor.orgId)
  return {
    sheet: handed.followup ? await deskSheet(tx, actor, handed.followup, language) : null,
    queue: handed.queue,
    putOff: handed.putOff,
    sentence: handed.followup ? '' : whyNone(handed, timeZone, language),
  }
}

function whyNone({ queue, putOff, inATeam }: HandedOut, timeZone: string, language: Language): string {
  if (!inATeam) return deskWords['no-team'][language]()
  if (queue.due > 0) return deskWords['more-to-look-at'][language]({ putOff, due: queue.due })
  if (!queue.nextDueAt) return deskWords['nothing-waiting'][language]()
  return deskWords['next-later'][language]({ ...queue, at: queue.nextDueAt.toString(), timeZone })
}
