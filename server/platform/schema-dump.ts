import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import pg from 'pg'

const SECTIONS: readonly string[] = [
  `select format('create schema %I;', nspname) as line from pg_namespace where nspname = 'auth'`,
  `select pg_get_functiondef(p.oid) || ';' as line
   from pg_proc p join pg_namespace n on n.oid = p.pronamespace
   where n.nspname in ('public', 'auth')
     and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
   order by p.proname`,
  `select format(E'create table %s (\n%s\n);', c.oid::regclass, string_agg(line, E',\n' order by part, position, line)) as line
   from pg_class c
   join pg_namespace n on n.oid = c.relnamespace
   cross join lateral (
     select 1 as part, a.attnum as position,
       format('  %I %s', a.attname, format_type(a.atttypid, a.atttypmod))
         || case when a.attnotnull then ' not null' else '' end
         || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') as line
     from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
     where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     union all
     select 2, 0, format('  constraint %I %s', k.conname, pg_get_constraintdef(k.oid))
     from pg_constraint k where k.conrelid = c.oid and k.contype in ('p', 'u', 'c', 'f', 'x')
   ) lines
   where c.relkind = 'r' and n.nspname in ('public', 'auth')
   group by c.oid order by c.oid::regclass::text`,
  `select indexdef || ';' as line from pg_indexes i
   where schemaname in ('public', 'auth')
     and not exists (select from pg_constraint k where k.conname = i.indexname and k.contype in ('p', 'u', 'x'))
   order by schemaname, indexname`,
  `select pg_get_triggerdef(t.oid) || ';' as line
   from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
   where n.nspname = 'public' and not t.tgisinternal order by c.relname, t.tgname`,
  `select format('create policy %I on %I for %s using (%s);', policyname, tablename, lower(cmd), qual) as line
   from pg_policies where schemaname = 'public' order by tablename, policyname`,
]

/** The whole schema as SQL text for reviewers, the same on every supported PostgreSQL version. */
export async function dumpSchema(ownerUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const parts = ['-- Generated from migrations/ by `npm run schema`; not run, only read.']
    for (const section of SECTIONS) {
      const { rows } = await client.query<{ line: string }>(section)
      parts.push(rows.map(row => row.line.trim()).join('\n\n'))
    }
    return `${parts.join('\n\n')}\n`
  } finally {
    await client.end()
  }
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const TYPES = { timestamptz: 'Temporal.Instant', date: 'Temporal.PlainDate', int8: 'number', numeric: 'number' }

/** Writes the TypeScript types of the tables to `schema.ts`, or refuses when the file differs from the database. */
export async function generateTypes(ownerUrl: string, mode: 'write' | 'verify'): Promise<void> {
  await promisify(execFile)(
    process.execPath,
    [
      'node_modules/kysely-codegen/dist/cli/bin.js',
      ...['--dialect', 'postgres', '--url', ownerUrl, '--out-file', 'server/platform/schema.ts'],
      ...['--include-pattern', '(public|auth).*', '--exclude-pattern', '*.migration', '--default-schema', 'public'],
      ...['--numeric-parser', 'number', '--date-parser', 'string', '--type-mapping', JSON.stringify(TYPES)],
      ...(mode === 'verify' ? ['--verify'] : []),
    ],
    { cwd: ROOT },
  )
}
