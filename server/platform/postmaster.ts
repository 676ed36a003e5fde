import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** How long a server may take to write its last checkpoint before it is told to leave at once. */
const FAST_SHUTDOWN_MS = 2_500
const IMMEDIATE_SHUTDOWN_MS = 700
/** How long sessions may outlive their server. */
const LEFTOVERS_MS = 500

/** Whether the server with this process id has said in the cluster's `postmaster.pid` that it takes connections. */
export function isReady(cluster: string, pid: number): boolean {
  const lines = readPidFile(cluster)
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready'
}

/**
 * Ends a server that an earlier, killed copy of the program left behind, and clears the lock files of one that was
 * killed itself. Answers whether a server was found. What was committed stays.
 */
export async function endOrphan(cluster: string, socketFolder: string): Promise<boolean> {
  const pid = Number(readPidFile(cluster)[0])
  const found = isServerOf(cluster, pid)
  if (found) await endServer(cluster, pid)
  await endLeftovers(cluster)
  // PostgreSQL refuses to start while anything at all has the recorded id: an unrelated process, or the killed server's
  // own remains where nobody collects them, as in many containers. Elsewhere than on Linux its sessions cannot be seen,
  // so a file that names a dead process stays for PostgreSQL to judge.
  if (process.platform === 'linux' || isAlive(pid)) {
    rmSync(join(cluster, 'postmaster.pid'), { force: true })
    rmSync(join(socketFolder, '.s.PGSQL.5432.lock'), { force: true })
  }
  return found
}

/** Ends a server in order; one that takes too long is ended at once, which costs a recovery at the next start only. */
export async function endServer(cluster: string, pid: number): Promise<void> {
  if (isServerOf(cluster, pid)) send(pid, 'SIGINT')
  if (!(await isGone(cluster, pid, FAST_SHUTDOWN_MS))) {
    send(pid, 'SIGQUIT')
    if (!(await isGone(cluster, pid, IMMEDIATE_SHUTDOWN_MS))) send(pid, 'SIGKILL')
  }
  await endLeftovers(cluster)
}

/** Sessions of a server that died without them; they may still write, so a new server must not start beside them. */
async function endLeftovers(cluster: string): Promise<void> {
  const deadline = Date.now() + LEFTOVERS_MS
  while (processesIn(cluster).length > 0) {
    if (Date.now() > deadline) for (const pid of processesIn(cluster)) send(pid, 'SIGKILL')
    await sleep(20)
  }
}

async function isGone(cluster: string, pid: number, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs
  while (isServerOf(cluster, pid)) {
    if (Date.now() > deadline) return false
    await sleep(10)
  }
  return true
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function readPidFile(cluster: string): string[] {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return []
  }
}

/** Whether the process lives and is a server process of this very cluster, not another one that got its old id. */
function isServerOf(cluster: string, pid: number): boolean {
  if (process.platform === 'linux') return workingFolder(pid) === realpathSync(cluster) && isPostgres(pid)
  try {
    const command = execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' })
    return command.includes('postgres') && command.includes(cluster)
  } catch {
    return false
  }
}

/** PostgreSQL works from within its cluster folder, so that is where its processes are known by. */
function processesIn(cluster: string): number[] {
  if (process.platform !== 'linux') return []
  const folder = realpathSync(cluster)
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
    .filter(pid => workingFolder(pid) === folder && isPostgres(pid))
}

function isPostgres(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres')
  } catch {
    return false
  }
}

function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
  }
}
