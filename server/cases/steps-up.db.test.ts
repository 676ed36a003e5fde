import { expect, test } from 'vitest'
import { as } from '../people/given.ts'
import { assignCase } from './assign-case.ts'
import { closeUnheard } from './close-unheard.ts'
import { EVERYTHING, givenCase, givenWork, hear, kindsOf, solve } from './given.ts'
import { watchCases } from './jobs.ts'
import { raiseCase } from './raise-case.ts'
import { caseOf, casesPage, eventsOf } from './store.ts'

test('who a case was given to stands in its history', async () => {
  const { org, supervisor, caseId } = await givenCase()
  const colleague = await org.staff('supervisor', org.northId)
  await as(supervisor, tx => assignCase(tx, supervisor, caseId, { ownerId: colleague.staffId!, note: '请跟进' }))
  const events = await as(supervisor, tx => eventsOf(tx, supervisor, caseId))
  expect(events.at(-1)).toMatchObject({ kind: 'assigned', to: { id: colleague.staffId }, note: '请跟进' })
})

test('a late case goes up at its deadline and again a day later, and each sees it on his own list', async () => {
  const { org, supervisor, caseId } = await givenCase()
  const above = await org.staff('supervisor')
  const { dueAt } = (await as(supervisor, tx => caseOf(tx, supervisor, caseId)))!
  const watch = (hours: number) => {
    const system = org.at(org.owner, dueAt.add({ hours }))
    return as(system, tx => watchCases(tx, system))
  }
  expect(await watch(-1)).toMatchObject({ goneUp: 0 })
  const both = await Promise.all([watch(0), watch(0)])
  expect(both.map(({ goneUp }) => goneUp).toSorted()).toEqual([0, 1])
  const mine = { ...EVERYTHING, upToMe: true }
  expect(await as(above, tx => casesPage(tx, above, mine))).toMatchObject([{ id: caseId, escalationLevel: 1 }])
  expect(await watch(23)).toMatchObject({ goneUp: 0 })
  expect(await watch(24)).toMatchObject({ goneUp: 1 })
  expect(await as(org.owner, tx => casesPage(tx, org.owner, mine))).toMatchObject([{ id: caseId, escalationLevel: 2 }])
  expect(await watch(99)).toMatchObject({ goneUp: 0 })
  expect((await kindsOf(supervisor, caseId)).filter(kind => kind === 'escalated')).toHaveLength(2)
})

test('a customer who cannot be reached: the case ends after three attempts, by another than its solver, as not reached', async () => {
  const { org, supervisor, agent, caseId } = await givenCase()
  const { confirmingFollowupId } = await solve(supervisor, caseId)
  const colleague = await org.staff('supervisor', org.northId)
  const close = (actor = colleague) => as(actor, tx => closeUnheard(tx, actor, caseId, '三次未接'))
  await expect(close()).rejects.toThrow('still-being-confirmed')
  const tried = (attempts: number) =>
    as(org.owner, tx =>
      tx
        .updateTable('followup')
        .set({ attempts, state: 'done', settled_at: org.owner.now })
        .where('id', '=', confirmingFollowupId!)
        .execute(),
    )
  await tried(2)
  await hear(agent, confirmingFollowupId!, { outcome: 'no-answer', conversed: false })
  await expect(close()).rejects.toMatchObject({ message: 'too-few-attempts', facts: { made: 2, needed: 3 } })
  await as(org.owner, tx => tx.updateTable('case_file').set({ confirm_attempts: 3 }).where('id', '=', caseId).execute())
  await expect(close(supervisor)).rejects.toThrow('solver-does-not-confirm')
  expect(await close()).toMatchObject({ state: 'closed', closedHow: 'not-reached', confirmAttempts: 3 })
  expect(await kindsOf(supervisor, caseId)).toEqual(['opened', 'solved', 'not-reached', 'closed-unheard'])
})

test('whoever answers a customer takes his complaint down; the case is somebody else’s', async () => {
  const { org, supervisor, customerId } = await givenWork()
  const hotline = await org.staff('hotline', org.northId)
  const given = { customerId, problem: '维修拖了两周', severity: 'high' as const }
  expect(await as(hotline, tx => raiseCase(tx, hotline, given))).toMatchObject({
    owner: { id: supervisor.staffId },
    createdBy: { id: hotline.staffId },
    state: 'open',
  })
  const elsewhere = await org.staff('hotline', org.southId)
  await expect(as(elsewhere, tx => raiseCase(tx, elsewhere, given))).rejects.toThrow('not-found')
})
