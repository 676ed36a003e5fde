import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { fillDemo } from '../demo/fill-demo.ts'
import { organisationIds, systemActor } from '../server/people/index.ts'
import { writeNightly } from '../server/platform/backup/nightly.ts'
import { restoreBackup, verifyArchive } from '../server/platform/backup/restore-backup.ts'
import { inKeyOrder, nameOf, tablesOf } from '../server/platform/backup/tables.ts'
import { writeBackup } from '../server/platform/backup/write-backup.ts'
import { type Database, inScope, openDatabase, openPool } from '../server/platform/database.ts'
import { newId } from '../server/platform/id.ts'
import { MIGRATION_TABLE, MIGRATIONS, migrate } from '../server/platform/migrate.ts'
import { givenVault } from '../server/privacy/given.ts'
import { reveal } from '../server/privacy/index.ts'
import { wireModules } from '../server/wiring.ts'

givenVault()
const made: string[] = []
let folder: string
let source: string
let db: Database
let plain: string

beforeAll(async () => {
  wireModules()
  folder = await mkdtemp(join(tmpdir(), 'huifang-backup-'))
  source = await database()
  db = openDatabase(openPool(await migrate(source, 'test'), 4))
  await fillDemo(source, { now: Temporal.Instant.from('2026-11-17T07:00:00Z'), customers: 60 })
  plain = join(folder, 'plain')
  await writeBackup(source, plain)
}, 180_000)

afterAll(async () => {
  await db.destroy()
  for (const name of made) {
    await onServer(`drop database ${name} with (force)`)
    await onServer(`drop role if exists ${name}_app`)
  }
  await rm(folder, { recursive: true })
})

/** A new, empty database; its address for the owner. */
async function database(): Promise<string> {
  const name = `backup_${newId().replaceAll('-', '')}`
  await onServer(`create database ${name}`)
  made.push(name)
  const url = new URL(inject('ownerUrl').replace('@/', '@localhost/'))
  url.pathname = `/${name}`
  return String(url).replace('@localhost/', '@/')
}

async function query<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url, options: '-c timezone=UTC' })
  await client.connect()
  return client
    .query<Row>(text)
    .then(({ rows }) => rows)
    .finally(() => client.end())
}
const onServer = (text: string) => query(inject('ownerUrl'), text)

/** A fingerprint of each table, computed by the database itself and not by the backup. */
async function fingerprints(url: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const tables = await tablesOf(client)
  await client.end()
  const prints = await Promise.all(
    tables.map(async table => {
      const name = nameOf(table)
      const text = `select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as print from ${table.schema}."${table.name}" t`
      return [name, (await query<{ print: string }>(url, text))[0]!.print] as const
    }),
  )
  return Object.fromEntries(prints)
}

const restore = (url: string, file: string, passphrase?: string) =>
  restoreBackup(url, file, { appPassword: 'test', passphrase })
const isEmpty = async (url: string) =>
  (
    await query(
      url,
      `select from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname in ('public', 'auth', 'pgboss')`,
    )
  ).length === 0

describe('a backup', () => {
  test('restored is the same, table by table, and its numbers can be read with the same master key', async () => {
    const target = await database()
    const done = await restore(target, plain)
    const prints = await fingerprints(target)
    expect(prints).toEqual(await fingerprints(source))
    expect(done.tables).toBe(Object.keys(prints).length)
    expect(done.rows).toBeGreaterThan(1000)
    expect(done.masterKeyIds).toEqual(['test'])

    const restored = openDatabase(openPool(await migrate(target, 'test'), 2))
    const [orgId] = await organisationIds(restored)
    const actor = await systemActor(restored, orgId!)
    const numbers = async (from: Database) =>
      inScope(from, actor, async tx => {
        const rows = await tx
          .selectFrom('identifier')
          .where('org_id', '=', orgId!)
          .orderBy('id')
          .limit(5)
          .select('id')
          .execute()
        return Promise.all(rows.map(({ id }) => reveal(tx, actor, id, 'test')))
      })
    expect(await numbers(restored)).toEqual(await numbers(db))
    await restored.destroy()
  })

  test('written while others write holds one instant: what was written together is there together or not at all', async () => {
    const url = new URL(source.replace('@/', '@localhost/'))
    const writer = new pg.Client({ connectionString: String(url).replace('@localhost/', '@/') })
    await writer.connect()
    const { rows } = await writer.query(`select org_id, id from branch where parent_id is null`)
    let writing = true
    const written = (async () => {
      for (let n = 0; writing; n++) {
        await writer.query('begin')
        await writer.query(
          `insert into branch (org_id, parent_id, depth, name, created_at) values ($1, $2, 1, $3, now())`,
          [rows[0].org_id, rows[0].id, `written ${n}`],
        )
        await writer.query(
          `insert into audit_entry (org_id, at, action, subject, facts) values ($1, now(), 'written', 'branch', $2)`,
          [rows[0].org_id, { n }],
        )
        await writer.query('commit')
      }
    })()
    const file = join(folder, 'busy')
    await writeBackup(source, file)
    writing = false
    await written
    await writer.end()
    const target = await database()
    await restore(target, file)
    const [branches] = await query<{ n: string[] }>(
      target,
      `select array_agg(substr(name, 9) order by name) as n from branch where name like 'written %'`,
    )
    const [entries] = await query<{ n: string[] }>(
      target,
      `select array_agg(facts ->> 'n' order by 'written ' || (facts ->> 'n')) as n from audit_entry where action = 'written'`,
    )
    expect(branches!.n).toEqual(entries!.n)
    await expect(writeBackup(source, file)).rejects.toThrow(/exists already|已存在/)
  })

  test('carries no session: who had been shut out stays out', async () => {
    await query(
      source,
      `insert into auth."user" ("id", "name", "email", "emailVerified") values ('u', 'u', 'u@x', true);
      insert into auth.session ("id", "expiresAt", "token", "updatedAt", "userId") values ('s', now() + interval '1 day', 'open-sesame', now(), 'u')`,
    )
    const file = join(folder, 'sessions')
    await writeBackup(source, file)
    const target = await database()
    await restore(target, file)
    expect(await query(target, 'select from auth.session')).toEqual([])
    expect(await query(target, `select from auth."user" where id = 'u'`)).toHaveLength(1)
  })

  test('never holds the master key', async () => {
    const bytes = await readFile(plain)
    expect(bytes.includes(Buffer.alloc(32, 7))).toBe(false)
  })

  test('continues its sequences where they stood', async () => {
    const url = await database()
    await migrate(url, 'test')
    await query(url, `select setval(pg_get_serial_sequence('webhook_event', 'number'), 4711)`)
    const file = join(folder, 'sequences')
    await writeBackup(url, file)
    const target = await database()
    await restore(target, file)
    const [next] = await query<{ n: string }>(
      target,
      `select nextval(pg_get_serial_sequence('webhook_event', 'number')) as n`,
    )
    expect(next!.n).toBe('4712')
  })

  test('of an older version is loaded as it was and then brought up to date', async () => {
    const old = await database()
    await query(old, MIGRATION_TABLE)
    for (const name of ['0001_people.sql', '0002_auth.sql', '0003_privacy.sql']) {
      const text = await readFile(new URL(name, MIGRATIONS), 'utf8')
      const hash = createHash('sha256').update(text).digest('hex')
      await query(old, `${text}; insert into migration (name, hash) values ('${name}', '${hash}')`)
    }
    await query(old, `insert into organisation (name, created_at) values ('旧公司', now())`)
    const file = join(folder, 'old')
    await writeBackup(old, file)
    const target = await database()
    await restore(target, file)
    expect(await query(target, 'select name from organisation')).toEqual([{ name: '旧公司' }])
    expect(await query(target, 'select from api_key')).toEqual([])
    expect(await query(target, 'select from holiday_year')).not.toEqual([])
  })
})

describe('an encrypted backup', () => {
  test('shows nothing without its passphrase, and opens with it', async () => {
    const file = join(folder, 'locked')
    expect(await writeBackup(source, file, { passphrase: '长城长 2026' })).toMatchObject({ encrypted: true })
    const target = await database()
    await expect(restore(target, file)).rejects.toThrow(/is encrypted|已加密/)
    await expect(restore(target, file, 'guess')).rejects.toThrow(/passphrase does not open|口令与备份/)
    expect(await isEmpty(target)).toBe(true)
    await restore(target, file, '长城长 2026')
    expect(await isEmpty(target)).toBe(false)
  })
})

describe('a backup is refused in one line, and the target is not touched,', () => {
  const refused = async (file: string, why: RegExp, passphrase?: string) => {
    const target = await database()
    const error = await restore(target, file, passphrase).then(
      () => undefined,
      (reason: Error) => reason,
    )
    expect(error?.message).toMatch(why)
    expect(error?.message.split('\n')).toHaveLength(1)
    expect(await isEmpty(target)).toBe(true)
  }

  test('wherever one byte of it is not right', async () => {
    const whole = await readFile(plain)
    const file = join(folder, 'damaged')
    for (let n = 0; n < 24; n++) {
      const at = Math.floor((n / 24) * (whole.length - 1))
      const bytes = Buffer.from(whole)
      bytes[at] = bytes[at]! ^ 0x55
      await writeFile(file, bytes)
      // The bytes after the first line are the salt of a key, which an open archive has no use for.
      const isSalt = at >= 17 && at < 33
      const outcome = await verifyArchive(file).then(
        () => 'whole',
        (error: Error) => (/damaged|损坏|not a backup|不是|newer|更新/.test(error.message) ? 'refused' : error.message),
      )
      expect([at, outcome]).toEqual([at, isSalt ? 'whole' : 'refused'])
    }
    await writeFile(file, Buffer.from(whole).fill(0x55, whole.length >> 1, (whole.length >> 1) + 4))
    await refused(file, /damaged|损坏/)
  })

  test('when it ends too early, at whatever length', async () => {
    const whole = await readFile(plain)
    const file = join(folder, 'short')
    for (const length of [0, 10, 40, whole.length / 3, whole.length - 1]) {
      await writeFile(file, whole.subarray(0, Math.floor(length)))
      await refused(file, /damaged|损坏|not a backup|不是/)
    }
  })

  test('when frames of an encrypted one were moved', async () => {
    const file = join(folder, 'moved')
    await writeBackup(source, file, { passphrase: 'x' })
    const bytes = await readFile(file)
    const frames: Buffer[] = []
    for (let at = 33; at < bytes.length; ) {
      const length = 4 + bytes.readUInt32BE(at) + 4
      frames.push(bytes.subarray(at, at + length))
      at += length
    }
    ;[frames[2], frames[3]] = [frames[3]!, frames[2]!]
    await writeFile(file, Buffer.concat([bytes.subarray(0, 33), ...frames]))
    await refused(file, /damaged|损坏/, 'x')
  })

  test('when it is of a newer program', async () => {
    const url = await database()
    await migrate(url, 'test')
    await query(url, `insert into migration (name, hash) values ('9999_future.sql', 'x')`)
    const file = join(folder, 'newer')
    await writeBackup(url, file)
    await refused(file, /newer program|更新版本/)
  })

  test('when it is not there, or something else', async () => {
    await refused(join(folder, 'nowhere'), /cannot be read|无法读取/)
    const file = join(folder, 'other')
    await writeFile(file, 'a letter to a friend, long enough to be read as a beginning')
    await refused(file, /not a backup|不是/)
  })

  test('when the target is not empty', async () => {
    const before = await fingerprints(source)
    await expect(restore(source, plain)).rejects.toThrow(/not empty|不是空的/)
    expect(await fingerprints(source)).toEqual(before)
  })
})

test('tables come after those their keys lead to; a circle is found and named', () => {
  const table = (name: string, ...needs: string[]) => ({ schema: 'a', name, needs: needs.map(need => `a.${need}`) })
  const { ordered, circular } = inKeyOrder([
    table('c', 'b'),
    table('b', 'a'),
    table('a'),
    table('x', 'y'),
    table('y', 'x'),
  ])
  expect(ordered.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'y', 'x'])
  expect(circular).toEqual([['a.y', 'a.x']])
})

describe('backups every night', () => {
  test('keep the newest and leave other files alone', async () => {
    const nightly = { folder: join(folder, 'nights'), keep: 3, ownerUrl: source }
    await mkdir(nightly.folder)
    await writeFile(join(nightly.folder, 'letter.txt'), 'mine')
    for (let day = 10; day < 15; day++) {
      await writeNightly(nightly, Temporal.Instant.from(`2026-11-${day}T18:00:00Z`))
    }
    expect((await readdir(nightly.folder)).sort()).toEqual([
      ...[12, 13, 14].map(day => `huifang-202611${day}-180000.backup`),
      'letter.txt',
    ])
    expect((await verifyArchive(join(nightly.folder, 'huifang-20261114-180000.backup'))).tables.size).toBeGreaterThan(
      20,
    )
  })

  test('that cannot be written leave no half file and the ones before', async () => {
    const nightly = {
      folder: join(folder, 'nights'),
      keep: 1,
      ownerUrl: source,
      passphraseFile: join(folder, 'nowhere'),
    }
    const before = await readdir(nightly.folder)
    await expect(writeNightly(nightly, Temporal.Instant.from('2026-11-20T18:00:00Z'))).rejects.toThrow('ENOENT')
    const lost = { folder: nightly.folder, keep: 1, ownerUrl: source.replace('/backup_', '/nothing_') }
    await expect(writeNightly(lost, Temporal.Instant.from('2026-11-20T18:00:00Z'))).rejects.toThrow()
    expect(await readdir(nightly.folder)).toEqual(before)
  })
})
