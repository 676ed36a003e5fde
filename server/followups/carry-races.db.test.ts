import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { givenCustomer } from '../contacts/given.ts'
import { stopContacts } from '../contacts/stop-contacts.ts'
import { as, givenOrganisation, TUESDAY_10_AM } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { type Database, inScope, openDatabase, openPool, type Tx } from '../platform/database.ts'
import { givenScript } from '../scripts/given.ts'
import { giveBack } from './give-back.ts'
import { givenFollowup, givenListeners } from './given.ts'
import { givenCombining } from './given-carried.ts'
import { handOut } from './hand-out.ts'
import { releaseLease } from './release-lease.ts'
import { tidyQueue } from './tidy-queue.ts'

givenListeners()

// More connections than the other tests share, so that all really run at once.
let db: Database
beforeAll(() => {
  db = openDatabase(openPool(inject('appUrl'), 20))
})
afterAll(() => db.destroy())

const at = <T>(actor: Actor, work: (tx: Tx) => Promise<T>) => inScope(db, actor, work)

async function given(customers: number, each: number, agents: number) {
  const org = await givenOrganisation()
  await givenCombining(org)
  const scriptId = (await givenScript(org.owner)).id
  const ids: string[] = []
  for (let n = 0; n < customers; n++) {
    const customerId = await givenCustomer(org)
    for (let m = 0; m < each; m++) ids.push(await givenFollowup(org, customerId, { scriptId }))
  }
  const all = await Promise.all(Array.from({ length: agents }, () => org.staff('agent')))
  const states = () =>
    as(org.owner, tx =>
      tx
        .selectFrom('followup')
        .where('org_id', '=', org.orgId)
        .select(['id', 'customer_id', 'state', 'carried_by', 'handed_to'])
        .orderBy('id')
        .execute(),
    )
  return { org, ids, agents: all, states }
}

/** What is carried is carried by a follow-up of the same customer that is in somebody's hands, and nothing else is. */
function expectWhole(rows: Awaited<ReturnType<Awaited<ReturnType<typeof given>>['states']>>) {
  for (const row of rows) {
    expect(row.state === 'carried').toBe(row.carried_by !== null)
    if (row.carried_by === null) continue
    expect(rows.find(({ id }) => id === row.carried_by)).toMatchObject({
      ...{ state: 'handed-out', customer_id: row.customer_id },
    })
  }
}

test('two agents take from two follow-ups of one customer at once: one call carries both, the other agent has none', async () => {
  for (let round = 0; round < 8; round++) {
    const { agents, states } = await given(1, 2, 2)
    const answers = await Promise.all(agents.map(agent => at(agent, tx => handOut(tx, agent))))
    expect(answers.filter(({ followup }) => followup !== null)).toHaveLength(1)
    const rows = await states()
    expectWhole(rows)
    // Whoever held one of them at that moment let it be passed over; then it waits and is not lost.
    expect(rows.filter(({ state }) => state === 'handed-out')).toHaveLength(1)
    expect(rows.filter(({ state }) => state === 'waiting' || state === 'carried')).toHaveLength(1)
  }
})

test('however agents take and give back, the product tidies and customers object: nothing is carried by nobody', async () => {
  const { org, agents, states } = await given(6, 3, 6)
  const hotline = await org.staff('hotline')
  const system = (minutes: number): Actor => ({
    ...{ ...org.owner, staffId: null, roles: [] },
    now: TUESDAY_10_AM.add({ minutes }),
  })
  for (let round = 0; round < 6; round++) {
    const later = (actor: Actor) => org.at(actor, TUESDAY_10_AM.add({ minutes: round * 20 }))
    const customers = [...new Set((await states()).map(row => row.customer_id))]
    await Promise.all([
      ...agents.map(async (agent, n) => {
        const now = later(agent)
        const { followup } = await at(now, tx => handOut(tx, now))
        if (!followup || n % 2 === 0) return
        // Where the product took it back first there is nothing to give.
        await at(now, tx => giveBack(tx, now, followup.id, { reason: 'other', note: '' })).catch(() => {})
      }),
      at(system(round * 20), tx => releaseLease(tx, system(round * 20))),
      at(system(round * 20), tx => tidyQueue(tx, system(round * 20))),
      round === 3
        ? at(hotline, tx =>
            stopContacts(tx, hotline, {
              ...{ customerId: customers[0]!, purpose: 'care', source: 'hotline', note: '', expiresAt: null },
            }),
          )
        : null,
    ])
    expectWhole(await states())
  }
})
