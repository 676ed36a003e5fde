import { createHash } from 'node:crypto'
import Fastify from 'fastify'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { type GivenApp, givenApp } from './given-app.ts'
import { addStaff } from './people/add-staff.ts'
import { as, type GivenOrganisation, givenOrganisation, testDatabase } from './people/given.ts'
import { foundOrganisation } from './people/index.ts'
import { addHealth } from './platform/health.ts'
import { announce, openLiveChanges } from './platform/live.ts'

let given: GivenApp
let org: GivenOrganisation

beforeAll(async () => {
  given = await givenApp()
  org = await givenOrganisation()
  given.actors.set('owner', org.owner)
})

function addBranch(name: string, headers: Record<string, string> = {}) {
  return given.app.inject({
    method: 'POST',
    url: '/api/v1/branches',
    headers: { 'x-actor': 'owner', ...headers },
    payload: { parentId: org.rootId, name },
  })
}

async function branchNames(): Promise<string[]> {
  const answer = await given.app.inject({ url: '/api/v1/branches', headers: { 'x-actor': 'owner' } })
  return answer.json().items.map((branch: { name: string }) => branch.name)
}

describe('a write with an idempotency key', () => {
  test('sent again gets the first answer and changes nothing', async () => {
    const headers = { 'idempotency-key': crypto.randomUUID() }
    const first = await addBranch('西部', headers)
    const second = await addBranch('西部', headers)
    expect([first.statusCode, second.statusCode]).toEqual([201, 201])
    expect(second.json()).toEqual(first.json())
  })

  test('sent ten times at once happens once', async () => {
    const headers = { 'idempotency-key': crypto.randomUUID() }
    const answers = await Promise.all(Array.from({ length: 10 }, () => addBranch('东部', headers)))
    expect(new Set(answers.map(answer => answer.body)).size).toBe(1)
    expect(await addBranch('东部')).toMatchObject({ statusCode: 409 })
  })

  test('cannot be used for another request', async () => {
    const headers = { 'idempotency-key': crypto.randomUUID() }
    await addBranch('中部', headers)
    const answer = await addBranch('另一个', headers)
    expect(answer.json()).toMatchObject({ status: 422, reason: 'idempotency-key-reused' })
  })

  test('leaves nothing behind by which its content could be found out', async () => {
    const key = crypto.randomUUID()
    await addBranch('猜得到', { 'idempotency-key': key })
    const body = [`POST`, '/api/v1/branches', { parentId: org.rootId, name: '猜得到' }]
    const guess = createHash('sha256').update(JSON.stringify(body)).digest('hex')
    const kept = await as(org.owner, tx =>
      tx.selectFrom('idempotency_key').where('key', '=', key).select('request_hash').executeTakeFirstOrThrow(),
    )
    expect(kept.request_hash).toMatch(/^[0-9a-f]{64}$/)
    expect(kept.request_hash).not.toBe(guess)
  })

  test('that was refused can be sent again after it was mended', async () => {
    const headers = { 'idempotency-key': crypto.randomUUID() }
    expect((await addBranch('北方', headers)).statusCode).toBe(409)
    expect((await addBranch('北方新', headers)).statusCode).toBe(201)
  })
})

describe('a refusal', () => {
  test('is a problem with a sentence in the asked language', async () => {
    const zh = await addBranch('南方')
    const en = await addBranch('南方', { 'accept-language': 'en-GB,en;q=0.9' })
    expect(zh.headers['content-type']).toContain('application/problem+json')
    expect(zh.json()).toMatchObject({ status: 409, reason: 'name-taken', detail: '“南方”已存在，请换一个名称。' })
    expect(en.json().detail).toBe('“南方” exists already; choose another name.')
  })

  test('of bad input names the field', async () => {
    const answer = await addBranch('')
    expect(answer.json()).toMatchObject({ status: 422, reason: 'invalid-input' })
    expect(answer.json().facts.problems[0].path).toBe('name')
  })

  test('of a body that is no JSON is the client’s problem, not a bug', async () => {
    const answer = await given.app.inject({
      method: 'POST',
      url: '/api/v1/branches',
      headers: { 'x-actor': 'owner', 'content-type': 'application/json' },
      payload: '{"name":',
    })
    expect(answer.json()).toMatchObject({ status: 422, reason: 'invalid-input' })
  })

  test('meets a text the database cannot store, wherever it stands', async () => {
    expect((await addBranch('东\0部')).json()).toMatchObject({
      reason: 'invalid-input',
      facts: { problems: [{ path: 'name' }] },
    })
    const search = await given.app.inject({ url: '/api/v1/audit?subject=%00', headers: { 'x-actor': 'owner' } })
    expect(search.json()).toMatchObject({ reason: 'invalid-input', facts: { problems: [{ path: 'subject' }] } })
  })

  test('meets groups within groups without end', async () => {
    const depth = 20_000
    const conditions = `${'{"combinator":"and","rules":['.repeat(depth)}${']}'.repeat(depth)}`
    const answer = await given.app.inject({
      method: 'POST',
      url: '/api/v1/campaigns/estimate',
      headers: { 'x-actor': 'owner', 'content-type': 'application/json' },
      payload: `{"conditions":${conditions}}`,
    })
    expect(answer.json()).toMatchObject({ status: 422, reason: 'invalid-input' })
  })

  test('meets a cursor that was not made by the list, and a day no business has', async () => {
    const lists = ['customers', 'imports', 'scripts', 'campaigns', 'followups', 'cases', 'audit', 'reports/campaigns']
    const strange = [['x', 'y'], [null], [{}, {}], ['+290000-01-01T00:00:00Z', 'no id']]
    const addresses = lists.flatMap(list =>
      strange.map(key => `${list}?cursor=${Buffer.from(JSON.stringify(key)).toString('base64url')}`),
    )
    for (const address of [...addresses, 'reports/today?day=0001-01-01']) {
      const answer = await given.app.inject({ url: `/api/v1/${address}`, headers: { 'x-actor': 'owner' } })
      expect([address, answer.statusCode]).toEqual([address, 422])
    }
  })

  test('meets a stream where JSON belongs, and JSON where a file belongs', async () => {
    const headers = { 'x-actor': 'owner', 'idempotency-key': crypto.randomUUID() }
    const send = (method: 'POST' | 'PUT', url: string, type: string) =>
      given.app.inject({ method, url, headers: { ...headers, 'content-type': type }, payload: '{}' })
    const plan = await send('POST', '/api/v1/followups/plan', 'application/octet-stream')
    const file = await send('PUT', `/api/v1/imports/${crypto.randomUUID()}/file`, 'application/json')
    expect([plan.json().reason, file.json().reason]).toEqual(['invalid-input', 'invalid-input'])
  })

  test('meets a write from another site, and one whose origin is not ours', async () => {
    const before = await branchNames()
    const crossSite = await addBranch('伪造一', { 'sec-fetch-site': 'cross-site' })
    const otherOrigin = await addBranch('伪造二', { origin: 'https://evil.example' })
    expect([crossSite.json().reason, otherOrigin.json().reason]).toEqual(['foreign-origin', 'foreign-origin'])
    expect(await branchNames()).toEqual(before)
  })
})

describe('a session', () => {
  async function signIn(email: string, password: string) {
    const answer = await given.app.inject({ method: 'POST', url: '/api/v1/sessions', payload: { email, password } })
    return { answer, cookie: String(answer.headers['set-cookie'] ?? '').split(';')[0]! }
  }
  const me = (cookie: string) => given.app.inject({ url: '/api/v1/me', headers: { cookie } })

  async function someone() {
    const email = `${crypto.randomUUID()}@test.example`
    const login = { name: '王芳', email, password: 'correct horse', roles: ['agent' as const], branchId: org.rootId }
    const staff = await as(org.owner, tx => addStaff(tx, org.owner, login))
    return { email, staffId: staff.id }
  }

  test('opens with the right password alone, in a cookie that scripts cannot read', async () => {
    const { email } = await someone()
    expect((await signIn(email, 'wrong')).answer.json()).toMatchObject({ status: 401, reason: 'wrong-login' })
    const { answer, cookie } = await signIn(email.toUpperCase(), 'correct horse')
    expect(String(answer.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Strict/)
    expect((await me(cookie)).json()).toMatchObject({ name: '王芳', roles: ['agent'] })
  })

  test('is for encrypted connections alone where it was opened over one, and no answer of it is stored', async () => {
    const { email } = await someone()
    const answer = await given.app.inject({
      method: 'POST',
      url: '/api/v1/sessions',
      headers: { 'x-forwarded-proto': 'https' },
      payload: { email, password: 'correct horse' },
    })
    expect(String(answer.headers['set-cookie'])).toMatch(/SameSite=Strict; Secure$/)
    expect((await me(String(answer.headers['set-cookie']).split(';')[0]!)).headers['cache-control']).toBe('no-store')
  })

  test('opens for the founder too, in whatever case he wrote his address', async () => {
    const email = `Boss.${crypto.randomUUID()}@Test.example`
    const founding = { organisation: '新公司', serviceNumber: '', name: '老板', email, password: 'correct horse' }
    await foundOrganisation(testDatabase(), founding, Temporal.Now.instant())
    expect((await signIn(email, 'correct horse')).answer.statusCode).toBe(201)
  })

  test('with a forged signature is nobody’s', async () => {
    const { email } = await someone()
    const { cookie } = await signIn(email, 'correct horse')
    expect((await me(`${cookie.split('.').slice(0, 2).join('.')}.AAAA`)).statusCode).toBe(401)
  })

  test('ends when it is revoked from another one, and when its owner signs out', async () => {
    const { email } = await someone()
    const first = await signIn(email, 'correct horse')
    const second = await signIn(email, 'correct horse')
    const list = await given.app.inject({ url: '/api/v1/sessions', headers: { cookie: second.cookie } })
    const other = list.json().items.find((session: { current: boolean }) => !session.current)
    await given.app.inject({
      method: 'DELETE',
      url: `/api/v1/sessions/${other.id}`,
      headers: { cookie: second.cookie },
    })
    expect((await me(first.cookie)).statusCode).toBe(401)
    expect((await me(second.cookie)).statusCode).toBe(200)
    await given.app.inject({ method: 'DELETE', url: '/api/v1/sessions/current', headers: { cookie: second.cookie } })
    expect((await me(second.cookie)).statusCode).toBe(401)
  })

  test('ends at once when its owner is deactivated', async () => {
    const { email, staffId } = await someone()
    const { cookie } = await signIn(email, 'correct horse')
    await given.app.inject({
      method: 'POST',
      url: `/api/v1/staff/${staffId}/deactivation`,
      headers: { 'x-actor': 'owner' },
    })
    expect((await me(cookie)).statusCode).toBe(401)
  })
})

describe('live changes', () => {
  test('reach the listeners of the organisation in every process when the transaction commits, and no others', async () => {
    const [one, two] = await Promise.all([openLiveChanges(inject('appUrl')), openLiveChanges(inject('appUrl'))])
    const other = await givenOrganisation()
    const heard: string[] = []
    const both = Promise.all(
      [one, two].map((live, index) => {
        return new Promise<void>(done => {
          live.subscribe(org.orgId, topic => {
            heard.push(`${index} ${topic}`)
            if (topic === 'last') done()
          })
        })
      }),
    )
    one.subscribe(other.orgId, topic => heard.push(`other ${topic}`))
    await as(org.owner, async tx => {
      await announce(tx, org.orgId, 'lost')
      throw new Error('rolled back')
    }).catch(() => {})
    await as(org.owner, tx => announce(tx, org.orgId, 'last'))
    await both
    expect(heard.sort()).toEqual(['0 last', '1 last'])
    await Promise.all([one.close(), two.close()])
  })
})

describe('against abuse', () => {
  test('guessing passwords is slowed down for the address that guesses, and for no other', async () => {
    let guesses = 0
    const guess = (remoteAddress: string) =>
      given.app.inject({
        method: 'POST',
        url: '/api/v1/sessions',
        remoteAddress,
        payload: { email: `nobody${guesses++}@test.example`, password: 'guess' },
      })
    const statuses = []
    for (let tries = 0; tries < 61; tries++) statuses.push((await guess('198.18.0.1')).statusCode)
    expect(statuses).toEqual([...Array(60).fill(401), 429])
    const last = await guess('198.18.0.1')
    expect(last.json()).toMatchObject({ status: 429, reason: 'too-many-requests' })
    expect((await guess('198.18.0.2')).statusCode).toBe(401)
    const inDisguise = await given.app.inject({
      method: 'POST',
      url: '/%61pi/v1/%73essions',
      remoteAddress: '198.18.0.1',
      payload: { email: 'nobody@test.example', password: 'guess' },
    })
    expect(inDisguise.statusCode).toBe(429)
  })

  test('a whole shift signs in through one address within a minute', async () => {
    const email = `${crypto.randomUUID()}@test.example`
    const login = { name: '王芳', email, password: 'correct horse', roles: ['agent' as const], branchId: org.rootId }
    await as(org.owner, tx => addStaff(tx, org.owner, login))
    const statuses = new Set<number>()
    for (let shift = 0; shift < 9; shift++) {
      const some = Array.from({ length: 8 }, () =>
        given.app.inject({
          method: 'POST',
          url: '/api/v1/sessions',
          remoteAddress: '198.18.0.3',
          payload: { email, password: login.password },
        }),
      )
      for (const { statusCode } of await Promise.all(some)) statuses.add(statusCode)
    }
    expect([...statuses]).toEqual([201])
  })

  test('one who asks too often for what has a limit of its own slows down nobody else behind the same address', async () => {
    const sessionOf = async (name: string) => {
      const email = `${crypto.randomUUID()}@test.example`
      const login = { name, email, password: 'correct horse', roles: ['owner' as const], branchId: org.rootId }
      await as(org.owner, tx => addStaff(tx, org.owner, login))
      const payload = { email, password: login.password }
      const answer = await given.app.inject({ method: 'POST', url: '/api/v1/sessions', payload })
      return String(answer.headers['set-cookie']).split(';')[0]!
    }
    const [busy, other] = [await sessionOf('王芳'), await sessionOf('李雪')]
    const verify = async (cookie: string) =>
      (
        await given.app.inject({
          method: 'POST',
          url: '/api/v1/audit/verification',
          remoteAddress: '198.18.0.4',
          headers: { cookie },
          payload: {},
        })
      ).statusCode
    const statuses = []
    for (let asked = 0; asked < 11; asked++) statuses.push(await verify(busy))
    expect(statuses).toEqual([...Array(10).fill(200), 429])
    expect(await verify(other)).toBe(200)
  })

  test('a proxy beside the server is believed whom it speaks for, and nobody from afar is', async () => {
    const guess = (remoteAddress: string, from: string) =>
      given.app.inject({
        method: 'POST',
        url: '/api/v1/links/read',
        remoteAddress,
        headers: { 'x-forwarded-for': from },
        payload: { token: 'guess' },
      })
    const triesOf = async (remoteAddress: string, fromOf: (tries: number) => string) => {
      const statuses = new Set<number>()
      for (let tries = 0; tries < 31; tries++) statuses.add((await guess(remoteAddress, fromOf(tries))).statusCode)
      return [...statuses]
    }
    expect(await triesOf('127.0.0.1', tries => `198.51.100.${tries}`)).toEqual([404])
    expect(await triesOf('192.0.2.3', tries => `198.51.100.${tries}`)).toEqual([404, 429])
  })

  test('a page of ours runs only scripts of ours and stands in no frame of others', async () => {
    const { headers } = await given.app.inject({ url: '/api/v1/set-up' })
    expect(headers['content-security-policy']).toContain("script-src 'self';")
    expect(headers['content-security-policy']).not.toContain("script-src 'self' 'unsafe")
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'SAMEORIGIN' })
  })

  test('a body beyond the limit is refused in words', async () => {
    const answer = await addBranch('x'.repeat(3 * 1024 * 1024))
    expect(answer.json()).toMatchObject({ status: 413, reason: 'too-large' })
  })
})

describe('for the operator', () => {
  test('health, readiness and metrics answer, metrics to this machine alone', async () => {
    const app = Fastify()
    addHealth(app, testDatabase())
    expect((await app.inject({ url: '/healthz' })).json()).toEqual({ status: 'ok' })
    expect((await app.inject({ url: '/readyz' })).json()).toEqual({ status: 'ready' })
    const metrics = await app.inject({ url: '/metrics', remoteAddress: '127.0.0.1' })
    expect(metrics.body).toContain('http_request_duration_seconds_count{method="GET",route="/readyz",status="200"} 1')
    expect((await app.inject({ url: '/metrics', remoteAddress: '192.0.2.7' })).statusCode).toBe(404)
  })

  test('every answer leaves one line with its request id, and a bug is found again by it', async () => {
    const answer = await addBranch('南方')
    const { requestId } = answer.json()
    const lines = given.log.map(line => JSON.parse(line)).filter(line => line.reqId === requestId)
    expect(lines).toMatchObject([{ msg: 'answered', method: 'POST', route: '/api/v1/branches', status: 409 }])
  })
})
