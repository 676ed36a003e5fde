import { beforeEach, expect, test } from 'vitest'
import { givenCustomer } from '../contacts/given.ts'
import { givenFollowup, givenListeners, taken } from '../followups/given.ts'
import { givenCombining } from '../followups/given-carried.ts'
import { followupById } from '../followups/store.ts'
import { as, type GivenOrganisation, givenOrganisation, TUESDAY_10_AM } from '../people/given.ts'
import { addTeam } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { setClock } from '../platform/clock.ts'
import { ALWAYS, entryOf, givenHours, givenPlan } from './given-plan.ts'

givenListeners()

let org: GivenOrganisation
let agent: Actor
let lead: string
let other: string
beforeEach(async () => {
  setClock(TUESDAY_10_AM)
  org = await givenOrganisation()
  agent = await org.staff('agent')
  await givenHours(org, agent, ALWAYS)
  await givenCombining(org)
  const helper = await org.staff('supervisor')
  await givenHours(org, helper, ALWAYS)
  const team = { name: '研究组', branchId: org.rootId, memberIds: [helper.staffId!] }
  const { id: teamId } = await as(org.owner, tx => addTeam(tx, org.owner, team))
  const customerId = await givenCustomer(org)
  const expiresAt = TUESDAY_10_AM.add({ hours: 480 })
  lead = await givenFollowup(org, customerId, { purpose: 'problem-solving', expiresAt })
  other = await givenFollowup(org, customerId, { purpose: 'research', teamId, expiresAt })
})

const seen = async (id: string) => (await as(org.owner, tx => followupById(tx, org.owner, id)))!

test('what the plan joined with a follow-up of another team comes along: the team of the one handed out speaks about both', async () => {
  await givenPlan(org)
  expect(await as(org.owner, tx => entryOf(tx, org.owner, other))).toMatchObject({
    outcome: 'carried',
    otherFollowupId: lead,
  })
  expect((await taken(agent)).id).toBe(lead)
  expect(await seen(other)).toMatchObject({ state: 'carried', carriedBy: { id: lead } })
})

test('what no plan joined stays with its own team', async () => {
  expect((await taken(agent)).id).toBe(lead)
  expect(await seen(other)).toMatchObject({ state: 'waiting', carriedBy: null })
})

test('what the plan joined on a later day stays, should the other be handed out before it', async () => {
  const due = TUESDAY_10_AM.add({ hours: 24 * 3 })
  const customerId = await givenCustomer(org)
  const expiresAt = TUESDAY_10_AM.add({ hours: 480 })
  const early = await givenFollowup(org, customerId, { purpose: 'satisfaction', priority: 9, expiresAt })
  const later = await givenFollowup(org, customerId, { purpose: 'care', dueAt: due, expiresAt })
  await givenPlan(org)
  const planned = await as(org.owner, tx => entryOf(tx, org.owner, later))
  const first = await taken(agent)
  const colleague = await org.staff('agent')
  const second = await taken(colleague)
  expect([first.id, second.id].toSorted()).toEqual([lead, early].toSorted())
  expect(await seen(later)).toMatchObject({ state: 'waiting' })
  expect(planned!.plannedOn!.toString() >= '2026-11-20').toBe(true)
})
