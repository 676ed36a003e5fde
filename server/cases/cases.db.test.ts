import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { FollowupSettled } from '../followups/index.ts'
import { as, givenOrganisation } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { assignCase } from './assign-case.ts'
import { confirmAgain } from './confirm-again.ts'
import { givenCase, givenWork } from './given.ts'
import { watchCases } from './jobs.ts'
import { confirmationsClosed, problemRaised, solutionConfirmed } from './listeners.ts'
import { noteCase } from './note-case.ts'
import { openCase } from './open-case.ts'
import { solveCase } from './solve-case.ts'
import { caseOf, casesOfCustomer, casesPage, eventsOf } from './store.ts'

const EVERYTHING = { mine: false, overdue: false, escalated: false, limit: 50 }

async function work() {
  const org = await givenOrganisation()
  return { org, ...(await givenWork(org)) }
}

async function oneCase() {
  const org = await givenOrganisation()
  return { org, ...(await givenCase(org)) }
}

const solve = (actor: Actor, caseId: string) => as(actor, tx => solveCase(tx, actor, caseId, '更换油封'))
const kinds = async (actor: Actor, caseId: string) =>
  (await as(actor, tx => eventsOf(tx, actor, caseId))).map(event => event.kind)
const stateOf = async (actor: Actor, caseId: string) => (await as(actor, tx => caseOf(tx, actor, caseId)))!

/** An agent tells what a confirming follow-up heard. */
async function hear(agent: Actor, followupId: string, more: Partial<FollowupSettled>): Promise<void> {
  const fact = settled(agent, { followupId, purpose: 'confirm-solution', ...more })
  await as(agent, async tx => {
    await problemRaised(tx, agent, fact)
    await solutionConfirmed(tx, agent, fact)
  })
}

function settled(agent: Actor, more: Partial<FollowupSettled>): FollowupSettled {
  return {
    followupId: '',
    customerId: '',
    branchId: agent.branchId,
    purpose: 'care',
    outcome: 'completed',
    conversed: true,
    answers: {},
    problem: null,
    staffId: agent.staffId!,
    final: true,
    ...more,
  }
}

describe('a problem raised', () => {
  const problem = { text: '发动机漏油', severity: 'high' as const }

  test('becomes a case of the branch’s supervisor in the same transaction, due by its severity', async () => {
    const { org, agent, supervisor, customerId, followupId } = await work()
    const fact = settled(agent, { followupId, customerId, problem })
    await expect(
      as(agent, async tx => {
        await problemRaised(tx, agent, fact)
        throw new Error('the attempt was not stored')
      }),
    ).rejects.toThrow('not stored')
    expect(await as(agent, tx => casesPage(tx, agent, EVERYTHING))).toEqual([])

    await as(agent, tx => problemRaised(tx, agent, fact))
    const [row] = await as(supervisor, tx => casesPage(tx, supervisor, { ...EVERYTHING, mine: true }))
    expect(row).toMatchObject({
      state: 'open',
      problem: '发动机漏油',
      severity: 'high',
      owner: { id: supervisor.staffId },
      createdBy: { id: agent.staffId },
      customer: { id: customerId },
      branch: { id: org.northId },
      raisedByFollowupId: followupId,
    })
    expect(row!.dueAt.toString()).toBe('2026-11-18T02:00:00Z')
    expect(await kinds(supervisor, row!.id)).toEqual(['opened'])
  })

  test('is nothing where nobody complained', async () => {
    const { agent, customerId, followupId } = await work()
    await as(agent, tx => problemRaised(tx, agent, settled(agent, { followupId, customerId })))
    expect(await as(agent, tx => casesPage(tx, agent, EVERYTHING))).toEqual([])
  })

  test('said again in the same follow-up adds to the case instead of opening a second', async () => {
    const { agent, customerId, followupId } = await work()
    const tell = (text: string) =>
      as(agent, tx =>
        problemRaised(
          tx,
          agent,
          settled(agent, { followupId, customerId, problem: { ...problem, text }, final: false }),
        ),
      )
    await tell('发动机漏油')
    await tell('发动机漏油')
    await tell('另外噪音很大')
    const cases = await as(agent, tx => casesPage(tx, agent, EVERYTHING))
    expect(cases).toHaveLength(1)
    expect(await kinds(agent, cases[0]!.id)).toEqual(['opened', 'noted'])
  })

  test('by a supervisor who works himself goes to somebody else', async () => {
    const { org, supervisor, customerId, followupId } = await work()
    await as(supervisor, tx => problemRaised(tx, supervisor, settled(supervisor, { followupId, customerId, problem })))
    const [row] = await as(org.owner, tx => casesPage(tx, org.owner, EVERYTHING))
    expect(row!.owner.id).toBe(org.owner.staffId)
  })
})

describe('a case', () => {
  test('is opened by hand, by those who may, for a customer of theirs', async () => {
    const { org, supervisor, agent, customerId } = await work()
    const given_ = { customerId, problem: '发票开错', severity: 'normal' as const }
    const opened = await as(supervisor, tx => openCase(tx, supervisor, given_))
    expect(opened).toMatchObject({ state: 'open', overdue: false, raisedByFollowupId: null, minutesLeft: 3 * 24 * 60 })
    await expect(as(agent, tx => openCase(tx, agent, given_))).rejects.toThrow('forbidden')
    const south = await org.staff('supervisor', org.southId)
    await expect(as(south, tx => openCase(tx, south, given_))).rejects.toThrow('not-found')
  })

  test('goes to an owner who can see and handle it, and to nobody else', async () => {
    const { org, supervisor, agent, caseId } = await oneCase()
    const boss = await org.staff('supervisor', org.rootId)
    const assign = (ownerId: string) => as(org.owner, tx => assignCase(tx, org.owner, caseId, { ownerId, note: '' }))
    expect((await assign(boss.staffId!)).owner.id).toBe(boss.staffId)
    const south = await org.staff('supervisor', org.southId)
    await expect(assign(south.staffId!)).rejects.toThrow('owner-cannot-handle')
    await expect(assign(agent.staffId!)).rejects.toThrow('owner-cannot-handle')
    const elsewhere = await givenOrganisation()
    await expect(assign(elsewhere.owner.staffId!)).rejects.toThrow('not-found')
    expect(await kinds(supervisor, caseId)).toEqual(['opened', 'assigned'])
  })

  test('lies in one branch: neither a sibling nor another organisation sees, notes or solves it', async () => {
    const { org, caseId, customerId } = await oneCase()
    const south = await org.staff('supervisor', org.southId)
    const foreign = (await givenOrganisation()).owner
    for (const stranger of [south, foreign]) {
      expect(await as(stranger, tx => caseOf(tx, stranger, caseId))).toBeUndefined()
      expect(await as(stranger, tx => casesPage(tx, stranger, EVERYTHING))).toEqual([])
      expect(await as(stranger, tx => casesOfCustomer(tx, stranger, customerId, { limit: 9 }))).toEqual([])
      expect(await as(stranger, tx => eventsOf(tx, stranger, caseId))).toEqual([])
      await expect(as(stranger, tx => noteCase(tx, stranger, caseId, 'x'))).rejects.toThrow('not-found')
      await expect(solve(stranger, caseId)).rejects.toThrow('not-found')
    }
  })

  test('is listed by deadline, page by page, and closed ones apart', async () => {
    const { org, supervisor, agent, customerId, caseId } = await oneCase()
    for (const severity of ['low', 'high', 'normal'] as const) {
      await as(supervisor, tx => openCase(tx, supervisor, { customerId, problem: severity, severity }))
    }
    await closeIt(supervisor, agent, caseId)
    const first = await as(supervisor, tx => casesPage(tx, supervisor, { ...EVERYTHING, limit: 2 }))
    expect(first.map(row => row.problem)).toEqual(['high', 'normal', 'low'])
    const closed = await as(org.owner, tx => casesPage(tx, org.owner, { ...EVERYTHING, state: 'closed' }))
    expect(closed.map(row => row.id)).toEqual([caseId])
    const ofCustomer = await as(supervisor, tx => casesOfCustomer(tx, supervisor, customerId, { limit: 9 }))
    expect(ofCustomer).toHaveLength(4)
  })
})

async function closeIt(supervisor: Actor, agent: Actor, caseId: string): Promise<void> {
  const { confirmingFollowupId } = await solve(supervisor, caseId)
  await hear(agent, confirmingFollowupId!, { answers: { solved: true } })
}

describe('a solution', () => {
  test('does not close the case but plans a follow-up that the solver is never handed', async () => {
    const { supervisor, caseId, followupId } = await oneCase()
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
      reason: '发动机漏油',
    })
  })

  test('is asked about with the organisation’s one frozen yes-no script, also when two cases are solved at once', async () => {
    const { org, supervisor, customerId, caseId } = await oneCase()
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
    const { org, supervisor, caseId } = await oneCase()
    const results = await Promise.allSettled([solve(supervisor, caseId), solve(org.owner, caseId)])
    expect(results.map(result => result.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect((await kinds(supervisor, caseId)).filter(kind => kind === 'solved')).toHaveLength(1)
    const followups = await as(org.owner, tx =>
      tx.selectFrom('followup').where('purpose', '=', 'confirm-solution').selectAll().execute(),
    )
    expect(followups).toHaveLength(1)
  })

  test('is refused where nobody but the solver could ask the customer', async () => {
    const { org, agent, supervisor, caseId } = await oneCase()
    await as(org.owner, tx => tx.deleteFrom('team_member').where('staff_id', '=', agent.staffId!).execute())
    await expect(solve(supervisor, caseId)).rejects.toThrow('nobody-to-confirm')
    expect((await stateOf(supervisor, caseId)).state).toBe('open')
  })
})

describe('the customer’s word', () => {
  test('“yes” closes the case, and after that it takes notes alone', async () => {
    const { supervisor, agent, caseId } = await oneCase()
    await closeIt(supervisor, agent, caseId)
    expect(await stateOf(supervisor, caseId)).toMatchObject({ state: 'closed', closedAt: agent.now })
    expect(await kinds(supervisor, caseId)).toEqual(['opened', 'solved', 'confirmed'])
    await expect(solve(supervisor, caseId)).rejects.toThrow('case-step-not-possible')
    expect((await as(supervisor, tx => noteCase(tx, supervisor, caseId, '客户来电致谢'))).state).toBe('closed')
  })

  test('“no” reopens it with a new deadline and the reason, without a second case', async () => {
    const { org, supervisor, agent, caseId } = await oneCase()
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
    await closeIt(supervisor, agent, caseId)
    expect((await stateOf(supervisor, caseId)).state).toBe('closed')
  })

  test('“yes, but” closes it and opens another for the new problem', async () => {
    const { org, supervisor, agent, caseId, customerId } = await oneCase()
    const { confirmingFollowupId } = await solve(supervisor, caseId)
    const problem = { text: '门关不严', severity: 'low' as const }
    await hear(agent, confirmingFollowupId!, { customerId, answers: { solved: true }, problem })
    expect((await stateOf(supervisor, caseId)).state).toBe('closed')
    const open = await as(org.owner, tx => casesPage(tx, org.owner, EVERYTHING))
    expect(open.map(row => row.problem)).toEqual(['门关不严'])
  })

  test('is not heard while the follow-up is still being tried', async () => {
    const { supervisor, agent, caseId } = await oneCase()
    const { confirmingFollowupId } = await solve(supervisor, caseId)
    await hear(agent, confirmingFollowupId!, { outcome: 'no-answer', conversed: false, final: false })
    expect(await kinds(supervisor, caseId)).toEqual(['opened', 'solved'])
  })

  test('cannot be brought by the solver, neither by the rule nor in the database', async () => {
    const { org, supervisor, caseId } = await oneCase()
    const { confirmingFollowupId } = await solve(supervisor, caseId)
    await expect(hear(supervisor, confirmingFollowupId!, { answers: { solved: true } })).rejects.toThrow(
      'solver-does-not-confirm',
    )
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
    const { supervisor, agent, caseId, followupId } = await oneCase()
    await solve(supervisor, caseId)
    await hear(agent, followupId, { answers: { solved: true } })
    expect((await stateOf(supervisor, caseId)).state).toBe('confirming')
  })
})

describe('a customer who is not reached', () => {
  test('leaves the case waiting, escalated to its owner, who may have him asked again', async () => {
    const { supervisor, agent, caseId, end } = await oneCase()
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
    expect(await kinds(supervisor, caseId)).toEqual(['opened', 'solved', 'not-reached', 'confirm-again', 'confirmed'])
  })

  test('is noticed at once when a rule closes the follow-up, and once only when the watch comes round', async () => {
    const { org, supervisor, caseId, end } = await oneCase()
    const { confirmingFollowupId } = await solve(supervisor, caseId)
    await end(confirmingFollowupId!, 'expired')
    await as(org.owner, tx =>
      confirmationsClosed(tx, org.owner, { followupIds: [confirmingFollowupId!], reason: 'expired' }),
    )
    expect((await stateOf(supervisor, caseId)).escalatedAt).not.toBeNull()
    expect(await as(org.owner, tx => watchCases(tx, org.owner))).toEqual({ overdue: 0, escalated: 0 })
    expect((await kinds(supervisor, caseId)).filter(kind => kind === 'not-reached')).toHaveLength(1)
  })
})

describe('the watch', () => {
  test('writes down an overdue case once per deadline, also when two watches run at once', async () => {
    const { org, supervisor, agent, caseId } = await oneCase()
    const late = org.at(org.owner, '2026-11-18T10:00:00+08:00')
    expect(await as(org.owner, tx => watchCases(tx, org.owner))).toEqual({ overdue: 0, escalated: 0 })
    const found = await Promise.all([as(late, tx => watchCases(tx, late)), as(late, tx => watchCases(tx, late))])
    expect(found.map(count => count.overdue).toSorted()).toEqual([0, 1])
    const overdue = await as(late, tx => casesPage(tx, late, { ...EVERYTHING, overdue: true }))
    expect(overdue.map(row => row.id)).toEqual([caseId])

    const { confirmingFollowupId } = await solve(supervisor, caseId)
    await hear(org.at(agent, late.now), confirmingFollowupId!, { answers: { solved: false } })
    const later = org.at(org.owner, '2026-11-30T10:00:00+08:00')
    expect((await as(later, tx => watchCases(tx, later))).overdue).toBe(1)
    expect((await kinds(supervisor, caseId)).filter(kind => kind === 'overdue')).toHaveLength(2)
  })

  test('finds a confirming follow-up that ended without a word', async () => {
    const { org, supervisor, caseId, end } = await oneCase()
    const { confirmingFollowupId } = await solve(supervisor, caseId)
    await end(confirmingFollowupId!, 'expired')
    expect(await as(org.owner, tx => watchCases(tx, org.owner))).toEqual({ overdue: 0, escalated: 1 })
    const events = await as(supervisor, tx => eventsOf(tx, supervisor, caseId))
    expect(events.at(-1)).toMatchObject({ kind: 'not-reached', note: 'expired', staff: null })
  })
})
