import { readFile } from 'node:fs/promises'
import pg from 'pg'
import { describe, expect, inject, test } from 'vitest'
import { migrate } from './migrate.ts'
import { dumpSchema, generateTypes } from './schema-dump.ts'

const OUTSIDE_ORGANISATIONS = ['migration', 'holiday', 'holiday_year']

async function query<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end()
  }
}

describe('the schema', () => {
  test('is what schema.sql shows reviewers; else run "npm run schema"', async () => {
    const shown = await readFile(new URL('../../schema.sql', import.meta.url), 'utf8')
    const [server] = await query<{ version: number }>(
      inject('ownerUrl'),
      `select current_setting('server_version_num')::int as version`,
    )
    // Before 18 a foreign key is always enforced, those too that migration 0050 asks once per statement.
    const expected = server!.version < 180_000 ? shown.replaceAll(' NOT ENFORCED', '') : shown
    expect(await dumpSchema(inject('ownerUrl'))).toBe(expected)
  })

  test('has the types that schema.ts gives; else run "npm run schema"', async () => {
    await expect(generateTypes(inject('ownerUrl'), 'verify')).resolves.toBeUndefined()
  })

  test('gives every table its organisation, a key that starts with it, and row-level security', async () => {
    const tables = await query<{ name: string; secured: boolean; key: string | null }>(
      inject('ownerUrl'),
      `select c.relname as name, c.relrowsecurity as secured,
         (select pg_get_constraintdef(k.oid) from pg_constraint k where k.conrelid = c.oid and k.contype = 'p') as key
       from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r'`,
    )
    const owned = tables.filter(({ name }) => !OUTSIDE_ORGANISATIONS.includes(name))
    expect(owned.length).toBeGreaterThan(20)
    expect(owned.filter(({ secured }) => !secured).map(({ name }) => name)).toEqual([])
    const keys = owned.filter(({ name, key }) => name !== 'organisation' && !key?.startsWith('PRIMARY KEY (org_id, '))
    expect(keys.map(({ name }) => name)).toEqual([])
  })

  test('links rows of one organisation alone: every foreign key carries org_id, or leads to the organisation', async () => {
    const keys = await query<{ name: string; definition: string }>(
      inject('ownerUrl'),
      `select k.conname as name, pg_get_constraintdef(k.oid) as definition from pg_constraint k
       join pg_namespace n on n.oid = k.connamespace where n.nspname = 'public' and k.contype = 'f'`,
    )
    const loose = keys.filter(
      ({ definition }) =>
        !/^FOREIGN KEY \(org_id(, \w+)+\) REFERENCES \w+\(org_id, /.test(definition) &&
        definition !== 'FOREIGN KEY (org_id) REFERENCES organisation(id)',
    )
    expect(loose).toEqual([])
  })

  test('belongs to the owner: the application owns nothing and cannot rewrite what it logged', async () => {
    const owned = await query(inject('appUrl'), 'select relname from pg_class where relowner = current_user::regrole')
    expect(owned).toEqual([])
    for (const table of ['audit_entry', 'audit_seal', 'verdict', 'attempt', 'case_event']) {
      await expect(query(inject('appUrl'), `delete from ${table}`)).rejects.toThrow('permission denied')
      await expect(query(inject('appUrl'), `update ${table} set org_id = org_id`)).rejects.toThrow('permission denied')
    }
  })

  test('is brought up to date twice without harm', async () => {
    await expect(migrate(inject('ownerUrl'), 'test')).resolves.toContain('_app')
  })

  test('of a newer program is refused in one sentence', async () => {
    await query(inject('ownerUrl'), `insert into migration (name, hash) values ('9999_future.sql', 'x')`)
    try {
      await expect(migrate(inject('ownerUrl'), 'test')).rejects.toThrow('9999_future')
    } finally {
      await query(inject('ownerUrl'), `delete from migration where name = '9999_future.sql'`)
    }
  })
})
