import { as, testDatabase } from '../people/given.ts'
import { systemActor } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { inScope } from '../platform/database.ts'
import { createKey } from './create-key.ts'
import { createWebhook } from './create-webhook.ts'
import { deliveriesPage } from './delivery-history-store.ts'
import { spreadEvents } from './delivery-store.ts'
import { testWebhook } from './test-webhook.ts'

/** A key, and a webhook with one delivery, of the actor's own branch. */
export async function givenIntegrations(boss: Actor) {
  const key = await as(boss, tx => createKey(tx, boss, { name: 'ERP', permissions: ['people.read'], expiresAt: null }))
  const webhook = await as(boss, async tx => {
    const events = ['campaign.paused']
    const made = await createWebhook(tx, boss, { name: 'ERP', url: 'https://erp.invalid/', events })
    await testWebhook(tx, boss, made.id)
    return made
  })
  const system = await systemActor(testDatabase(), boss.orgId, boss.now)
  const [delivery] = await inScope(testDatabase(), system, async tx => {
    await spreadEvents(tx, system)
    return deliveriesPage(tx, system, webhook.id, { limit: 1 })
  })
  return { 'api-keys': key.id, webhooks: webhook.id, 'webhook-deliveries': delivery!.id }
}
