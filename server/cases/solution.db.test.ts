import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { as } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { confirmAgain } from './confirm-again.ts'
import { closeCase, EVERYTHING, givenCase, hear, kindsOf, solve } from './given.ts'
import { watchCases } from './jobs.ts'
import { confirmationsClosed } from './listeners.ts'
import { noteCase } from './note-case.ts'
import { openCase } from './open-case.ts'
import { caseOf, casesPage, eventsOf } from './store.ts'

const stateOf = async (actor: Actor, caseId: string) => (await as(actor, tx => caseOf(tx, actor, caseId)))!

describe('a solution', () => {
  test('does not close the case but plans a follow-up that the solver is never handed', async () => {
    const { supervisor, caseId, followupId } = await givenCase()
    const solved = await solve(supervisor, caseId)
    expect(solved).toMatchObject({ state: 'confirming', solution: '更换油封', minutesLeft: null, closedAt: null })
    const followup = await as(supervisor, tx =>
      tx.selectFrom('followup').where('id', '=', solved.confirmingFollowupId!).selectAll().executeTakeFirstOrThrow(),
    )
    expect(followup).toMatchObject({
      purpose: 'confirm-solution',
      state: 'waiting',
      not_by: supervisor.staffId,
      matter_of: followupId,
      reason: '您反映的“发动机漏油”，处理结果是：更换油封',
    })
  })

  test('is asked about with the organisation’s one frozen yes-no script, also when two cases are solved at once', async () => {
    const { org, supervisor, customerId, caseId } = await givenCase()
    const second = await as(supervisor, tx =>
      openCase(tx, supervisor, { customerId, problem: '噪音', severity: 'low' }),
    )
    await Promise.all([solve(supervisor, caseId), solve(org.owner, second.id)])
    const scripts = await as(org.owner, tx =>
      tx.selectFrom('script').where('name', 'like', '%内置%').selectAll().execute(),
    )
    expect(scripts).toHaveLength(1)
    expect(scripts[0]!.frozen_at).not.toBeNull()
    expect(scripts[0]!.questions).toMatchObject([{ id: 'solved', kind: 'yes-no' }])
  })

  test('of two at the same moment counts once', async () => {
    const { org, supervisor, caseId } = await givenCase()
    const results = await Promise.allSettled([solve(supervisor, caseId), solve(org.owner, caseId)])
    expect(results.map(result => result.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect((await kindsOf(supervisor, caseId)).filter(kind => kind === 'solved')).toHaveLength(1)
    const followups = await as(org.owner, tx =>
      tx.selectFrom('followup').where('purpose', '=', 'confirm-solution').selectAll().execute(),
    )
    expect(followups).toHaveLength(1)
  })

  test('is refused where nobody but the solver could ask the customer', async () => {
    const { org, agent, supervisor, caseId } = await givenCase()
    await as(org.owner, tx => tx.deleteFrom('team_member').where('staff_id', '=', agent.staffId!).execute())
    await expect(solve(supervisor, caseId)).rejects.toThrow('nobody-to-confirm')
    expect((await stateOf(supervisor, caseId)).state).toBe('open')
  })
})

describe('the customer’s word', () => {
  test('“yes” closes the case, and after that it takes notes alone', async () => {
    const { supervisor, agent, caseId } = await givenCase()
    await closeCase(supervisor, agent, caseId)
    expect(await stateOf(supervisor, caseId)).toMatchObject({ state: 'closed', closedAt: agent.now })
    expect(await kindsOf(supervisor, caseId)).toEqual(['opened', 'solved', 'confirmed'])
    await expect(solve(supervisor, caseId)).rejects.toThrow('case-step-not-possible')
    expect((await as(supervisor, tx => noteCase(tx, supervisor, caseId, '客户来电致谢'))).state).toBe('closed')
  })

  test('“no” reopens it with a new deadline and the reason, without a second case', async () => {
    const { org, supervisor, agent, caseId } = await givenCase()
    const { confirmingFollowupId } = await solve(supervisor, caseId)
    const friday = org.at(agent, '2026-11-20T16:00:00+08:00')
    const problem = { text: '还是漏', severity: 'high' as const }
    await hear(friday, confirmingFollowupId!, { answers: { solved: false }, problem })
    const reopened = await stateOf(supervisor, caseId)
    expect(reopened).toMatchObject({ state: 'open', reopened: 1, closedAt: null })
    expect(reopened.dueAt.toString()).toBe('2026-11-23T08:00:00Z')
    const events = await as(supervisor, tx => eventsOf(tx, supervisor, caseId))
    expect(events.at(-1)).toMatchObject({ kind: 'reopened', note: '还是漏', staff: { id: agent.staffId } })
    expect(await as(org.owner, tx => casesPage(tx, org.owner, EVERYTHING))).toHaveLength(1)
    await closeCase(supervisor, agent, caseId)
    expect((await stateOf(supervisor, caseId)).state).toBe('closed')
  })

  test('“yes, but” closes it and opens another for the new problem', async () => {
    const { org, supervisor, agent, caseId, customerId } = await givenCase()
    const { confirmingFollowupId } = await solve(supervisor, caseId)
    const problem = { text: '门关不严', severity: 'low' as const }
    await hear(agent, confirmingFollowupId!, { customerId, answers: { solved: true }, problem })
    expect((await stateOf(supervisor, caseId)).state).toBe('closed')
    const open = await as(org.owner, tx => casesPage(tx, org.owner, EVERYTHING))
    expect(open.map(row => row.problem)).toEqual(['门关不严'])
  })

  test('is not heard while the follow-up is still being tried', async () => {
    const { supervisor, agent, caseId } = await givenCase()
    const { confirmingFollowupId } = await solve(supervisor, caseId)
    await hear(agent, confirmingFollowupId!, { outcome: 'no-answer', conversed: false, final: false })
    expect(await kindsOf(supervisor, caseId)).toEqual(['opened', 'solved'])
  })

  test('cannot be brought by the solver, neither by the rule nor in the database', async () => {
    const { org, supervisor, caseId } = await givenCase()
    const { confirmingFollowupId } = await solve(supervisor, caseId)
    for (const solved of [true, false]) {
      await expect(hear(supervisor, confirmingFollowupId!, { answers: { solved } })).rejects.toThrow(
        'solver-does-not-confirm',
      )
    }
    const write = (set: ReturnType<typeof sql>) =>
      as(org.owner, tx => sql`update case_file set ${set} where id = ${caseId}`.execute(tx))
    await expect(write(sql`state = 'closed', closed_at = now(), confirmed_by = ${supervisor.staffId}`)).rejects.toThrow(
      'case_is_not_confirmed_by_its_solver',
    )
    await expect(write(sql`state = 'closed', closed_at = now()`)).rejects.toThrow(
      'case_closes_only_by_a_confirming_followup',
    )
    await expect(
      write(
        sql`state = 'closed', closed_at = now(), confirmed_by = ${org.owner.staffId}, confirming_followup_id = null`,
      ),
    ).rejects.toThrow('case_closes_only_by_a_confirming_followup')
  })

  test('of another follow-up says nothing about the case', async () => {
    const { supervisor, agent, caseId, followupId } = await givenCase()
    await solve(supervisor, caseId)
    await hear(agent, followupId, { answers: { solved: true } })
    expect((await stateOf(supervisor, caseId)).state).toBe('confirming')
  })
})

describe('a customer who is not reached', () => {
  test('leaves the case waiting, escalated to its owner, who may have him asked again', async () => {
    const { supervisor, agent, caseId, end } = await givenCase()
    const { confirmingFollowupId } = await solve(supervisor, caseId)
    await expect(as(supervisor, tx => confirmAgain(tx, supervisor, caseId))).rejects.toThrow('still-being-confirmed')
    await end(confirmingFollowupId!, 'max-attempts')
    await hear(agent, confirmingFollowupId!, { outcome: 'no-answer', conversed: false })
    expect(await stateOf(supervisor, caseId)).toMatchObject({ state: 'confirming', escalatedAt: agent.now })
    const escalated = await as(supervisor, tx => casesPage(tx, supervisor, { ...EVERYTHING, escalated: true }))
    expect(escalated.map(row => row.id)).toEqual([caseId])

    const again = await as(supervisor, tx => confirmAgain(tx, supervisor, caseId))
    expect(again).toMatchObject({ state: 'confirming', escalatedAt: null })
    expect(again.confirmingFollowupId).not.toBe(confirmingFollowupId)
    await hear(agent, again.confirmingFollowupId!, { answers: { solved: true } })
    expect((await stateOf(supervisor, caseId)).state).toBe('closed')
    expect(await kindsOf(supervisor, caseId)).toEqual(['opened', 'solved', 'not-reached', 'confirm-again', 'confirmed'])
  })

  test('is noticed at once when a rule closes the follow-up, and once only when the watch comes round', async () => {
    const { org, supervisor, caseId, end } = await givenCase()
    const { confirmingFollowupId } = await solve(supervisor, caseId)
    await end(confirmingFollowupId!, 'expired')
    await as(org.owner, tx =>
      confirmationsClosed(tx, org.owner, { followupIds: [confirmingFollowupId!], reason: 'expired' }),
    )
    expect((await stateOf(supervisor, caseId)).escalatedAt).not.toBeNull()
    expect(await as(org.owner, tx => watchCases(tx, org.owner))).toMatchObject({ overdue: 0, escalated: 0 })
    expect((await kindsOf(supervisor, caseId)).filter(kind => kind === 'not-reached')).toHaveLength(1)
  })
})

describe('the watch', () => {
  test('writes down an overdue case once per deadline, also when two watches run at once', async () => {
    const { org, supervisor, agent, caseId } = await givenCase()
    const late = org.at(org.owner, '2026-11-18T10:00:00+08:00')
    expect(await as(org.owner, tx => watchCases(tx, org.owner))).toMatchObject({ overdue: 0, escalated: 0 })
    const found = await Promise.all([as(late, tx => watchCases(tx, late)), as(late, tx => watchCases(tx, late))])
    expect(found.map(count => count.overdue).toSorted()).toEqual([0, 1])
    const overdue = await as(late, tx => casesPage(tx, late, { ...EVERYTHING, overdue: true }))
    expect(overdue.map(row => row.id)).toEqual([caseId])

    const { confirmingFollowupId } = await solve(supervisor, caseId)
    await hear(org.at(agent, late.now), confirmingFollowupId!, { answers: { solved: false } })
    const later = org.at(org.owner, '2026-11-30T10:00:00+08:00')
    expect((await as(later, tx => watchCases(tx, later))).overdue).toBe(1)
    expect((await kindsOf(supervisor, caseId)).filter(kind => kind === 'overdue')).toHaveLength(2)
  })

  test('finds a confirming follow-up that ended without a word', async () => {
    const { org, supervisor, caseId, end } = await givenCase()
    const { confirmingFollowupId } = await solve(supervisor, caseId)
    await end(confirmingFollowupId!, 'expired')
    expect(await as(org.owner, tx => watchCases(tx, org.owner))).toMatchObject({ overdue: 0, escalated: 1 })
    const events = await as(supervisor, tx => eventsOf(tx, supervisor, caseId))
    expect(events.at(-1)).toMatchObject({ kind: 'not-reached', note: 'expired', staff: null })
  })
})
