import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { notFound } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { demandUrl } from './create-webhook.ts'
import { buryWaiting, updateWebhook, type WebhookRow, webhooksIn } from './webhook-store.ts'

/** Changes a webhook or switches it on or off. Switched off, it hears nothing; what waited becomes dead letters. */
export async function changeWebhook(
  tx: Tx,
  actor: Actor,
  id: string,
  given: { name: string; url: string; events: string[]; state: 'on' | 'off' },
): Promise<WebhookRow> {
  permit(actor, 'integrations.manage')
  const [before] = await webhooksIn(tx, actor, id)
  if (!before) throw notFound()
  if (given.url !== before.url) demandUrl(given.url)
  const { name, url, events, state } = given
  await updateWebhook(tx, actor, id, { name, url, events: [...new Set(events)], state })
  if (state === 'off') await buryWaiting(tx, actor.orgId, id)
  await record(tx, actor, 'webhook.changed', 'webhook', id, { name, host: new URL(url).host, events, state })
  return (await webhooksIn(tx, actor, id))[0]!
}
