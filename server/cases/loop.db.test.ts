import { beforeAll, expect, test } from 'vitest'
import { recentActivities } from '../activity/index.ts'
import { addCustomer } from '../customers/add-customer.ts'
import {
  addFollowup,
  dialFollowup,
  followupSettled,
  followupsClosed,
  handOut,
  settleFollowup,
} from '../followups/index.ts'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { givenVault } from '../privacy/given.ts'
import { givenScript } from '../scripts/given.ts'
import type { Answers } from '../scripts/rules.ts'
import { EVERYTHING, kindsOf, solve } from './given.ts'
import { confirmationsClosed, problemRaised, solutionConfirmed } from './index.ts'
import { caseOf, casesPage } from './store.ts'

beforeAll(() => {
  givenVault()
  followupSettled.listen(problemRaised)
  followupSettled.listen(solutionConfirmed)
  followupsClosed.listen(confirmationsClosed)
})

/** Works the next follow-up of an agent to its end; answers its purpose, or `null` when he is handed none. */
async function work(
  agent: Actor,
  answers: Answers,
  problem: { text: string; severity: 'high' } | null = null,
): Promise<string | null> {
  const { followup } = await as(agent, tx => handOut(tx, agent))
  if (!followup) return null
  expect((await as(agent, tx => dialFollowup(tx, agent, followup.id))).dialled).toBe(true)
  const given = { outcome: 'completed', note: '', answers, appointmentAt: null, sameAgent: false, stop: null } as const
  await as(agent, tx => settleFollowup(tx, agent, followup.id, { ...given, problem }))
  return followup.purpose
}

async function givenDueFollowup(org: GivenOrganisation): Promise<void> {
  const { owner } = org
  const script = await givenScript(owner, { questions: [] })
  const phones = ['+44 20 7946 0018']
  await as(owner, async tx => {
    const customer = { name: '王芳', kind: 'person', branchId: org.northId, phones, emails: [] } as const
    await addFollowup(tx, owner, {
      customerId: await addCustomer(tx, owner, { ...customer, phones: [...phones], emails: [] }),
      teamId: org.teamId,
      scriptId: script.id,
      purpose: 'care',
      reason: '了解使用情况',
      dueAt: owner.now,
      expiresAt: owner.now.add({ hours: 72 }),
      priority: 5,
    })
  })
}

test('a problem said on the phone is solved by one, asked about by another, and closed by the customer', async () => {
  const evening = '2026-11-17T10:00:00Z'
  const org = await givenOrganisation(Temporal.Instant.from(evening))
  const agent = await org.staff('agent', org.northId)
  const supervisor = await org.staff('supervisor', org.northId)
  await as(org.owner, tx =>
    tx
      .insertInto('team_member')
      .values({ org_id: org.orgId, team_id: org.teamId, staff_id: supervisor.staffId! })
      .execute(),
  )
  await givenDueFollowup(org)
  expect(await work(agent, {}, { text: '发动机漏油', severity: 'high' })).toBe('care')
  const [opened] = await as(supervisor, tx => casesPage(tx, supervisor, EVERYTHING))
  expect(opened).toMatchObject({ problem: '发动机漏油', owner: { id: supervisor.staffId } })
  await solve(supervisor, opened!.id)

  const tomorrow = '2026-11-18T10:00:00Z'
  expect(await work(org.at(supervisor, tomorrow), { solved: true })).toBeNull()
  expect(await work(org.at(agent, tomorrow), { solved: false })).toBe('confirm-solution')
  expect(await as(supervisor, tx => caseOf(tx, supervisor, opened!.id))).toMatchObject({ state: 'open', reopened: 1 })

  await solve(org.at(supervisor, tomorrow), opened!.id)
  expect(await work(org.at(agent, '2026-11-19T10:00:00Z'), { solved: true })).toBe('confirm-solution')
  expect(await as(supervisor, tx => caseOf(tx, supervisor, opened!.id))).toMatchObject({ state: 'closed' })
  expect(await kindsOf(supervisor, opened!.id)).toEqual(['opened', 'solved', 'reopened', 'solved', 'confirmed'])

  const customerId = opened!.customer.id
  const happened = await as(supervisor, tx => recentActivities(tx, org.orgId, customerId, 9))
  const at = Temporal.Instant.from('2026-11-19T10:00:00Z')
  expect(happened).toMatchObject([{ kind: 'solved', happenedAt: at, summary: '' }])
})
