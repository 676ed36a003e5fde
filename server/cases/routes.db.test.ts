import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { as } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import * as contract from './contract.ts'
import { closeCase, type GivenWork, givenCase, solve } from './given.ts'
import { routes } from './routes.ts'

/** What an endpoint answers an actor, as it crosses the wire. */
async function answer(actor: Actor, endpoint: { path: string; method: string }, given: Record<string, unknown> = {}) {
  const route = routes.find(({ endpoint: own }) => own.path === endpoint.path && own.method === endpoint.method)!
  const input = {
    params: route.endpoint.params.parse(given.params ?? {}),
    query: route.endpoint.query.parse(given.query ?? {}),
    body: route.endpoint.body.parse(given.body ?? {}),
    language: 'zh' as const,
  }
  if (route.kind !== 'action') throw new Error('not an action')
  const value = await as(actor, tx => route.handle(tx, actor, input))
  return z.encode(route.endpoint.response, value) as never
}

type Page = { items: { id: string; problem: string }[]; next: string | null }

describe('over the wire', () => {
  test('a case comes with its customer, its events and the time left; the look is written down', async () => {
    const { org, agent, supervisor, caseId, customerId } = await givenCase()
    const detail: Record<string, never> = await answer(agent, contract.getCase, { params: { id: caseId } })
    expect(detail).toMatchObject({
      state: 'open',
      minutesLeft: 24 * 60,
      overdue: false,
      brief: { id: customerId, name: '王芳', points: [] },
      events: [{ kind: 'opened', staff: { id: agent.staffId } }],
    })
    const audit = await as(org.owner, tx =>
      tx.selectFrom('audit_entry').where('subject_id', '=', customerId).select(['staff_id', 'facts']).execute(),
    )
    expect(audit).toMatchObject([{ staff_id: agent.staffId, facts: { case: caseId } }])
    const solved = await answer(supervisor, contract.solveCase, { params: { id: caseId }, body: { solution: '换件' } })
    expect(solved).toMatchObject({ state: 'confirming', minutesLeft: null, solvedBy: { id: supervisor.staffId } })
  })

  test('lists go on where the page before stopped, open ones by deadline and closed ones by time', async () => {
    const work = await givenCase()
    const { supervisor, agent, customerId } = work
    const opened: string[] = []
    for (const problem of ['甲', '乙', '丙', '丁']) {
      const body = { customerId, problem, severity: 'low' }
      opened.push(((await answer(supervisor, contract.openCase, { body })) as { id: string }).id)
    }
    expect(await allPages(work, contract.listCases, {})).toEqual(['发动机漏油', '甲', '乙', '丙', '丁'])
    for (const [n, id] of opened.entries()) {
      await closeCase(supervisor, work.org.at(agent, `2026-11-1${8 + (n % 2)}T1${n}:00:00+08:00`), id)
    }
    expect(await allPages(work, contract.listCases, { query: { state: 'closed' } })).toEqual(['丁', '乙', '丙', '甲'])
    const ofCustomer = await allPages(work, contract.listCasesOfCustomer, { params: { id: customerId } })
    expect(ofCustomer.toSorted()).toEqual(['丁', '丙', '乙', '甲', '发动机漏油'].toSorted())
  })

  test('filters are read from the address', async () => {
    const { org, agent, supervisor, caseId } = await givenCase()
    const late = org.at(supervisor, '2026-11-20T10:00:00+08:00')
    const ids = async (actor: Actor, query: Record<string, string>) =>
      ((await answer(actor, contract.listCases, { query })) as Page).items.map(row => row.id)
    expect(await ids(supervisor, { overdue: 'true' })).toEqual([])
    expect(await ids(late, { overdue: 'true', mine: 'true' })).toEqual([caseId])
    expect(await ids(late, { state: 'confirming' })).toEqual([])
    expect(await ids(agent, { mine: 'true' })).toEqual([])
    await solve(supervisor, caseId)
    expect(await ids(late, { overdue: 'true' })).toEqual([])
    expect(await ids(late, { state: 'confirming' })).toEqual([caseId])
  })
})

/** The problems of a list read in pages of two. */
async function allPages(work: GivenWork, endpoint: { path: string; method: string }, given: Record<string, unknown>) {
  const problems: string[] = []
  for (let cursor: string | undefined; ; ) {
    const query = { ...(given.query as object), limit: '2', ...(cursor ? { cursor } : {}) }
    const page: Page = await answer(work.supervisor, endpoint, { ...given, query })
    problems.push(...page.items.map(row => row.problem))
    if (!page.next) return problems
    cursor = page.next
  }
}
