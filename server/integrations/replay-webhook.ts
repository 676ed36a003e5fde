import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { enqueue, jobsAreRunning } from '../platform/jobs.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { replay, webhookOfDelivery } from './delivery-history-store.ts'
import { deliverWebhooksJob } from './jobs.ts'
import { integrationsReasons } from './reasons.ts'
import { webhooksIn } from './webhook-store.ts'

/** Delivers all dead letters of a webhook again, each subject in its order. Refuses while the webhook is off. */
export async function replayDeadLetters(tx: Tx, actor: Actor, id: string): Promise<{ replayed: number }> {
  permit(actor, 'integrations.manage')
  await demandOn(tx, actor, id)
  const replayed = await replay(tx, actor, { webhookId: id })
  await record(tx, actor, 'webhook.replayed', 'webhook', id, { replayed })
  await start(tx, actor)
  return { replayed }
}

/** Delivers one event again, also one that was taken before. Refuses while its webhook is off. */
export async function replayDelivery(tx: Tx, actor: Actor, deliveryId: string): Promise<void> {
  permit(actor, 'integrations.manage')
  const id = await webhookOfDelivery(tx, actor, deliveryId)
  if (!id) throw notFound()
  await demandOn(tx, actor, id)
  await replay(tx, actor, { deliveryId })
  await record(tx, actor, 'webhook.replayed', 'webhook', id, { delivery: deliveryId })
  await start(tx, actor)
}

async function demandOn(tx: Tx, actor: Actor, id: string): Promise<void> {
  const [webhook] = await webhooksIn(tx, actor, id)
  if (!webhook) throw notFound()
  if (webhook.state !== 'on') throw new Refusal('conflict', integrationsReasons['webhook-is-off'])
}

async function start(tx: Tx, actor: Actor): Promise<void> {
  if (jobsAreRunning()) await enqueue(tx, deliverWebhooksJob, { orgId: actor.orgId })
}
