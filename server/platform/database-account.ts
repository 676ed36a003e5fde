import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dataFolderOutOfReach, StartupError } from './startup-error.ts'

/** An unprivileged account of the operating system. */
export type Account = { name: string; uid: number; gid: number }

/**
 * The account the embedded database runs as when the program runs as root, which PostgreSQL refuses: the owner of
 * `folder` when that is not root (so an existing cluster keeps its owner), else `postgres`, else `nobody`.
 * Undefined for an ordinary user, who runs it under the own account.
 */
export function databaseAccount(folder: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const accounts = readAccounts()
  const owner = statSync(folder, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) {
    const known = accounts.find(account => account.uid === owner.uid)
    return { name: known?.name ?? String(owner.uid), uid: owner.uid, gid: owner.gid }
  }
  const account = ['postgres', 'nobody'].map(name => accounts.find(one => one.name === name)).find(Boolean)
  if (account) return account
  throw new StartupError({
    zh: '以 root 运行时，数据库需要一个普通账户，但系统中既没有 postgres 也没有 nobody；请创建其一，或以普通用户运行。',
    en: 'Under root the database needs an unprivileged account, and there is neither postgres nor nobody; create one of them or run as an ordinary user.',
  })
}

/** The account to spawn the database's programs as; nothing for an ordinary user. */
export function identityOf(account: Account | undefined): { uid?: number; gid?: number } {
  return account ? { uid: account.uid, gid: account.gid } : {}
}

/**
 * Lets the database's account pass through `folder` to what belongs to it, without listing or reading the rest.
 * Only an empty folder is opened up; one that already holds something and is closed is refused.
 */
export function letAccountEnter(folder: string, account: Account | undefined): void {
  if (!account || canEnter(folder, account)) return
  if (readdirSync(folder).length === 0) {
    chownSync(folder, 0, account.gid)
    chmodSync(folder, 0o710)
  }
  if (!canEnter(folder, account)) throw dataFolderOutOfReach(folder, account.name)
}

/** Asks the operating system itself, so that access lists and mount options count too. */
function canEnter(folder: string, account: Account): boolean {
  const options = { ...identityOf(account), cwd: '/', stdio: 'ignore' } as const
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], options).status === 0
}

function readAccounts(): Account[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'))
    .filter(fields => fields.length >= 4)
    .map(([name, , uid, gid]) => ({ name: String(name), uid: Number(uid), gid: Number(gid) }))
}
