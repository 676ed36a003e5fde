import { type RawBuilder, sql } from 'kysely'
import { OPEN_STATES } from './rules.ts'
import { stateIn } from './situation-store.ts'

/** Whether a follow-up `f` was closed untried, since nobody could reach its customer or might; the plan may open it again. */
export const canOpen = sql<boolean>`(f.state = 'closed' and f.attempts = 0
  and f.closed_reason in ('no-number', 'no-address', 'do-not-contact'))`

/** What a campaign has planned before and is open (`live`) or of this time yet; of none for one that was never saved. */
export function plannedBefore(
  { orgId, id }: { orgId: string; id: string | null },
  now: Temporal.Instant,
): RawBuilder<unknown> {
  return sql`
      select f.id, f.activity_id, f.customer_id, f.occasion_on, ${stateIn(OPEN_STATES)} as live, ${canOpen} as can_open
      from followup f
      where f.org_id = ${orgId} and f.campaign_id = ${id}::uuid and (f.expires_at > ${now} or ${stateIn(OPEN_STATES)})`
}
