import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { openCase } from '../cases/index.ts'
import { addCustomer } from '../customers/add-customer.ts'
import { changeCustomer } from '../customers/change-customer.ts'
import { importEnded } from '../imports/index.ts'
import { as, type GivenOrganisation, givenOrganisation, testDatabase } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { newId } from '../platform/id.ts'
import { givenVault } from '../privacy/given.ts'
import { exportReady } from '../privacy/index.ts'
import { coverageAlerted } from '../reports/index.ts'
import { wireModules } from '../wiring.ts'
import { changeWebhook } from './change-webhook.ts'
import { createWebhook } from './create-webhook.ts'
import { deliverWebhooks } from './deliver-webhooks.ts'
import { deliveriesPage } from './delivery-history-store.ts'
import { answering, openReceiver, type Receiver } from './given-receiver.ts'
import { allowHosts } from './outgoing.ts'
import { renewSecret } from './renew-secret.ts'
import { replayDeadLetters, replayDelivery } from './replay-webhook.ts'
import { signatureOf } from './signature.ts'
import { tellOutside } from './tell-outside.ts'
import { testWebhook } from './test-webhook.ts'
import type { WebhookEvent } from './webhook-rules.ts'
import { webhooksIn } from './webhook-store.ts'

givenVault()
const NOW = Temporal.Instant.from('2026-11-17T02:00:00Z')
let home: GivenOrganisation
let boss: Actor
let receiver: Receiver

beforeAll(() => wireModules())
beforeEach(async () => {
  home = await givenOrganisation(NOW)
  boss = home.owner
  receiver = await openReceiver()
  allowHosts(['127.0.0.1', 'localhost'])
})
afterEach(() => receiver.close())

const hook = (given: { url?: string; events?: WebhookEvent[]; branchId?: string } = {}) =>
  as(boss, tx => createWebhook(tx, boss, { name: 'ERP', url: receiver.url, events: ['campaign.paused'], ...given }))
const tell = (subjectId: string = newId(), branchId = home.rootId) =>
  as(boss, tx =>
    tellOutside(tx, boss, { event: 'campaign.paused', branchId, subjectId, data: { campaignId: subjectId } }),
  )
const deliver = (at = NOW) => deliverWebhooks(testDatabase(), home.orgId, undefined, () => at)
const stateOf = async (id: string, at = NOW) => {
  const actor = { ...boss, now: at }
  return as(actor, async tx => ({
    webhook: (await webhooksIn(tx, actor, id))[0]!,
    deliveries: await deliveriesPage(tx, actor, id, { limit: 100 }),
  }))
}
const hours = (n: number) => NOW.add({ minutes: Math.round(60 * n) })

describe('a fact', () => {
  test('reaches a receiver signed, so that he can be sure of who sent it and when', async () => {
    const { id, secret } = await hook()
    await tell()
    await deliver()
    const [heard] = receiver.heard
    const { t } = Object.fromEntries(
      String(heard!.headers['huifang-signature'])
        .split(',')
        .map(part => part.split('=')),
    )
    expect(heard!.headers['huifang-signature']).toBe(signatureOf([secret], heard!.body, Number(t)))
    expect(Math.abs(Number(t) - Date.now() / 1000)).toBeLessThan(300)
    expect(heard!.event).toBe('campaign.paused')
    expect(JSON.parse(heard!.body)).toMatchObject({ id: heard!.eventId, organisationId: home.orgId })
    const { webhook, deliveries } = await stateOf(id)
    expect(deliveries).toMatchObject([
      { state: 'delivered', status: 200, attempts: 1, answer: 'thanks', failure: null },
    ])
    expect(webhook).toMatchObject({ delivered: 1, waiting: 0, dead: 0, failingSince: null })
  })

  test('whose transaction does not commit is told nobody', async () => {
    await hook()
    await expect(
      as(boss, async tx => {
        const data = { campaignId: home.rootId }
        await tellOutside(tx, boss, { event: 'campaign.paused', branchId: home.rootId, subjectId: newId(), data })
        throw new Error('refused')
      }),
    ).rejects.toThrow('refused')
    await deliver()
    expect(receiver.heard).toEqual([])
  })

  test('is written down only where somebody listens', async () => {
    await tell()
    const events = await as(boss, tx => tx.selectFrom('webhook_event').select('id').execute())
    expect(events).toEqual([])
  })

  test('is heard by the webhooks of its branch and of those above, not of its siblings', async () => {
    const north = await openReceiver()
    const south = await openReceiver()
    await hook()
    await hook({ url: north.url, branchId: home.northId })
    await hook({ url: south.url, branchId: home.southId })
    await tell(newId(), home.northId)
    await deliver()
    expect([receiver, north, south].map(({ heard }) => heard.length)).toEqual([1, 1, 0])
    await Promise.all([north.close(), south.close()])
  })

  test('of the work is told by the product itself: a case is opened, and its customer is not described', async () => {
    await hook({ events: ['case.opened'] })
    const given = { name: '李明', kind: 'person' as const, phones: ['13912344412'], emails: [] }
    const customerId = await as(boss, tx => addCustomer(tx, boss, given))
    const opened = await as(boss, tx => openCase(tx, boss, { customerId, problem: '漏油', severity: 'normal' }))
    await deliver()
    expect(receiver.heard).toHaveLength(1)
    expect(JSON.parse(receiver.heard[0]!.body)).toMatchObject({
      event: 'case.opened',
      data: { caseId: opened.id, customerId, severity: 'normal' },
    })
    expect(receiver.heard[0]!.body).not.toMatch(/李明|4412|漏油/)
  })

  test('of a customer, an import and an export are told as what they are', async () => {
    await hook({ events: ['customer.changed', 'import.finished', 'export.ready'] })
    const given = { name: '李明', kind: 'person' as const, phones: ['13912344499'], emails: [] }
    const customerId = await as(boss, tx => addCustomer(tx, boss, given))
    await as(boss, tx => changeCustomer(tx, boss, customerId, { name: '李小明' }))
    const rows = { rowsNew: 1, rowsChanged: 2, rowsUnchanged: 3, rowsRejected: 4 }
    const ended = { importId: newId(), branchId: home.rootId, kind: 'customers', state: 'finished' as const, ...rows }
    await as(boss, tx => importEnded.tell(tx, boss, ended))
    await as(boss, tx => exportReady.tell(tx, boss, { exportId: newId(), branchId: home.rootId, rows: 12 }))
    await deliver()
    await deliver()
    const told = receiver.heard.map(({ body }) => JSON.parse(body))
    const of = (event: string) => told.filter(one => one.event === event).map(one => one.data)
    expect(of('customer.changed').map(({ what }) => what)).toEqual(['added', 'changed'])
    expect(of('import.finished')).toMatchObject([{ state: 'finished', ...rows }])
    expect(of('export.ready')).toMatchObject([{ rows: 12 }])
    expect(JSON.stringify(told)).not.toMatch(/李|4499/)
  })

  test('of customers newly left alone names them by id', async () => {
    await hook({ events: ['coverage.alerted'] })
    const customerIds = [newId(), newId()]
    const found = { alertId: newId(), ruleId: newId(), ruleName: '重点客户', days: 30, newly: 2, alone: 5, customerIds }
    await as(boss, tx => coverageAlerted.tell(tx, boss, { ...found, branchId: home.rootId }))
    await deliver()
    expect(receiver.heard.map(({ body }) => JSON.parse(body))).toMatchObject([
      { event: 'coverage.alerted', subjectId: found.alertId, data: found },
    ])
  })

  test('about one subject follows the facts before it, even when these failed; others go on', async () => {
    const [one, other] = [newId(), newId()]
    await hook()
    for (const subject of [one, other, one, one]) await tell(subject)
    const subjects = () => receiver.heard.map(({ body }) => JSON.parse(body).subjectId)
    receiver.answer = (response, { body }) => answering(JSON.parse(body).subjectId === one ? 500 : 200)(response)
    await deliver()
    expect(subjects().sort()).toEqual([one, other].sort())
    receiver.heard.length = 0
    receiver.answer = answering(200)
    await deliver(hours(0.1))
    expect(subjects()).toEqual([one, one, one])
    const order = await as(boss, tx =>
      tx.selectFrom('webhook_event').where('subject_id', '=', one).orderBy('number').select('id').execute(),
    )
    expect(receiver.heard.map(({ eventId }) => eventId)).toEqual(order.map(({ id }) => id))
  })

  test('told by many at once is delivered once each by several processes at once', async () => {
    await hook()
    await Promise.all(Array.from({ length: 30 }, () => tell()))
    await Promise.all([deliver(), deliver(), deliver()])
    await deliver()
    const ids = receiver.heard.map(({ eventId }) => eventId)
    expect(ids).toHaveLength(30)
    expect(new Set(ids).size).toBe(30)
  })
})

describe('a receiver', () => {
  test('that the process died while telling is told again, with the same id and the same bytes', async () => {
    const { id } = await hook()
    await tell()
    const file = fileURLToPath(new URL('given-deliverer.ts', import.meta.url))
    const child = spawn(process.execPath, [file, inject('appUrl'), home.orgId], { stdio: 'ignore' })
    receiver.answer = () => child.kill('SIGKILL')
    await once(child, 'exit')
    expect(receiver.heard).toHaveLength(1)
    expect((await stateOf(id)).deliveries).toMatchObject([{ state: 'waiting', attempts: 1 }])
    receiver.answer = answering(200)
    const real = Temporal.Now.instant()
    await deliver(real.add({ seconds: 5 }))
    expect(receiver.heard).toHaveLength(1)
    await deliver(real.add({ minutes: 2 }))
    expect(receiver.heard).toHaveLength(2)
    expect(receiver.heard[1]!.eventId).toBe(receiver.heard[0]!.eventId)
    expect(receiver.heard[1]!.body).toBe(receiver.heard[0]!.body)
    expect((await stateOf(id)).deliveries).toMatchObject([{ state: 'delivered', attempts: 2 }])
  })

  test('that never answers is given up after ten seconds, and one that never ends its answer is believed', async () => {
    const { id } = await hook()
    await tell()
    receiver.answer = () => {}
    await deliver()
    expect((await stateOf(id)).deliveries).toMatchObject([{ state: 'waiting', failure: 'no-answer', status: null }])
    receiver.answer = response => response.writeHead(200).write('x'.repeat(5000))
    await deliver(hours(0.1))
    const [done] = (await stateOf(id)).deliveries
    expect(done).toMatchObject({ state: 'delivered', status: 200 })
    expect(done!.answer).toHaveLength(1000)
  })

  test('that redirects is not followed', async () => {
    const elsewhere = await openReceiver()
    const { id } = await hook()
    await tell()
    receiver.answer = answering(302, '', { location: elsewhere.url })
    await deliver()
    expect(elsewhere.heard).toEqual([])
    expect((await stateOf(id)).deliveries).toMatchObject([{ state: 'waiting', failure: 'redirected', status: 302 }])
    await elsewhere.close()
  })

  test('that is down for a day leaves dead letters, which can be replayed in their order', async () => {
    const { id } = await hook()
    const subject = newId()
    await tell(subject)
    await tell(subject)
    receiver.answer = answering(503, 'closed for repair')
    let tries = 0
    for (let at = NOW; Temporal.Instant.compare(at, hours(26)) < 0; at = at.add({ minutes: 1 })) {
      const before = receiver.heard.length
      if (before > 200) break
      await deliver(at)
      tries += receiver.heard.length - before
      if (tries > 0 && (await stateOf(id)).webhook.dead === 2) break
      at = tries > 8 ? at.add({ minutes: 59 }) : at
    }
    await deliver(hours(30))
    await deliver(hours(60))
    const { webhook, deliveries } = await stateOf(id, hours(60))
    expect(webhook).toMatchObject({ dead: 2, waiting: 0 })
    expect(deliveries[0]).toMatchObject({ state: 'dead', failure: 'refused', status: 503, answer: 'closed for repair' })
    receiver.heard.length = 0
    receiver.answer = answering(200)
    const later = { ...boss, now: hours(61) }
    expect(await as(later, tx => replayDeadLetters(tx, later, id))).toEqual({ replayed: 2 })
    await deliver(hours(61))
    expect(receiver.heard.map(({ eventId }) => eventId)).toEqual(deliveries.map(({ eventId }) => eventId).reverse())
  })

  test('that says it is gone is switched off at once, and what it misses can be replayed', async () => {
    const { id } = await hook()
    await tell()
    receiver.answer = answering(410)
    await deliver()
    await tell()
    await deliver()
    expect(receiver.heard).toHaveLength(1)
    const { webhook } = await stateOf(id)
    expect(webhook).toMatchObject({ state: 'disabled', disabledReason: 'gone', dead: 2 })
    const noted = await as(boss, tx =>
      tx.selectFrom('audit_entry').where('action', '=', 'webhook.disabled').select('facts').execute(),
    )
    expect(noted).toEqual([{ facts: { reason: 'gone' } }])
    await expect(as(boss, tx => testWebhook(tx, boss, id))).rejects.toThrow('webhook-is-off')
    await expect(as(boss, tx => replayDeadLetters(tx, boss, id))).rejects.toThrow('webhook-is-off')
    const { name, url, events } = webhook
    await as(boss, tx => changeWebhook(tx, boss, id, { name, url, events, state: 'on' }))
    await as(boss, tx => replayDeadLetters(tx, boss, id))
    receiver.answer = answering(200)
    await deliver()
    expect(receiver.heard).toHaveLength(3)
    expect((await stateOf(id)).webhook).toMatchObject({ state: 'on', disabledReason: null, dead: 0 })
  })

  test('that fails for three days on end is switched off', async () => {
    const { id } = await hook()
    receiver.answer = answering(500)
    for (const at of [0, 20, 40, 60, 73, 75]) {
      await tell()
      await deliver(hours(at))
    }
    expect((await stateOf(id, hours(73))).webhook).toMatchObject({ state: 'disabled', disabledReason: 'failing' })
  })

  test('can be given a new secret; for a day both are used', async () => {
    const { id, secret: old } = await hook()
    const { secret } = await as(boss, tx => renewSecret(tx, boss, id))
    const signatures = async (at: Temporal.Instant) => {
      await tell()
      await deliver(at)
      const { headers, body } = receiver.heard.at(-1)!
      const given = String(headers['huifang-signature'])
      return { given, body, seconds: Number(/^t=(\d+)/.exec(given)![1]) }
    }
    const soon = await signatures(hours(23.9))
    expect(soon.given).toBe(signatureOf([secret, old], soon.body, soon.seconds))
    const later = await signatures(hours(24.1))
    expect(later.given).toBe(signatureOf([secret], later.body, later.seconds))
  })

  test('can be tested, and told one event again although it took it', async () => {
    const { id } = await hook()
    await as(boss, tx => testWebhook(tx, boss, id))
    await deliver()
    expect(receiver.heard.map(({ event }) => event)).toEqual(['ping'])
    const [delivery] = (await stateOf(id)).deliveries
    await as(boss, tx => replayDelivery(tx, boss, delivery!.id))
    await deliver()
    expect(receiver.heard.map(({ eventId }) => eventId)).toEqual([delivery!.eventId, delivery!.eventId])
  })
})

describe('an address of one’s own network', () => {
  test('is refused when it is typed in', async () => {
    allowHosts([])
    await expect(hook({ url: 'http://127.0.0.1/' })).rejects.toThrow('url-needs-https')
    await expect(hook({ url: 'https://10.0.0.1/' })).rejects.toThrow('url-not-public')
  })

  test('is not connected to when the operator no longer allows it', async () => {
    const { id } = await hook()
    await tell()
    allowHosts([])
    await deliver()
    expect(receiver.heard).toEqual([])
    expect((await stateOf(id)).deliveries).toMatchObject([{ state: 'waiting', failure: 'address-not-allowed' }])
  })
})

test('a secret is stored sealed, and appears in no list', async () => {
  const { secret, id } = await hook()
  const rows = await as(boss, tx => tx.selectFrom('webhook').selectAll().execute())
  expect(rows.every(row => !row.secret.includes(secret))).toBe(true)
  expect(JSON.stringify(await stateOf(id))).not.toContain(secret)
})
