import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { PackConfirmation } from './contract.ts'

/** Writes down who answered for which rules of a pack. */
export async function insertConfirmation(
  tx: Tx,
  actor: Actor,
  row: { pack: string; edition: string; ruleIds: readonly string[] },
): Promise<void> {
  await sql`
    insert into policy_confirmation (org_id, pack, edition, rule_ids, confirmed_by, confirmed_at)
    values (${actor.orgId}, ${row.pack}, ${row.edition}, ${[...row.ruleIds]}::text[], ${actor.staffId},
      ${actor.now})`.execute(tx)
}

/** Who confirmed what, newest first; of the last two hundred. */
export async function confirmationsOf(tx: Tx, orgId: string): Promise<z.output<typeof PackConfirmation>[]> {
  const { rows } = await sql<z.output<typeof PackConfirmation>>`
    select c.id, c.pack, c.edition, c.rule_ids as "ruleIds", jsonb_build_object('id', s.id, 'name', s.name) as by,
      c.confirmed_at as at
    from policy_confirmation c join staff s on s.org_id = c.org_id and s.id = c.confirmed_by
    where c.org_id = ${orgId} order by c.confirmed_at desc, c.id desc limit 200`.execute(tx)
  return rows
}
