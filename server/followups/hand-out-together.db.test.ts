import { beforeEach, describe, expect, test } from 'vitest'
import { givenCustomer } from '../contacts/given.ts'
import { as, type GivenOrganisation, givenOrganisation, TUESDAY_10_AM } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { givenPolicy } from '../policy/given.ts'
import type { AddFollowup } from './add-followup.ts'
import { setAppointment } from './appointment-store.ts'
import { givenFollowup, take } from './given.ts'
import { handOutTogether } from './hand-out-together.ts'
import { followupById } from './store.ts'

let org: GivenOrganisation
let agents: [Actor, Actor, Actor]
beforeEach(async () => {
  org = await givenOrganisation()
  agents = [await org.staff('agent'), await org.staff('agent'), await org.staff('agent')]
})

const followup = async (given: Partial<AddFollowup> = {}) => givenFollowup(org, await givenCustomer(org), given)

/** What each agent got, of three who asked at the same moment; nothing where he has to ask alone. */
async function round(): Promise<(string | undefined)[]> {
  const handed = await as(agents[0], tx => handOutTogether(tx, agents))
  return agents.map(({ staffId }) => handed.get(staffId!)?.followup.id)
}

const seen = (id: string) => as(org.owner, tx => followupById(tx, org.owner, id))

describe('agents who ask at the same moment', () => {
  test('are given the best there are, one each', async () => {
    const ids = [await followup({ priority: 7 }), await followup({ priority: 9 }), await followup({ priority: 8 })]
    await followup({ priority: 1 })
    expect((await round()).toSorted()).toEqual(ids.toSorted())
    expect(await round()).toEqual([undefined, undefined, undefined])
    for (const agent of agents) expect(ids).toContain((await take(agent)).followup?.id)
  })

  test('are given what is kept for them, and nobody else is', async () => {
    const [first, second, named, other] = [await followup(), await followup(), await followup(), await followup()]
    const at = TUESDAY_10_AM.subtract({ minutes: 1 })
    for (const id of [first, second]) {
      await as(org.owner, tx => setAppointment(tx, org.owner, id, { at, staffId: agents[2].staffId }))
    }
    await as(org.owner, tx =>
      tx.updateTable('followup').set({ assigned_to: agents[1].staffId }).where('id', '=', named).execute(),
    )
    const [free, ...kept] = await round()
    expect([first, second]).toContain(kept[1])
    expect(kept[0]).toBe(named)
    expect([undefined, other]).toContain(free)
    expect((await take(agents[0])).followup?.id).toBe(other)
  })

  test('never get back what they gave away, not even what was given to them by name', async () => {
    const [id, named] = [await followup(), await followup()]
    const not_by = agents[0].staffId
    await as(org.owner, async tx => {
      await tx.updateTable('followup').set({ not_by }).where('id', '=', id).execute()
      await tx.updateTable('followup').set({ not_by, assigned_to: not_by }).where('id', '=', named).execute()
    })
    expect(await round()).toEqual([undefined, id, undefined])
  })

  test('are not two with the same customer', async () => {
    const customerId = await givenCustomer(org)
    await givenFollowup(org, customerId)
    await givenFollowup(org, customerId)
    expect((await round()).filter(Boolean)).toHaveLength(1)
    expect((await round()).filter(Boolean)).toHaveLength(0)
  })

  test('are not more than may be called from one number within a time', async () => {
    const window = { kind: 'rolling', seconds: 86_400 } as const
    const twice = { id: 'twice', name: '两次', kind: 'cap', count: 'attempts', limit: 2, window } as const
    await givenPolicy(org, { rules: [{ ...twice, per: 'caller-number', layer: 'carrier' }] })
    for (let n = 0; n < 3; n++) await followup()
    expect((await round()).filter(Boolean)).toHaveLength(2)
  })

  test('leave to whoever may call him a customer that others may not', async () => {
    await givenPolicy(org, {
      rules: [{ id: 'key', name: '大客户', kind: 'speaker', owner: true, roles: [], scope: { tags: ['大客户'] } }],
    })
    const customerId = await givenCustomer(org)
    await as(org.owner, tx =>
      tx
        .updateTable('customer')
        .set({ tags: ['大客户'], owner_id: agents[2].staffId })
        .where('id', '=', customerId)
        .execute(),
    )
    const key = await givenFollowup(org, customerId, { priority: 9 })
    expect((await round()).slice(0, 2)).not.toContain(key)
    expect((await take(agents[2])).followup?.id).toBe(key)
  })

  test('are told what was put off or closed on the way', async () => {
    const [dead, well] = [await givenFollowup(org, await givenCustomer(org, { phones: [] })), await followup()]
    expect((await round()).filter(Boolean)).toEqual([well])
    expect(await seen(dead)).toMatchObject({ state: 'closed', closedReason: 'no-number' })
  })
})
