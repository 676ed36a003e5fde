import type { FastifyInstance } from 'fastify'
import { beforeAll, describe, expect, test } from 'vitest'
import { givenApp } from '../given-app.ts'
import { as, type GivenOrganisation, givenOrganisation, testDatabase } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { createKey } from './create-key.ts'
import { actorOfKey } from './key-actor.ts'
import { KEY_REQUESTS_PER_MINUTE } from './key-rules.ts'
import { revokeKey } from './revoke-key.ts'

let app: FastifyInstance
let home: GivenOrganisation

beforeAll(async () => {
  app = (await givenApp()).app
  home = await givenOrganisation(Temporal.Now.instant())
})

const make = (actor: Actor, given: Partial<Parameters<typeof createKey>[2]> = {}) =>
  as(actor, tx => createKey(tx, actor, { name: 'ERP', permissions: ['people.read'], expiresAt: null, ...given }))

function ask(key: string, path: string, method: 'GET' | 'POST' | 'DELETE' = 'GET', payload?: object) {
  const headers = { authorization: `Bearer ${key}`, origin: 'https://elsewhere.example', 'accept-language': 'en' }
  return app.inject({ method, url: `/api/v1${path}`, headers, ...(payload ? { payload } : {}) })
}

async function setStaff(
  staffId: string,
  row: { deactivated_at?: Temporal.Instant; roles?: string[]; branch_id?: string },
) {
  await as(home.owner, tx =>
    tx.updateTable('staff').set(row).where('org_id', '=', home.orgId).where('id', '=', staffId).execute(),
  )
}

describe('an API key', () => {
  test('opens what it was given, and nothing else of what its maker may do', async () => {
    const { key } = await make(home.owner)
    expect((await ask(key, '/branches')).statusCode).toBe(200)
    expect((await ask(key, '/me')).json()).toMatchObject({ permissions: ['people.read'] })
    const refused = await ask(key, '/audit')
    expect([refused.statusCode, refused.json().reason]).toEqual([403, 'forbidden'])
  })

  test('is stored as a hash alone: the whole database does not hold it', async () => {
    const { key, prefix } = await make(home.owner)
    const secret = key.slice(prefix.length + 1)
    const rows = await as(home.owner, tx => tx.selectFrom('api_key').selectAll().execute())
    const kept = await as(home.owner, tx => tx.selectFrom('idempotency_key').selectAll().execute())
    expect(rows.some(row => row.prefix === prefix)).toBe(true)
    expect(JSON.stringify([rows, kept])).not.toContain(secret)
  })

  test('made over HTTP is not kept for a request sent twice either', async () => {
    const { app: web, actors } = await givenApp()
    actors.set('boss', home.owner)
    const headers = { 'x-actor': 'boss', 'idempotency-key': crypto.randomUUID() }
    const payload = { name: 'BI', permissions: ['reports.read'] }
    const answer = await web.inject({ method: 'POST', url: '/api/v1/api-keys', headers, payload })
    expect(answer.statusCode).toBe(201)
    const kept = await as(home.owner, tx => tx.selectFrom('idempotency_key').select('response').execute())
    expect(JSON.stringify(kept)).not.toContain(answer.json().key)
  })

  test('is not for what a person does himself: sessions, other keys', async () => {
    const { key } = await make(home.owner, { permissions: ['people.read', 'people.manage'] })
    const sessions = await ask(key, '/sessions')
    expect([sessions.statusCode, sessions.json().reason]).toEqual([403, 'not-for-keys'])
    expect((await ask(key, '/api-keys')).statusCode).toBe(403)
  })

  test('writes without the page’s origin, and the audit log names it', async () => {
    const { key, prefix } = await make(home.owner, { permissions: ['customers.write', 'customers.read'] })
    const added = await ask(key, '/customers', 'POST', { name: '李明', kind: 'person', phones: [], emails: [] })
    expect(added.statusCode).toBe(201)
    const entries = await as(home.owner, tx =>
      tx.selectFrom('audit_entry').where('action', '=', 'customer.added').select(['staff_id', 'facts']).execute(),
    )
    expect(entries.at(-1)).toMatchObject({ staff_id: home.owner.staffId, facts: { key: `ERP ${prefix}` } })
  })

  test('sees the branch it was made for and those below, not its siblings', async () => {
    const { key } = await make(home.owner, { branchId: home.northId })
    const seen = (await ask(key, '/branches')).json().items.map((branch: { id: string }) => branch.id)
    expect(seen).toEqual([home.northId])
    const boss = await home.staff('owner', home.southId)
    await expect(make(boss, { branchId: home.northId })).rejects.toThrow('not-found')
  })

  test('cannot be given what its maker has not, nor what only people may do', async () => {
    const planner = await home.staff('planner')
    await expect(make(planner)).rejects.toThrow('forbidden')
    const { key } = await make(home.owner, { permissions: ['people.read'] })
    const limited = await actorOfKey(testDatabase(), `Bearer ${key}`, 'test')
    await expect(make(limited)).rejects.toThrow('forbidden')
  })

  test('says at which request it was last used, once a minute', async () => {
    const { key, id } = await make(home.owner)
    const usedAt = async () =>
      (await as(home.owner, tx => tx.selectFrom('api_key').where('id', '=', id).select('last_used_at').execute()))[0]!
        .last_used_at
    const at = Temporal.Now.instant().add({ hours: 1 })
    await actorOfKey(testDatabase(), `Bearer ${key}`, 'test', at)
    const first = await usedAt()
    await actorOfKey(testDatabase(), `Bearer ${key}`, 'test', at.add({ seconds: 59 }))
    expect(await usedAt()).toEqual(first)
    await actorOfKey(testDatabase(), `Bearer ${key}`, 'test', at.add({ seconds: 61 }))
    expect(await usedAt()).not.toEqual(first)
  })
})

describe('an API key is refused at once', () => {
  const reasonOf = async (key: string) => {
    const answer = await ask(key, '/branches')
    return [answer.statusCode, answer.json().reason]
  }

  test('when it is revoked', async () => {
    const { key, id } = await make(home.owner)
    expect((await ask(key, '/branches')).statusCode).toBe(200)
    await as(home.owner, tx => revokeKey(tx, home.owner, id))
    expect(await reasonOf(key)).toEqual([401, 'key-revoked'])
  })

  test('when it has expired', async () => {
    const { key } = await make(home.owner, { expiresAt: Temporal.Now.instant().add({ minutes: 5 }) })
    const later = Temporal.Now.instant().add({ minutes: 5 })
    await expect(actorOfKey(testDatabase(), `Bearer ${key}`, 'test', later)).rejects.toThrow('key-expired')
    await expect(make(home.owner, { expiresAt: home.owner.now })).rejects.toThrow('key-ends-in-the-past')
  })

  test('when one character of it is not right, with the session of a browser beside it or not', async () => {
    const { key } = await make(home.owner)
    const wrong = key.slice(0, -2) + (key.endsWith('A') ? 'BB' : 'AA')
    expect(await reasonOf(wrong)).toEqual([401, 'key-unknown'])
    expect(await reasonOf('something else')).toEqual([401, 'key-unknown'])
  })

  test('when its maker is deactivated', async () => {
    const boss = await home.staff('owner')
    const { key } = await make(boss)
    await setStaff(boss.staffId!, { deactivated_at: Temporal.Now.instant() })
    expect(await reasonOf(key)).toEqual([401, 'key-without-maker'])
  })

  test('for what its maker may no longer do, when he is given a smaller role', async () => {
    const boss = await home.staff('owner')
    const { key } = await make(boss, { permissions: ['people.read', 'audit.read'] })
    expect((await ask(key, '/audit')).statusCode).toBe(200)
    await setStaff(boss.staffId!, { roles: ['hotline'] })
    expect(await reasonOf(key)).toEqual([200, undefined])
    expect((await ask(key, '/audit')).statusCode).toBe(403)
  })

  test('when its maker has moved to where the branch of the key is not his', async () => {
    const boss = await home.staff('owner')
    const { key } = await make(boss, { branchId: home.northId })
    await setStaff(boss.staffId!, { branch_id: home.southId })
    expect(await reasonOf(key)).toEqual([401, 'key-without-maker'])
  })

  test('when it asks more often than a key may, while another key goes on', async () => {
    const [busy, calm] = [await make(home.owner), await make(home.owner)]
    let answer = await reasonOf(busy.key)
    let asked = 1
    for (; answer[0] === 200 && asked < 10 * KEY_REQUESTS_PER_MINUTE; asked++) answer = await reasonOf(busy.key)
    expect(answer).toEqual([429, 'key-too-often'])
    expect(asked).toBeGreaterThan(KEY_REQUESTS_PER_MINUTE)
    expect(await reasonOf(calm.key)).toEqual([200, undefined])
  })
})
