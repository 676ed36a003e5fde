import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

export const checkout = resolve(import.meta.dirname, '..')

/** The product running as a real process, or one that has ended already. */
export type Program = {
  child: ChildProcess
  pid: number
  /** What it wrote so far, both streams together. */
  output(): string
  /** The address it printed; fails when it ends before. */
  url(): Promise<string>
  /** Its exit code, or the signal that ended it. */
  ended(): Promise<number | string>
}

export type Run = {
  env?: Record<string, string>
  arguments?: string[]
  command?: [string, ...string[]]
  as?: { uid: number; gid: number }
}

/** Starts the server with any free port and without demo data, as leader of a process group of its own. */
export function run(dataFolder: string, options: Run = {}): Program {
  const [command, ...before] = options.command ?? [process.execPath, resolve(checkout, 'server/main.ts')]
  const child = spawn(command, [...before, ...(options.arguments ?? ['--empty'])], {
    cwd: checkout,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: '0', HUIFANG_DATA: dataFolder, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    ...options.as,
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', text => (output += text))
  const closed = once(child, 'close').then(([code, signal]) => (signal ?? code) as number | string)
  const printed = new Promise<string>((done, fail) => {
    child.stdout.on('data', () => {
      const url = /https?:\/\/\S+:\d+/.exec(output)
      if (url && /回访|Huifang/.test(output)) done(url[0])
    })
    closed.then(how => fail(new Error(`it ended with ${how}:\n${output}`)))
  })
  printed.catch(() => {})
  return { child, pid: child.pid!, output: () => output, url: () => printed, ended: () => closed }
}

export const OWNER = { email: 'owner@test.example', password: 'long enough' }

/** Asks a program something; while it is too busy, again, as a patient client does. */
export async function post(program: Program, path: string, body: object): Promise<Response> {
  for (let tried = 1; ; tried += 1) {
    const answer = await fetch(`${await program.url()}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (answer.status !== 503 || tried === 60) return answer
    await pause(1000)
  }
}

/** Founds the first organisation, whose owner is `OWNER`. */
export async function setUp(program: Program): Promise<void> {
  const { status } = await post(program, '/set-up', { organisation: '东方机械', name: '张伟', ...OWNER })
  if (status !== 201) throw new Error(`the organisation was not founded: ${status}`)
}

/** Ends a program and everything it started, whatever state it is in. */
export async function clear(program: Program, dataFolder: string): Promise<void> {
  for (const pid of [-program.pid, ...databaseProcesses(dataFolder)]) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It has ended.
    }
  }
  await program.ended()
}

/** The processes of the database in this data folder. */
export function databaseProcesses(dataFolder: string): number[] {
  return processes(pid => readlinkSync(`/proc/${pid}/cwd`).startsWith(`${dataFolder}/`))
}

/** The processes that were given this data folder: npm, the start script and the server. */
export function programProcesses(dataFolder: string): number[] {
  return processes(pid =>
    readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`HUIFANG_DATA=${dataFolder}`),
  )
}

function processes(belongs: (pid: number) => boolean): number[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
    .filter(pid => {
      try {
        return belongs(pid)
      } catch {
        return false
      }
    })
}
