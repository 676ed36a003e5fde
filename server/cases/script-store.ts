import { sql } from 'kysely'
import type { Tx } from '../platform/database.ts'

/** Holds every other first solver of the organisation back, so that one confirming script is written. */
export async function holdConfirmingScript(tx: Tx, orgId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`confirming-script ${orgId}`}, 0))`.execute(tx)
}

/** The oldest frozen script of a name that asks a yes-no question of an id. */
export async function frozenScriptAsking(
  tx: Tx,
  orgId: string,
  name: string,
  question: string,
): Promise<string | undefined> {
  const asking = JSON.stringify([{ id: question, kind: 'yes-no' }])
  const { rows } = await sql<{ id: string }>`
    select id from script
    where org_id = ${orgId} and name = ${name} and frozen_at is not null and questions @> ${asking}::jsonb
    order by created_at, id limit 1`.execute(tx)
  return rows[0]?.id
}
