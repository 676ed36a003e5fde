import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'
import { type Database, openDatabase, openPool, type Tx } from '../server/platform/database.ts'
import type { DB } from '../server/platform/schema.ts'

/**
 * Runs work that opens many transactions as one: all of it is there when it ends, and nothing when it throws or the
 * process is killed. The work gets a database of a single connection; it must not begin a transaction within another,
 * and one that fails spoils the whole, caught or not.
 *
 * Its connection is the database owner's, who puts on the application's role for all but gathering statistics.
 * The inner ones are no savepoints: there would be thousands, and nobody goes on after one has failed.
 */
export async function asOneTransaction<T>(ownerUrl: string, work: (inner: Database) => Promise<T>): Promise<T> {
  const pool = openPool(ownerUrl, 1)
  try {
    return await withinOne(openDatabase(pool), work)
  } finally {
    await pool.end()
  }
}

function withinOne<T>(db: Database, work: (inner: Database) => Promise<T>): Promise<T> {
  return db.transaction().execute(async outer => {
    await becomeApplication(outer)
    const driver = new InnerDriver(outer)
    const result = await work(new Kysely<DB>({ dialect: dialectOn(driver) }))
    driver.demandSound()
    return result
  })
}

/**
 * Gathers statistics of what the transaction has written so far; else the server would take its tables for all but empty,
 * because nobody else can see their rows yet.
 */
export async function gatherStatistics(inner: Database): Promise<void> {
  await inner.executeQuery(CompiledQuery.raw('reset role'))
  await inner.executeQuery(CompiledQuery.raw('analyze'))
  await becomeApplication(inner)
}

/** From here on what the application's login may not do is refused, and row-level security holds. */
async function becomeApplication(db: Database): Promise<void> {
  const { rows } = await db.executeQuery<{ name: string }>(
    CompiledQuery.raw(`select quote_ident(current_database() || '_app') as name`),
  )
  await db.executeQuery(CompiledQuery.raw(`set local role ${rows[0]!.name}`))
}

function dialectOn(driver: Driver): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: db => new PostgresIntrospector(db),
    createDriver: () => driver,
  }
}

/** One connection, handed to one user after the other, on which beginning and committing mean nothing. */
class InnerDriver implements Driver {
  readonly #connection: DatabaseConnection
  #free: Promise<void> = Promise.resolve()
  #release = () => {}
  #sound = true

  constructor(outer: Tx) {
    this.#connection = {
      executeQuery: query => outer.executeQuery(query as never) as never,
      streamQuery: () => {
        throw new Error('streams are not supported within one transaction')
      },
    }
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#free
    const mine = Promise.withResolvers<void>()
    this.#free = mine.promise
    await before
    this.#release = mine.resolve
    return this.#connection
  }

  async releaseConnection(): Promise<void> {
    this.#release()
  }

  async beginTransaction(): Promise<void> {
    this.demandSound()
  }

  async commitTransaction(): Promise<void> {}

  async rollbackTransaction(): Promise<void> {
    this.#sound = false
  }

  /** Throws when an inner transaction failed, because what it had written cannot be taken back alone. */
  demandSound(): void {
    if (!this.#sound) throw new Error('a transaction within failed; the whole is taken back')
  }

  async init(): Promise<void> {}
  async destroy(): Promise<void> {}
}
