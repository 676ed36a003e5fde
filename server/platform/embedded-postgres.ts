import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readdirSync, readFileSync, rmdirSync, statfsSync, statSync } from 'node:fs'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { identityOf } from './database-account.ts'
import { findPostgres, type PostgresBinaries } from './postgres-binaries.ts'
import {
  type Cluster,
  clusterDatabase,
  clusterUser,
  databaseEnvironment,
  initialiseCluster,
  prepareCluster,
} from './postgres-cluster.ts'
import { endOrphan, endServer, isReady } from './postmaster.ts'
import { databaseDidNotStart } from './startup-error.ts'

export type EmbeddedPostgres = {
  /** Connects as the superuser through a private Unix socket; holds the password, so it must not be logged. */
  url: string
  /** Whether a server that a killed copy had left running was found; it was ended in order and started anew. */
  adopted: boolean
  /** Ends the server within 4 s. May be called more than once. */
  stop(): Promise<void>
}

export type EmbeddedPostgresOptions = {
  /** Absolute; the database lives in its sub folder `postgres`. Only one program at a time may use it. */
  dataFolder: string
  /** Told what an operator should know, one line at a time. */
  log: (line: string) => void
  /** Another PostgreSQL's folder with `initdb` and `postgres`, instead of the one that comes with the program. */
  binFolder?: string
  /** Settings of the server instead of the program's own, for data that may be lost with the machine. */
  settings?: Record<string, string>
  /** Gives up starting; the server is ended before the refusal. */
  signal?: AbortSignal
}

/**
 * Starts the program's own PostgreSQL in the data folder, initialising it on first use, and keeps it running until
 * `stop`: a server that dies is started again. Under root it runs as an unprivileged account. What was acknowledged
 * survives the killing of the program, of the server or of the machine. Refuses with a `StartupError`.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const cluster = prepareCluster(options.dataFolder)
  const binaries = findPostgres(cluster.account, cluster.home, options.binFolder)
  await initialiseCluster(cluster, binaries)
  const adopted = await endOrphan(cluster.folder, cluster.socketFolder)
  if (adopted) options.log('took over the database that a killed copy had left running')
  const server = await keepRunning({ ...options, cluster, binaries })
  try {
    await createDatabase(cluster)
  } catch (error) {
    await server.stop()
    throw error
  }
  return { url: urlOf(cluster, clusterDatabase), adopted, stop: server.stop }
}

type Launch = Pick<EmbeddedPostgresOptions, 'log' | 'settings' | 'signal'> & {
  cluster: Cluster
  binaries: PostgresBinaries
}

/** Starts the server and starts it again whenever it ends unasked. */
async function keepRunning(launch: Launch): Promise<{ stop(): Promise<void> }> {
  const { cluster, log } = launch
  const ending = new AbortController()
  let server = await launchServer(launch)
  let restarted = Promise.resolve()
  const watch = () => server.once('exit', () => (restarted = restart()))
  const restart = async () => {
    for (let attempt = 0; !ending.signal.aborted; attempt++) {
      log(`the database ended unexpectedly and is started again; its log is in ${cluster.logFolder}`)
      try {
        await sleep(Math.min(attempt * 500, 5_000), undefined, { signal: ending.signal })
        await endOrphan(cluster.folder, cluster.socketFolder)
        server = await launchServer({ ...launch, signal: ending.signal })
        watch()
        return
      } catch (error) {
        if (!ending.signal.aborted) log(String(error))
      }
    }
  }
  const stop = async () => {
    ending.abort()
    await restarted
    if (server.pid) await endServer(cluster.folder, server.pid)
    removeSocketFolder(cluster)
  }
  watch()
  let stopped: Promise<void> | undefined
  return { stop: () => (stopped ??= stop()) }
}

async function launchServer({ cluster, binaries, settings, log, signal }: Launch): Promise<ChildProcess> {
  const startLog = join(cluster.logFolder, 'start.log')
  const server = spawnServer(cluster, binaries, [...serverSettings(cluster), ...asArguments(settings ?? {})], startLog)
  endWithProgram(server)
  let failure: Error | undefined
  server.once('error', error => {
    failure = error
  })
  const startedAt = Date.now()
  for (let told = 1; ; ) {
    await sleep(10)
    if (failure) throw databaseDidNotStart(failure.message, startLog)
    if (server.exitCode !== null || server.signalCode) throw databaseDidNotStart(lastWords(cluster), startLog)
    if (server.pid && isReady(cluster.folder, server.pid)) return server
    if (server.pid && signal?.aborted) {
      await endServer(cluster.folder, server.pid)
      signal.throwIfAborted()
    }
    if (Date.now() - startedAt < told * 10_000) continue
    log(`the database is recovering, ${told * 10} s so far; nothing is lost`)
    told++
  }
}

function spawnServer(cluster: Cluster, binaries: PostgresBinaries, given: string[], startLog: string): ChildProcess {
  const output = openSync(startLog, 'w', 0o600)
  try {
    return spawn(join(binaries.folder, 'postgres'), ['-D', cluster.folder, ...given], {
      ...identityOf(cluster.account),
      cwd: '/',
      env: databaseEnvironment(),
      stdio: ['ignore', output, output],
      // A session of its own: Ctrl-C in the terminal reaches the program only, which then stops the server in order.
      detached: true,
    })
  } finally {
    closeSync(output)
  }
}

/** A program that leaves without `stop` asks the server to end as well; it then does so by itself, in order. */
function endWithProgram(server: ChildProcess): void {
  const end = () => server.kill('SIGINT')
  process.once('exit', end)
  server.once('exit', () => process.off('exit', end))
}

function removeSocketFolder(cluster: Cluster): void {
  if (cluster.socketFolder.startsWith(`${cluster.home}/`)) return
  try {
    rmdirSync(cluster.socketFolder)
  } catch {
    // Something else is in it; the next start uses the folder again.
  }
}

/** The last fatal line of what the server wrote, to its terminal or to its newest log. */
function lastWords(cluster: Cluster): string {
  const newestFirst = readdirSync(cluster.logFolder)
    .map(name => join(cluster.logFolder, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
  for (const file of newestFirst) {
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
    const fatal = lines.findLast(line => /\b(FATAL|PANIC)\b/.test(line)) ?? ''
    if (fatal) return fatal.replace(/^.*?\b(FATAL|PANIC):\s*/, '')
  }
  return 'it ended without a word'
}

async function createDatabase(cluster: Cluster): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(cluster, 'postgres') })
  await client.connect()
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [clusterDatabase])
    if (found.rowCount === 0) await client.query(`create database ${clusterDatabase}`)
  } finally {
    await client.end()
  }
}

function urlOf(cluster: Cluster, database: string): string {
  const login = `${clusterUser}:${encodeURIComponent(cluster.password)}`
  return `postgres://${login}@/${database}?host=${encodeURIComponent(cluster.socketFolder)}`
}

/**
 * Settings for a small machine of two cores. They are given at each start, so a new version brings its own; why each is as
 * it is stands in docs/operations.md.
 */
function serverSettings(cluster: Cluster): string[] {
  const memory = memorySettings(machineMemory())
  const settings: Record<string, string> = {
    listen_addresses: '',
    port: '5432',
    unix_socket_directories: quoteInList(cluster.socketFolder),
    unix_socket_permissions: '0700',
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    max_connections: '200',
    ...memory,
    maintenance_work_mem: '128MB',
    random_page_cost: '1.1',
    checkpoint_timeout: '15min',
    checkpoint_completion_target: '0.9',
    max_wal_size: '2GB',
    jit: 'off',
    dynamic_shared_memory_type: sharedMemoryType(),
    timezone: 'UTC',
    log_timezone: 'UTC',
    logging_collector: 'on',
    log_directory: cluster.logFolder,
    log_filename: 'postgres-%u.log',
    log_rotation_age: '1d',
    log_truncate_on_rotation: 'on',
    log_lock_waits: 'on',
    log_line_prefix: '%m [%p] %d ',
    // A statement holds what a customer said and how to reach them; the log must not.
    log_min_error_statement: 'panic',
    log_parameter_max_length_on_error: '0',
    log_error_verbosity: 'terse',
  }
  return asArguments(settings)
}

/** Of a setting that is named twice the last one counts. */
function asArguments(settings: Record<string, string>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** What the program may use of the machine: of a container, what the container may. */
function machineMemory(): number {
  const constrained = process.constrainedMemory()
  return constrained > 0 ? Math.min(constrained, totalmem()) : totalmem()
}

const MB = 1024 ** 2

/**
 * How much the server keeps of the tables by itself, and how much it may expect the system to keep.
 * @param bytes of the machine's memory, which the program itself and its other parts need as well
 */
export function memorySettings(bytes: number): { shared_buffers: string; effective_cache_size: string } {
  const mb = (part: number, least: number, most: number) =>
    `${Math.round(Math.min(Math.max((bytes * part) / MB, least), most))}MB`
  return { shared_buffers: mb(0.2, 128, 2048), effective_cache_size: mb(0.5, 256, 16_384) }
}

/** Containers often give /dev/shm only 64 MB, too little for a parallel query over many customers. */
function sharedMemoryType(): 'posix' | 'mmap' {
  if (process.platform !== 'linux') return 'posix'
  try {
    const { bsize, blocks } = statfsSync('/dev/shm')
    return bsize * blocks >= 256 * 1024 * 1024 ? 'posix' : 'mmap'
  } catch {
    return 'mmap'
  }
}

function quoteInList(path: string): string {
  return `"${path.replaceAll('"', '""')}"`
}

/** The connection string of the server that a running copy of the program keeps in a data folder. */
export function runningPostgresUrl(dataFolder: string): string {
  return urlOf(prepareCluster(dataFolder), clusterDatabase)
}
