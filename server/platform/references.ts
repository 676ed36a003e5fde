import { sql } from 'kysely'
import type { Tx } from './database.ts'

/**
 * Which rows of a table other rows refer to by a foreign key, and in which table these are: the first one found. Keys
 * that delete with the row do not count, nor do the tables named `except`. New tables are heeded without being listed
 * anywhere. The caller holds the rows by `for update`, so that no reference is made after it has asked.
 */
export async function referencesTo(
  tx: Tx,
  orgId: string,
  table: string,
  ids: readonly string[],
  except: readonly string[] = [],
): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  if (ids.length === 0) return found
  for (const { from, column } of await keysTo(tx, table, except)) {
    const left = ids.filter(id => !found.has(id))
    if (left.length === 0) break
    const { rows } = await sql<{ id: string }>`
      select g.id from unnest(${left}::uuid[]) as g (id)
      where exists (select from ${sql.table(from)} r where r.org_id = ${orgId} and r.${sql.ref(column)} = g.id)`.execute(
      tx,
    )
    for (const { id } of rows) found.set(id, from)
  }
  return found
}

async function keysTo(tx: Tx, table: string, except: readonly string[]) {
  const { rows } = await sql<{ from: string; column: string }>`
    select c.relname as "from", a.attname as "column"
    from pg_constraint k
    join pg_class c on c.oid = k.conrelid
    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[2]
    where k.contype = 'f' and k.confrelid = ${table}::text::regclass and k.confdeltype <> 'c'
      and array_length(k.conkey, 1) = 2 and c.relname <> all (${[...except]}::text[])
    order by c.relname, a.attname`.execute(tx)
  return rows
}
