import { beforeEach, describe, expect, test } from 'vitest'
import { givenRunning } from '../campaigns/given.ts'
import { givenCustomer } from '../contacts/given.ts'
import { as, type GivenOrganisation, givenOrganisation, TUESDAY_10_AM } from '../people/given.ts'
import { addTeam } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { answerEscalation, takeEscalation } from './answer-escalation.ts'
import { escalateFollowup } from './escalate-followup.ts'
import { dial, givenFollowup, givenListeners, givenOrder, settle, take, taken } from './given.ts'
import { listEscalations } from './list-escalations.ts'
import { listFollowups } from './list-followups.ts'
import { planFollowups } from './plan-followups.ts'
import { readMyDay } from './read-my-day.ts'
import { type ReassignFollowups, reassignFollowups } from './reassign-followups.ts'
import { skipFollowup } from './skip-followup.ts'
import { SKIPS_PER_DAY, type SkipReason } from './steering-rules.ts'
import { followupById } from './store.ts'
import { tidyQueue } from './tidy-queue.ts'

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
const reassign = (which: ReassignFollowups['which'], to: ReassignFollowups['to']) =>
  as(supervisor, tx => reassignFollowups(tx, supervisor, { which, to, note: '' }, 'zh'))
const everything = { appointment: false, open: false }

describe('giving work away', () => {
  test('keeps it for the person named, until he has let it lie for a day', async () => {
    const id = await given()
    const colleague = await org.staff('agent')
    expect(await reassign({ ids: [id] }, { staffId: colleague.staffId! })).toMatchObject({ reassigned: 1, inHand: 0 })
    expect(await seen(id)).toMatchObject({ reservedForName: colleague.name })
    expect((await take(agent)).followup).toBeNull()
    const tomorrow = org.at(agent, TUESDAY_10_AM.add({ hours: 24 }))
    const system = org.at(org.owner, tomorrow.now)
    await as(system, tx => tidyQueue(tx, system))
    expect((await taken(tomorrow)).id).toBe(id)
  })

  test('to a person goes before the common queue, whatever his team', async () => {
    const outsider = await org.staff('supervisor')
    const [own, other] = [await given({ priority: 1 }), await given({ priority: 9 })]
    await reassign({ ids: [own] }, { staffId: outsider.staffId! })
    expect((await taken(outsider)).id).toBe(own)
    expect((await taken(agent)).id).toBe(other)
  })

  test('of a campaign to another team lets that team have it, and its own no more', async () => {
    const { campaign } = await givenRunning(org)
    const customerId = await givenCustomer(org)
    await givenOrder(org, customerId, TUESDAY_10_AM.subtract({ hours: 24 * 4 }))
    await as(org.owner, tx => planFollowups(tx, org.owner))
    const helper = await org.staff('supervisor')
    const team = await as(org.owner, tx =>
      addTeam(tx, org.owner, { name: '增援组', branchId: org.rootId, memberIds: [helper.staffId!] }),
    )
    const filter = { ...everything, campaignId: campaign.id }
    const answer = await reassign({ filter }, { teamId: team.id })
    expect(answer.reassigned).toBeGreaterThan(0)
    expect((await take(agent)).followup).toBeNull()
    expect((await taken(helper)).campaignId).toBe(campaign.id)
  })

  test('never takes what an agent has in hand; it says who has it, and what has ended', async () => {
    const [inHand, waiting, ended] = [await given({ priority: 9 }), await given(), await given({ priority: 8 })]
    const busy = await org.staff('agent')
    expect((await taken(busy)).id).toBe(inHand)
    await taken(agent)
    await dial(agent, ended)
    await settle(agent, ended, { outcome: 'refused' })
    const answer = await reassign({ ids: [inHand, waiting, ended] }, { staffId: agent.staffId! })
    expect(answer).toMatchObject({ reassigned: 1, inHand: 1, ended: 1, inHandOf: [{ id: inHand, agentName: 'agent' }] })
    expect(answer.sentence).toBe('已把 1 条改派给agent。1 条正在坐席手上，未动。1 条已结束。')
    expect(await seen(inHand)).toMatchObject({ state: 'handed-out', handedTo: busy.staffId })
  })

  test('is refused to whom does not work, and leaves out what a person may not see or solved himself', async () => {
    const quality = await org.staff('quality')
    const id = await given({ notBy: agent.staffId })
    await expect(reassign({ ids: [id] }, { staffId: quality.staffId! })).rejects.toThrow('person-does-not-work')
    expect(await reassign({ ids: [id] }, { staffId: agent.staffId! })).toMatchObject({ reassigned: 0, notForHim: 1 })
    const northern = await org.staff('agent', org.northId)
    expect(await reassign({ ids: [id] }, { staffId: northern.staffId! })).toMatchObject({ reassigned: 0, notForHim: 1 })
  })
})

describe('skipping', () => {
  const skip = (actor: Actor, id: string, reason: SkipReason) =>
    as(actor, tx => skipFollowup(tx, actor, id, { reason, note: '' }))

  test('puts off or closes by its reason, counts no attempt and frees the agent and the customer', async () => {
    const [later, gone] = [await given({ priority: 9 }), await given()]
    await taken(agent)
    expect(await skip(agent, later, 'facts-missing')).toMatchObject({
      state: 'waiting',
      attempts: 0,
      dueAt: TUESDAY_10_AM.add({ hours: 24 }),
    })
    expect((await taken(agent)).id).toBe(gone)
    expect(await skip(agent, gone, 'reason-gone')).toMatchObject({ state: 'closed', closedReason: 'skipped' })
    const contacts = await as(org.owner, tx => tx.selectFrom('contact').select('state').execute())
    expect(contacts.map(contact => contact.state)).toEqual(['cancelled', 'cancelled'])
  })

  test('is limited by day and by follow-up for an agent, not for a supervisor', async () => {
    const id = await given({ expiresAt: TUESDAY_10_AM.add({ hours: 24 * 30 }) })
    for (const day of [0, 1]) {
      const then = org.at(agent, TUESDAY_10_AM.add({ hours: 24 * day }))
      await taken(then)
      await skip(then, id, 'facts-missing')
    }
    const third = org.at(agent, TUESDAY_10_AM.add({ hours: 48 }))
    await taken(third)
    await expect(skip(third, id, 'facts-missing')).rejects.toThrow('skipped-too-often')
    await skip(third, id, 'duplicate')

    for (let n = 0; n <= SKIPS_PER_DAY; n++) await given()
    const busy = await org.staff('agent')
    for (let n = 0; n < SKIPS_PER_DAY; n++) await skip(busy, (await taken(busy)).id, 'duplicate')
    const last = (await taken(busy)).id
    await expect(skip(busy, last, 'duplicate')).rejects.toThrow('skipped-enough-today')
    const waiting = await given()
    expect((await skip(supervisor, waiting, 'duplicate')).state).toBe('closed')
    await expect(skip(supervisor, last, 'duplicate')).rejects.toThrow('lease-lost')
  })

  test('is refused once it was dialled', async () => {
    const id = await given()
    await taken(agent)
    await dial(agent, id)
    await expect(skip(agent, id, 'duplicate')).rejects.toThrow('dialled-already')
  })
})

describe('what goes up to a supervisor', () => {
  const escalate = (actor: Actor, id: string) => as(actor, tx => escalateFollowup(tx, actor, id, '客户要求减免'))
  const inbox = (actor: Actor, answered = false) =>
    as(actor, tx => listEscalations(tx, actor, { answered, limit: 50 }, 'zh'))

  test('leaves the agent’s hands, lands in the inbox with a deadline, and comes back to him with the answer', async () => {
    const id = await given()
    await taken(agent)
    const { dueAt } = await escalate(agent, id)
    expect(dueAt).toEqual(TUESDAY_10_AM.add({ hours: 4 }))
    expect(await seen(id)).toMatchObject({ state: 'waiting', withSupervisor: true })
    expect((await take(await org.staff('agent'))).followup).toBeNull()
    const [item] = (await inbox(supervisor)).items
    expect(item).toMatchObject({ note: '客户要求减免', raisedByName: 'agent', followup: { id }, overdue: false })
    await as(supervisor, tx => takeEscalation(tx, supervisor, item!.id))
    const other = await org.staff('supervisor')
    await expect(as(other, tx => takeEscalation(tx, other, item!.id))).rejects.toThrow('taken-by-another')
    await as(supervisor, tx => answerEscalation(tx, supervisor, item!.id, { answer: '可减免一成', to: 'agent' }))
    expect((await take(await org.staff('agent'))).followup).toBeNull()
    expect(await taken(agent)).toMatchObject({ id, returnedNote: '可减免一成' })
    await expect(
      as(other, tx => answerEscalation(tx, other, item!.id, { answer: '再说', to: 'anyone' })),
    ).rejects.toThrow('answered-already')
    expect((await inbox(supervisor)).items).toEqual([])
    expect((await inbox(supervisor, true)).items).toMatchObject([{ answer: '可减免一成', givenTo: 'agent' }])
    const { answers } = await as(agent, tx => readMyDay(tx, agent))
    expect(answers).toMatchObject([{ followupId: id, answer: '可减免一成', byName: 'supervisor' }])
  })

  test('in the middle of a call stays in hand, and waits for the supervisor once its outcome is reported', async () => {
    const id = await given()
    await taken(agent)
    await dial(agent, id)
    await escalate(agent, id)
    await expect(escalate(agent, id)).rejects.toThrow('escalated-already')
    expect(await seen(id)).toMatchObject({ state: 'handed-out', withSupervisor: true })
    await settle(agent, id, { outcome: 'hung-up' })
    const later = org.at(agent, TUESDAY_10_AM.add({ hours: 5 }))
    expect((await take(later)).followup).toBeNull()
    const [item] = (await inbox(supervisor)).items
    await as(supervisor, tx => answerEscalation(tx, supervisor, item!.id, { answer: '不必再打', to: 'nobody' }))
    expect(await seen(id)).toMatchObject({ state: 'closed', closedReason: 'skipped' })
  })

  test('is seen by supervisors of its branch and above, not by those of another', async () => {
    const id = await givenFollowup(org, await givenCustomer(org, { branchId: org.northId }))
    await taken(agent)
    await escalate(agent, id)
    expect((await inbox(await org.staff('supervisor', org.southId))).items).toEqual([])
    expect((await inbox(await org.staff('supervisor', org.northId))).items).toHaveLength(1)
    await expect(inbox(agent)).rejects.toThrow('forbidden')
  })
})

test('a refusal at the last instant gives the follow-up back with its reason, and nobody holds it', async () => {
  const id = await given({ expiresAt: TUESDAY_10_AM.add({ hours: 24 * 30 }) })
  const noon = org.at(agent, '2026-11-17T11:59:00+08:00')
  await taken(noon)
  const late = org.at(agent, '2026-11-17T12:01:00+08:00')
  expect(await dial(late, id)).toMatchObject({ dialled: false, verdict: { kind: 'defer' } })
  expect(await seen(id)).toMatchObject({ state: 'waiting', attempts: 0, held: [{ code: 'outside-hours' }] })
  expect((await seen(id)).dueAt).toEqual(Temporal.Instant.from('2026-11-17T14:00:00+08:00'))
})

test('the list of a team goes by due time and narrows by what is due, whose it is and what holds it', async () => {
  const [late, today, later] = [
    await given({ dueAt: TUESDAY_10_AM.subtract({ hours: 3 }) }),
    await given({ dueAt: TUESDAY_10_AM.add({ hours: 2 }) }),
    await given({ dueAt: TUESDAY_10_AM.add({ hours: 30 }), priority: 9 }),
  ]
  const list = async (filter: object) => {
    const asked = { ...everything, sort: 'due' as const, limit: 2, ...filter }
    const first = await as(supervisor, tx => listFollowups(tx, supervisor, asked, 'zh'))
    const cursor = first.next
    const rest = cursor ? await as(supervisor, tx => listFollowups(tx, supervisor, { ...asked, cursor }, 'zh')) : null
    return [...first.items, ...(rest?.items ?? [])].map(row => row.id)
  }
  expect(await list({})).toEqual([late, today, later])
  expect(await list({ due: 'overdue' })).toEqual([late])
  expect(await list({ due: 'today' })).toEqual([late, today])
  expect(await list({ due: 'later' })).toEqual([later])
  expect(await list({ priority: 9 })).toEqual([later])
  await reassign({ ids: [today] }, { staffId: agent.staffId! })
  expect(await list({ agentId: agent.staffId })).toEqual([today])
  expect((await taken(agent)).id).toBe(late)
  expect(await list({ agentId: agent.staffId })).toEqual([late, today])
  expect(await list({ branchId: org.northId })).toEqual([])
})

test('an agent’s own day counts his calls by hour and week, and nobody else’s', async () => {
  for (const outcome of ['completed', 'no-answer'] as const) {
    const id = await given()
    await taken(agent)
    await dial(agent, id)
    await settle(agent, id, { outcome, ...(outcome === 'completed' && { answers: { content: 5 } }) })
  }
  const day = await as(agent, tx => readMyDay(tx, agent))
  expect(day.today).toMatchObject({ attempts: 2, conversations: 1, completed: 1, successRate: 1 })
  expect(day.hours).toMatchObject([{ attempts: 2 }])
  expect(day.weeks).toHaveLength(8)
  expect(day.weeks.at(-1)).toMatchObject({ weekOf: '2026-11-16', attempts: 2, days: 1 })
  const colleague = await org.staff('agent')
  expect((await as(colleague, tx => readMyDay(tx, colleague))).today.attempts).toBe(0)
})
