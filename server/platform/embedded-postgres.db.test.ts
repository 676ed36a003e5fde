import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'

const isRoot = process.getuid?.() === 0
const onLinux = process.platform === 'linux'
const binFolder = process.env.HUIFANG_TEST_PG

let dataFolder: string
const started: EmbeddedPostgres[] = []
const spawned: ChildProcess[] = []

beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'huifang-pg-'))
})

afterEach(async () => {
  for (const child of spawned.splice(0)) child.kill('SIGKILL')
  await Promise.all(started.splice(0).map(server => server.stop()))
  expect(processesBelow(dataFolder)).toEqual([])
  rmSync(dataFolder, { recursive: true, force: true })
})

test('a new database speaks UTF-8, sorts by code point, checks its pages and does not lose what it acknowledged', async () => {
  const { url } = await start()
  const [row] = await ask(
    url,
    `select current_setting('server_encoding') as encoding, current_setting('data_checksums') as checksums,
       current_setting('fsync') as fsync, current_setting('synchronous_commit') as synchronous,
       current_setting('listen_addresses') as tcp, lower('ÄÉ回') as lowered, 'Z' < 'a' as by_code_point`,
  )
  expect(row).toEqual({
    encoding: 'UTF8',
    checksums: 'on',
    fsync: 'on',
    synchronous: 'on',
    tcp: '',
    lowered: 'äé回',
    by_code_point: true,
  })
})

test('what was written is there after a stop and a start', async () => {
  const first = await start()
  await ask(first.url, 'create table kept as select 7 as number')
  await Promise.all([first.stop(), first.stop()])
  const second = await start()
  expect(second.adopted).toBe(false)
  expect(await ask(second.url, 'select number from kept')).toEqual([{ number: 7 }])
})

test('it stops in order though a session has a transaction open', async () => {
  const server = await start()
  const client = new pg.Client({ connectionString: server.url })
  client.on('error', () => {})
  await client.connect()
  await client.query('begin')
  await client.query('create table unfinished (id int)')
  await server.stop()
  expect(processesBelow(dataFolder)).toEqual([])
  const again = await start()
  expect(await ask(again.url, `select to_regclass('unfinished') as found`)).toEqual([{ found: null }])
})

test('nobody gets in without the password', async () => {
  const { url } = await start()
  const wrong = new URL(url.replace('@/', '@localhost/'))
  wrong.password = 'wrong'
  await expect(ask(wrong.href.replace('@localhost/', '@/'), 'select 1')).rejects.toThrow('password')
})

test('several run at once, each with its own data', async () => {
  const folders = ['a', 'b', 'c'].map(name => join(dataFolder, name))
  chmodSync(dataFolder, 0o711)
  const servers = await Promise.all(folders.map(folder => start(folder)))
  await Promise.all(servers.map(({ url }, index) => ask(url, `create table own as select ${index} as number`)))
  const answers = await Promise.all(servers.map(({ url }) => ask(url, 'select number from own')))
  expect(answers).toEqual([[{ number: 0 }], [{ number: 1 }], [{ number: 2 }]])
})

test('a path too long for a socket is no obstacle', async () => {
  chmodSync(dataFolder, 0o711)
  const { url, stop } = await start(join(dataFolder, '很长的目录名'.repeat(6), 'x'.repeat(80)))
  expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }])
  await stop()
})

test('an initialisation that was cut short is begun anew', async () => {
  const home = join(dataFolder, 'postgres')
  const first = await start()
  await first.stop()
  rmSync(join(home, 'cluster'), { recursive: true })
  mkdirSync(join(home, 'cluster.new/base'), { recursive: true })
  const { url } = await start()
  expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('data of another major version is refused and left alone', async () => {
  const first = await start()
  await first.stop()
  const version = join(dataFolder, 'postgres/cluster/PG_VERSION')
  writeFileSync(version, '9\n')
  await expect(start()).rejects.toThrow('PostgreSQL 9')
  expect(readFileSync(version, 'utf8')).toBe('9\n')
})

test('a start that is called off leaves no server', async () => {
  await expect(start(dataFolder, AbortSignal.abort(new Error('called off')))).rejects.toThrow('called off')
  expect(processesBelow(dataFolder)).toEqual([])
})

test('a program that leaves without stopping the server takes it along', async () => {
  const { child } = await writeRowsElsewhere('if (id === 100) process.exit()')
  await once(child, 'exit')
  await vi.waitFor(() => expect(processesBelow(dataFolder)).toEqual([]), 20_000)
})

describe.runIf(onLinux)('after a crash', () => {
  test('a killed program leaves its server, which the next start takes over with every acknowledged row', async () => {
    const { child, acknowledged } = await writeRowsElsewhere()
    child.kill('SIGKILL')
    await once(child, 'exit')
    const orphan = postmaster()
    expect(processesBelow(dataFolder)).toContain(orphan)
    const server = await start()
    expect(server.adopted).toBe(true)
    expect(processesBelow(dataFolder)).not.toContain(orphan)
    const [row] = await ask(server.url, 'select count(*)::int as rows from acknowledged')
    expect(row?.rows).toBeGreaterThanOrEqual(acknowledged())
  })

  test('a killed machine loses no acknowledged row', async () => {
    const { child, acknowledged } = await writeRowsElsewhere()
    child.kill('SIGKILL')
    for (const pid of processesBelow(dataFolder)) kill(pid)
    await once(child, 'exit')
    const server = await start()
    const [row] = await ask(server.url, 'select count(*)::int as rows from acknowledged')
    expect(row?.rows).toBeGreaterThanOrEqual(acknowledged())
  })

  test('a server that died alone is started again', async () => {
    const { url } = await start()
    await ask(url, 'create table kept as select 7 as number')
    const died = postmaster()
    kill(died)
    await vi.waitFor(async () => expect(await ask(url, 'select number from kept')).toEqual([{ number: 7 }]), 20_000)
    expect(postmaster()).not.toBe(died)
  })

  test('a pid file that names somebody else neither hinders the start nor harms that process', async () => {
    const first = await start()
    await first.stop()
    const bystander = spawn('sleep', ['600'])
    spawned.push(bystander)
    const file = join(dataFolder, 'postgres/cluster/postmaster.pid')
    writeFileSync(file, `${bystander.pid}\n${join(dataFolder, 'postgres/cluster')}\n1\n5432\n/nowhere\n\n 1 1\nready\n`)
    const second = await start()
    expect(second.adopted).toBe(false)
    expect(await ask(second.url, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(bystander.exitCode ?? bystander.signalCode).toBeNull()
  })
})

describe.runIf(isRoot && onLinux)('under root', () => {
  test('the database runs as another account, which reads nothing of the program', async () => {
    await start()
    const owners = processesBelow(dataFolder).map(
      pid => /^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1],
    )
    expect(owners.length).toBeGreaterThan(0)
    expect(owners).not.toContain('0')
  })

  test('a data folder below a closed one is refused with the way out', async () => {
    const closed = join(dataFolder, 'closed')
    mkdirSync(closed, { mode: 0o700 })
    await expect(start(join(closed, 'data'))).rejects.toThrow('HUIFANG_DATA')
  })
})

async function start(folder = dataFolder, signal?: AbortSignal): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataFolder: folder, log: () => {}, binFolder, signal })
  started.push(server)
  return server
}

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/** Another program that starts the database and writes rows one by one, saying after each commit that it is kept. */
async function writeRowsElsewhere(afterEachRow = ''): Promise<{ child: ChildProcess; acknowledged: () => number }> {
  const program = `
    import pg from ${JSON.stringify(import.meta.resolve('pg'))}
    import { startEmbeddedPostgres } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'embedded-postgres.ts')))}
    const options = ${JSON.stringify({ dataFolder, binFolder })}
    const { url } = await startEmbeddedPostgres({ ...options, log: () => {} })
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query('create table acknowledged (id int primary key)')
    for (let id = 1; ; id++) {
      await client.query('insert into acknowledged values ($1)', [id])
      console.log(id)
      ${afterEachRow}
    }
  `
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  spawned.push(child)
  let last = 0
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error('the other program ended')))
    createInterface({ input: child.stdout! }).on('line', line => {
      last = Number(line)
      if (last === 100) resolve()
    })
  })
  return { child, acknowledged: () => last }
}

function postmaster(): number {
  return Number(readFileSync(join(dataFolder, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n')[0])
}

function processesBelow(folder: string): number[] {
  if (!onLinux) return []
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
    .filter(pid => workingFolder(pid)?.startsWith(folder))
}

function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended with another one.
  }
}
