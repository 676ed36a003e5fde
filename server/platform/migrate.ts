import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import pg from 'pg'
import { getConstructionPlans } from 'pg-boss'
import { databaseNewer } from './startup-error.ts'

export const MIGRATIONS = new URL('../../migrations/', import.meta.url)
/** Which migrations a database has taken. */
export const MIGRATION_TABLE = `create table if not exists migration (
    name text primary key, hash text not null, applied_at timestamptz not null default now())`
const LOCK = 7_700_001

/**
 * Brings a database to the program's schema, one migration per transaction, under an advisory lock so that servers
 * starting at once do not race. Creates the application's login, which owns nothing. Refuses a database that holds a
 * migration this program does not know.
 * @returns the connection string of the application's login
 */
export async function migrate(ownerUrl: string, appPassword: string): Promise<string> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await applyMigrations(client)
    await client.query('create schema if not exists pgboss')
    const { rows } = await client.query(`select to_regclass('pgboss.version') is not null as made`)
    if (!rows[0].made) await client.query(getConstructionPlans('pgboss'))
    return await grantToApplication(client, ownerUrl, appPassword)
  } finally {
    await client.end()
  }
}

async function applyMigrations(client: pg.Client): Promise<void> {
  await client.query(MIGRATION_TABLE)
  const applied = new Map<string, string>(
    (await client.query('select name, hash from migration')).rows.map(row => [row.name, row.hash]),
  )
  const names = (await readdir(MIGRATIONS)).filter(name => name.endsWith('.sql')).sort()
  const unknown = [...applied.keys()].find(name => !names.includes(name))
  if (unknown) throw databaseNewer(unknown, names.at(-1) ?? '')
  for (const name of names) {
    const text = await readFile(new URL(name, MIGRATIONS), 'utf8')
    const hash = createHash('sha256').update(text).digest('hex')
    if (applied.has(name)) {
      if (applied.get(name) !== hash) throw new Error(`migration ${name} was changed after it had been applied`)
      continue
    }
    await client.query('begin')
    await client.query(text)
    await client.query('insert into migration (name, hash) values ($1, $2)', [name, hash])
    await client.query('commit')
  }
}

// The password is sent as a literal because `alter role` takes no parameters; it is hexadecimal.
async function grantToApplication(client: pg.Client, ownerUrl: string, appPassword: string): Promise<string> {
  const { rows } = await client.query('select current_database() as name')
  const role = `${rows[0].name}_app`
  const name = pg.escapeIdentifier(role)
  const exists = await client.query('select from pg_roles where rolname = $1', [role])
  await client.query(`${exists.rowCount ? 'alter' : 'create'} role ${name} login password '${appPassword}'`)
  await client.query(`
    grant usage on schema public, auth to ${name};
    grant select, insert, update, delete on all tables in schema public, auth to ${name};
    revoke all on migration from ${name};
    revoke update, delete on audit_entry, audit_seal, verdict, case_event, followup_event, attempt, plan_day, plan_of_day from ${name};
    revoke delete on campaign_version from ${name};
    revoke update, delete on policy_version, policy_confirmation from ${name};
    grant update (decision, decided_by, decided_at, decision_note, in_force_from, in_force_until) on policy_version to ${name};
    revoke insert, update, delete on holiday, holiday_year from ${name};
    grant usage, create on schema pgboss to ${name};
    grant all on all tables in schema pgboss to ${name};
    grant all on all sequences in schema pgboss to ${name};
    grant execute on all functions in schema pgboss to ${name}`)
  const url = new URL(ownerUrl.replace('@/', '@localhost/'))
  url.username = encodeURIComponent(role)
  url.password = appPassword
  return url.toString()
}
