import pg from 'pg'

export interface Table {
  schema: string
  name: string
  columns: string[]
  /** The primary key as SQL, which gives the rows their order; texts byte by byte, the same on every server. */
  key: string[]
  /** The tables its foreign keys lead to, as `schema.name`, without itself. */
  needs: string[]
}

/**
 * Sessions and codes on their way open doors that were closed since: who signed out or was deactivated would be let in
 * again. Everybody signs in anew after a restore.
 */
const NOT_KEPT = ['auth.session', 'auth.verification', 'public.migration']

/** The tables a backup holds. Tables that do not survive a crash (unlogged) hold work in progress alone. */
export async function tablesOf(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table & { id: string }>(`
    select n.nspname as schema, c.relname as name,
      array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        and a.attgenerated = '' order by a.attnum) as columns,
      array(select quote_ident(a.attname) || case when a.attcollation = 0 then '' else ' collate "C"' end
        from pg_index i cross join unnest(i.indkey) with ordinality k (number, at)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number
        where i.indrelid = c.oid and i.indisprimary order by k.at) as key,
      array(select distinct fn.nspname || '.' || f.relname from pg_constraint k join pg_class f on f.oid = k.confrelid
        join pg_namespace fn on fn.oid = f.relnamespace
        where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as needs
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and c.relpersistence = 'p' and n.nspname in ('public', 'auth')
    order by n.nspname, c.relname`)
  return rows.filter(table => !NOT_KEPT.includes(nameOf(table)))
}

export const nameOf = (table: { schema: string; name: string }): string => `${table.schema}.${table.name}`

export const quoted = (table: { schema: string; name: string }): string =>
  `${pg.escapeIdentifier(table.schema)}.${pg.escapeIdentifier(table.name)}`

/** The statement that reads a table in the order of its key, so that equal tables give equal bytes. */
export function copyOut(table: { schema: string; name: string; columns: string[] }, key: readonly string[]): string {
  const columns = table.columns.map(name => pg.escapeIdentifier(name)).join(', ')
  const order = key.length > 0 ? ` order by ${key.join(', ')}` : ''
  return `copy (select ${columns} from ${quoted(table)}${order}) to stdout`
}

/**
 * The tables so that each comes after those its foreign keys lead to. Where keys lead round in a circle the order is cut
 * anywhere; the keys of the circle must be taken off while rows are loaded.
 */
export function inKeyOrder<T extends { schema: string; name: string; needs: string[] }>(
  tables: readonly T[],
): { ordered: T[]; circular: [from: string, to: string][] } {
  const byName = new Map(tables.map(table => [nameOf(table), table]))
  const ordered: T[] = []
  const state = new Map<string, 'open' | 'done'>()
  const circular: [string, string][] = []
  const visit = (table: T): void => {
    state.set(nameOf(table), 'open')
    for (const need of table.needs) {
      const other = byName.get(need)
      if (!other) continue
      if (state.get(need) === 'open') circular.push([nameOf(table), need])
      else if (!state.has(need)) visit(other)
    }
    state.set(nameOf(table), 'done')
    ordered.push(table)
  }
  for (const table of tables) if (!state.has(nameOf(table))) visit(table)
  return { ordered, circular }
}
