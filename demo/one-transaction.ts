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
import type { Database, Tx } from '../server/platform/database.ts'
import type { DB } from '../server/platform/schema.ts'

/**
 * Runs work that opens many transactions as one: all of it is there when it ends, and nothing when it throws or the
 * process is killed. The work gets a database of a single connection; it must not begin a transaction within another,
 * and one that fails spoils the whole, caught or not.
 *
 * The inner ones are no savepoints: there would be thousands, and nobody goes on after one has failed.
 */
export function asOneTransaction<T>(db: Database, work: (inner: Database) => Promise<T>): Promise<T> {
  return db.transaction().execute(async outer => {
    // Thousands of small statements take longer to plan than to run; their joins stand in an order that serves.
    await outer.executeQuery(CompiledQuery.raw('set local join_collapse_limit = 1'))
    const driver = new InnerDriver(outer)
    const result = await work(new Kysely<DB>({ dialect: dialectOn(driver) }))
    driver.demandSound()
    return result
  })
}

/**
 * Lets the rest of the transaction join by hashing where it can. The server keeps no statistics of rows that nobody else
 * can see yet, takes the queue of follow-ups for all but empty and goes through it once for each of its rows. (Measured
 * with 300 customers on two busy cores: 12 s of the server's processor time for the whole fill before, 8 s with it.)
 */
export async function joinByHashing(inner: Database): Promise<void> {
  await inner.executeQuery(CompiledQuery.raw('set local enable_nestloop = off'))
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
