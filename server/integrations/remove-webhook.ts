import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { notFound } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { deleteWebhook } from './webhook-store.ts'

/** Removes a webhook with everything that was or was to be delivered to it. */
export async function removeWebhook(tx: Tx, actor: Actor, id: string): Promise<void> {
  permit(actor, 'integrations.manage')
  if (!(await deleteWebhook(tx, actor, id))) throw notFound()
  await record(tx, actor, 'webhook.removed', 'webhook', id)
}
