import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { setClock } from './platform/clock.ts'
import type { Config } from './platform/config.ts'
import { claimDataFolder, type DataFolderClaim, makeDataFolder } from './platform/data-folder.ts'
import { type Database, openDatabase, openPool } from './platform/database.ts'
import { runningPostgresUrl, startEmbeddedPostgres } from './platform/embedded-postgres.ts'
import { type MasterKeyRing, openMasterKeys } from './platform/master-key.ts'
import { migrate } from './platform/migrate.ts'
import { openSecrets, type Secrets } from './platform/secrets.ts'
import { databaseUnreachable, StartupError } from './platform/startup-error.ts'
import { unlockVault } from './privacy/index.ts'
import { wireModules } from './wiring.ts'

/** As many as the processors can serve at once, and some that wait for the disk: each has soon planned all there is to ask. */
export const DESK_CONNECTIONS = 2 + 2 * availableParallelism()

/** The program's database and keys, open for work by the server, the command line or the demo. */
export interface Program {
  db: Database
  /** The same database by a few connections of its own, for what agents ask all day long (docs/decisions/0063-hand-out-in-rounds.md). */
  deskDb: Database
  ownerUrl: string
  appUrl: string
  keys: MasterKeyRing
  secrets: Secrets
  /** Announces the address a second copy names when it is refused. */
  announce(url: string): void
  close(): Promise<void>
}

/**
 * Opens the program's database: the embedded server in the data folder, or the one `DATABASE_URL` names. With
 * `join`, works beside a running copy on the same data folder instead of being refused.
 */
export async function openProgram(
  config: Config,
  options: { join?: boolean; connections?: number } = {},
): Promise<Program> {
  const closing: (() => Promise<void> | void)[] = []
  const close = async () => {
    for (const step of closing.splice(0).reverse()) await step()
  }
  if (config.clock) setClock(config.clock)
  try {
    const claim = claimOrJoin(config, options.join ?? false)
    if (claim) closing.push(() => claim.release())
    const keys = await openMasterKeys(config.masterKeyFile)
    unlockVault(keys, config.masterKeyFile)
    const secrets = await openSecrets(join(config.dataFolder, 'secret'))
    const ownerUrl = await openServer(config, claim === undefined, closing)
    const appUrl = await migrate(ownerUrl, secrets.database)
    const [db, deskDb] = [options.connections ?? 20, DESK_CONNECTIONS].map(connections => {
      const pool = openPool(appUrl, connections)
      closing.push(() => pool.end())
      return openDatabase(pool)
    }) as [Database, Database]
    wireModules()
    return { db, deskDb, ownerUrl, appUrl, keys, secrets, announce: url => claim?.announce(url), close }
  } catch (error) {
    await close()
    throw error
  }
}

function claimOrJoin(config: Config, join: boolean): DataFolderClaim | undefined {
  makeDataFolder(config.dataFolder)
  try {
    return claimDataFolder(config.dataFolder)
  } catch (error) {
    if (join && error instanceof StartupError) return undefined
    throw error
  }
}

async function openServer(config: Config, running: boolean, closing: (() => Promise<void> | void)[]): Promise<string> {
  if (config.databaseUrl) {
    await probe(config.databaseUrl)
    return config.databaseUrl
  }
  if (running) return runningPostgresUrl(config.dataFolder)
  const server = await startEmbeddedPostgres({ dataFolder: config.dataFolder, log: line => console.error(line) })
  closing.push(() => server.stop())
  return server.url
}

async function probe(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  try {
    await client.connect()
    await client.end()
  } catch (error) {
    throw databaseUnreachable(url, error)
  }
}
