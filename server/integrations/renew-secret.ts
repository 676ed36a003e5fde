import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { notFound } from '../platform/refusal.ts'
import { record, seal } from '../privacy/index.ts'
import { secretPlace } from './deliver-webhooks.ts'
import { newSecret } from './signature.ts'
import { OLD_SECRET_FOR_HOURS } from './webhook-rules.ts'
import { replaceSecret, secretsOf, type WebhookRow, webhooksIn } from './webhook-store.ts'

/** Gives a webhook a new secret. For a day deliveries are signed with both, so that the receiver can change over. */
export async function renewSecret(tx: Tx, actor: Actor, id: string): Promise<WebhookRow & { secret: string }> {
  permit(actor, 'integrations.manage')
  if ((await webhooksIn(tx, actor, id)).length === 0) throw notFound()
  const stored = await secretsOf(tx, actor, id)
  if (!stored) throw notFound()
  const secret = newSecret()
  const sealed = await seal(tx, actor, secretPlace(id), Buffer.from(secret))
  const oldUntil = actor.now.add({ hours: OLD_SECRET_FOR_HOURS })
  await replaceSecret(tx, actor, id, { secret: sealed, old: stored.secret, oldUntil })
  await record(tx, actor, 'webhook.secret-renewed', 'webhook', id)
  return { ...(await webhooksIn(tx, actor, id))[0]!, secret }
}
