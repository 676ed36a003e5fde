import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { job } from '../jobs.ts'
import { type Written, writeBackup } from './write-backup.ts'

export interface Nightly extends NonNullable<Config['backups']> {
  ownerUrl: string
}

const NAME = /^huifang-\d{8}-\d{6}\.backup$/

let nightly: Nightly | undefined

/** Says where backups are written every night, or that none are; called once at start and by tests. */
export function keepBackups(given: Nightly | undefined): void {
  nightly = given
}

/** Writes a backup named after its second (UTC) and then deletes the oldest beyond those to be kept. */
export async function writeNightly(given: Nightly, now: Temporal.Instant): Promise<Written> {
  await mkdir(given.folder, { recursive: true, mode: 0o700 })
  const file = join(given.folder, `huifang-${stamp(now)}.backup`)
  const passphrase = given.passphraseFile ? (await readFile(given.passphraseFile, 'utf8')).trimEnd() : undefined
  const written = await writeBackup(given.ownerUrl, file, { passphrase })
  const kept = await backupsIn(given.folder)
  for (const name of kept.slice(0, Math.max(0, kept.length - given.keep))) await rm(join(given.folder, name))
  return written
}

/** The names of the backups in a folder, oldest first; other files are left alone. */
export async function backupsIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter(name => NAME.test(name)).sort()
}

function stamp(now: Temporal.Instant): string {
  return now.toString({ smallestUnit: 'second' }).replaceAll(/[-:Z]/g, '').replace('T', '-')
}

/** At two in the morning in China, which is quiet there and evening in Europe. */
export const backupJobs = [
  job({
    name: 'nightly-backup',
    cron: '0 18 * * *',
    expireInSeconds: 4 * 3600,
    handle: async () => {
      // The machine's clock, for the name says when it was written; a rehearsal on old data must not make it old.
      if (nightly) await writeNightly(nightly, Temporal.Now.instant())
    },
  }),
]
