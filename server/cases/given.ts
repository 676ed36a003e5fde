import { as, type GivenOrganisation } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { newId } from '../platform/id.ts'
import { givenScript } from '../scripts/given.ts'
import { problemRaised } from './listeners.ts'
import { casesPage } from './store.ts'

export interface GivenWork {
  /** Of the northern branch, as is the customer. */
  supervisor: Actor
  agent: Actor
  customerId: string
  /** A follow-up of the customer that is done. */
  followupId: string
  /** Lets a rule close a follow-up. */
  end(followupId: string, reason: string): Promise<void>
}

/** A customer of the northern branch who was followed up, the agent who did it, and the supervisor there. */
export async function givenWork(org: GivenOrganisation): Promise<GivenWork> {
  const [supervisor, agent] = [await org.staff('supervisor', org.northId), await org.staff('agent', org.northId)]
  const script = await givenScript(org.owner)
  const [customerId, followupId] = [newId(), newId()]
  const { now } = org.owner
  const common = { org_id: org.orgId, branch_id: org.northId, created_at: now }
  await as(org.owner, async tx => {
    await tx
      .insertInto('customer')
      .values({ ...common, id: customerId, name: '王芳', updated_at: now })
      .execute()
    await tx
      .insertInto('followup')
      .values({
        ...common,
        id: followupId,
        customer_id: customerId,
        team_id: org.teamId,
        script_id: script.id,
        purpose: 'care',
        reason: '了解使用情况',
        priority: 5,
        max_attempts: 5,
        state: 'done',
        due_at: now,
        expires_at: now.add({ hours: 24 }),
        settled_at: now,
      })
      .execute()
  })
  const end = async (id: string, reason: string) => {
    await as(org.owner, tx =>
      tx
        .updateTable('followup')
        .set({ state: 'closed', closed_reason: reason, settled_at: now })
        .where('id', '=', id)
        .execute(),
    )
  }
  return { supervisor, agent, customerId, followupId, end }
}

/** The same, with a case of high severity that the customer raised in the follow-up: his engine leaks. */
export async function givenCase(org: GivenOrganisation): Promise<GivenWork & { caseId: string }> {
  const work = await givenWork(org)
  const { agent, supervisor, customerId, followupId } = work
  await as(agent, tx =>
    problemRaised(tx, agent, {
      followupId,
      customerId,
      branchId: org.northId,
      purpose: 'care',
      outcome: 'completed',
      conversed: true,
      answers: {},
      problem: { text: '发动机漏油', severity: 'high' },
      staffId: agent.staffId!,
      final: true,
    }),
  )
  const asked = { mine: false, overdue: false, escalated: false, limit: 1 }
  const [row] = await as(supervisor, tx => casesPage(tx, supervisor, asked))
  return { ...work, caseId: row!.id }
}
