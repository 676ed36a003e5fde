import { groundFor } from '../contacts/index.ts'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import { deskSheet } from './desk-sheet.ts'
import type { HandedOut, NothingToHandOut } from './hand-out.ts'
import { agentAtDesk, queueOf } from './hand-out-store.ts'
import { followupInWords } from './in-words.ts'
import { deskWords } from './reasons.ts'
import { followupInHand } from './store.ts'

/** The follow-up in the actor's hands with all that is needed to call, and what else waits for him. */
export async function readDesk(tx: Tx, actor: Actor, language: Language) {
  permit(actor, 'followups.work')
  const [agent, ground] = await Promise.all([agentAtDesk(tx, actor), groundFor(tx, actor.orgId)])
  const followup = agent.hasOneInHand ? await followupInHand(tx, actor) : undefined
  return {
    sheet: followup ? await deskSheet(tx, actor, { agent, ground, followup }, language) : null,
    queue: await queueOf(tx, actor, agent),
  }
}

/** What an agent was handed, or why there is nothing. */
export function nextAtDesk({ now }: Actor, handed: HandedOut | NothingToHandOut, language: Language) {
  const { queue, putOff } = handed
  if (!handed.followup) return { followup: null, queue, putOff, sentence: whyNone(now, handed, language) }
  return { followup: followupInWords(handed.followup, language, now), queue, putOff, sentence: '' }
}

function whyNone(now: Temporal.Instant, { queue, putOff, agent }: NothingToHandOut, language: Language): string {
  if (agent.teamIds.length === 0) return deskWords['no-team'][language]()
  if (queue.due > 0) return deskWords['more-to-look-at'][language]({ putOff, due: queue.due })
  if (!queue.nextDueAt) return deskWords['nothing-waiting'][language]()
  return deskWords['next-later'][language]({
    ...queue,
    at: queue.nextDueAt.toString(),
    now: now.toString(),
    timeZone: agent.timeZone,
  })
}
