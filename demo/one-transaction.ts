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
 * process is killed. The work gets a database of a single connection, on which a transaction is a savepoint; it must not
 * begin one within another.
 */
export function asOneTransaction<T>(db: Database, work: (inner: Database) => Promise<T>): Promise<T> {
  return db.transaction().execute(async outer => {
    // Thousands of small statements take longer to plan than to run; their joins are written in an order that serves.
    await outer.executeQuery(CompiledQuery.raw('set local join_collapse_limit = 1'))
    return work(new Kysely<DB>({ dialect: within(outer) }))
  })
}

function within(outer: Tx): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: db => new PostgresIntrospector(db),
    createDriver: () => savepointDriver(outer),
  }
}

function savepointDriver(outer: Tx): Driver {
  const say = async (connection: DatabaseConnection, words: string) => {
    await connection.executeQuery(CompiledQuery.raw(words))
  }
  const connection: DatabaseConnection = {
    executeQuery: query => outer.executeQuery(query as never) as never,
    async *streamQuery() {
      yield* []
      throw new Error('streams are not supported within one transaction')
    },
  }
  let free: Promise<void> = Promise.resolve()
  let release = () => {}
  return {
    init: async () => {},
    async acquireConnection() {
      const mine = free
      let done = () => {}
      free = new Promise(resolve => {
        done = resolve
      })
      await mine
      release = done
      return connection
    },
    releaseConnection: async () => release(),
    beginTransaction: on => say(on, 'savepoint step'),
    commitTransaction: on => say(on, 'release savepoint step'),
    async rollbackTransaction(on) {
      await say(on, 'rollback to savepoint step')
      await say(on, 'release savepoint step')
    },
    destroy: async () => {},
  }
}
