import type { z } from 'zod'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import type { Language } from '../platform/reason.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { followupsTimed } from './followup-facts.ts'
import type { FollowupFilter } from './list-contract.ts'
import { teamById, workerById } from './people-store.ts'
import { followupsReasons } from './reasons.ts'
import * as store from './reassign-store.ts'
import { notReassigned, type Receiver, type Which } from './reassign-store.ts'
import { steeringWords } from './steering-reasons.ts'
import { dayEndOf } from './today.ts'

export interface ReassignFollowups {
  which: { ids: readonly string[] } | { filter: z.output<typeof FollowupFilter> }
  to: { staffId: string } | { teamId: string }
  note: string
}

/**
 * Gives waiting follow-ups to a person or a team: those named, or all that a filter finds. What somebody has in hand is
 * never taken from him; it is told who has it. A person is not given what he may not see, nor his own solution to confirm.
 * Refuses a person who does not work follow-ups, and one or a team out of scope.
 */
export async function reassignFollowups(tx: Tx, actor: Actor, given: ReassignFollowups, language: Language) {
  permit(actor, 'followups.plan')
  const to = await receiver(tx, actor, given.to)
  const which: Which =
    'ids' in given.which ? given.which : { filter: given.which.filter, dayEnd: await dayEndOf(tx, actor) }
  const { full, customerIds, ...done } = await store.reassign(tx, actor, which, to, given.note)
  const rest = await notReassigned(tx, actor, which)
  const name = 'worker' in to ? to.worker.name : to.team.name
  const facts = { reassigned: done.reassigned, to: given.to, by: 'ids' in which ? 'selection' : 'filter' }
  await record(tx, actor, 'followups.reassigned', 'followup', null, facts)
  if (customerIds.length > 0) await followupsTimed.tell(tx, actor, { customerIds })
  if (done.reassigned > 0) await announce(tx, actor.orgId, 'followups')
  const sentence = steeringWords.reassigned[language]({ ...done, ...rest, name, full })
  return { ...done, ...rest, left: full ? 1 : 0, sentence }
}

async function receiver(tx: Tx, actor: Actor, to: ReassignFollowups['to']): Promise<Receiver> {
  if ('teamId' in to) {
    const team = await teamById(tx, actor, to.teamId)
    if (!team) throw notFound()
    return { team }
  }
  const worker = await workerById(tx, actor, to.staffId)
  if (!worker) throw new Refusal('invalid', followupsReasons['person-does-not-work'])
  return { worker }
}
