import { beforeAll, expect, test } from 'vitest'
import { recordActivity } from '../activity/index.ts'
import { recordConsent } from '../customers/record-consent.ts'
import { type GivenApp, givenApp } from '../given-app.ts'
import { type GivenEntities, givenEntities } from '../given-entities.ts'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'

interface Entry {
  kind: string
  id: string
  at: string
  row: Record<string, unknown>
}

let http: GivenApp
let org: GivenOrganisation
let given: GivenEntities

beforeAll(async () => {
  http = await givenApp()
  org = await givenOrganisation()
  given = await givenEntities(org, org.northId)
  http.actors.set('owner', org.owner)
  http.actors.set('officer', await org.staff('privacy-officer', org.northId))
  const { owner } = org
  const customerId = given.customers
  for (const [hours, kind] of [[-30, 'service'] as const, [-20, 'complaint'] as const, [-10, 'service'] as const]) {
    const happenedAt = owner.now.add({ hours })
    await as(owner, tx => recordActivity(tx, owner, { customerId, kind, happenedAt, summary: `${kind} ${hours}` }))
  }
  await as(owner, tx =>
    recordConsent(tx, owner, {
      customerId,
      purposeClass: 'marketing',
      channels: ['phone'],
      given: true,
      at: owner.now,
      expiresAt: null,
      evidenceKind: 'text',
      evidence: '第 7 号回函',
    }),
  )
})

const ask = (actor: string, path: string, query: Record<string, string> = {}) =>
  http.app.inject({
    url: `/api/v1/customers/${given.customers}${path}?${new URLSearchParams(query)}`,
    headers: { 'x-actor': actor, 'accept-language': 'en' },
  })

async function timeline(query: Record<string, string> = {}, actor = 'owner'): Promise<Entry[]> {
  const answer = await ask(actor, '/timeline', { limit: '200', ...query })
  expect(answer.statusCode).toBe(200)
  return answer.json().items
}

/** What one module tells of the customer by an address of its own. */
async function told(path: string): Promise<{ id: string }[]> {
  return (await ask('owner', path, { limit: '200' })).json().items
}

const named = (entries: readonly Entry[]) => entries.map(({ kind, id }) => `${kind} ${id}`)

test('the timeline tells what every module tells by itself, and nothing else', async () => {
  const sources = {
    activity: '/activities',
    contact: '/contacts',
    followup: '/followups',
    case: '/cases',
    consent: '/consents',
    change: '/changes',
    machine: '/machine-events',
  }
  const entries = await timeline()
  const apart = await Promise.all(
    Object.entries(sources).map(async ([kind, path]) => (await told(path)).map(row => `${kind} ${row.id}`)),
  )
  expect(named(entries).toSorted()).toEqual(apart.flat().toSorted())
  expect(new Set(entries.map(entry => entry.kind))).toEqual(new Set(Object.keys(sources)))
  const times = entries.map(entry => entry.at)
  expect(times).toEqual(times.toSorted().reverse())
})

test('each entry stands as its module tells it', async () => {
  const entries = await timeline()
  const rowOf = (kind: string, id: string) => entries.find(entry => entry.kind === kind && entry.id === id)?.row
  expect(rowOf('activity', given.activities)).toMatchObject({ kind: 'order', summary: '装载机' })
  expect(rowOf('contact', given.contacts)).toMatchObject({ state: 'cancelled', masked: '••• 4412' })
  expect(rowOf('followup', given.followups)).toMatchObject({ state: 'waiting', purpose: 'care' })
  expect(rowOf('case', given.cases)).toMatchObject({ problem: '漏油', overdue: expect.any(Boolean) })
})

test('read by pages of any size, also of one, it is the same although much happened at one instant', async () => {
  const whole = named(await timeline())
  for (const limit of ['1', '2', '3']) {
    const read: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: { items: Entry[]; next: string | null } = (
        await ask('owner', '/timeline', { limit, ...(cursor && { cursor }) })
      ).json()
      read.push(...named(page.items))
      cursor = page.next
    }
    expect(read).toEqual(whole)
  }
})

test('kinds narrow it, alone or together, and a time says where to begin', async () => {
  const services = await timeline({ kinds: 'service' })
  expect(services.map(entry => entry.row.summary)).toEqual(['service -10', 'service -30'])
  const both = await timeline({ kinds: 'complaint,cases' })
  expect(both.map(entry => entry.kind)).toEqual(['case', 'activity'])
  const points = await timeline({ kinds: 'points' })
  expect(points.map(entry => entry.row.subject)).toEqual(['contact-point'])
  const before = org.owner.now.subtract({ hours: 20 }).toString()
  expect((await timeline({ before })).map(entry => entry.row.summary)).toEqual(['service -30'])
})

test('verdicts are told only to who asks for them', async () => {
  expect((await timeline()).filter(entry => entry.kind === 'verdict')).toEqual([])
  const verdicts = await timeline({ kinds: 'verdicts' })
  expect(verdicts.length).toBeGreaterThan(0)
  expect(verdicts.map(entry => entry.id)).toEqual((await told('/verdicts')).map(row => row.id))
})

test('what somebody may not see is not among it, and is refused when asked for by name', async () => {
  const seen = new Set((await timeline({}, 'officer')).map(entry => entry.kind))
  expect(seen.has('activity')).toBe(true)
  expect(seen.has('case')).toBe(false)
  expect((await ask('officer', '/timeline', { kinds: 'cases' })).statusCode).toBe(403)
})

test('a kind or a cursor that is none is refused', async () => {
  expect((await ask('owner', '/timeline', { kinds: 'gossip' })).statusCode).toBe(422)
  expect((await ask('owner', '/timeline', { cursor: 'x' })).statusCode).toBe(422)
})
