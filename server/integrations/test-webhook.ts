import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { integrationsReasons } from './reasons.ts'
import { tellOutside } from './tell-outside.ts'
import { webhooksIn } from './webhook-store.ts'

/** Sends a `ping` to one webhook, signed and delivered like any other event. Refuses one that is off. */
export async function testWebhook(tx: Tx, actor: Actor, id: string): Promise<void> {
  permit(actor, 'integrations.manage')
  const [webhook] = await webhooksIn(tx, actor, id)
  if (!webhook) throw notFound()
  if (webhook.state !== 'on') throw new Refusal('conflict', integrationsReasons['webhook-is-off'])
  const data = { message: 'Huifang 回访' }
  await tellOutside(tx, actor, { event: 'ping', branchId: webhook.branchId, subjectId: id, data, webhookId: id })
}
