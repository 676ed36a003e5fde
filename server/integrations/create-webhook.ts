import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { record, seal } from '../privacy/index.ts'
import { urlRefused } from './address-rules.ts'
import { secretPlace } from './deliver-webhooks.ts'
import { allowedHosts } from './outgoing.ts'
import { integrationsReasons } from './reasons.ts'
import { newSecret } from './signature.ts'
import { insertWebhook, type WebhookRow, webhooksIn } from './webhook-store.ts'

/** Adds a webhook and answers its secret, which is kept sealed. Refuses an address that may not be called. */
export async function createWebhook(
  tx: Tx,
  actor: Actor,
  given: { name: string; url: string; events: string[]; branchId?: string | undefined },
): Promise<WebhookRow & { secret: string }> {
  permit(actor, 'integrations.manage')
  const branchId = given.branchId ?? actor.branchId
  if (!actor.branchIds.includes(branchId)) throw notFound()
  demandUrl(given.url)
  const [id, secret] = [newId(), newSecret()]
  const sealed = await seal(tx, actor, secretPlace(id), Buffer.from(secret))
  const { name, url, events } = given
  await insertWebhook(tx, actor, { id, name, url, events: [...new Set(events)], branchId, secret: sealed })
  await record(tx, actor, 'webhook.made', 'webhook', id, { name, host: new URL(url).host, events })
  const [row] = await webhooksIn(tx, actor, id)
  return { ...row!, secret }
}

/** Refuses an address that may not be called; a name that leads to a private address is found out when it is called. */
export function demandUrl(url: string): void {
  const why = urlRefused(url, allowedHosts())
  if (why) throw new Refusal('invalid', integrationsReasons[why], { problems: [{ path: 'url', message: why }] })
}
