import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type IdentityProvider, openIdentityProvider } from '../../lab/identity-provider.ts'
import { givenApp } from '../given-app.ts'
import { addStaff } from '../people/add-staff.ts'
import { as, type GivenOrganisation, givenOrganisation, testDatabase } from '../people/given.ts'
import { inviteStaff } from '../people/invite-staff.ts'
import type { Role } from '../people/permissions.ts'
import { configureSignOn, type SignOnSettings } from './configure-sign-on.ts'
import { allowHosts } from './outgoing.ts'

const ORIGIN = 'http://127.0.0.1:7718'
const PASSWORD = 'long enough'
let app: FastifyInstance
let idp: IdentityProvider
let home: GivenOrganisation
let domain: string

beforeAll(async () => {
  allowHosts(['127.0.0.1'])
  app = (await givenApp()).app
  idp = await openIdentityProvider(`${ORIGIN}/api/v1/sign-on/callback`)
})
afterAll(() => idp.close())
beforeEach(async () => {
  await disableOthers()
  home = await givenOrganisation(Temporal.Now.instant())
  domain = `${crypto.randomUUID()}.example`
  for (const id of Object.keys(idp.accounts)) delete idp.accounts[id]
  await configure()
})

/** Tests share a database; each speaks of its own organisation. */
async function disableOthers(): Promise<void> {
  if (!home) return
  await as(home.owner, tx => tx.updateTable('sign_on').set({ enabled: false }).execute())
}

const configure = (given: Partial<SignOnSettings> = {}, actor = home.owner) =>
  as(actor, tx =>
    configureSignOn(tx, actor, {
      ...{ enabled: true, issuer: idp.issuer, clientId: idp.clientId, clientSecret: idp.clientSecret },
      ...{ domains: [domain], createRole: null, createBranchId: null, roleClaim: null, rolesByClaim: {} },
      ...{ passwordOff: false, breakGlassId: null, ...given },
    }),
  )
const colleague = (name: string, roles: Role[] = ['agent']) =>
  as(home.owner, tx =>
    addStaff(tx, home.owner, { name, email: `${name}@${domain}`, password: PASSWORD, roles, branchId: home.rootId }),
  )
const account = (id: string, given: object = {}) => {
  idp.accounts[id] = { email: `${id}@${domain}`, email_verified: true, name: id, ...given }
}

let visitors = 0

/** A browser without pages: it keeps cookies for each site and follows redirects by hand. */
class Visitor {
  // Too many sign-ons from one address are refused.
  readonly #address = `10.0.0.${++visitors}`
  readonly #jars = { app: new Map<string, string>(), idp: new Map<string, string>() }

  async get(address: string): Promise<{ status: number; location: string }> {
    const url = new URL(address, ORIGIN)
    if (url.origin === ORIGIN) {
      const answer = await app.inject({
        method: 'GET',
        url: url.pathname + url.search,
        remoteAddress: this.#address,
        headers: { host: url.host, cookie: this.#cookies('app') },
      })
      this.#keep('app', [answer.headers['set-cookie'] ?? []].flat())
      return { status: answer.statusCode, location: String(answer.headers.location ?? '') }
    }
    return this.#outside(url.href)
  }

  async #outside(url: string, body?: URLSearchParams) {
    const answer = await fetch(url, {
      ...(body && { method: 'POST', body }),
      redirect: 'manual',
      headers: { cookie: this.#cookies('idp') },
    })
    this.#keep('idp', answer.headers.getSetCookie())
    const location = answer.headers.get('location')
    return { status: answer.status, location: location ? new URL(location, url).href : '' }
  }

  /** Goes to the provider, says there who he is, and stops at the address the provider sends him back to. */
  async toProvider(who: string, email?: string): Promise<string> {
    const start = await this.get(`/api/v1/sign-on/start?to=/today${email ? `&email=${email}` : ''}`)
    let at = start.location
    for (let steps = 0; steps < 10 && at && !at.startsWith(ORIGIN) && !at.startsWith('/'); steps++) {
      const form = /\/interaction\//.test(at) ? new URLSearchParams({ account: who }) : undefined
      at = (await this.#outside(at, form)).location
    }
    return at
  }

  async signIn(who: string, email?: string): Promise<string> {
    return (await this.get(await this.toProvider(who, email))).location
  }

  async me(): Promise<{ status: number; email?: string; roles?: string[]; name?: string }> {
    const answer = await app.inject({ url: '/api/v1/me', headers: { cookie: this.#cookies('app') } })
    return { status: answer.statusCode, ...answer.json() }
  }

  #cookies(site: 'app' | 'idp'): string {
    return [...this.#jars[site]].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  #keep(site: 'app' | 'idp', lines: readonly string[]): void {
    for (const line of lines) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/expires=Thu, 01 Jan 1970|Max-Age=0/i.test(line)) this.#jars[site].delete(name)
      else this.#jars[site].set(name, value)
    }
  }
}

const problem = (code: string) => `/sign-in?problem=${code}`

describe('sign-on by the company’s provider', () => {
  test('lets a colleague in whose e-mail it vouches for, and leads him where he wanted to go', async () => {
    const staff = await colleague('mei')
    account('mei')
    const visitor = new Visitor()
    expect(await visitor.signIn('mei')).toBe('/today')
    expect(await visitor.me()).toMatchObject({ status: 200, email: staff.email })
  })

  test('lets in who was invited and has no password, and the invitation is thereby taken', async () => {
    await as(home.owner, tx =>
      inviteStaff(tx, home.owner, {
        ...{ name: '林', email: `lin@${domain}`, roles: ['agent'], customRoleIds: [], branchId: home.rootId },
        ...{ teamIds: [], language: null },
      }),
    )
    account('lin')
    expect(await new Visitor().signIn('lin')).toBe('/today')
    const [row] = await as(home.owner, tx =>
      tx.selectFrom('staff').where('email', '=', `lin@${domain}`).select('joined_at').execute(),
    )
    expect(row!.joined_at).not.toBeNull()
  })

  test('gives nobody an account by itself', async () => {
    account('stranger')
    const visitor = new Visitor()
    expect(await visitor.signIn('stranger')).toBe(problem('sign-on-unknown-person'))
    expect((await visitor.me()).status).toBe(401)
    const found = await as(home.owner, tx =>
      tx.selectFrom('staff').where('email', '=', `stranger@${domain}`).select('id').execute(),
    )
    expect(found).toEqual([])
  })

  test('gives an account with the chosen role where the owner switched that on, and by groups where he named them', async () => {
    await configure({
      createRole: 'agent',
      createBranchId: home.northId,
      roleClaim: 'groups',
      rolesByClaim: { 'crm-leads': 'supervisor' },
    })
    account('newcomer', { name: '周' })
    account('lead', { groups: ['crm-leads', 'everyone'] })
    const [newcomer, lead] = [new Visitor(), new Visitor()]
    await newcomer.signIn('newcomer')
    await lead.signIn('lead')
    expect(await newcomer.me()).toMatchObject({ name: '周', roles: ['agent'], branchId: home.northId })
    expect(await lead.me()).toMatchObject({ roles: ['supervisor'] })
    idp.accounts.newcomer!.groups = ['crm-leads']
    const again = new Visitor()
    await again.signIn('newcomer')
    expect(await again.me()).toMatchObject({ roles: ['supervisor'] })
  })

  test('knows him again when his e-mail has changed there, and lets nobody else have his account', async () => {
    const staff = await colleague('wang')
    account('wang')
    await new Visitor().signIn('wang')
    idp.accounts.wang!.email = `wang.fang@${domain}`
    const renamed = new Visitor()
    expect(await renamed.signIn('wang')).toBe('/today')
    expect(await renamed.me()).toMatchObject({ email: staff.email })
    account('impostor', { email: `wang@${domain}` })
    expect(await new Visitor().signIn('impostor')).toBe(problem('sign-on-other-identity'))
  })

  test('goes on when the provider has changed its keys', async () => {
    await colleague('zhou')
    account('zhou')
    expect(await new Visitor().signIn('zhou')).toBe('/today')
    idp.restart()
    expect(await new Visitor().signIn('zhou')).toBe('/today')
  })

  test('goes on when the provider has changed a key and kept its name', async () => {
    await colleague('wu')
    account('wu')
    idp.restart('the key')
    expect(await new Visitor().signIn('wu')).toBe('/today')
    idp.restart('the key')
    expect(await new Visitor().signIn('wu')).toBe('/today')
  })

  test('asks for the keys of the provider again after an hour, so that one it withdrew is not believed for ever', async () => {
    await colleague('sun')
    account('sun')
    const asked = async () => {
      const before = idp.keysAsked
      expect(await new Visitor().signIn('sun')).toBe('/today')
      return idp.keysAsked - before
    }
    await asked()
    expect(await asked()).toBe(0)
    const clock = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 61 * 60_000)
    expect(await asked()).toBe(1)
    expect(await asked()).toBe(0)
    clock.mockRestore()
  })
})

describe('sign-on refuses, and says why,', () => {
  const refuses = async (who: string, code: string) => {
    const visitor = new Visitor()
    expect(await visitor.signIn(who)).toBe(problem(code))
    expect((await visitor.me()).status).toBe(401)
  }

  test('an e-mail the provider has not verified', async () => {
    await colleague('li')
    account('li', { email_verified: false })
    await refuses('li', 'sign-on-email-unverified')
  })

  test('an e-mail of another domain, although such a colleague exists', async () => {
    await colleague('chen')
    await configure({ domains: ['other.example'] })
    account('chen')
    await refuses('chen', 'sign-on-domain')
  })

  test('a person without an e-mail, and one who was deactivated', async () => {
    account('nobody', { email: undefined, email_verified: undefined })
    await refuses('nobody', 'sign-on-email-missing')
    const staff = await colleague('gone')
    await as(home.owner, tx =>
      tx.updateTable('staff').set({ deactivated_at: home.owner.now }).where('id', '=', staff.id).execute(),
    )
    account('gone')
    await refuses('gone', 'sign-on-deactivated')
  })

  test('a colleague of another organisation with the same provider', async () => {
    await colleague('both')
    account('both')
    const other = await givenOrganisation(Temporal.Now.instant())
    await disableOthers()
    home = other
    await configure()
    await refuses('both', 'sign-on-unknown-person')
  })

  test('somebody who cancelled', async () => {
    await refuses('', 'sign-on-cancelled')
  })

  test('another state than it gave, and the same one twice', async () => {
    await colleague('ma')
    account('ma')
    const visitor = new Visitor()
    const back = new URL(await visitor.toProvider('ma'))
    const forged = new URL(back)
    forged.searchParams.set('state', 'x'.repeat(43))
    expect((await visitor.get(forged.href)).location).toBe(problem('sign-on-expired'))
    expect((await visitor.get(back.href)).location).toBe('/today')
    expect((await visitor.get(back.href)).location).toBe(problem('sign-on-expired'))
  })

  test('an answer that is brought by another browser', async () => {
    await colleague('hu')
    account('hu')
    const back = await new Visitor().toProvider('hu')
    const victim = new Visitor()
    expect((await victim.get(back)).location).toBe(problem('sign-on-other-browser'))
    expect((await victim.me()).status).toBe(401)
  })

  test('another nonce than it gave', async () => {
    await colleague('he')
    account('he')
    const visitor = new Visitor()
    const back = await visitor.toProvider('he')
    const rows = await testDatabase().selectFrom('auth.verification').select(['id', 'value']).execute()
    const row = rows.find(({ value }) => value.includes(home.orgId))!
    const value = JSON.stringify({ ...JSON.parse(row.value), nonce: 'another' })
    await testDatabase().updateTable('auth.verification').set({ value }).where('id', '=', row.id).execute()
    expect((await visitor.get(back)).location).toBe(problem('sign-on-provider-wrong'))
  })

  test('a code the provider no longer knows, and one that was given for another sign-in', async () => {
    await colleague('xu')
    account('xu')
    const late = new Visitor()
    const back = await late.toProvider('xu')
    idp.restart()
    expect((await late.get(back)).location).toBe(problem('sign-on-code-refused'))
    const visitor = new Visitor()
    const first = new URL(await visitor.toProvider('xu'))
    const second = new URL(await visitor.toProvider('xu'))
    second.searchParams.set('code', first.searchParams.get('code')!)
    expect((await visitor.get(second.href)).location).toBe(problem('sign-on-code-refused'))
  })

  test('an answer that names another issuer', async () => {
    await colleague('qi')
    account('qi')
    const visitor = new Visitor()
    const back = new URL(await visitor.toProvider('qi'))
    back.searchParams.set('iss', 'https://evil.example')
    expect((await visitor.get(back.href)).location).toBe(problem('sign-on-provider-wrong'))
  })

  test('while the provider is down, without letting anybody in', async () => {
    const dead = await openIdentityProvider(`${ORIGIN}/api/v1/sign-on/callback`)
    await dead.close()
    await configure({ issuer: dead.issuer })
    const { location } = await new Visitor().get('/api/v1/sign-on/start')
    expect(location).toBe(problem('sign-on-provider-down'))
  })

  test('a wrong secret of ours', async () => {
    await colleague('yu')
    account('yu')
    await configure({ clientSecret: 'wrong' })
    await refuses('yu', 'sign-on-provider-wrong')
  })

  test('to lead anywhere but into the product afterwards', async () => {
    await colleague('bo')
    account('bo')
    for (const to of ['//evil.example', 'https://evil.example', '/\\evil.example']) {
      const visitor = new Visitor()
      const start = await visitor.get(`/api/v1/sign-on/start?to=${encodeURIComponent(to)}`)
      expect(start.status).toBe(302)
      const rows = await testDatabase().selectFrom('auth.verification').select('value').execute()
      const mine = rows.filter(({ value }) => value.includes(home.orgId)).map(({ value }) => JSON.parse(value).to)
      expect(mine.every(place => place === '/')).toBe(true)
    }
  })
})

describe('with passwords switched off', () => {
  const byPassword = async (email: string, password = PASSWORD) => {
    const payload = { email, password }
    const answer = await app.inject({ method: 'POST', url: '/api/v1/sessions', payload })
    return [answer.statusCode, answer.statusCode === 201 ? null : answer.json().reason]
  }

  test('a colleague signs on by the provider alone, and the owner who keeps the house gets in either way', async () => {
    const [staff, keeper] = [await colleague('tao'), await colleague('boss', ['owner'])]
    await configure({ passwordOff: true, breakGlassId: keeper.id })
    expect(await byPassword(staff.email)).toEqual([403, 'password-sign-in-off'])
    expect(await byPassword(staff.email, 'a wrong one')).toEqual([401, 'wrong-login'])
    expect(await byPassword(keeper.email)).toEqual([201, null])
    account('tao')
    expect(await new Visitor().signIn('tao')).toBe('/today')
  })

  test('somebody must keep a way in: an owner who is there', async () => {
    const staff = await colleague('sun')
    await expect(configure({ passwordOff: true })).rejects.toThrow('break-glass-needed')
    await expect(configure({ passwordOff: true, breakGlassId: staff.id })).rejects.toThrow('break-glass-needed')
    const regional = await home.staff('owner', home.northId)
    const withoutPassword = await home.staff('owner')
    for (const { staffId } of [regional, withoutPassword]) {
      await expect(configure({ passwordOff: true, breakGlassId: staffId })).rejects.toThrow('break-glass-needed')
    }
  })
})

describe('the settings', () => {
  test('keep the secret sealed and never answer it', async () => {
    const answer = await app.inject({ url: '/api/v1/sign-on', headers: { 'x-actor': 'nobody' } })
    expect(answer.statusCode).toBe(401)
    const rows = await as(home.owner, tx => tx.selectFrom('sign_on').selectAll().execute())
    expect(rows[0]!.client_secret.includes(idp.clientSecret)).toBe(false)
  })

  test('ask for the secret again when issuer or client become others', async () => {
    await configure({ clientSecret: undefined })
    await expect(configure({ clientSecret: undefined, clientId: 'other' })).rejects.toThrow('secret-needed')
  })

  test('are for whoever stands at the root, and for issuers that may be called', async () => {
    const north = await home.staff('owner', home.northId)
    await expect(configure({}, north)).rejects.toThrow('not-found')
    await expect(configure({ issuer: 'http://10.0.0.1' })).rejects.toThrow('url-needs-https')
  })

  test('are not for whoever keeps the connections alone: his provider would let him in as the owner', async () => {
    const technician = { ...(await home.staff('quality')), permissions: ['integrations.manage'] }
    await expect(configure({}, technician)).rejects.toThrow('more-than-yours')
  })
})
