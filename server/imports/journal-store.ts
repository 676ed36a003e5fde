import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import type { ImportChange } from './import-kind.ts'

export async function insertAddition(
  tx: Tx,
  actor: Pick<Actor, 'orgId' | 'now'>,
  importId: string,
  given: { noun: string; ids: readonly string[] },
): Promise<void> {
  await tx
    .insertInto('import_addition')
    .values({
      org_id: actor.orgId,
      import_id: importId,
      id: newId(),
      noun: given.noun,
      written_at: actor.now,
      row_ids: [...given.ids],
    })
    .execute()
}

/** Adds changes; a row that the import changed before keeps its first image. */
export async function insertChanges(
  tx: Tx,
  orgId: string,
  importId: string,
  noun: string,
  changes: readonly ImportChange[],
): Promise<void> {
  await sql`
    insert into import_change (org_id, import_id, noun, row_id, before, after)
    select ${orgId}, ${importId}, ${noun}, g.row_id, g.before, g.after
    from unnest(${changes.map(change => change.id)}::uuid[],
      ${changes.map(change => JSON.stringify(change.before))}::jsonb[],
      ${changes.map(change => JSON.stringify(change.after))}::jsonb[]) as g (row_id, before, after)
    on conflict (org_id, import_id, noun, row_id) do update set after = excluded.after`.execute(tx)
}
