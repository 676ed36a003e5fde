import { type ChildProcess, spawn } from 'node:child_process'
import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { runningPostgresUrl } from '../server/platform/embedded-postgres.ts'
import { migrate } from '../server/platform/migrate.ts'
import { openSecrets } from '../server/platform/secrets.ts'

const CHECKOUT = join(import.meta.dirname, '..')
/** As `npm start` runs it (bin/prepare.mjs). */
export const FLAGS = ['--max-old-space-size=1536', '--max-semi-space-size=32', '--no-parallel-scavenge']
const OWNER = { email: 'owner@bench.example', password: randomUUID() }
/** A Tuesday at ten, when the policy lets calls be made. */
export const NOW = '2026-11-17T10:00:00+08:00'

/** The server said that it is too busy and has done nothing. */
export class TurnedAway extends Error {}

/** The real program on an empty database of its own, and the database's owner beside it. */
export interface Product {
  sql: pg.Pool
  orgId: string
  branchId: string
  ownerId: string
  /** Asks the API as the owner of the organisation, or with the session of another. */
  ask<T>(method: string, path: string, body?: unknown, cookie?: string): Promise<T>
  sendFile(path: string, file: Blob): Promise<void>
  /** A session of a member of staff, as the cookie that carries it. */
  sessionOf(staffId: string): Promise<string>
  /** What the server measures of itself, as Prometheus text. */
  metrics(): Promise<string>
  /** How to connect to the same database, as its owner and with the program's rights. */
  ownerUrl: string
  appUrl: string
  /** The server's time, which began at `NOW` with it. */
  now(): Temporal.Instant
  /** The most memory the server process has used so far, in bytes. */
  peakMemory(): number
  stop(): Promise<void>
}

/** Starts the program with its own server of PostgreSQL in a scratch folder and founds an organisation in it. */
export async function startProduct(): Promise<Product> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'huifang-bench-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const startedAt = performance.now()
  const now = () => Temporal.Instant.from(NOW).add({ milliseconds: Math.round(performance.now() - startedAt) })
  const server = spawn(process.execPath, [...FLAGS, join(CHECKOUT, 'server/main.ts'), '--empty'], {
    cwd: CHECKOUT,
    env: {
      ...process.env,
      HUIFANG_DATA: dataFolder,
      PORT: String(port),
      HUIFANG_CLOCK: NOW,
      HUIFANG_LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const sql = await ready(url, server).then(
    () => new pg.Pool({ connectionString: runningPostgresUrl(dataFolder), max: 20 }),
  )
  const stop = async () => {
    await sql.end()
    await ended(server)
    // A database that was ended while it wrote may still be writing its last file.
    await rm(dataFolder, { recursive: true, force: true, maxRetries: 10, retryDelay: 500 })
  }
  try {
    return { ...(await found(url, sql, dataFolder)), sql, now, peakMemory: () => peakMemoryOf(server), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const QUIET_CHECKS = 5
const QUIET_AT_THE_LATEST_MS = 30 * 60_000

/**
 * Waits until the background is done with what so many new customers set off: the search terms of those that came without, the
 * look at all of them for duplicates, which in a house runs once, and the tidying of tables.
 */
export async function untilQuiet({ sql }: Pick<Product, 'sql'>): Promise<void> {
  const until = performance.now() + QUIET_AT_THE_LATEST_MS
  for (let quiet = 0; quiet < QUIET_CHECKS && performance.now() < until; ) {
    await pause(2000)
    const { rows } = await sql.query(`
      select exists (select from customer where search_terms is null)
        or exists (select from customer_survey where running_id is not null)
        or exists (select from pg_stat_activity where backend_type = 'autovacuum worker') as busy`)
    quiet = rows[0].busy ? 0 : quiet + 1
  }
}

async function found(url: string, sql: pg.Pool, dataFolder: string) {
  await fetchAt(url, 'POST', '/set-up', {
    body: { organisation: '测量', serviceNumber: '4008001234', name: '测量', ...OWNER },
  })
  const signedIn = await fetchAt(url, 'POST', '/sessions', { body: OWNER })
  const cookie = cookieOf(signedIn)
  const { rows } = await sql.query('select org_id, branch_id, id from staff')
  const { session, database } = await openSecrets(join(dataFolder, 'secret'))
  return {
    ownerUrl: runningPostgresUrl(dataFolder),
    appUrl: await migrate(runningPostgresUrl(dataFolder), database),
    metrics: async () => (await fetch(`${url}/metrics`)).text(),
    orgId: rows[0].org_id as string,
    branchId: rows[0].branch_id as string,
    ownerId: rows[0].id as string,
    async ask<T>(method: string, path: string, body?: unknown, as = cookie): Promise<T> {
      const answer = await fetchAt(url, method, path, { body, cookie: as })
      return (await answer.json()) as T
    },
    async sendFile(path: string, file: Blob) {
      await fetchAt(url, 'PUT', path, { file, cookie })
    },
    async sessionOf(staffId: string) {
      const token = randomBytes(24).toString('hex')
      await sql.query(
        `insert into auth."session" ("id", "expiresAt", "token", "updatedAt", "userId")
         select $1, now() + interval '1 day', $2, now(), user_id from auth.login where staff_id = $3`,
        [randomUUID(), token, staffId],
      )
      const signature = createHmac('sha256', session).update(token).digest('base64')
      return `huifang.session_token=${encodeURIComponent(`${token}.${signature}`)}`
    },
  }
}

async function fetchAt(
  url: string,
  method: string,
  path: string,
  { body, file, cookie }: { body?: unknown; file?: Blob; cookie?: string },
): Promise<Response> {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: {
      origin: url,
      ...(cookie ? { cookie } : {}),
      ...(file ? { 'content-type': 'application/octet-stream' } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: file ?? (body === undefined ? null : JSON.stringify(body)),
  })
  if (answer.status === 503) throw new TurnedAway(`${method} ${path}`)
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  return answer
}

function cookieOf(answer: Response): string {
  return answer.headers.getSetCookie().flatMap(line => line.split(';')[0]!)[0]!
}

async function ready(url: string, server: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (server.exitCode !== null) throw new Error('the server ended while it started')
    const answer = await fetch(`${url}/readyz`).catch(() => undefined)
    if (answer?.ok) return
    await pause(200)
  }
  throw new Error('the server did not become ready within a minute')
}

async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return
  const exit = new Promise(done => server.once('exit', done))
  server.kill('SIGTERM')
  await exit
}

function peakMemoryOf(server: ChildProcess): number {
  const line = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))
  return Number(line?.[1]) * 1024
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer().once('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })
}
