import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { CALL_STATES } from './rules.ts'
import { stateIn } from './situation-store.ts'
import { APPOINTMENT_MINUTES } from './steering-rules.ts'

/** The appointments kept for an agent so close to a time that he cannot keep both, without one of them. */
export async function clashesOf(
  tx: Tx,
  actor: Actor,
  given: { staffId: string; at: Temporal.Instant; without: string },
): Promise<{ id: string; customerName: string; at: Temporal.Instant }[]> {
  const near = { minutes: APPOINTMENT_MINUTES }
  const { rows } = await sql<{ id: string; customerName: string; at: Temporal.Instant }>`
    select f.id, c.name as "customerName", f.appointment_at as at
    from followup f join customer c on c.org_id = f.org_id and c.id = f.customer_id
    where f.org_id = ${actor.orgId} and ${stateIn(CALL_STATES)} and f.reserved_for = ${given.staffId}
      and f.appointment_at > ${given.at.subtract(near)} and f.appointment_at < ${given.at.add(near)}
      and f.id <> ${given.without}
    order by f.appointment_at limit 10`.execute(tx)
  return rows
}

/** Moves an appointment, and keeps it for an agent or for any; the follow-up lives on for a day after it. */
export async function setAppointment(
  tx: Tx,
  actor: Actor,
  followupId: string,
  { at, staffId }: { at: Temporal.Instant; staffId: string | null },
): Promise<void> {
  await sql`
    update followup f set appointment_at = ${at}, due_at = ${at}, reserved_for = ${staffId}, assigned_to = null,
      held = '[]', expires_at = greatest(f.expires_at, ${at.add({ hours: 24 })})
    where f.org_id = ${actor.orgId} and f.id = ${followupId}`.execute(tx)
}
