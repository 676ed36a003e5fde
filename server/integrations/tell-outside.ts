import { z } from 'zod'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { enqueue, jobsAreRunning } from '../platform/jobs.ts'
import { insertEvents, isWanted } from './delivery-store.ts'
import { deliverWebhooksJob } from './jobs.ts'
import { EVENT_DATA, type EventData } from './webhook-contract.ts'

/**
 * Writes down that other programs are to hear of a fact, in the transaction of the fact; where nobody listens, nothing.
 * What they get is fixed now: the same bytes at each try, and no more than the contract of the event names.
 * @param webhookId the one endpoint it is meant for; else all that listen
 */
export async function tellOutside<E extends keyof EventData>(
  tx: Tx,
  actor: Actor,
  { event, webhookId, ...fact }: { event: E; webhookId?: string } & Told<E>,
): Promise<void> {
  await tellEachOutside(tx, actor, { event, webhookId }, [fact])
}

/** What is told about one subject. */
export interface Told<E extends keyof EventData> {
  branchId: string
  subjectId: string
  data: EventData[E]
}

/** As `tellOutside`, of the same kind of fact about several subjects. */
export async function tellEachOutside<E extends keyof EventData>(
  tx: Tx,
  actor: Actor,
  { event, webhookId = null }: { event: E; webhookId?: string | null | undefined },
  facts: readonly Told<E>[],
): Promise<void> {
  if (facts.length === 0 || (!webhookId && !(await isWanted(tx, event)))) return
  const rows = facts.map(({ branchId, subjectId, data }) => {
    const id = newId()
    const body = JSON.stringify({
      id,
      event,
      happenedAt: actor.now.toString({ smallestUnit: 'millisecond' }),
      organisationId: actor.orgId,
      branchId,
      subjectId,
      data: z.encode(EVENT_DATA[event] as z.ZodType, data),
    })
    return { id, branchId, subjectId, body }
  })
  await insertEvents(tx, actor, { event, webhookId }, rows)
  // A command line beside the server leaves it to the server's next round.
  if (jobsAreRunning()) await enqueue(tx, deliverWebhooksJob, { orgId: actor.orgId })
}
