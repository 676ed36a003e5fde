import { sql } from 'kysely'
import { stateIn } from '../followups/index.ts'
import { CALL_STATES, ENDED_STATES } from '../followups/rules.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { ATTEMPTS_BEFORE_CLOSING } from './rules.ts'
import { inScopeOf } from './store.ts'

/** Whether a follow-up is still waiting or spoken about in an agent's call. */
export async function isUnderWay(tx: Tx, actor: Actor, followupId: string): Promise<boolean> {
  const { rows } = await sql`
    select from followup f where f.org_id = ${actor.orgId} and f.id = ${followupId} and ${stateIn(CALL_STATES)}`.execute(
    tx,
  )
  return rows.length > 0
}

/** How often a confirming follow-up was tried in vain. */
export async function attemptsIn(tx: Tx, actor: Actor, followupId: string): Promise<number> {
  const { rows } = await sql<{ tried: number }>`
    select ${tried} as tried from followup f where f.org_id = ${actor.orgId} and f.id = ${followupId}`.execute(tx)
  return rows[0]?.tried ?? 0
}

const tried = sql`(case when f.closed_reason in ('no-number', 'do-not-contact')
  then greatest(f.attempts, ${sql.lit(ATTEMPTS_BEFORE_CLOSING)}) else f.attempts end)`

/**
 * Escalates the cases whose confirming follow-up ended without anybody hearing the customer, because it expired or was
 * closed by a rule; answers how many there were. Its attempts count; a customer who cannot be called at all counts as
 * tried in full.
 * @param followupIds looks at these follow-ups alone
 */
export async function escalateUnheard(tx: Tx, actor: Actor, followupIds?: readonly string[]): Promise<number> {
  const { numAffectedRows } = await sql`
    with unheard as (
      update case_file k set escalated_at = ${actor.now}, confirm_attempts = k.confirm_attempts + ${tried}
      from followup f
      where ${inScopeOf(actor)} and k.state = 'confirming' and k.escalated_at is null
        and f.org_id = k.org_id and f.id = k.confirming_followup_id and ${stateIn(ENDED_STATES)}
        ${followupIds ? sql`and k.confirming_followup_id = any (${[...followupIds]}::uuid[])` : sql``}
      returning k.org_id, k.id, coalesce(f.closed_reason, f.last_outcome, '') as note)
    insert into case_event (org_id, case_id, at, kind, note)
    select org_id, id, ${actor.now}, 'not-reached', note from unheard`.execute(tx)
  return Number(numAffectedRows ?? 0)
}
