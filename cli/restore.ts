import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { type Restored, restoreBackup } from '../server/platform/backup/restore-backup.ts'
import { readConfig } from '../server/platform/config.ts'
import { claimDataFolder } from '../server/platform/data-folder.ts'
import { startEmbeddedPostgres } from '../server/platform/embedded-postgres.ts'
import { openSecrets } from '../server/platform/secrets.ts'
import { databaseUnreachable, StartupError, startupLanguage } from '../server/platform/startup-error.ts'
import { passphraseOf, saySoFar } from './backup.ts'
import { command, print, type Shared } from './run.ts'

interface RestoreOptions extends Shared {
  into: string
  passphraseFile?: string
}

interface Target {
  url: string
  appPassword: string
}

export function restoreCommand(program: Command): void {
  program.addCommand(
    command('restore', 'load a backup into an empty data folder or database')
      .argument('<file>', 'a file that "huifang backup" wrote')
      .requiredOption('--into <target>', 'an empty data folder, or the postgres:// address of an empty database')
      .option('--passphrase-file <file>', 'the file with the passphrase the backup was encrypted with')
      .action((file: string, options: RestoreOptions) => restore(resolve(file), options)),
  )
}

async function restore(file: string, options: RestoreOptions): Promise<void> {
  const passphrase = await passphraseOf(options.passphraseFile)
  const load = ({ url, appPassword }: Target) =>
    restoreBackup(url, file, {
      passphrase,
      appPassword,
      onTable: (name, rows) => saySoFar(options, name, rows),
    })
  const isDatabase = /^postgres(ql)?:\/\//.test(options.into)
  const done = await (isDatabase ? intoDatabase(options.into, load) : intoFolder(resolve(options.into), load))
  if (!options.json) console.error(nextStep(done, isDatabase ? undefined : resolve(options.into)))
  print(options, { ...done, masterKeyIds: options.json ? done.masterKeyIds : done.masterKeyIds.join(' ') })
}

/** The login of the application is made anew with the secret of this installation's data folder. */
async function intoDatabase(url: string, load: (target: Target) => Promise<Restored>): Promise<Restored> {
  const { dataFolder } = readConfig(process.env, [])
  const claim = existsSync(dataFolder) ? undefined : claimDataFolder(dataFolder)
  const { database } = await openSecrets(join(dataFolder, 'secret'))
  try {
    return await load({ url, appPassword: database })
  } catch (error) {
    const { code } = error as { code?: string }
    if (['ECONNREFUSED', 'ENOTFOUND', '28P01', '3D000', 'ENOENT'].includes(code ?? ''))
      throw databaseUnreachable(url, error)
    throw error
  } finally {
    claim?.release()
  }
}

async function intoFolder(folder: string, load: (target: Target) => Promise<Restored>): Promise<Restored> {
  // The master key may have been put there before.
  const there = (await readdir(folder).catch(() => [])).filter(name => name !== 'master.key')
  if (there.length > 0) throw notEmpty(folder)
  const claim = claimDataFolder(folder)
  try {
    const { database } = await openSecrets(join(folder, 'secret'))
    const server = await startEmbeddedPostgres({ dataFolder: folder, log: line => console.error(line) })
    try {
      return await load({ url: server.url, appPassword: database })
    } finally {
      await server.stop()
    }
  } catch (error) {
    for (const name of await readdir(folder)) {
      if (name !== 'master.key' && !name.startsWith('running.'))
        await rm(join(folder, name), { recursive: true, force: true })
    }
    throw error
  } finally {
    claim.release()
    await rm(join(folder, 'running.lock'), { force: true })
  }
}

function nextStep({ masterKeyIds }: Restored, folder: string | undefined): string {
  const keys = masterKeyIds.join(' ')
  const place = folder ? join(folder, 'master.key') : 'HUIFANG_MASTER_KEY_FILE'
  const hasKey = folder !== undefined && existsSync(join(folder, 'master.key'))
  if (startupLanguage() === 'zh') {
    return hasKey
      ? '已恢复；所有人需重新登录。'
      : `已恢复；启动前请把含主密钥 ${keys} 的文件放到 ${place}。所有人需重新登录。`
  }
  return hasKey
    ? 'Restored; everybody signs in anew.'
    : `Restored; before you start, put the file with the master key ${keys} at ${place}. Everybody signs in anew.`
}

function notEmpty(folder: string): StartupError {
  return new StartupError({
    zh: `目标目录 ${folder} 不是空的，未被改动。请指定一个空目录。`,
    en: `The target folder ${folder} is not empty and was not touched. Name an empty one.`,
  })
}
