import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { StartupError } from '../startup-error.ts'
import { type ArchiveHead, ArchiveWriter } from './archive.ts'
import { copyOut, inKeyOrder, nameOf, type Table, tablesOf } from './tables.ts'

const FRAME = 1024 * 1024

export interface Written {
  file: string
  tables: number
  rows: number
  bytes: number
  encrypted: boolean
  /** The master keys without which the vault of this backup stays shut. They are not in it. */
  masterKeyIds: string[]
}

/**
 * Writes everything the database holds into one file, as it stood at one instant, while the product goes on working. The
 * master key is never in it. The file appears under its name only when it is whole. Refuses a name that is taken.
 */
export async function writeBackup(
  ownerUrl: string,
  file: string,
  options: { passphrase?: string | undefined; onTable?: (name: string, rows: number) => void } = {},
): Promise<Written> {
  await demandFree(file)
  const draft = `${file}.partial`
  await rm(draft, { force: true })
  const archive = await ArchiveWriter.create(draft, options.passphrase).catch(error => {
    throw notWritable(file, error)
  })
  const client = new pg.Client({ connectionString: ownerUrl, options: '-c timezone=UTC' })
  try {
    await client.connect()
    await client.query('begin isolation level repeatable read read only')
    const head = await headOf(client)
    await archive.write({ kind: 'head', head })
    const counted = await writeTables(client, archive, options.onTable)
    await archive.write({ kind: 'end', tables: counted.tables, sequences: await sequencesOf(client) })
    await archive.close()
    await keep(draft, file)
    const { masterKeyIds } = head
    return { file, ...counted, encrypted: options.passphrase !== undefined, masterKeyIds }
  } catch (error) {
    await archive.abandon().catch(() => {})
    await rm(draft, { force: true })
    throw error
  } finally {
    await client.end().catch(() => {})
  }
}

async function writeTables(
  client: pg.Client,
  archive: ArchiveWriter,
  onTable: (name: string, rows: number) => void = () => {},
) {
  const { ordered } = inKeyOrder(await tablesOf(client))
  const counted = { tables: ordered.length, rows: 0, bytes: 0 }
  for (const table of ordered) {
    const { rows, bytes } = await writeTable(client, archive, table)
    counted.rows += rows
    counted.bytes += bytes
    onTable(nameOf(table), rows)
  }
  return counted
}

async function writeTable(client: pg.Client, archive: ArchiveWriter, table: Table) {
  const { schema, name, columns } = table
  await archive.write({ kind: 'table', table: { schema, name, columns } })
  const hash = createHash('sha256')
  const [counted, waiting] = [
    { rows: 0, bytes: 0 },
    { parts: [] as Buffer[], size: 0 },
  ]
  const flush = async () => {
    const bytes = Buffer.concat(waiting.parts)
    ;[waiting.parts, waiting.size] = [[], 0]
    if (bytes.length > 0) await archive.write({ kind: 'rows', bytes })
  }
  const stream = client.query(copyTo(copyOut(table, table.key)))
  for await (const part of stream as AsyncIterable<Buffer>) {
    hash.update(part)
    counted.bytes += part.length
    // In COPY's text form a line feed ends a row and nothing else.
    for (let at = part.indexOf(10); at >= 0; at = part.indexOf(10, at + 1)) counted.rows++
    waiting.parts.push(part)
    waiting.size += part.length
    if (waiting.size >= FRAME) await flush()
  }
  await flush()
  await archive.write({ kind: 'table-end', rows: counted.rows, sha256: hash.digest('hex') })
  return counted
}

async function headOf(client: pg.Client): Promise<ArchiveHead> {
  const read = async <Row extends pg.QueryResultRow>(text: string) => (await client.query<Row>(text)).rows
  const [server] = await read<{ version: string }>('show server_version').then(rows =>
    rows.map(row => ({ version: Object.values(row)[0] as string })),
  )
  const keys = await read<{ id: string }>('select distinct master_key_id as id from data_key order by 1')
  const manifest = new URL('../../../package.json', import.meta.url)
  return {
    program: JSON.parse(readFileSync(manifest, 'utf8')).version,
    createdAt: new Date().toISOString(),
    postgres: server?.version ?? '',
    migrations: await read<{ name: string; hash: string }>('select name, hash from migration order by name'),
    masterKeyIds: keys.map(({ id }) => id),
  }
}

/** Where each sequence stands. They are outside of any snapshot; read last, they lie at or beyond every row. */
async function sequencesOf(client: pg.Client): Promise<Record<string, string>> {
  const { rows } = await client.query<{ name: string; last: string }>(`
    select format('%I.%I', schemaname, sequencename) as name, last_value::text as last from pg_sequences
    where schemaname in ('public', 'auth') and last_value is not null`)
  return Object.fromEntries(rows.map(({ name, last }) => [name, last]))
}

async function demandFree(file: string): Promise<void> {
  const taken = await open(file).catch(() => undefined)
  if (!taken) return
  await taken.close()
  throw new StartupError({
    zh: `文件 ${file} 已存在，未被改动。请换一个名称。`,
    en: `${file} exists already and was not touched. Choose another name.`,
  })
}

function notWritable(file: string, cause: unknown): StartupError {
  return new StartupError({ zh: `无法写入 ${file}。`, en: `${file} cannot be written.`, cause })
}

async function keep(draft: string, file: string): Promise<void> {
  await rename(draft, file)
  const folder = await open(dirname(file))
  await folder.sync()
  await folder.close()
}
