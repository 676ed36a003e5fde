import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { makeDataFolder } from './data-folder.ts'
import { type Account, databaseAccount, identityOf } from './database-account.ts'
import type { PostgresBinaries } from './postgres-binaries.ts'
import { databaseDidNotStart, dataFolderNotWritable, StartupError } from './startup-error.ts'

/** The folders of one embedded database, all owned by `account` when the program runs as root. */
export type Cluster = {
  home: string
  folder: string
  socketFolder: string
  logFolder: string
  password: string
  account: Account | undefined
}

/** The superuser and the database that the program works with. */
export const clusterUser = 'huifang'
export const clusterDatabase = 'huifang'

/** A Unix socket's path may have 107 bytes on Linux and 103 on macOS; the name of PostgreSQL's takes 18 of them. */
const LONGEST_SOCKET_FOLDER = 103 - '/.s.PGSQL.5432.lock'.length

/** Makes `<dataFolder>/postgres` and what belongs into it, except the cluster itself. Refuses what it cannot write. */
export function prepareCluster(dataFolder: string): Cluster {
  makeDataFolder(dataFolder)
  const home = join(dataFolder, 'postgres')
  const account = databaseAccount(home)
  try {
    const realHome = realpathSync(makePrivate(home, account))
    return {
      home: realHome,
      folder: join(realHome, 'cluster'),
      socketFolder: makeSocketFolder(realHome, account),
      logFolder: makePrivate(join(realHome, 'log'), account),
      password: keepPassword(realHome, account),
      account,
    }
  } catch (error) {
    throw error instanceof StartupError ? error : dataFolderNotWritable(dataFolder, error)
  }
}

/** Creates the cluster unless it exists; one that another major version wrote is refused. Whole or absent, never half. */
export async function initialiseCluster(cluster: Cluster, binaries: PostgresBinaries): Promise<void> {
  const existing = versionOf(cluster.folder)
  if (existing === binaries.major) return
  if (existing) throw madeByAnotherVersion(cluster.folder, existing, binaries.major)
  const draft = `${cluster.folder}.new`
  rmSync(draft, { recursive: true, force: true })
  try {
    await promisify(execFile)(join(binaries.folder, 'initdb'), initdbArguments(cluster, draft, binaries.major), {
      ...identityOf(cluster.account),
      cwd: '/',
      env: databaseEnvironment(),
    })
  } catch (error) {
    const words = (error as { stderr?: string }).stderr || String(error)
    throw databaseDidNotStart(words.trim().split('\n').slice(-3).join(' '), cluster.logFolder)
  }
  renameSync(draft, cluster.folder)
}

/** Nothing of the operator's own PostgreSQL variables may leak into the embedded server. */
export function databaseEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LANG: 'C', TZ: 'UTC' }
}

function initdbArguments(cluster: Cluster, folder: string, major: number): string[] {
  const sortByCodePoint =
    major >= 17
      ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
      : ['--locale=C.UTF-8', '--lc-messages=C']
  return [
    ...['-D', folder, '--username', clusterUser, '--pwfile', passwordFile(cluster.home)],
    ...['--auth-local', 'scram-sha-256', '--auth-host', 'reject'],
    ...['--encoding', 'UTF8', ...sortByCodePoint, '--data-checksums', '--no-instructions'],
  ]
}

function versionOf(folder: string): number | undefined {
  const file = join(folder, 'PG_VERSION')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').trim()) : undefined
}

function madeByAnotherVersion(folder: string, existing: number, own: number): StartupError {
  return new StartupError({
    zh: `${folder} 中的数据由 PostgreSQL ${existing} 写成，而内置的是 PostgreSQL ${own}，无法直接使用。数据未被改动。`,
    en: `The data in ${folder} was written by PostgreSQL ${existing} and the embedded one is PostgreSQL ${own}, which cannot use it. No data was changed.`,
  })
}

function passwordFile(home: string): string {
  return join(home, 'password')
}

function keepPassword(home: string, account: Account | undefined): string {
  const file = passwordFile(home)
  if (!existsSync(file)) {
    const draft = `${file}.new`
    writeFileSync(draft, randomBytes(24).toString('base64url'), { mode: 0o600, flush: true })
    if (account) chownSync(draft, account.uid, account.gid)
    renameSync(draft, file)
  }
  return readFileSync(file, 'utf8')
}

/** Beside the data, or under a short name in the temporary folder when the path would be too long for a socket. */
function makeSocketFolder(home: string, account: Account | undefined): string {
  const hash = createHash('sha256').update(home).digest('hex').slice(0, 16)
  const candidates = [join(home, 'socket'), join(tmpdir(), `huifang-${hash}`), join('/tmp', `huifang-${hash}`)]
  const fits = (path: string) => Buffer.byteLength(path) <= LONGEST_SOCKET_FOLDER
  const folder = candidates.find(fits) ?? join('/tmp', `huifang-${hash}`)
  makePrivate(folder, account)
  const found = lstatSync(folder)
  const owner = account?.uid ?? process.getuid?.()
  if (found.isDirectory() && found.uid === owner && (found.mode & 0o077) === 0) return folder
  throw new StartupError({
    zh: `${folder} 属于其他账户，数据库的套接字不能放在那里。请删除它后再启动。`,
    en: `${folder} belongs to somebody else, so the database's socket cannot be put there. Remove it and start again.`,
  })
}

/** A folder that only the account can enter. One that is there already keeps its owner. */
function makePrivate(folder: string, account: Account | undefined): string {
  if (existsSync(folder)) return folder
  mkdirSync(folder, { mode: 0o700 })
  chmodSync(folder, 0o700)
  if (account) chownSync(folder, account.uid, account.gid)
  return folder
}
