import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { beforeAll, describe, expect, test } from 'vitest'
import { type GivenApp, givenApp } from './given-app.ts'
import { addStaff } from './people/add-staff.ts'
import { forgotPassword } from './people/forgot-password.ts'
import { as, type GivenOrganisation, givenOrganisation, testDatabase } from './people/given.ts'
import { API } from './platform/http.ts'
import { connectMail } from './platform/mail.ts'
import { auditEntries } from './privacy/audit-store.ts'

let given: GivenApp
let org: GivenOrganisation

beforeAll(async () => {
  given = await givenApp()
  org = await givenOrganisation()
  given.actors.set('owner', org.owner)
})

async function someone() {
  const email = `${crypto.randomUUID()}@test.example`
  const login = { name: '王芳', email, password: 'correct horse', roles: ['agent' as const], branchId: org.rootId }
  return { email, staffId: (await as(org.owner, tx => addStaff(tx, org.owner, login))).id }
}

function signIn(email: string, password: string, remoteAddress = '198.51.100.9') {
  return given.app.inject({ method: 'POST', url: `${API}/sessions`, remoteAddress, payload: { email, password } })
}

async function logOf(staffId: string): Promise<string[]> {
  const rows = await as(org.owner, tx => auditEntries(tx, org.owner, { subjectId: staffId, limit: 100 }))
  return rows.map(row => row.action)
}

function post(path: string, payload: object, headers: Record<string, string> = { 'x-actor': 'owner' }) {
  return given.app.inject({ method: 'POST', url: API + path, payload, headers })
}

describe('signing in to one account', () => {
  test('rests after ten wrong passwords, from however many addresses, even with the right one', async () => {
    const { email, staffId } = await someone()
    const statuses = []
    for (let tries = 0; tries < 11; tries++) {
      statuses.push((await signIn(email, 'wrong', `192.0.2.${100 + tries}`)).statusCode)
    }
    expect(statuses).toEqual([...Array(10).fill(401), 429])
    const right = await signIn(email, 'correct horse', '192.0.2.200')
    expect(right.json()).toMatchObject({ status: 429, reason: 'too-many-tries', facts: { minutes: 15 } })
    expect(right.headers['set-cookie']).toBeUndefined()
    const log = await logOf(staffId)
    expect(log.filter(action => action === 'staff.sign-in-failed')).toHaveLength(10)
    expect(log.filter(action => action === 'staff.sign-in-locked')).toHaveLength(1)
  })

  test('gives thirty guesses at once no more than ten looks', async () => {
    const { email } = await someone()
    const answers = await Promise.all(Array.from({ length: 30 }, (_, n) => signIn(email, 'wrong', `192.0.2.${n}`)))
    expect(answers.filter(answer => answer.statusCode === 401)).toHaveLength(10)
    expect(answers.filter(answer => answer.statusCode === 429)).toHaveLength(20)
  })

  test('counts an account nobody has just the same', async () => {
    const email = `${crypto.randomUUID()}@test.example`
    const reasons = []
    for (let tries = 0; tries < 11; tries++)
      reasons.push((await signIn(email, 'x', `203.0.113.${tries}`)).json().reason)
    expect(reasons).toEqual([...Array(10).fill('wrong-login'), 'too-many-tries'])
  })

  test('starts afresh when the password was right', async () => {
    const { email, staffId } = await someone()
    for (let tries = 0; tries < 9; tries++) await signIn(email, 'wrong', `203.0.113.${50 + tries}`)
    expect((await signIn(email, 'correct horse')).statusCode).toBe(201)
    expect((await signIn(email, 'wrong')).statusCode).toBe(401)
    expect(await logOf(staffId)).toContain('staff.signed-in')
  })

  test('is refused to whoever is deactivated, before there is a session, and said to him alone', async () => {
    const { email, staffId } = await someone()
    await post(`/staff/${staffId}/deactivation`, {})
    expect((await signIn(email, 'wrong')).json().reason).toBe('wrong-login')
    const answer = await signIn(email, 'correct horse')
    expect(answer.json()).toMatchObject({ status: 401, reason: 'account-deactivated' })
    expect(answer.headers['set-cookie']).toBeUndefined()
    const sessions = await testDatabase()
      .selectFrom('auth.session as s')
      .innerJoin('auth.login as l', 'l.user_id', 's.userId')
      .where('l.staff_id', '=', staffId)
      .select('s.id')
      .execute()
    expect(sessions).toEqual([])
  })
})

describe('an invitation over HTTP', () => {
  test('is told to whoever made it, opens the door once, and its token is in no log', async () => {
    connectMail(undefined)
    const email = `${crypto.randomUUID()}@test.example`
    const made = await post('/staff/invitations', { name: '李雷', email, roles: ['agent'], branchId: org.rootId })
    expect(made.json()).toMatchObject({ staff: { joinedAt: null }, link: { kind: 'invitation', mail: 'none' } })
    const { token } = made.json().link
    expect((await signIn(email, '')).statusCode).toBe(401)
    const chosen = await post('/links/use', { token, password: 'my own password' }, {})
    expect(chosen.json()).toEqual({ email })
    expect((await signIn(email, 'my own password')).statusCode).toBe(201)
    expect((await post('/links/read', { token }, {})).json().reason).toBe('no-such-link')
    expect(given.log.filter(line => line.includes(token))).toEqual([])
  })
})

describe('my own password', () => {
  test('is changed with the current one alone, and ends my other sessions', async () => {
    const { email } = await someone()
    const cookieOf = async () => String((await signIn(email, 'correct horse')).headers['set-cookie']).split(';')[0]!
    const [here, there] = [await cookieOf(), await cookieOf()]
    const change = (current: string) =>
      given.app.inject({
        method: 'PUT',
        url: `${API}/me/password`,
        headers: { cookie: here },
        payload: { current, password: 'a better horse' },
      })
    expect((await change('wrong')).json()).toMatchObject({ status: 422, reason: 'wrong-password' })
    expect((await change('correct horse')).statusCode).toBe(200)
    const me = (cookie: string) => given.app.inject({ url: `${API}/me`, headers: { cookie } })
    expect([(await me(here)).statusCode, (await me(there)).statusCode]).toEqual([200, 401])
    expect((await signIn(email, 'correct horse')).statusCode).toBe(401)
    expect((await signIn(email, 'a better horse')).statusCode).toBe(201)
  })
})

describe('a forgotten password', () => {
  test('is mended by a mail to whoever has the account, and the answer tells nobody whether there is one', async () => {
    const { email } = await someone()
    const mails: string[] = []
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData(stream, _session, done) {
        const parts: Buffer[] = []
        stream.on('data', part => parts.push(part))
        stream.on('end', () => {
          mails.push(Buffer.concat(parts).toString())
          done()
        })
      },
    })
    await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready))
    const { port } = server.server.address() as { port: number }
    connectMail({ host: '127.0.0.1', port, implicitTls: false, requireTls: false, from: 'huifang@test.example' })
    try {
      const known = await post('/password-resets', { email }, {})
      const unknown = await post('/password-resets', { email: `${crypto.randomUUID()}@test.example` }, {})
      expect([known.statusCode, known.body]).toEqual([unknown.statusCode, unknown.body])
      const address = 'https://huifang.test.example'
      await forgotPassword(testDatabase(), `${crypto.randomUUID()}@test.example`, address)
      expect(mails).toEqual([])
      await forgotPassword(testDatabase(), email, address)
      await forgotPassword(testDatabase(), email, address)
      expect(mails).toHaveLength(1)
      const { text } = await PostalMime.parse(mails[0]!)
      const token = /welcome#([\w-]+)/.exec(text!)![1]!
      await post('/links/use', { token, password: 'remembered now' }, {})
      expect((await signIn(email, 'remembered now')).statusCode).toBe(201)
    } finally {
      connectMail(undefined)
      await new Promise<void>(closed => server.close(closed))
    }
  })
})

describe('the general limit', () => {
  test('counts everybody who is signed in by himself, and an address only where nobody is', async () => {
    const limited = await givenApp(3)
    const { email } = await someone()
    const { email: other } = await someone()
    const cookieOf = async (login: string) =>
      String((await signIn(login, 'correct horse')).headers['set-cookie']).split(';')[0]!
    const ask = async (cookie: string) =>
      (await limited.app.inject({ url: `${API}/me`, headers: { cookie }, remoteAddress: '192.0.2.77' })).statusCode
    const [mine, his] = [await cookieOf(email), await cookieOf(other)]
    expect([await ask(mine), await ask(mine), await ask(mine), await ask(mine)]).toEqual([200, 200, 200, 429])
    expect([await ask(his), await ask(his), await ask(his)]).toEqual([200, 200, 200])
    const forged = Array.from({ length: 4 }, (_, n) => `huifang.session_token=forged${n}.AAAA`)
    const statuses = []
    for (const cookie of forged) statuses.push(await ask(cookie))
    expect(statuses).toEqual([401, 401, 401, 429])
  })
})
