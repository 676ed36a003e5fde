import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { givenCustomer } from '../contacts/given.ts'
import { verdictsOfCustomer } from '../contacts/verdicts-of-customer.ts'
import { dialFollowup } from '../followups/dial-followup.ts'
import { givenFollowup, settle, taken } from '../followups/given.ts'
import { handOut } from '../followups/hand-out.ts'
import { type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import { systemActor } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { type Database, inScope, openDatabase, openPool, type Tx } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import { wireModules } from '../wiring.ts'
import { changeCustomer } from './change-customer.ts'
import { changesOfCustomer } from './known-facts.ts'
import { mergeCustomers, undoMerge } from './merge-customers.ts'

// More connections than the other tests share, so that all really run at once.
let db: Database
beforeAll(() => {
  wireModules()
  db = openDatabase(openPool(inject('appUrl'), 20))
})
afterAll(() => db.destroy())

const at = <T>(actor: Actor, work: (tx: Tx) => Promise<T>) => inScope(db, actor, work)

const merge = (org: GivenOrganisation, survivorId: string, goneId: string) =>
  at(org.owner, tx => mergeCustomers(tx, org.owner, { survivorId, goneId, taken: [], note: '' }))

/** What the ledger and the work say, whoever may see it. */
async function ledger(org: GivenOrganisation) {
  const { rows } = await at(await systemActor(db, org.orgId), tx =>
    sql<{ customerId: string; state: string; contacts: string[] }>`
      select f.customer_id as "customerId", f.state, array(select k.customer_id from contact k
        where k.org_id = f.org_id and k.matter_id = coalesce(f.matter_of, f.id) and k.state in ('reserved', 'dialled')) as contacts
      from followup f where f.org_id = ${org.orgId} order by f.id`.execute(tx),
  )
  return rows
}

/** The refusal of whoever came too late; anything else is a fault. */
function refusalOf(result: PromiseSettledResult<unknown>): string | null {
  if (result.status === 'fulfilled') return null
  if (!(result.reason instanceof Refusal)) throw result.reason
  return result.reason.reason.code
}

async function givenTwo() {
  const org = await givenOrganisation()
  const agents = [await org.staff('agent'), await org.staff('agent'), await org.staff('agent')]
  const [first, second] = [await givenCustomer(org), await givenCustomer(org)]
  return { org, agents, first, second }
}

describe('two customers become one at the moment', () => {
  test('their follow-ups are handed out: nobody calls him twice, whoever is handed one has the customer who stayed', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { org, agents, first, second } = await givenTwo()
      await givenFollowup(org, second, { priority: 9 })
      await givenFollowup(org, first)
      const [merging, ...handing] = await Promise.allSettled([
        merge(org, first, second),
        ...agents.map(agent => at(agent, tx => handOut(tx, agent))),
      ])
      for (const result of handing) expect(refusalOf(result)).toBeNull()
      expect([null, 'both-being-called']).toContain(refusalOf(merging!))
      const rows = await ledger(org)
      if (merging!.status === 'fulfilled') expect(new Set(rows.map(row => row.customerId))).toEqual(new Set([first]))
      for (const { state, contacts, customerId } of rows)
        expect(contacts).toEqual(state === 'handed-out' ? [customerId] : [])
      const live = rows.flatMap(row => row.contacts)
      expect(new Set(live).size).toBe(live.length)
      // What somebody was handed can be called and settled, as the customer's who stayed.
      for (const [n, agent] of agents.entries()) {
        const result = handing[n]!
        const followup =
          result.status === 'fulfilled' ? (result.value as { followup: { id: string } | null }).followup : null
        if (followup)
          await expect(at(agent, tx => dialFollowup(tx, agent, followup.id))).resolves.toMatchObject({ dialled: true })
      }
    }
  })

  test('one of them is dialled: the call is made once, and settles as the call of him who stayed', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { org, agents, first, second } = await givenTwo()
      const agent = agents[0]!
      await givenFollowup(org, round % 2 ? first : second)
      const { id } = await taken(agent)
      const [merging, dialling] = await Promise.allSettled([
        merge(org, first, second),
        at(agent, tx => dialFollowup(tx, agent, id)),
      ])
      expect(refusalOf(merging!)).toBeNull()
      if (refusalOf(dialling!)) await at(agent, tx => dialFollowup(tx, agent, id))
      expect(await ledger(org)).toMatchObject([{ customerId: first, state: 'handed-out', contacts: [first] }])
      await settle(agent, id, { outcome: 'no-answer' })
      expect(await ledger(org)).toMatchObject([{ customerId: first, contacts: [] }])
    }
  })

  test('and what was decided and known of the one who went is told at the one who stayed, until it is taken back', async () => {
    const { org, agents, first, second } = await givenTwo()
    const { owner } = org
    await at(owner, tx => changeCustomer(tx, owner, second, { note: '改过' }))
    await givenFollowup(org, second)
    await taken(agents[0]!)
    const verdicts = () =>
      at(owner, tx => verdictsOfCustomer(tx, owner, first, { limit: 20, language: 'zh' })).then(page => page.items)
    const changes = () => at(owner, tx => changesOfCustomer(tx, owner, first, { limit: 20 })).then(page => page.items)
    expect([await verdicts(), (await changes()).filter(one => one.field === 'note')]).toEqual([[], []])
    const { id } = await merge(org, first, second)
    expect(await verdicts()).toMatchObject([{ moment: 'hand-out', kind: 'allow', ofMerged: '王小明' }])
    expect((await changes()).filter(one => one.field === 'note')).toMatchObject([
      { newValue: '改过', ofMerged: '王小明' },
    ])
    await at(owner, tx => undoMerge(tx, owner, id))
    expect([await verdicts(), (await changes()).filter(one => one.field === 'note')]).toEqual([[], []])
  })

  test('taken back while an agent has the work of the one who went in hand: he dials him', async () => {
    const { org, agents, first, second } = await givenTwo()
    await givenFollowup(org, second)
    const done = await merge(org, first, second)
    const { id } = await taken(agents[0]!)
    await at(org.owner, tx => undoMerge(tx, org.owner, done.id))
    expect(await ledger(org)).toEqual([{ customerId: second, state: 'handed-out', contacts: [second] }])
    await expect(at(agents[0]!, tx => dialFollowup(tx, agents[0]!, id))).resolves.toMatchObject({ dialled: true })
  })

  test('it is taken back at the moment of a hand-out: the work is in one place, with its contact', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { org, agents, first, second } = await givenTwo()
      await givenFollowup(org, second)
      const { id } = await merge(org, first, second)
      const results = await Promise.allSettled([
        at(org.owner, tx => undoMerge(tx, org.owner, id)),
        ...agents.map(agent => at(agent, tx => handOut(tx, agent))),
      ])
      for (const result of results) expect(refusalOf(result)).toBeNull()
      const [row] = await ledger(org)
      expect(row!.customerId).toBe(second)
      expect(row!.contacts).toEqual(row!.state === 'handed-out' ? [second] : [])
    }
  })
})
