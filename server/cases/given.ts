import type { FollowupSettled } from '../followups/index.ts'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { newId } from '../platform/id.ts'
import { givenScript } from '../scripts/given.ts'
import { problemRaised, solutionConfirmed } from './listeners.ts'
import { solveCase } from './solve-case.ts'
import { casesPage, eventsOf } from './store.ts'

export const EVERYTHING = { mine: false, overdue: false, escalated: false, limit: 50 }

export interface GivenWork {
  org: GivenOrganisation
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
export async function givenWork(): Promise<GivenWork> {
  const org = await givenOrganisation()
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
  return { org, supervisor, agent, customerId, followupId, end }
}

/** The same, with a case of high severity that the customer raised in the follow-up: his engine leaks. */
export async function givenCase(): Promise<GivenWork & { caseId: string }> {
  const work = await givenWork()
  const { agent, supervisor, customerId, followupId } = work
  const problem = { text: '发动机漏油', severity: 'high' as const }
  await as(agent, tx => problemRaised(tx, agent, settled(agent, { followupId, customerId, problem })))
  const [row] = await as(supervisor, tx => casesPage(tx, supervisor, EVERYTHING))
  return { ...work, caseId: row!.id }
}

/** The fact that an agent completed a follow-up without a word of complaint, but for what is said otherwise. */
export function settled(agent: Actor, more: Partial<FollowupSettled>): FollowupSettled {
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

/** An agent tells what he heard in a confirming follow-up, to both listeners in one transaction. */
export async function hear(agent: Actor, followupId: string, more: Partial<FollowupSettled>): Promise<void> {
  await as(agent, async tx => {
    const { customerId } = await tx
      .selectFrom('followup')
      .where('org_id', '=', agent.orgId)
      .where('id', '=', followupId)
      .select('customer_id as customerId')
      .executeTakeFirstOrThrow()
    const fact = settled(agent, { followupId, customerId, purpose: 'confirm-solution', ...more })
    await problemRaised(tx, agent, fact)
    await solutionConfirmed(tx, agent, fact)
  })
}

export const solve = (actor: Actor, caseId: string) => as(actor, tx => solveCase(tx, actor, caseId, '更换油封'))

/** Solves a case and lets another agent hear that the customer is content. */
export async function closeCase(solver: Actor, agent: Actor, caseId: string): Promise<void> {
  const { confirmingFollowupId } = await solve(solver, caseId)
  await hear(agent, confirmingFollowupId!, { answers: { solved: true } })
}

/** The kinds of what happened to a case, oldest first. */
export async function kindsOf(actor: Actor, caseId: string): Promise<string[]> {
  return (await as(actor, tx => eventsOf(tx, actor, caseId))).map(event => event.kind)
}
