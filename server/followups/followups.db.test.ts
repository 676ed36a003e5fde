import { beforeEach, describe, expect, test } from 'vitest'
import { cancelContact } from '../contacts/cancel-contact.ts'
import { dramaNumber, givenCustomer, givenPolicy } from '../contacts/given.ts'
import { liftStop } from '../contacts/lift-stop.ts'
import { stopContacts } from '../contacts/stop-contacts.ts'
import { as, type GivenOrganisation, givenOrganisation, TUESDAY_10_AM } from '../people/given.ts'
import { addTeam } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { attemptsOf } from './attempt-store.ts'
import { nextAtDesk, readDesk } from './desk.ts'
import { type FollowupSettled, type FollowupsClosed, followupSettled, followupsClosed } from './followup-facts.ts'
import { giveBack } from './give-back.ts'
import { dial, givenFollowup, givenListeners, settle, take, taken } from './given.ts'
import { releaseLease } from './release-lease.ts'
import { saveAnswers } from './save-answers.ts'
import { followupById } from './store.ts'
import { tidyQueue } from './tidy-queue.ts'

givenListeners()

let org: GivenOrganisation
let agent: Actor
beforeEach(async () => {
  org = await givenOrganisation()
  agent = await org.staff('agent')
})

const seen = async (id: string) => (await as(org.owner, tx => followupById(tx, org.owner, id)))!
const after = (actor: Actor, duration: Temporal.DurationLike) => org.at(actor, actor.now.add(duration))
const customer = (phones?: string[]) => givenCustomer(org, phones ? { phones } : {})

describe('handing out', () => {
  test('goes by priority, then by due time, and gives the same one again until it is settled', async () => {
    const [first, second, third] = [await customer(), await customer(), await customer()]
    const late = await givenFollowup(org, first, { dueAt: TUESDAY_10_AM.subtract({ minutes: 5 }) })
    const early = await givenFollowup(org, second, { dueAt: TUESDAY_10_AM.subtract({ hours: 5 }) })
    const urgent = await givenFollowup(org, third, { priority: 9 })
    for (const expected of [urgent, early, late]) {
      expect((await taken(agent)).id).toBe(expected)
      expect((await taken(agent)).id).toBe(expected)
      await dial(agent, expected)
      await settle(agent, expected, { outcome: 'refused' })
    }
    expect((await take(agent)).followup).toBeNull()
  })

  test('gives an agent his own appointment before any other, and leaves it to him for half an hour', async () => {
    const at = Temporal.Instant.from('2026-11-17T15:00:00+08:00')
    const { id } = await givenDialled()
    await settle(agent, id, { outcome: 'appointment', appointmentAt: at, sameAgent: true })
    expect(await seen(id)).toMatchObject({ state: 'waiting', dueAt: at, appointmentAt: at, reservedForName: 'agent' })
    const colleague = await org.staff('agent')
    const urgent = await givenFollowup(org, await customer(), { priority: 9 })
    expect((await taken(org.at(colleague, at))).id).toBe(urgent)
    const own = org.at(agent, at)
    expect((await taken(own)).id).toBe(id)
    await as(own, tx => giveBack(tx, own, id, { reason: 'break', note: '' }))
    const late = org.at(await org.staff('agent'), at.add({ minutes: 31 }))
    expect((await taken(late)).id).toBe(id)
  })

  test('keeps to the agent’s branches and teams, and never gives him what is not for him', async () => {
    const south = await givenFollowup(org, await givenCustomer(org, { branchId: org.southId }))
    const north = await org.staff('agent', org.northId)
    expect((await take(north)).followup).toBeNull()
    const supervisor = await org.staff('supervisor')
    expect(await take(supervisor)).toMatchObject({ followup: null, agent: { teamIds: [] } })
    expect((await taken(agent)).id).toBe(south)
    const notForHim = await org.staff('agent')
    await givenFollowup(org, await customer(), { notBy: notForHim.staffId })
    expect((await take(notForHim)).followup).toBeNull()
  })

  test('puts off what may not be dialled now to the instant of release, says why, and goes on', async () => {
    const customerId = await customer()
    const spoken = await givenFollowup(org, customerId, { priority: 9 })
    const held = await givenFollowup(org, customerId, { priority: 8 })
    const free = await givenFollowup(org, await customer())
    await taken(agent)
    await dial(agent, spoken)
    await settle(agent, spoken, { outcome: 'completed', answers: { content: 5 } })
    expect((await taken(agent)).id).toBe(free)
    expect(await seen(held)).toMatchObject({
      state: 'waiting',
      dueAt: TUESDAY_10_AM.add({ hours: 7 * 24 }),
      held: [{ code: 'quiet-period' }, { code: 'attempt-gap' }],
    })
  })

  test('looks again at once when what held it back is gone', async () => {
    const customerId = await customer()
    await givenFollowup(org, customerId, { priority: 9 })
    const second = await givenFollowup(org, customerId, { priority: 8 })
    const colleague = await org.staff('agent')
    const first = await taken(agent)
    expect(await take(colleague)).toMatchObject({ followup: null, putOff: 1 })
    expect((await seen(second)).held.map(reason => reason.code)).toContain('live-contact')
    await as(agent, tx => giveBack(tx, agent, first.id, { reason: 'knows-the-customer', note: '是我的邻居' }))
    expect(await seen(first.id)).toMatchObject({ state: 'waiting', attempts: 0, returnedNote: '是我的邻居' })
    expect(await seen(second)).toMatchObject({ dueAt: agent.now })
    expect((await taken(agent)).id).toBe(second)
    expect((await seen(first.id)).notBy).toBe(agent.staffId)
  })

  test('is kept for nobody any more who gave it back because he knows the customer', async () => {
    const id = await givenFollowup(org, await customer())
    await as(org.owner, tx =>
      tx.updateTable('followup').set({ assigned_to: agent.staffId }).where('id', '=', id).execute(),
    )
    await taken(agent)
    await as(agent, tx => giveBack(tx, agent, id, { reason: 'knows-the-customer', note: '' }))
    expect((await take(agent)).followup).toBeNull()
    expect((await taken(await org.staff('agent'))).id).toBe(id)
  })

  test('closes what may never be dialled, with the reason, and tells those who wait for it', async () => {
    const closed: FollowupsClosed[] = []
    followupsClosed.listen(async (_tx, _actor, fact) => void closed.push(fact))
    const nobody = await givenFollowup(org, await customer([]))
    expect(await take(agent)).toMatchObject({ followup: null, putOff: 1 })
    expect(await seen(nobody)).toMatchObject({ state: 'closed', closedReason: 'no-number' })
    expect(closed).toContainEqual({ followupIds: [nobody], reason: 'no-number' })
  })

  test('says when the next is due and how many are held, when there is none', async () => {
    const later = Temporal.Instant.from('2026-11-17T15:00:00+08:00')
    await givenFollowup(org, await customer(), { dueAt: later })
    const handed = await take(agent)
    const answer = nextAtDesk(agent, handed, 'zh')
    expect(answer).toMatchObject({ followup: null, queue: { due: 0, waiting: 1, held: 0, nextDueAt: later } })
    expect(answer.sentence).toBe('现在没有到期的回访。下一条 今天 15:00 到期；等待中 1 条，其中 0 条因联系规则暂缓。')
  })
})

describe('the desk', () => {
  test('has everything for the call on one sheet, and no number in full', async () => {
    const number = dramaNumber()
    const id = await givenFollowup(org, await givenCustomer(org, { name: '李芳', phones: [number] }))
    await taken(agent)
    const { sheet } = await as(agent, tx => readDesk(tx, agent, 'zh'))
    expect(sheet).toMatchObject({
      followup: { id, attempts: 0, maxAttempts: 5 },
      leaseUntil: agent.now.add({ minutes: 15 }),
      customer: { name: '李芳', points: [{ masked: `••• ${number.slice(-4)}` }] },
      why: { reason: '了解您购买后的使用情况', purposes: ['care'], callerNumber: '4008001234', activity: null },
      contact: { state: 'reserved', dialledAt: null },
      verdict: { kind: 'allow', sentence: '现在可以联系。' },
    })
    expect(sheet?.script.opening).toBe(
      '李芳您好，我是东方机械的agent，因为了解您购买后的使用情况给您打电话，大约需要3分钟。',
    )
    const retry = sheet?.outcomes.find(outcome => outcome.code === 'no-answer')
    expect(retry?.leadsTo).toMatchObject({ kind: 'retry', at: agent.now.add({ hours: 8 }) })
    expect(sheet?.outcomes.some(outcome => outcome.code === 'unreported')).toBe(false)
    expect(JSON.stringify(sheet)).not.toContain(number.slice(4))
  })

  test('shows a partner’s agent nothing of what others did with the customer', async () => {
    const customerId = await customer()
    const before = await givenFollowup(org, customerId)
    await taken(agent)
    await dial(agent, before)
    await settle(agent, before, { outcome: 'no-answer' })

    const later = agent.now.add({ hours: 9 })
    const outsider = org.at(await org.staff('partner-agent'), later)
    const team = { name: '外呼组', branchId: org.rootId, memberIds: [outsider.staffId!] }
    const { id: teamId } = await as(org.owner, tx => addTeam(tx, org.owner, team))
    await givenFollowup(org, customerId, { teamId, expiresAt: outsider.now.add({ hours: 72 }) })
    await taken(outsider)
    const { sheet } = await as(outsider, tx => readDesk(tx, outsider, 'zh'))
    expect(sheet?.before).toMatchObject({ contacts: [{ state: 'reserved', teamName: '外呼组' }], followups: [] })

    const colleague = org.at(await org.staff('agent'), later)
    await as(outsider, tx => giveBack(tx, outsider, sheet!.followup.id, { reason: 'break', note: '' }))
    await taken(colleague)
    const own = await as(colleague, tx => readDesk(tx, colleague, 'zh'))
    expect(own.sheet?.before).toMatchObject({ followups: [{ teamName: '外呼组' }] })
  })

  test('keeps half-given answers and renews the lease with them', async () => {
    const { id } = await givenTaken()
    const working = after(agent, { minutes: 10 })
    const saved = await as(working, tx => saveAnswers(tx, working, id, { content: 4, again: false }))
    expect(saved).toEqual({ answers: { content: 4, again: false }, leaseUntil: working.now.add({ minutes: 15 }) })
    await as(working, tx => saveAnswers(tx, working, id, { 'why-not': '太远', again: false }))
    expect((await seen(id)).answers).toEqual({ content: 4, again: false, 'why-not': '太远' })
    await as(working, tx => saveAnswers(tx, working, id, { again: true }))
    expect((await seen(id)).answers).toEqual({ content: 4, again: true })
    await expect(as(working, tx => saveAnswers(tx, working, id, { content: 9 }))).rejects.toThrow('answers-do-not-fit')
  })
})

async function givenTaken(given: Parameters<typeof givenFollowup>[2] = {}) {
  const customerId = await customer()
  const id = await givenFollowup(org, customerId, given)
  await taken(agent)
  return { id, customerId }
}

async function givenDialled(given: Parameters<typeof givenFollowup>[2] = {}) {
  const made = await givenTaken(given)
  await dial(agent, made.id)
  return made
}

describe('reporting an outcome', () => {
  test('counts the attempt once, however often it is sent', async () => {
    const told: FollowupSettled[] = []
    followupSettled.listen(async (_tx, _actor, fact) => void told.push(fact))
    const { id } = await givenDialled()
    const report = { outcome: 'no-answer' as const, note: '响铃六声' }
    await Promise.all([settle(agent, id, report), settle(agent, id, report), settle(agent, id, report)])
    expect(await seen(id)).toMatchObject({
      state: 'waiting',
      attempts: 1,
      lastOutcome: 'no-answer',
      dueAt: agent.now.add({ hours: 8 }),
    })
    expect(await as(agent, tx => attemptsOf(tx, agent.orgId, id))).toHaveLength(1)
    expect(told.filter(fact => fact.followupId === id)).toMatchObject([
      { outcome: 'no-answer', final: false, problem: null },
    ])
  })

  test('ends it with the answers, and tells the problem that was raised', async () => {
    const told: FollowupSettled[] = []
    followupSettled.listen(async (_tx, _actor, fact) => void told.push(fact))
    const { id, customerId } = await givenDialled()
    const problem = { text: '机器漏油', severity: 'high' as const }
    await expect(settle(agent, id, { outcome: 'completed' })).rejects.toThrow('answers-not-complete')
    await settle(agent, id, { outcome: 'completed', answers: { content: 1 }, problem })
    expect(await seen(id)).toMatchObject({
      state: 'done',
      answers: { content: 1 },
      settledAt: agent.now,
      handedTo: null,
    })
    expect(told.at(-1)).toMatchObject({ followupId: id, customerId, final: true, answers: { content: 1 }, problem })
    await expect(settle(agent, id, { outcome: 'refused' })).rejects.toThrow('already-settled')
  })

  test('needs a call that was dialled, and an outcome an agent may choose', async () => {
    const { id } = await givenTaken()
    await expect(settle(agent, id, { outcome: 'no-answer' })).rejects.toThrow('not-dialled')
    await expect(settle(agent, id, { outcome: 'unreported' })).rejects.toThrow('outcome-not-for-agents')
    await dial(agent, id)
    await expect(as(agent, tx => giveBack(tx, agent, id, { reason: 'break', note: '' }))).rejects.toThrow(
      'dialled-already',
    )
  })

  test('makes an appointment only for a time at which the policy lets him call', async () => {
    const { id } = await givenDialled()
    const on = (text: string) => ({ outcome: 'appointment' as const, appointmentAt: Temporal.Instant.from(text) })
    await expect(settle(agent, id, { outcome: 'appointment' })).rejects.toThrow('appointment-needed')
    await expect(settle(agent, id, on('2026-11-17T09:00:00+08:00'))).rejects.toThrow('appointment-in-the-past')
    await expect(settle(agent, id, on('2027-03-01T10:00:00+08:00'))).rejects.toThrow('appointment-too-far')
    await expect(settle(agent, id, on('2026-11-17T22:00:00+08:00'))).rejects.toMatchObject({
      message: 'appointment-not-possible',
      facts: { until: '2026-11-18T01:00:00Z' },
    })
    await settle(agent, id, on('2026-11-17T10:20:00+08:00'))
    const soon = org.at(agent, '2026-11-17T10:20:00+08:00')
    expect((await taken(soon)).id).toBe(id)
    expect((await dial(soon, id)).dialled).toBe(true)
    await settle(soon, id, { outcome: 'no-answer' })
    expect(await seen(id)).toMatchObject({ appointmentAt: null, dueAt: agent.now.add({ hours: 8 }) })
  })

  test('tries the customer’s numbers in turn, the better one first', async () => {
    const numbers = [dramaNumber(), dramaNumber()]
    const id = await givenFollowup(org, await customer(numbers), { expiresAt: TUESDAY_10_AM.add({ hours: 240 }) })
    const dialled: string[] = []
    for (const days of [0, 1, 2, 3]) {
      const then = after(agent, { hours: 24 * days + (days > 0 ? 10 : 0) })
      expect((await taken(then)).id).toBe(id)
      const { contact } = (await as(then, tx => readDesk(tx, then, 'zh'))).sheet!
      dialled.push(contact!.masked)
      await dial(then, id)
      await settle(then, id, { outcome: 'no-answer' })
    }
    const [first, second] = numbers.map(number => `••• ${number.slice(-4)}`)
    expect(dialled).toEqual([first, second, first, second])
  })

  test('keeps an appointment alive beyond the time the follow-up would have expired', async () => {
    const { id } = await givenDialled({ expiresAt: TUESDAY_10_AM.add({ hours: 5 }) })
    const appointmentAt = Temporal.Instant.from('2026-11-19T10:00:00+08:00')
    await settle(agent, id, { outcome: 'appointment', appointmentAt })
    expect(await seen(id)).toMatchObject({ state: 'waiting', expiresAt: appointmentAt.add({ hours: 24 }) })
  })

  test('marks a wrong number, goes on with the next one, and closes when none is left', async () => {
    const customerId = await customer([dramaNumber(), dramaNumber()])
    const id = await givenFollowup(org, customerId)
    await taken(agent)
    const first = await dial(agent, id)
    await settle(agent, id, { outcome: 'wrong-number' })
    const states = () =>
      as(agent, tx =>
        tx.selectFrom('contact_point').where('customer_id', '=', customerId).select('state').orderBy('rank').execute(),
      )
    expect((await states()).map(point => point.state)).toEqual(['wrong', 'valid'])
    const later = org.at(agent, '2026-11-17T14:00:00+08:00')
    await taken(later)
    const second = await dial(later, id)
    expect(second.contact.contactPointId).not.toBe(first.contact.contactPointId)
    await settle(later, id, { outcome: 'not-in-service' })
    expect(await seen(id)).toMatchObject({ state: 'closed', closedReason: 'no-number', attempts: 2 })
  })

  test('honours a wish not to be contacted in every queue at once', async () => {
    const { id, customerId } = await givenDialled()
    const waiting = await givenFollowup(org, customerId)
    await settle(agent, id, { outcome: 'asked-not-to-call' })
    expect(await seen(id)).toMatchObject({ state: 'done', lastOutcome: 'asked-not-to-call' })
    expect(await seen(waiting)).toMatchObject({ state: 'closed', closedReason: 'do-not-contact' })
  })

  test('stops after the last attempt', async () => {
    const { id } = await givenDialled({ maxAttempts: 1 })
    await settle(agent, id, { outcome: 'busy' })
    expect(await seen(id)).toMatchObject({ state: 'closed', closedReason: 'max-attempts', attempts: 1 })
  })
})

describe('a customer who says stop', () => {
  test('is not dialled by the agent who has him in hand, and the follow-up is closed in the same moment', async () => {
    const { id, customerId } = await givenTaken()
    const hotline = await org.staff('hotline')
    const wish = { customerId, purpose: null, source: 'hotline', note: '', expiresAt: null }
    const stop = await as(hotline, tx => stopContacts(tx, hotline, wish))
    expect(await dial(agent, id)).toMatchObject({ dialled: false, verdict: { kind: 'deny' } })
    expect(await seen(id)).toMatchObject({ state: 'closed', closedReason: 'do-not-contact', attempts: 0 })
    const back = as(agent, tx => giveBack(tx, agent, id, { reason: 'not-allowed-now', note: '' }))
    await expect(back).rejects.toThrow('already-settled')
    const approver = await org.staff('approver')
    await as(approver, tx => liftStop(tx, approver, stop.id, '客户同意'))
  })

  test('for a month only is put off until then, and not closed', async () => {
    const customerId = await customer()
    const id = await givenFollowup(org, customerId, { expiresAt: TUESDAY_10_AM.add({ hours: 24 * 90 }) })
    const hotline = await org.staff('hotline')
    const expiresAt = Temporal.Instant.from('2026-12-17T10:00:00+08:00')
    const wish = { customerId, purpose: null, source: 'hotline', note: '', expiresAt }
    await as(hotline, tx => stopContacts(tx, hotline, wish))
    await take(agent)
    expect(await seen(id)).toMatchObject({ state: 'waiting', dueAt: expiresAt })
  })
})

describe('what an agent leaves behind', () => {
  const system = async (now: Temporal.Instant): Promise<Actor> => ({ ...org.owner, staffId: null, roles: [], now })
  const release = async (now: Temporal.Instant) => {
    const actor = await system(now)
    return as(actor, tx => releaseLease(tx, actor))
  }

  test('returns to the queue when it was not dialled, as if it had not been taken', async () => {
    const { id } = await givenTaken()
    expect(await release(TUESDAY_10_AM.add({ minutes: 14 }))).toBe(false)
    expect(await release(TUESDAY_10_AM.add({ minutes: 16 }))).toBe(true)
    expect(await seen(id)).toMatchObject({ state: 'waiting', attempts: 0, handedTo: null })
    const colleague = org.at(await org.staff('agent'), TUESDAY_10_AM.add({ minutes: 16 }))
    expect((await taken(colleague)).id).toBe(id)
    await expect(dial(agent, id)).rejects.toMatchObject({ message: 'lease-lost', facts: { name: 'agent' } })
  })

  test('counts as unreported when it was dialled, is tried again, and a late report is refused with a clear word', async () => {
    const { id } = await givenDialled()
    expect(await release(TUESDAY_10_AM.add({ minutes: 59 }))).toBe(false)
    expect(await release(TUESDAY_10_AM.add({ minutes: 61 }))).toBe(true)
    expect(await seen(id)).toMatchObject({ state: 'waiting', attempts: 1, lastOutcome: 'unreported' })
    await expect(settle(agent, id, { outcome: 'refused' })).rejects.toThrow('lease-ended')
  })

  test('is closed when its time has passed, and not before', async () => {
    const id = await givenFollowup(org, await customer())
    const tidy = async (hours: number) => {
      const actor = await system(TUESDAY_10_AM.add({ hours }))
      return as(actor, tx => tidyQueue(tx, actor))
    }
    await tidy(71)
    expect((await seen(id)).state).toBe('waiting')
    await tidy(72)
    expect(await seen(id)).toMatchObject({ state: 'closed', closedReason: 'expired' })
  })
})

test('a changed policy wakes what the old one held', async () => {
  const id = await givenFollowup(org, await customer())
  const night = org.at(agent, '2026-11-17T23:00:00+08:00')
  await take(night)
  expect(await seen(id)).toMatchObject({ dueAt: Temporal.Instant.from('2026-11-18T09:00:00+08:00') })
  const allDay = [{ from: '00:00', to: '24:00' }]
  const approver = await givenPolicy(org, { workdayWindows: allDay })
  expect((await seen(id)).dueAt).toEqual(approver.now)
  expect((await taken(night)).id).toBe(id)
})

test('a follow-up that goes on with a matter is not parted from it by the quiet period', async () => {
  const { id, customerId } = await givenDialled()
  await settle(agent, id, { outcome: 'completed', answers: { content: 1 } })
  const confirming = await givenFollowup(org, customerId, { matterOf: id, purpose: 'confirm-solution' })
  const afternoon = org.at(agent, '2026-11-17T15:00:00+08:00')
  expect((await taken(afternoon)).id).toBe(confirming)
})

test('an agent cannot touch what is in another’s hands', async () => {
  const { id } = await givenTaken()
  const other = await org.staff('agent')
  for (const work of [
    () => dial(other, id),
    () => settle(other, id, { outcome: 'no-answer' }),
    () => as(other, tx => saveAnswers(tx, other, id, {})),
    () => as(other, tx => giveBack(tx, other, id, { reason: 'other', note: '' })),
  ]) {
    await expect(work()).rejects.toThrow('lease-lost')
  }
  await expect(as(other, tx => cancelContact(tx, other, id))).rejects.toThrow('contact-not-live')
})
