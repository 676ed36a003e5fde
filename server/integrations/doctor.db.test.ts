import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { Config } from '../platform/config.ts'
import { newId } from '../platform/id.ts'
import { formatRing } from '../platform/master-key.ts'
import { migrate } from '../platform/migrate.ts'
import { TEST_RING } from '../privacy/given.ts'
import { examine } from './doctor.ts'

const NOW = Temporal.Instant.from('2026-11-17T02:00:00Z')
const name = `doctor_${newId().replaceAll('-', '')}`
let folder: string
let url: string
let config: Config

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huifang-doctor-'))
  await query(inject('ownerUrl'), `create database ${name}`)
  const address = new URL(inject('ownerUrl').replace('@/', '@localhost/'))
  address.pathname = `/${name}`
  url = String(address).replace('@localhost/', '@/')
  await migrate(url, 'test')
  await query(
    url,
    `insert into organisation (name, created_at) values ('o', now());
     insert into branch (org_id, name, created_at) select id, 'root', now() from organisation;
     insert into staff (org_id, branch_id, name, email, roles, created_at) select org_id, id, 's', 's@x', '{owner}', now() from branch;
     insert into data_key (org_id, purpose, wrapped, master_key_id, created_at) select id, 'index', '', 'test', now() from organisation`,
  )
  const masterKeyFile = join(folder, 'master.key')
  await writeFile(masterKeyFile, formatRing(TEST_RING), { mode: 0o600 })
  const backupFolder = join(folder, 'backups')
  await mkdir(backupFolder)
  await writeFile(join(backupFolder, 'huifang-20261116-180000.backup'), '')
  await aged(NOW.subtract({ hours: 8 }))
  config = {
    ...{ port: 0, host: '127.0.0.1', dataFolder: folder, masterKeyFile, logLevel: 'silent', empty: true },
    ...{ webhookAllow: ['127.0.0.1'], backups: { folder: backupFolder, keep: 3 } },
  } as Config
})

afterAll(async () => {
  await query(inject('ownerUrl'), `drop database ${name} with (force)`)
  await query(inject('ownerUrl'), `drop role if exists ${name}_app`)
  await rm(folder, { recursive: true })
})

async function query(address: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: address })
  await client.connect()
  await client.query(text).finally(() => client.end())
}

const aged = (at: Temporal.Instant) =>
  utimes(join(folder, 'backups', 'huifang-20261116-180000.backup'), 0, at.epochMilliseconds / 1000)

/** What is not fine, as `check: level`; the size of this machine's disk is nothing a test can know. */
async function complaints(given: Partial<Config> = {}, ownerUrl: string | null = url, now = NOW): Promise<string[]> {
  const findings = await examine({ ...config, ...given }, ownerUrl, now)
  for (const { level, next, zh, en } of findings) {
    expect([zh, en].every(text => text.length > 3)).toBe(true)
    expect(level === 'fine' || (next !== undefined && next.zh !== '' && next.en !== '')).toBe(true)
  }
  return findings.filter(({ level, check }) => level !== 'fine' && check !== 'disk').map(f => `${f.check}: ${f.level}`)
}

/** Breaks one thing, looks, and mends it. */
async function broken(breaking: string, mending: string): Promise<string[]> {
  await query(url, breaking)
  return complaints().finally(() => query(url, mending))
}

describe('the doctor', () => {
  test('finds nothing where nothing is wrong', async () => expect(await complaints()).toEqual([]))

  test.each([
    [
      'row-level security that somebody switched off',
      'alter table customer disable row level security',
      'alter table customer enable row level security',
      ['row-security: broken'],
    ],
    [
      'an application that may do everything',
      `alter role ${name}_app bypassrls`,
      `alter role ${name}_app nobypassrls`,
      ['application-role: broken'],
    ],
    [
      'a migration that waits',
      `delete from migration where name = '0037_integrations_sign_on.sql'`,
      `insert into migration (name, hash) values ('0037_integrations_sign_on.sql', 'later')`,
      ['migrations: watch'],
    ],
  ])('names %s', async (_, breaking, mending, expected) => {
    expect(await broken(breaking, mending)).toEqual(expected)
    await query(
      url,
      `update migration set hash = '${await hashOf('0037_integrations_sign_on.sql')}' where name = '0037_integrations_sign_on.sql'`,
    )
    expect(await complaints()).toEqual([])
  })

  test('names a migration that was changed, and a database that is newer', async () => {
    const file = '0037_integrations_sign_on.sql'
    const restore = `update migration set hash = '${await hashOf(file)}' where name = '${file}'`
    expect(await broken(`update migration set hash = 'x' where name = '${file}'`, restore)).toEqual([
      'migrations: broken',
    ])
    const newer = `insert into migration (name, hash) values ('9999_future.sql', 'x')`
    expect(await broken(newer, `delete from migration where name = '9999_future.sql'`)).toEqual(['migrations: broken'])
  })

  test('names a time zone nobody knows, and holidays that are not loaded', async () => {
    const back = `update organisation set time_zone = 'Asia/Shanghai'`
    expect(await broken(`update organisation set time_zone = 'Mars/Olympus'`, back)).toEqual(['time-zones: broken'])
    const later = Temporal.Instant.from('2031-03-01T00:00:00Z')
    await aged(later)
    expect(await complaints({}, url, later)).toEqual(['holidays: broken'])
    const december = Temporal.Instant.from('2026-12-10T00:00:00Z')
    await aged(december)
    expect(await complaints({}, url, december)).toEqual(['holidays: watch'])
    await aged(NOW.subtract({ hours: 8 }))
  })

  test('names a job that nobody takes, an import that has stopped, and a dead letter', async () => {
    expect(
      await broken(
        `select pgboss.create_queue('q', '{"policy":"standard"}');
         insert into pgboss.job (name, start_after, state) values ('q', now() - interval '1 hour', 'created')`,
        `delete from pgboss.job`,
      ),
    ).toEqual(['jobs: broken'])
    expect(
      await broken(
        `insert into import_run (org_id, branch_id, kind, file_name, state, created_at, started_at)
         select org_id, id, 'customers', 'a.csv', 'running', now() - interval '1 hour', now() - interval '1 hour' from branch`,
        `delete from import_run`,
      ),
    ).toEqual(['imports: watch'])
    expect(
      await broken(
        `insert into webhook (org_id, branch_id, name, url, events, secret, created_by, created_at)
           select org_id, branch_id, 'w', 'https://x', '{a}', '', id, now() from staff;
         insert into webhook_event (org_id, branch_id, event, subject_id, body, happened_at)
           select org_id, id, 'a', id, '{}', now() from branch;
         insert into webhook_delivery (org_id, webhook_id, event_id, number, subject_id, state, due_at, since, created_at)
           select w.org_id, w.id, e.id, e.number, e.subject_id, 'dead', now(), now(), now() from webhook w, webhook_event e`,
        `delete from webhook; delete from webhook_event`,
      ),
    ).toEqual(['dead-letters: watch'])
  })

  test('names mails that wait where no mail server is set', async () => {
    const to = newId()
    const waiting = `
      insert into customer (org_id, branch_id, id, name, created_at, updated_at) select org_id, id, '${to}', 'c', now(), now() from branch;
      insert into identifier (org_id, id, kind, data_key_id, ciphertext, last_four, blind_index, created_at)
        select org_id, '${to}', 'email', id, '', '', '', now() from data_key;
      insert into contact_point (org_id, id, customer_id, identifier_id, kind, source, registered_at)
        select org_id, '${to}', '${to}', '${to}', 'email', 'import', now() from branch;
      insert into contact (org_id, id, customer_id, branch_id, contact_point_id, identifier_id, channel, matter_id, purpose, reason,
          caller_number, state, reserved_at, held_until, quiet_until, policy_version)
        select org_id, '${to}', '${to}', id, '${to}', '${to}', 'email', '${to}', 'care', 'r', 'a@x', 'reserved', now(), now(), now(), 0
        from branch;
      insert into mail (org_id, contact_id, written_by, language, subject, body, next_at, written_at)
        select org_id, '${to}', id, 'zh', 's', 'b', '2026-11-17T01:00:00Z', now() from staff`
    const gone = `delete from mail; delete from contact; delete from contact_point; delete from identifier; delete from customer`
    expect(await broken(waiting, gone)).toEqual(['mails: watch'])
  })

  test('names an identity provider and a mail server that do not answer', async () => {
    const server = createServer()
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
    const { port } = server.address() as { port: number }
    const mail = { host: '127.0.0.1', port, implicitTls: false, requireTls: false, from: 'a@x' }
    expect(await complaints({ mail })).toEqual([])
    await new Promise(done => server.close(done))
    expect(await complaints({ mail })).toEqual(['mail: broken'])
    expect(
      await broken(
        `insert into sign_on (org_id, enabled, issuer, client_id, client_secret, domains, changed_at)
         select id, true, 'http://127.0.0.1:${port}', 'c', '', '{x.example}', now() from organisation`,
        'delete from sign_on',
      ),
    ).toEqual(['sign-on: broken'])
  })

  test('names a master key that is not there, does not fit, or lies open', async () => {
    const file = (n: string) => join(folder, n)
    expect(await complaints({ masterKeyFile: file('nowhere') })).toEqual(['master-key: broken'])
    await writeFile(file('other.key'), formatRing([{ id: 'other', key: Buffer.alloc(32) }]), { mode: 0o600 })
    expect(await complaints({ masterKeyFile: file('other.key') })).toEqual(['master-key: broken'])
    await writeFile(file('letter.key'), 'not a key', { mode: 0o600 })
    expect(await complaints({ masterKeyFile: file('letter.key') })).toEqual(['master-key: broken'])
    await writeFile(file('open.key'), formatRing(TEST_RING), { mode: 0o644 })
    expect(await complaints({ masterKeyFile: file('open.key') })).toEqual(['master-key: watch'])
  })

  test('names backups that are old, missing or not made at all', async () => {
    expect(await complaints({}, url, NOW.add({ hours: 40 }))).toEqual(['backup: broken'])
    expect(await complaints({ backups: { folder, keep: 1 } })).toEqual(['backup: broken'])
    expect(await complaints({ backups: undefined })).toEqual(['backup: watch'])
  })

  test('names a database that does not answer, and one that is not there yet', async () => {
    expect(await complaints({}, 'postgres://nobody@127.0.0.1:1/x')).toEqual(['database: broken'])
    expect(await complaints({}, null)).toEqual(['database: broken'])
  })
})

async function hashOf(file: string): Promise<string> {
  const bytes = await readFile(new URL(`../../migrations/${file}`, import.meta.url))
  return createHash('sha256').update(bytes).digest('hex')
}
