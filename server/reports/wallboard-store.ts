import { sql } from 'kysely'
import type { Tx } from '../platform/database.ts'
import type { Span } from './period-rules.ts'
import { type Area, isOf } from './store.ts'
import type { AgentFacts } from './wallboard-rules.ts'

export interface AgentNow extends AgentFacts {
  staffId: string
  name: string
  attempts: number
  completed: number
}

/** The agents of the area's teams: those in a team who are not gone, with what they have in hand and did today. */
export async function agentsNow(tx: Tx, area: Area, today: Span): Promise<AgentNow[]> {
  const { rows } = await sql<AgentNow>`
    with agent as (
      select distinct s.id, s.name from staff s join team_member m on m.org_id = s.org_id and m.staff_id = s.id
      where s.org_id = ${area.orgId} and s.deactivated_at is null and s.branch_id = any (${[...area.branchIds]}::uuid[])
        and s.roles && array['agent', 'partner-agent', 'supervisor']
        ${area.teamId ? sql`and m.team_id = ${area.teamId}` : sql``}),
    done as (
      select a.staff_id, count(*) as attempts, count(*) filter (where a.outcome = 'completed') as completed,
        max(a.ended_at) as last
      from attempt a where a.org_id = ${area.orgId} and a.ended_at >= ${today.from} and a.ended_at < ${today.to}
        and not a.carried
      group by a.staff_id)
    select g.id as "staffId", g.name, coalesce(d.attempts, 0) as attempts, coalesce(d.completed, 0) as completed,
      d.last as "lastEndedAt", c.dialled_at as "dialledAt", f.id is not null as "inHand"
    from agent g
    left join done d on d.staff_id = g.id
    left join contact c on c.org_id = ${area.orgId} and c.staff_id = g.id and c.state = 'dialled'
    left join followup f on f.org_id = ${area.orgId} and f.handed_to = g.id and f.state = 'handed-out'
    order by g.name, g.id limit 500`.execute(tx)
  return rows
}

/** When the one that waits longest fell due, and what is still to fall due before midnight. */
export async function queueOfDay(tx: Tx, area: Area, now: Temporal.Instant, midnight: Temporal.Instant) {
  const { rows } = await sql<{ dueLaterToday: number; oldestDueAt: Temporal.Instant | null }>`
    select count(*) filter (where f.due_at > ${now}) as "dueLaterToday",
      min(f.due_at) filter (where f.due_at <= ${now} and f.appointment_at is null) as "oldestDueAt"
    from followup f
    where ${isOf(area)} and f.state = 'waiting' and f.due_at < ${midnight}`.execute(tx)
  return rows[0]!
}
