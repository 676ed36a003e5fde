import { beforeEach, describe, expect, test } from 'vitest'
import { givenCustomer } from '../contacts/given.ts'
import { stopContacts } from '../contacts/stop-contacts.ts'
import { as, type GivenOrganisation, givenOrganisation, TUESDAY_10_AM } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { readDesk } from './desk.ts'
import { dial, givenFollowup, givenListeners, settle, take, taken } from './given.ts'
import { listMine } from './list-followups.ts'
import { checkAppointment, moveAppointment } from './move-appointment.ts'
import { promiseCallBack } from './promise-call-back.ts'
import { readRingBack } from './read-ring-back.ts'
import { followupById } from './store.ts'

givenListeners()

let org: GivenOrganisation
let agent: Actor
let supervisor: Actor
beforeEach(async () => {
  org = await givenOrganisation()
  agent = await org.staff('agent')
  supervisor = await org.staff('supervisor')
})

const seen = async (id: string) => (await as(org.owner, tx => followupById(tx, org.owner, id)))!
const given = async (more = {}) => givenFollowup(org, await givenCustomer(org), more)

describe('appointments', () => {
  async function givenAppointment(at = TUESDAY_10_AM.add({ hours: 5 })): Promise<string> {
    const id = await given()
    await taken(agent)
    await dial(agent, id)
    await settle(agent, id, { outcome: 'appointment', appointmentAt: at, sameAgent: true })
    return id
  }
  const move = (actor: Actor, id: string, at: Temporal.Instant, staffId: string | null) =>
    as(actor, tx => moveAppointment(tx, actor, id, { at, staffId, note: '' }))

  test('are moved by the agent they are kept for or by a supervisor, when the policy allows a call then', async () => {
    const id = await givenAppointment()
    const three = TUESDAY_10_AM.add({ hours: 6 })
    expect(await move(agent, id, three, agent.staffId)).toMatchObject({ appointmentAt: three, dueAt: three })
    const colleague = await org.staff('agent')
    await expect(move(colleague, id, three, colleague.staffId)).rejects.toThrow('kept-for-another')
    expect(await move(supervisor, id, three, colleague.staffId)).toMatchObject({ reservedForName: colleague.name })
    const night = TUESDAY_10_AM.add({ hours: 13 })
    await expect(move(supervisor, id, night, null)).rejects.toThrow('appointment-not-possible')
    await expect(move(supervisor, id, TUESDAY_10_AM, null)).rejects.toThrow('appointment-in-the-past')
    expect(await seen(id)).toMatchObject({ appointmentAt: three, reservedFor: colleague.staffId })
  })

  test('are looked at before they are moved: what the policy says, and what clashes', async () => {
    const [first, second] = [await givenAppointment(), await givenAppointment(TUESDAY_10_AM.add({ hours: 7 }))]
    const wanted = { at: TUESDAY_10_AM.add({ hours: 5, minutes: 10 }), staffId: agent.staffId! }
    const answer = await as(supervisor, tx => checkAppointment(tx, supervisor, second, wanted, 'zh'))
    expect(answer).toMatchObject({ verdict: { kind: 'allow' }, clashes: [{ id: first }] })
    const night = { at: TUESDAY_10_AM.add({ hours: 13 }), staffId: null }
    expect((await as(supervisor, tx => checkAppointment(tx, supervisor, second, night, 'zh'))).verdict).toMatchObject({
      kind: 'defer',
      reasons: [{ code: 'outside-hours' }],
    })
  })

  test('in an agent’s hands stay as they are', async () => {
    const id = await givenAppointment()
    const then = org.at(agent, TUESDAY_10_AM.add({ hours: 5 }))
    await taken(then)
    const later = TUESDAY_10_AM.add({ hours: 8 })
    await expect(move(supervisor, id, later, null)).rejects.toMatchObject({ message: 'in-hand-now' })
  })
})

describe('a customer who rings back', () => {
  test('is called back by the agent who spoke to him, at the time promised, in spite of the quiet period', async () => {
    const customerId = await givenCustomer(org)
    const id = await givenFollowup(org, customerId)
    await taken(agent)
    await dial(agent, id)
    await settle(agent, id, { outcome: 'completed', answers: { content: 5 } })
    const hotline = await org.staff('hotline')
    const note = await as(hotline, tx => readRingBack(tx, hotline, customerId, 'zh'))
    expect(note).toMatchObject({
      agentName: 'agent',
      teamName: '回访组',
      callBackBy: 'agent',
      serviceNumber: '4008001234',
    })
    const at = TUESDAY_10_AM.add({ hours: 6 })
    const promised = await as(hotline, tx =>
      promiseCallBack(tx, hotline, customerId, { at, note: '想再问问保养', sameAgent: true }),
    )
    expect(promised).toMatchObject({ appointmentAt: at, reservedForName: 'agent', matterId: id })
    expect((await as(agent, tx => listMine(tx, agent, { limit: 50 }, 'zh'))).items.map(row => row.id)).toEqual([
      promised.id,
    ])
    expect(await taken(org.at(agent, at))).toMatchObject({ id: promised.id, reason: '您之前来电：想再问问保养' })
  })

  test('whom nobody has called is called by the nearest team; at night, and for another branch, nothing is promised', async () => {
    const customerId = await givenCustomer(org, { branchId: org.southId })
    const hotline = await org.staff('hotline')
    const promise = (actor: Actor, hours: number) =>
      as(actor, tx =>
        promiseCallBack(tx, actor, customerId, { at: TUESDAY_10_AM.add({ hours }), note: '咨询', sameAgent: true }),
      )
    expect(await promise(hotline, 6)).toMatchObject({ reservedForName: null, teamName: '回访组' })
    await expect(promise(hotline, 14)).rejects.toThrow('appointment-not-possible')
    await expect(promise(await org.staff('hotline', org.northId), 6)).rejects.toThrow('not-found')
  })

  test('and wants no more calls is gone from the agent’s screen at once: the verdict denies, dialling closes it', async () => {
    const customerId = await givenCustomer(org)
    const id = await givenFollowup(org, customerId)
    await taken(agent)
    const hotline = await org.staff('hotline')
    const stop = { customerId, purpose: null, source: 'hotline', note: '', expiresAt: null }
    await as(hotline, tx => stopContacts(tx, hotline, stop))
    const { sheet } = await as(agent, tx => readDesk(tx, agent, 'zh'))
    expect(sheet?.verdict).toMatchObject({ kind: 'deny', reasons: [{ code: 'do-not-contact' }] })
    expect(await dial(agent, id)).toMatchObject({ dialled: false, followup: { state: 'closed' } })
    expect(await seen(id)).toMatchObject({ state: 'closed', closedReason: 'do-not-contact' })
    expect((await take(agent)).followup).toBeNull()
  })
})
