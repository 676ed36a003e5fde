import {
  type DatabaseConnection,
  isAbortedTransactionError,
  Kysely,
  type KyselyProps,
  PostgresDialect,
  sql,
  Transaction,
} from 'kysely'
import pg from 'pg'
import type { Scope } from './actor.ts'
import { PreparedClient } from './prepared-client.ts'
import type { DB } from './schema.ts'

export type Database = Kysely<DB>
export type Tx = Transaction<DB>

/** A new connection has to sign in, and to read and plan each statement anew: it is kept for the next time many ask at once. */
const IDLE_MS = 10 * 60_000

const TIMESTAMPTZ = 1184
const DATE = 1082
const INT8 = 20
const NUMERIC = 1700

const PARSERS: Record<number, (text: string) => unknown> = {
  [TIMESTAMPTZ]: text => Temporal.Instant.from(text),
  [DATE]: text => Temporal.PlainDate.from(text),
  [INT8]: Number,
  [NUMERIC]: Number,
}

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    PARSERS[oid] ?? pg.types.getTypeParser(oid, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
}

// pg asks a parameter object for its text by this method; Temporal values would otherwise be sent as quoted JSON.
for (const type of [Temporal.Instant, Temporal.PlainDate]) {
  Object.defineProperty(type.prototype, 'toPostgres', {
    value(this: { toString(): string }) {
      return this.toString()
    },
    configurable: true,
  })
}

/** Opens a pool on a PostgreSQL server (15 or newer); times come as Temporal values, counts and amounts as numbers. */
export function openPool(url: string, connections: number): pg.Pool {
  const options = '-c timezone=UTC'
  const pool = new pg.Pool({
    Client: PreparedClient,
    connectionString: url,
    max: connections,
    idleTimeoutMillis: IDLE_MS,
    options,
    types,
  })
  // The statement in flight tells of a lost connection; the event besides would end the process.
  pool.on('error', () => {})
  pool.on('connect', client => client.on('error', () => {}))
  return pool
}

/** Opens the database; row-level security binds what comes through `inScope` to one organisation. */
export function openDatabase(pool: pg.Pool): Database {
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
}

const PLANNED_ONCE = sql.raw(`,
  set_config('plan_cache_mode', 'force_generic_plan', true), set_config('join_collapse_limit', '1', true)`)
const EACH_TIME = sql.raw('')

/** What is still to be done for transactions that are under way, once they are committed; and what they wrote last. */
const afterwards = new WeakMap<Tx, ((db: Database) => void)[]>()
const lastWrites = new WeakMap<Tx, Promise<unknown>[]>()

/**
 * Runs work in one transaction that can see and write the rows of a scope alone. Statements started together travel
 * together, and are answered in the order they were started; one started after the work has ended is refused.
 * @param steady whether the statements are few and always the same: each connection then plans them once for all
 * parameters, in the order they are written, where it would else plan each five times over and try every order
 */
export async function inScope<T>(db: Database, scope: Scope, work: (tx: Tx) => Promise<T>, steady = false): Promise<T> {
  const afterCommit: ((db: Database) => void)[] = []
  const last: Promise<unknown>[] = []
  const committed = db.transaction().execute(transaction =>
    transaction.getExecutor().provideConnection(async connection => {
      const { tx, close } = onConnection(transaction, connection)
      afterwards.set(tx, afterCommit)
      lastWrites.set(tx, last)
      const scoped = sql`
        select set_config('huifang.org', ${scope.orgId}, true),
          set_config('huifang.branches', ${asArray(scope.branchIds)}, true),
          set_config('huifang.ancestors', ${asArray(scope.ancestorIds)}, true) ${steady ? PLANNED_ONCE : EACH_TIME}`.execute(
        tx,
      )
      try {
        // The first statement of the work travels with it; should this one fail, that one does too.
        const [, done] = await Promise.all([scoped, work(tx)])
        return done
      } finally {
        close()
      }
    }),
  )
  const result = await committed.catch(async error => {
    // What failed was a statement before the commit; it tells why.
    if (isAbortedTransactionError(error)) await Promise.all(last)
    throw error
  })
  for (const step of afterCommit) step(db)
  return result
}

/**
 * As `inScope`, with several transactions, each on a connection of its own, so that the database works at several
 * statements at once. They are for reading: what one of them writes the others do not see.
 */
export function inScopes<T>(
  db: Database,
  scope: Scope,
  count: number,
  work: (txs: readonly [Tx, ...Tx[]]) => Promise<T>,
): Promise<T> {
  const open = (opened: readonly Tx[]): Promise<T> =>
    inScope(db, scope, tx => {
      const txs = [tx, ...opened] as const
      return txs.length < count ? open(txs) : work(txs)
    })
  return open([])
}

/**
 * The transaction without its queue, in which each statement waits for the answer to the one before it. Closed, it takes
 * no more: what one of several has started after another failed must not reach the transaction of somebody else.
 */
function onConnection(transaction: Tx, connection: DatabaseConnection): { tx: Tx; close: () => void } {
  let open = true
  const executor = transaction.getExecutor().withConnectionProvider({
    async provideConnection(use) {
      if (!open) throw new Error('the transaction has ended')
      return use(connection)
    },
  })
  // What it would need to open connections of its own is left out: it never does.
  const props = { executor, config: {}, driver: {}, dialect: {} } as unknown as KyselyProps
  const close = () => {
    open = false
  }
  return { tx: new Transaction<DB>(props), close }
}

/**
 * Lets a statement that was started in a transaction of `inScope`, and whose answer the work does not need, travel with the
 * commit. Should it fail, nothing is committed, and `inScope` fails as it did.
 */
export function beforeCommit(tx: Tx, statement: Promise<unknown>): void {
  const statements = lastWrites.get(tx)
  if (!statements) throw new Error('only a transaction of inScope waits for what was written last')
  // Its failure is told where the transaction ends.
  statement.catch(() => {})
  statements.push(statement)
}

/** Starts a step when the transaction of `inScope` has been committed; never, when it is rolled back. */
export function whenCommitted(tx: Tx, step: (db: Database) => void): void {
  const steps = afterwards.get(tx)
  if (!steps) throw new Error('only a transaction of inScope knows when it is committed')
  steps.push(step)
}

/**
 * An array parameter of ids, digits or words of our own: nothing in it is quoted. Writing many so takes a tenth of the time
 * that an array of any texts takes.
 */
export function asArray(ids: readonly (string | number)[]): string {
  return `{${ids.join(',')}}`
}

const UUID = 2950

/**
 * An array parameter of UUIDs in PostgreSQL's binary form: reading thousands as text would take it longer than finding the
 * rows of many tables by them. See array_recv of PostgreSQL: dimensions, nulls, type, length and lower bound, then each
 * with its length.
 */
export function asUuids(ids: readonly string[]): Buffer {
  const bytes = Buffer.from(ids.join('').replaceAll('-', ''), 'hex')
  if (bytes.length !== 16 * ids.length) throw new TypeError('every id has to be a UUID')
  const array = Buffer.alloc(20 + 20 * ids.length)
  for (const [place, value] of [1, 0, UUID, ids.length, 1].entries()) array.writeInt32BE(value, 4 * place)
  for (let n = 0; n < ids.length; n++) {
    array.writeInt32BE(16, 20 + 20 * n)
    bytes.copy(array, 24 + 20 * n, 16 * n, 16 * n + 16)
  }
  return array
}

/** An array parameter of any texts, and `null`s. Written at once, where the driver joins piece by piece. */
export function asTexts(texts: readonly (string | null)[]): string {
  const items = texts.map(text => {
    if (text === null) return 'NULL'
    if (/^[^\s{}",\\]+$/.test(text) && text.toUpperCase() !== 'NULL') return text
    return /["\\]/.test(text) ? `"${text.replaceAll(/["\\]/g, '\\$&')}"` : `"${text}"`
  })
  return `{${items.join(',')}}`
}

/** Whether an error is PostgreSQL's refusal because what a row builds on is gone, or something is built on a row (SQLSTATE 23503). */
export function isBrokenReference(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '23503'
}

/** Whether an error is PostgreSQL's refusal by the named constraint or unique index. */
export function isViolationOf(constraint: string, error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.constraint === constraint
}
