import { systemActor } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { clockNow } from '../platform/clock.ts'
import { type Database, inScope } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { record, unseal } from '../privacy/index.ts'
import {
  type ClaimedDelivery,
  claimDeliveries,
  disable,
  forgetOld,
  type Heard,
  holdWebhook,
  recordFailed,
  recordTaken,
  spreadEvents,
  targetOf,
  webhooksDue,
} from './delivery-store.ts'
import { send } from './outgoing.ts'
import { signatureOf } from './signature.ts'
import { ANSWER_EXCERPT, ANSWER_WITHIN_S, afterFailure, failureOfStatus } from './webhook-rules.ts'
import { buryWaiting } from './webhook-store.ts'

interface Target {
  id: string
  url: string
  secrets: string[]
}

/**
 * One round for an organisation: makes deliveries of the new events, then tries what is due, each endpoint for itself, so
 * that a slow one holds up nobody else. An endpoint at which a whole handful failed rests until the next round. Safe to
 * stop anywhere: what was claimed is tried again a minute later, so a receiver may hear an event twice, never not at all.
 */
export async function deliverWebhooks(
  db: Database,
  orgId: string,
  signal?: AbortSignal,
  clock: () => Temporal.Instant = clockNow,
): Promise<void> {
  const actor = await systemActor(db, orgId, clock())
  const at = (): Actor => ({ ...actor, now: clock() })
  while ((await inScope(db, actor, tx => spreadEvents(tx, at()))) > 0) if (signal?.aborted) return
  const due = await inScope(db, actor, tx => webhooksDue(tx, at()))
  await Promise.all(due.map(id => drain(db, at, id, signal)))
  await inScope(db, actor, tx => forgetOld(tx, at()))
}

async function drain(db: Database, at: () => Actor, id: string, signal: AbortSignal | undefined): Promise<void> {
  while (!signal?.aborted) {
    const actor = at()
    const found = await inScope(db, actor, async tx => {
      const target = await targetOf(tx, actor, id)
      if (!target) return undefined
      const sealed = [target.secret, target.oldSecret].filter(secret => secret !== null)
      const secrets = await Promise.all(sealed.map(secret => unseal(tx, actor, secretPlace(id), secret)))
      return {
        target: { id, url: target.url, secrets: secrets.map(String) },
        deliveries: await claimDeliveries(tx, actor, id),
      }
    })
    if (!found || found.deliveries.length === 0) return
    const taken = await Promise.all(found.deliveries.map(one => attempt(db, at, found.target, one)))
    if (!taken.includes(true)) return
  }
}

/** Where the secret of a webhook is sealed for. */
export function secretPlace(webhookId: string): string {
  return `webhook-secret:${webhookId}`
}

async function attempt(db: Database, at: () => Actor, target: Target, delivery: ClaimedDelivery): Promise<boolean> {
  const heard = await post(target, delivery)
  const actor = at()
  await inScope(db, actor, async tx => {
    const { orgId, now } = actor
    const failingSince = await holdWebhook(tx, orgId, target.id)
    await announce(tx, orgId, 'webhooks')
    if (!heard.failure) return recordTaken(tx, orgId, target.id, delivery.id, heard, now)
    const next = afterFailure({ ...delivery, failingSince, failure: heard.failure }, now, Math.random())
    const dueAt = next.kind === 'again' ? next.dueAt : null
    await recordFailed(tx, orgId, target.id, { ...delivery, dueAt, heard, now })
    if (next.kind !== 'disable' || !(await disable(tx, orgId, target.id, next.reason))) return
    await buryWaiting(tx, orgId, target.id)
    await record(tx, actor, 'webhook.disabled', 'webhook', target.id, { reason: next.reason })
  })
  return heard.failure === null
}

async function post(target: Target, { body, event, eventId, tries }: ClaimedDelivery): Promise<Heard> {
  const begun = performance.now()
  const answer = await send({
    method: 'POST',
    url: target.url,
    headers: {
      'content-type': 'application/json',
      'huifang-event': event,
      'huifang-event-id': eventId,
      'huifang-attempt': String(tries),
      // By the machine's clock: the receiver compares it with its own.
      'huifang-signature': signatureOf(target.secrets, body, Math.floor(Date.now() / 1000)),
    },
    body,
    withinMs: ANSWER_WITHIN_S * 1000,
    readBytes: ANSWER_EXCERPT,
  })
  const failure = answer.failure ?? failureOfStatus(answer.status)
  return { status: answer.status, failure, answer: answer.body, milliseconds: Math.round(performance.now() - begun) }
}
