import { beforeEach, describe, expect, test } from 'vitest'
import { givenRunning } from '../campaigns/given.ts'
import { pauseCampaign } from '../campaigns/pause-campaign.ts'
import { givenCustomer } from '../contacts/given.ts'
import { stopContacts } from '../contacts/stop-contacts.ts'
import { as, type GivenOrganisation, givenOrganisation, TUESDAY_10_AM } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { escalateFollowup } from './escalate-followup.ts'
import { giveBack } from './give-back.ts'
import { dial, givenFollowup, givenListeners, givenOrder, settle, taken } from './given.ts'
import { givenCombining } from './given-carried.ts'
import { moveAppointment } from './move-appointment.ts'
import { planFollowups } from './plan-followups.ts'
import { reassignFollowups } from './reassign-followups.ts'
import { releaseLease } from './release-lease.ts'
import { skipFollowup } from './skip-followup.ts'
import { onStaffDeactivated } from './staff-left.ts'
import { followupById } from './store.ts'
import { tidyQueue } from './tidy-queue.ts'

givenListeners()

let org: GivenOrganisation
let agent: Actor
let lead: string
let carried: string
let customerId: string
beforeEach(async () => {
  org = await givenOrganisation()
  agent = await org.staff('agent')
  await givenCombining(org)
  customerId = await givenCustomer(org)
  lead = await givenFollowup(org, customerId, { priority: 9 })
  carried = await givenFollowup(org, customerId, { purpose: 'satisfaction' })
  expect((await taken(agent)).id).toBe(lead)
  expect((await seen(carried)).state).toBe('carried')
})

const seen = async (id: string) => (await as(org.owner, tx => followupById(tx, org.owner, id)))!
const system = (now: Temporal.Instant): Actor => ({ ...org.owner, staffId: null, roles: [], now })

/** Waits as if it had never been taken along, for whoever asks next. */
async function expectFree() {
  expect(await seen(carried)).toMatchObject({ state: 'waiting', carriedBy: null, attempts: 0, closedReason: null })
}

test('what a call carried is reported once: named twice in one report, nothing of it is written', async () => {
  await dial(agent, lead)
  const one = { followupId: carried, how: 'partly' as const, answers: {}, problem: null }
  const report = { outcome: 'completed' as const, answers: { content: 5 } }
  await expect(settle(agent, lead, { ...report, carried: [one, one] })).rejects.toThrow('carried-no-more')
  expect(await seen(carried)).toMatchObject({ state: 'carried', attempts: 0 })
  await settle(agent, lead, { ...report, carried: [one] })
  expect(await seen(carried)).toMatchObject({ state: 'done', attempts: 1 })
})

describe('what a call carries waits again when its follow-up', () => {
  test('is given back', async () => {
    await as(agent, tx => giveBack(tx, agent, lead, { reason: 'break', note: '' }))
    await expectFree()
    // Taken again, it comes along again.
    expect((await taken(agent)).id).toBe(lead)
    expect((await seen(carried)).carriedBy).toMatchObject({ id: lead })
  })

  test('is skipped, and when it is skipped for good', async () => {
    await as(agent, tx => skipFollowup(tx, agent, lead, { reason: 'reason-gone', note: '' }))
    expect((await seen(lead)).state).toBe('closed')
    await expectFree()
  })

  test('goes up to a supervisor', async () => {
    await as(agent, tx => escalateFollowup(tx, agent, lead, '要减免'))
    await expectFree()
  })

  test('is refused when it is dialled', async () => {
    const night = org.at(agent, '2026-11-17T22:00:00+08:00')
    expect(await dial(night, lead)).toMatchObject({ dialled: false })
    await expectFree()
  })

  test('is left behind, dialled or not', async () => {
    const released = async (minutes: number) => {
      const actor = system(TUESDAY_10_AM.add({ minutes }))
      expect(await as(actor, tx => releaseLease(tx, actor))).toBe(true)
    }
    await released(16)
    await expectFree()
    const again = org.at(agent, TUESDAY_10_AM.add({ minutes: 20 }))
    expect((await taken(again)).id).toBe(lead)
    await dial(again, lead)
    await released(200)
    expect(await seen(lead)).toMatchObject({ attempts: 1, lastOutcome: 'unreported' })
    await expectFree()
  })

  test('is in the hands of somebody who may not sign in any more', async () => {
    await as(org.owner, tx => onStaffDeactivated(tx, org.owner, { staffId: agent.staffId! }))
    await expectFree()
  })

  test('ends without a conversation, with one, or with a wish for no more calls', async () => {
    await dial(agent, lead)
    await settle(agent, lead, { outcome: 'busy' })
    await expectFree()
    const noon = org.at(agent, '2026-11-17T14:00:00+08:00')
    await taken(noon)
    await dial(noon, lead)
    await settle(noon, lead, { outcome: 'asked-not-to-call' })
    expect(await seen(carried)).toMatchObject({ state: 'closed', closedReason: 'do-not-contact', carriedBy: null })
  })

  test('is in nobody’s hands, however that came about', async () => {
    await as(org.owner, tx =>
      tx
        .updateTable('followup')
        .set({ state: 'waiting', handed_to: null, lease_until: null })
        .where('org_id', '=', org.orgId)
        .where('id', '=', lead)
        .execute(),
    )
    const actor = system(TUESDAY_10_AM)
    await as(actor, tx => tidyQueue(tx, actor))
    await expectFree()
  })
})

describe('while it is carried', () => {
  test('nobody is given it, moves it or skips it, and whoever tries learns in whose call it is', async () => {
    const supervisor = await org.staff('supervisor')
    const colleague = await org.staff('agent')
    const given = { which: { ids: [carried] }, to: { staffId: colleague.staffId! }, note: '' }
    expect(await as(supervisor, tx => reassignFollowups(tx, supervisor, given, 'zh'))).toMatchObject({
      ...{ reassigned: 0, inHand: 1, inHandOf: [{ id: carried, agentName: 'agent' }] },
    })
    const skipped = as(supervisor, tx => skipFollowup(tx, supervisor, carried, { reason: 'duplicate', note: '' }))
    await expect(skipped).rejects.toThrow('carried-with-another')
    const at = TUESDAY_10_AM.add({ hours: 5 })
    const moved = as(supervisor, tx => moveAppointment(tx, supervisor, carried, { at, staffId: null, note: '' }))
    await expect(moved).rejects.toMatchObject({ message: 'in-hand-now', facts: { name: 'agent' } })
  })

  test('its time may pass: the call goes on, and it is closed when it is free', async () => {
    const late = TUESDAY_10_AM.add({ hours: 80 })
    await as(system(late), tx => tidyQueue(tx, system(late)))
    expect((await seen(carried)).state).toBe('carried')
    await as(agent, tx => giveBack(tx, agent, lead, { reason: 'break', note: '' }))
    await as(system(late), tx => tidyQueue(tx, system(late)))
    expect(await seen(carried)).toMatchObject({ state: 'closed', closedReason: 'expired' })
  })

  test('a wish about its purpose ends it at once, and the call goes on without it', async () => {
    const hotline = await org.staff('hotline')
    const wish = { customerId, purpose: 'satisfaction', source: 'hotline', note: '', expiresAt: null }
    await as(hotline, tx => stopContacts(tx, hotline, wish))
    expect(await seen(carried)).toMatchObject({ state: 'closed', closedReason: 'do-not-contact' })
    expect(await dial(agent, lead)).toMatchObject({ dialled: true })
  })

  test('a wish about its purpose for some time sends it back when the call is dialled', async () => {
    const hotline = await org.staff('hotline')
    const expiresAt = TUESDAY_10_AM.add({ hours: 24 * 5 })
    const wish = { customerId, purpose: 'satisfaction', source: 'hotline', note: '', expiresAt }
    await as(hotline, tx => stopContacts(tx, hotline, wish))
    expect((await seen(carried)).state).toBe('carried')
    await dial(agent, lead)
    await expectFree()
  })
})

test('what a campaign planned that is paused meanwhile is not brought up: it waits again when the call is dialled', async () => {
  const { campaign, planner } = await givenRunning(org)
  const other = await givenCustomer(org)
  await givenOrder(org, other, TUESDAY_10_AM.subtract({ hours: 24 * 4 }))
  await as(system(TUESDAY_10_AM), tx => planFollowups(tx, system(TUESDAY_10_AM)))
  const own = await givenFollowup(org, other, { priority: 9, purpose: 'satisfaction' })
  const colleague = await org.staff('agent')
  expect((await taken(colleague)).id).toBe(own)
  const planned = () =>
    as(org.owner, tx =>
      tx
        .selectFrom('followup')
        .where('org_id', '=', org.orgId)
        .where('campaign_id', '=', campaign.id)
        .select(['state', 'carried_by'])
        .execute(),
    )
  expect(await planned()).toEqual([{ state: 'carried', carried_by: own }])
  await as(planner, tx => pauseCampaign(tx, planner, campaign.id))
  await dial(colleague, own)
  expect(await planned()).toEqual([{ state: 'waiting', carried_by: null }])
})
