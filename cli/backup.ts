import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { writeBackup } from '../server/platform/backup/write-backup.ts'
import { StartupError, startupLanguage } from '../server/platform/startup-error.ts'
import { command, run, type Shared } from './run.ts'

interface BackupOptions extends Shared {
  passphraseFile?: string
}

export function backupCommand(program: Command): void {
  program.addCommand(
    command('backup', 'write everything the database holds into one file, while the product goes on working')
      .argument('<file>', 'the file to write; it must not exist')
      .option('--passphrase-file <file>', 'encrypt the backup with the passphrase in this file')
      .action((file: string, options: BackupOptions) => backup(resolve(file), options)),
  )
}

async function backup(file: string, options: BackupOptions): Promise<void> {
  const passphrase = await passphraseOf(options.passphraseFile)
  await run(options, async ({ ownerUrl }) => {
    const onTable = (name: string, rows: number) => saySoFar(options, name, rows)
    const { masterKeyIds, ...done } = await writeBackup(ownerUrl, file, { passphrase, onTable })
    if (!options.json) console.error(aboutTheKey(masterKeyIds))
    return { ...done, masterKeyIds: options.json ? masterKeyIds : masterKeyIds.join(' ') }
  })
}

function aboutTheKey(ids: readonly string[]): string {
  const keys = ids.join(' ')
  return startupLanguage() === 'zh'
    ? `备份不含主密钥（${keys}）。没有它，号码永远无法读出：请把 master.key 另行保管在别处。`
    : `The master key (${keys}) is not in the backup. Without it no number can ever be read again: keep master.key elsewhere.`
}

/** Tells a person at the terminal which table is done; a program that reads JSON is told nothing in between. */
export function saySoFar(options: Shared, name: string, rows: number): void {
  if (!options.json && process.stderr.isTTY && rows > 0) process.stderr.write(`${name}  ${rows.toLocaleString('en')}\n`)
}

/** The passphrase in a file, without the line feed at its end. Refuses a file that is not there or empty. */
export async function passphraseOf(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined
  const text = (await readFile(file, 'utf8').catch(() => '')).replace(/\r?\n$/, '')
  if (text !== '') return text
  throw new StartupError({
    zh: `口令文件 ${file} 无法读取或为空。`,
    en: `The passphrase file ${file} cannot be read or is empty.`,
  })
}
