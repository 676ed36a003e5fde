import { z } from 'zod'
import { byId, endpoint, id, instant, nothing, pageOf, pageQuery } from '../platform/endpoint.ts'
import { EVENTS } from './webhook-rules.ts'

const tag = 'webhooks'
const permission = 'integrations.manage'

export const WebhookEvent = z.enum(EVENTS)

/** What a delivery carries; each kind of event is a white list, and numbers are masked. */
export const EVENT_DATA = {
  'followup.settled': z.object({
    followupId: id,
    customerId: id,
    purpose: z.string(),
    outcome: z.string(),
    conversed: z.boolean(),
    final: z.boolean(),
    staffId: id,
  }),
  'followup.mailed': z.object({
    followupId: id,
    customerId: id,
    campaignId: id,
    purpose: z.string(),
    contactId: id,
    channel: z.literal('email'),
  }),
  'contact.made': z.object({ contactId: id, customerId: id, staffId: id, number: z.string() }),
  'contacts.stopped': z.object({ customerId: id, purpose: z.string().nullable(), expiresAt: instant.nullable() }),
  'case.opened': z.object({ caseId: id, customerId: id, severity: z.string() }),
  'case.closed': z.object({ caseId: id, customerId: id, severity: z.string() }),
  'customer.changed': z.object({ customerId: id, what: z.enum(['added', 'changed']) }),
  'campaign.approved': z.object({ campaignId: id }),
  'campaign.paused': z.object({ campaignId: id }),
  'campaign.resumed': z.object({ campaignId: id }),
  'campaign.stopped': z.object({ campaignId: id }),
  'import.finished': z.object({
    importId: id,
    kind: z.string(),
    state: z.enum(['finished', 'failed']),
    rowsNew: z.number(),
    rowsChanged: z.number(),
    rowsUnchanged: z.number(),
    rowsRejected: z.number(),
  }),
  'export.ready': z.object({ exportId: id, rows: z.number() }),
  'coverage.alerted': z.object({
    alertId: id,
    ruleId: id,
    ruleName: z.string(),
    days: z.number(),
    newly: z.number(),
    alone: z.number(),
    /** The new ones, at most 100. */
    customerIds: z.array(id),
  }),
  ping: z.object({ message: z.string() }),
} satisfies Record<(typeof EVENTS)[number] | 'ping', z.ZodType>

export type EventData = { [E in keyof typeof EVENT_DATA]: z.output<(typeof EVENT_DATA)[E]> }

export const Webhook = z
  .object({
    id,
    name: z.string(),
    url: z.string(),
    events: z.array(z.string()),
    branchId: id,
    state: z.enum(['on', 'off', 'disabled']),
    disabledReason: z.enum(['gone', 'failing']).nullable(),
    failingSince: instant.nullable(),
    lastDeliveredAt: instant.nullable(),
    /** Until when the secret before the present one is valid as well. */
    oldSecretUntil: instant.nullable(),
    waiting: z.number(),
    dead: z.number(),
    /** In the last 24 hours. */
    delivered: z.number(),
    createdAt: instant,
  })
  .meta({ id: 'Webhook' })

export const WebhookDelivery = z
  .object({
    id,
    event: z.string(),
    eventId: id,
    subjectId: id,
    happenedAt: instant,
    state: z.enum(['waiting', 'delivered', 'dead']),
    attempts: z.number(),
    dueAt: instant,
    triedAt: instant.nullable(),
    status: z.number().nullable(),
    failure: z.string().nullable(),
    milliseconds: z.number().nullable(),
    /** What is sent. */
    body: z.string(),
    /** How the answer begins. */
    answer: z.string().nullable(),
  })
  .meta({ id: 'WebhookDelivery' })

const fields = {
  name: z.string().trim().min(1).max(100),
  url: z.string().trim().max(2000),
  events: z.array(WebhookEvent).min(1),
}

export const listWebhooks = endpoint({
  method: 'GET',
  path: '/webhooks',
  summary: 'The webhooks of my branches with their health, newest first; at most 200',
  tag,
  permission,
  response: z.object({ items: z.array(Webhook) }),
})

export const createWebhook = endpoint({
  method: 'POST',
  path: '/webhooks',
  summary: 'Add a webhook; answers its secret, this one time',
  tag,
  permission,
  status: 201,
  body: z.object({ ...fields, branchId: id.optional() }),
  response: Webhook.extend({ secret: z.string() }),
})

export const changeWebhook = endpoint({
  method: 'PUT',
  path: '/webhooks/:id',
  summary: 'Change a webhook, or switch it on or off',
  tag,
  permission,
  params: byId,
  body: z.object({ ...fields, state: z.enum(['on', 'off']) }),
  response: Webhook,
})

export const removeWebhook = endpoint({
  method: 'DELETE',
  path: '/webhooks/:id',
  summary: 'Remove a webhook with its deliveries',
  tag,
  permission,
  params: byId,
})

export const renewWebhookSecret = endpoint({
  method: 'POST',
  path: '/webhooks/:id/secret',
  summary: 'Give a webhook a new secret, answered this one time; the old one is valid for another day',
  tag,
  permission,
  params: byId,
  response: Webhook.extend({ secret: z.string() }),
})

export const testWebhook = endpoint({
  method: 'POST',
  path: '/webhooks/:id/test',
  summary: 'Send a test event to one webhook',
  tag,
  permission,
  params: byId,
  response: nothing,
})

export const replayWebhook = endpoint({
  method: 'POST',
  path: '/webhooks/:id/replay',
  summary: 'Deliver all dead letters of a webhook again, in their order',
  tag,
  permission,
  params: byId,
  response: z.object({ replayed: z.number() }),
})

export const listWebhookDeliveries = endpoint({
  method: 'GET',
  path: '/webhooks/:id/deliveries',
  summary: 'The deliveries of a webhook, newest first',
  tag,
  permission,
  params: byId,
  query: pageQuery.extend({ state: z.enum(['waiting', 'delivered', 'dead']).optional() }),
  response: pageOf(WebhookDelivery),
})

export const replayWebhookDelivery = endpoint({
  method: 'POST',
  path: '/webhook-deliveries/:id/replay',
  summary: 'Deliver an event again, whatever became of it',
  tag,
  permission,
  params: byId,
  response: nothing,
})
