import { describe, expect, test } from 'vitest'
import { as, givenOrganisation } from '../people/given.ts'
import { assignCase } from './assign-case.ts'
import { closeCase, EVERYTHING, givenCase, givenWork, kindsOf, settled, solve } from './given.ts'
import { problemRaised } from './listeners.ts'
import { noteCase } from './note-case.ts'
import { openCase } from './open-case.ts'
import { caseOf, casesOfCustomer, casesPage, eventsOf } from './store.ts'

describe('a problem raised', () => {
  const problem = { text: '发动机漏油', severity: 'high' as const }

  test('becomes a case of the branch’s supervisor in the same transaction, due by its severity', async () => {
    const { org, agent, supervisor, customerId, followupId } = await givenWork()
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
    expect(await kindsOf(supervisor, row!.id)).toEqual(['opened'])
  })

  test('is nothing where nobody complained', async () => {
    const { agent, customerId, followupId } = await givenWork()
    await as(agent, tx => problemRaised(tx, agent, settled(agent, { followupId, customerId })))
    expect(await as(agent, tx => casesPage(tx, agent, EVERYTHING))).toEqual([])
  })

  test('said again in the same follow-up adds to the case instead of opening a second', async () => {
    const { agent, customerId, followupId } = await givenWork()
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
    expect(await kindsOf(agent, cases[0]!.id)).toEqual(['opened', 'noted'])
  })

  test('by a supervisor who works himself goes to somebody else', async () => {
    const { org, supervisor, customerId, followupId } = await givenWork()
    await as(supervisor, tx => problemRaised(tx, supervisor, settled(supervisor, { followupId, customerId, problem })))
    const [row] = await as(org.owner, tx => casesPage(tx, org.owner, EVERYTHING))
    expect(row!.owner.id).toBe(org.owner.staffId)
  })
})

describe('a case', () => {
  test('is opened by hand, by those who may, for a customer of theirs', async () => {
    const { org, supervisor, agent, customerId } = await givenWork()
    const given_ = { customerId, problem: '发票开错', severity: 'normal' as const }
    const opened = await as(supervisor, tx => openCase(tx, supervisor, given_))
    expect(opened).toMatchObject({ state: 'open', overdue: false, raisedByFollowupId: null, minutesLeft: 3 * 24 * 60 })
    await expect(as(agent, tx => openCase(tx, agent, given_))).rejects.toThrow('forbidden')
    const south = await org.staff('supervisor', org.southId)
    await expect(as(south, tx => openCase(tx, south, given_))).rejects.toThrow('not-found')
  })

  test('goes to an owner who can see and handle it, and to nobody else', async () => {
    const { org, supervisor, agent, caseId } = await givenCase()
    const boss = await org.staff('supervisor', org.rootId)
    const assign = (ownerId: string) => as(org.owner, tx => assignCase(tx, org.owner, caseId, { ownerId, note: '' }))
    expect((await assign(boss.staffId!)).owner.id).toBe(boss.staffId)
    const south = await org.staff('supervisor', org.southId)
    await expect(assign(south.staffId!)).rejects.toThrow('owner-cannot-handle')
    await expect(assign(agent.staffId!)).rejects.toThrow('owner-cannot-handle')
    const elsewhere = await givenOrganisation()
    await expect(assign(elsewhere.owner.staffId!)).rejects.toThrow('not-found')
    expect(await kindsOf(supervisor, caseId)).toEqual(['opened', 'assigned'])
  })

  test('lies in one branch: neither a sibling nor another organisation sees, notes or solves it', async () => {
    const { org, caseId, customerId } = await givenCase()
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
    const { org, supervisor, agent, customerId, caseId } = await givenCase()
    for (const severity of ['low', 'high', 'normal'] as const) {
      await as(supervisor, tx => openCase(tx, supervisor, { customerId, problem: severity, severity }))
    }
    await closeCase(supervisor, agent, caseId)
    const first = await as(supervisor, tx => casesPage(tx, supervisor, { ...EVERYTHING, limit: 2 }))
    expect(first.map(row => row.problem)).toEqual(['high', 'normal', 'low'])
    const closed = await as(org.owner, tx => casesPage(tx, org.owner, { ...EVERYTHING, state: 'closed' }))
    expect(closed.map(row => row.id)).toEqual([caseId])
    const ofCustomer = await as(supervisor, tx => casesOfCustomer(tx, supervisor, customerId, { limit: 9 }))
    expect(ofCustomer).toHaveLength(4)
  })
})
