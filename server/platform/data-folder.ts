import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { databaseAccount, letAccountEnter } from './database-account.ts'
import { alreadyInUse, dataFolderNotWritable, StartupError } from './startup-error.ts'

/** This program's claim on a data folder. It vanishes with the process, however that ends. */
export type DataFolderClaim = {
  /** Leaves the URL for a second copy, which names it when it is refused. */
  announce(url: string): void
  release(): void
}

/**
 * Creates the folder when it is missing and claims it for this process. Refuses a folder that cannot be written and
 * one that a running copy has claimed.
 */
export function claimDataFolder(folder: string): DataFolderClaim {
  makeDataFolder(folder)
  const lock = lockOrRefuse(folder)
  const notice = join(folder, 'running.json')
  writeNotice(notice, { pid: process.pid })
  return {
    announce: url => writeNotice(notice, { pid: process.pid, url }),
    release: () => {
      if (!lock.isOpen) return
      rmSync(notice, { force: true })
      lock.close()
    },
  }
}

/**
 * Creates the folder for this account alone; under root the database's account may pass through it. One that is there
 * already keeps its permissions. Refuses a folder that cannot be written.
 */
export function makeDataFolder(folder: string): void {
  try {
    if (!existsSync(folder)) {
      mkdirSync(dirname(folder), { recursive: true, mode: 0o755 })
      mkdirSync(folder, { mode: 0o700 })
    }
    letAccountEnter(folder, databaseAccount(join(folder, 'postgres')))
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw error instanceof StartupError ? error : dataFolderNotWritable(folder, error)
  }
}

const sqliteBusy = 5

/**
 * Node has no file locks of its own; SQLite's exclusive lock is one of the operating system, so it ends with the
 * process, and nothing is ever written into the file.
 */
function lockOrRefuse(folder: string): DatabaseSync {
  const held = open(folder)
  try {
    held.exec('pragma journal_mode = off; begin exclusive')
    return held
  } catch (error) {
    held.close()
    if ((error as { errcode?: number }).errcode !== sqliteBusy) throw dataFolderNotWritable(folder, error)
    throw alreadyInUse(folder, readNotice(join(folder, 'running.json')))
  }
}

function open(folder: string): DatabaseSync {
  try {
    return new DatabaseSync(join(folder, 'running.lock'))
  } catch (error) {
    throw dataFolderNotWritable(folder, error)
  }
}

function writeNotice(file: string, notice: { pid: number; url?: string }): void {
  const draft = `${file}.new`
  writeFileSync(draft, `${JSON.stringify(notice)}\n`)
  renameSync(draft, file)
}

function readNotice(file: string): { pid: number; url?: string } | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { pid: number; url?: string }
  } catch {
    return undefined
  }
}
