import { may, type Permission, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { pageFrom } from '../platform/cursor.ts'
import { inScope } from '../platform/database.ts'
import { notFound } from '../platform/refusal.ts'
import { type Route, rawRoute, route } from '../platform/route.ts'
import { changeWebhook } from './change-webhook.ts'
import { createKey } from './create-key.ts'
import { createWebhook } from './create-webhook.ts'
import { deliveriesPage } from './delivery-history-store.ts'
import * as keyContract from './key-contract.ts'
import { keyEnded } from './key-rules.ts'
import { type KeyRow, keysIn } from './key-store.ts'
import { removeWebhook } from './remove-webhook.ts'
import { renewSecret } from './renew-secret.ts'
import { replayDeadLetters, replayDelivery } from './replay-webhook.ts'
import { revokeKey } from './revoke-key.ts'
import { type SignOnOptions, signOnRoutes } from './sign-on-routes.ts'
import { testWebhook } from './test-webhook.ts'
import * as webhookContract from './webhook-contract.ts'
import { webhooksIn } from './webhook-store.ts'

function asSeen(row: KeyRow, actor: Actor) {
  const maker = { staffId: row.createdById, roles: row.makerRoles }
  const effective = row.permissions.filter(
    permission => row.makerPermissions.includes(permission) || may(maker, permission as Permission),
  )
  const ended = keyEnded(row, actor.now)
  const state = ended === 'key-revoked' ? 'revoked' : ended ? 'expired' : row.makerGone ? 'maker-gone' : 'active'
  return { ...row, effective, state: state as 'active' | 'revoked' | 'expired' | 'maker-gone' }
}

// What answers a secret is no plain route: those keep their answer for a request sent twice.
const keyRoutes: Route[] = [
  route(keyContract.listApiKeys, async (tx, actor) => {
    permit(actor, 'integrations.manage')
    return { items: (await keysIn(tx, actor)).map(row => asSeen(row, actor)) }
  }),
  rawRoute(keyContract.createApiKey, async ({ db }, actor, { body }) => {
    const { key, ...row } = await inScope(db, actor, tx => createKey(tx, actor, body))
    return { ...asSeen(row, actor), key }
  }),
  route(keyContract.revokeApiKey, async (tx, actor, { params }) => {
    await revokeKey(tx, actor, params.id)
    return {}
  }),
]

const webhookRoutes: Route[] = [
  route(webhookContract.listWebhooks, async (tx, actor) => {
    permit(actor, 'integrations.manage')
    return { items: await webhooksIn(tx, actor) }
  }),
  rawRoute(webhookContract.createWebhook, ({ db }, actor, { body }) =>
    inScope(db, actor, tx => createWebhook(tx, actor, body)),
  ),
  route(webhookContract.changeWebhook, (tx, actor, { params, body }) => changeWebhook(tx, actor, params.id, body)),
  route(webhookContract.removeWebhook, async (tx, actor, { params }) => {
    await removeWebhook(tx, actor, params.id)
    return {}
  }),
  rawRoute(webhookContract.renewWebhookSecret, ({ db }, actor, { params }) =>
    inScope(db, actor, tx => renewSecret(tx, actor, params.id)),
  ),
  route(webhookContract.testWebhook, async (tx, actor, { params }) => {
    await testWebhook(tx, actor, params.id)
    return {}
  }),
  route(webhookContract.replayWebhook, (tx, actor, { params }) => replayDeadLetters(tx, actor, params.id)),
  route(webhookContract.listWebhookDeliveries, async (tx, actor, { params, query }) => {
    permit(actor, 'integrations.manage')
    if ((await webhooksIn(tx, actor, params.id)).length === 0) throw notFound()
    return pageFrom(await deliveriesPage(tx, actor, params.id, query), query.limit, row => [row.number])
  }),
  route(webhookContract.replayWebhookDelivery, async (tx, actor, { params }) => {
    await replayDelivery(tx, actor, params.id)
    return {}
  }),
]

export function integrationRoutes(options: SignOnOptions): Route[] {
  return [...keyRoutes, ...webhookRoutes, ...signOnRoutes(options)]
}
