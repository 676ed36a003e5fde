import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { MIGRATION_TABLE, MIGRATIONS, migrate } from '../migrate.ts'
import { StartupError } from '../startup-error.ts'
import { type ArchiveHead, type ArchiveTable, archiveNewer, damaged, readArchive } from './archive.ts'
import { copyOut, inKeyOrder, nameOf, quoted, tablesOf } from './tables.ts'

export interface Restored {
  tables: number
  rows: number
  createdAt: string
  masterKeyIds: string[]
}

export interface Verified {
  head: ArchiveHead
  tables: Map<string, { table: ArchiveTable; rows: number; sha256: string }>
  sequences: Record<string, string>
}

/** Reads a whole archive and holds it against its own counts and checksums. Refuses one that is damaged or too new. */
export async function verifyArchive(file: string, passphrase?: string): Promise<Verified> {
  const tables: Verified['tables'] = new Map()
  let head: ArchiveHead | undefined
  let table: ArchiveTable | undefined
  let [hash, rows] = [createHash('sha256'), 0]
  for await (const part of readArchive(file, passphrase)) {
    if (part.kind === 'head') head = part.head
    else if (part.kind === 'table') [table, hash, rows] = [part.table, createHash('sha256'), 0]
    else if (part.kind === 'rows') {
      hash.update(part.bytes)
      for (let at = part.bytes.indexOf(10); at >= 0; at = part.bytes.indexOf(10, at + 1)) rows++
    } else if (part.kind === 'table-end') {
      if (!table || part.rows !== rows || part.sha256 !== hash.digest('hex')) throw damaged(file)
      tables.set(nameOf(table), { table, rows: part.rows, sha256: part.sha256 })
    } else {
      if (!head || part.tables !== tables.size) throw damaged(file)
      await demandKnown(file, head)
      return { head, tables, sequences: part.sequences }
    }
  }
  throw damaged(file)
}

async function demandKnown(file: string, head: ArchiveHead): Promise<void> {
  const names = await readdir(MIGRATIONS)
  for (const { name, hash } of head.migrations) {
    if (!names.includes(name)) throw archiveNewer(file)
    const text = await readFile(new URL(name, MIGRATIONS))
    if (createHash('sha256').update(text).digest('hex') !== hash) throw archiveNewer(file)
  }
}

/**
 * Loads an archive into an empty database. One transaction makes the tables as they were, loads them in the order of their
 * foreign keys and compares each with the archive byte by byte; then the database is brought to this program's version. Refuses, before anything is written, a damaged or newer archive and a database that is not empty.
 */
export async function restoreBackup(
  ownerUrl: string,
  file: string,
  options: { passphrase?: string | undefined; appPassword: string; onTable?: (name: string, rows: number) => void },
): Promise<Restored> {
  const archive = await verifyArchive(file, options.passphrase)
  const client = new pg.Client({ connectionString: ownerUrl, options: '-c timezone=UTC' })
  await client.connect()
  try {
    await demandEmpty(client)
    await client.query('begin')
    await makeSchema(client, archive.head)
    const circle = await prepareTables(client, archive)
    await load(client, file, options)
    for (const { add } of circle) await client.query(add)
    await compare(client, archive, file)
    for (const [name, last] of Object.entries(archive.sequences)) {
      await client.query('select setval($1::regclass, $2)', [name, last])
    }
    await client.query('commit')
  } finally {
    await client.end()
  }
  await migrate(ownerUrl, options.appPassword)
  const rows = [...archive.tables.values()].reduce((sum, table) => sum + table.rows, 0)
  const { createdAt, masterKeyIds } = archive.head
  return { tables: archive.tables.size, rows, createdAt, masterKeyIds }
}

async function demandEmpty(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query(`
    select from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_' limit 1`)
  if (rowCount === 0) return
  throw new StartupError({
    zh: '目标数据库不是空的，未被改动。请指定一个空的数据库或数据目录。',
    en: 'The target database is not empty and was not touched. Name an empty database or data folder.',
  })
}

/** Makes the tables as they were when the archive was written. */
async function makeSchema(client: pg.Client, head: ArchiveHead): Promise<void> {
  await client.query(MIGRATION_TABLE)
  for (const { name, hash } of head.migrations) {
    await client.query(await readFile(new URL(name, MIGRATIONS), 'utf8'))
    await client.query('insert into migration (name, hash) values ($1, $2)', [name, hash])
  }
}

/** Empties what migrations put into tables, and takes off the foreign keys that lead round in a circle. */
async function prepareTables(client: pg.Client, archive: Verified): Promise<{ add: string }[]> {
  const tables = await tablesOf(client)
  const unknown = [...archive.tables.keys()].find(name => !tables.some(table => nameOf(table) === name))
  if (unknown) throw new Error(`the archive holds ${unknown}, which its own migrations do not make`)
  await client.query(`truncate ${tables.map(quoted).join(', ')} cascade`)
  const taken: { add: string }[] = []
  for (const [from, to] of inKeyOrder(tables).circular) {
    const { rows } = await client.query<{ name: string; definition: string; on: string }>(
      `select quote_ident(conname) as name, pg_get_constraintdef(oid) as definition, conrelid::regclass::text as on
       from pg_constraint where contype = 'f' and conrelid = $1::regclass and confrelid = $2::regclass`,
      [from, to],
    )
    for (const { name, definition, on } of rows) {
      await client.query(`alter table ${on} drop constraint ${name}`)
      taken.push({ add: `alter table ${on} add constraint ${name} ${definition}` })
    }
  }
  return taken
}

async function load(
  client: pg.Client,
  file: string,
  options: { passphrase?: string | undefined; onTable?: (name: string, rows: number) => void },
): Promise<void> {
  let table: ArchiveTable | undefined
  let into: ReturnType<typeof copyInto> | undefined
  for await (const part of readArchive(file, options.passphrase)) {
    if (part.kind === 'table') {
      table = part.table
      into = copyInto(client, table)
    } else if (part.kind === 'rows') await into?.write(part.bytes)
    else if (part.kind === 'table-end') {
      await into?.end()
      options.onTable?.(nameOf(table!), part.rows)
    }
  }
}

function copyInto(client: pg.Client, table: ArchiveTable) {
  const columns = table.columns.map(name => pg.escapeIdentifier(name)).join(', ')
  const stream = client.query(copyFrom(`copy ${quoted(table)} (${columns}) from stdin`))
  const { promise: done, resolve, reject } = Promise.withResolvers<void>()
  stream.on('finish', () => resolve())
  stream.on('error', reject)
  done.catch(() => {})
  return {
    write: (bytes: Buffer) =>
      Promise.race([new Promise<void>(taken => stream.write(bytes, () => taken())), done.then(() => {})]),
    end: () => {
      stream.end()
      return done
    },
  }
}

async function compare(client: pg.Client, archive: Verified, file: string): Promise<void> {
  const keys = new Map((await tablesOf(client)).map(table => [nameOf(table), table.key]))
  for (const [name, { table, sha256 }] of archive.tables) {
    const hash = createHash('sha256')
    const stream = client.query(copyTo(copyOut(table, keys.get(name) ?? [])))
    for await (const part of stream as AsyncIterable<Buffer>) hash.update(part)
    if (hash.digest('hex') !== sha256) {
      throw new StartupError({
        zh: `${file} 中的表 ${name} 载入后与备份不一致，已全部撤回。请在另一台数据库上重试。`,
        en: `Table ${name} of ${file} differs from the backup after loading; everything was taken back. Try another database.`,
      })
    }
  }
}
