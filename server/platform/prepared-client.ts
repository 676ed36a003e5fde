import pg from 'pg'

/** Statements are worth keeping once they come again; some are made up anew each time, and those must not pile up. */
const KEPT_FROM = 3
const MOST_TEXTS = 2000
const MOST_KEPT = 500

const seen = new Map<string, number>()
const names = new Map<string, string>()

/** The name under which a statement is kept by each connection; `undefined` for one that is rare. */
function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known || names.size >= MOST_KEPT) return known
  const times = (seen.get(text) ?? 0) + 1
  if (times < KEPT_FROM) {
    if (seen.size >= MOST_TEXTS) seen.clear()
    seen.set(text, times)
    return undefined
  }
  seen.delete(text)
  const name = `kept_${names.size}`
  names.set(text, name)
  return name
}

/** What the server answers to a statement that only begins or ends a transaction. */
const done = (command: string) => Promise.resolve({ command, rowCount: null, rows: [], oid: 0, fields: [] })

/**
 * A connection on which statements that come again are prepared: the server then reads and plans them once for each
 * connection instead of every time. It goes on planning anew where that pays (`plan_cache_mode` auto). `begin` travels
 * with the first statement of its transaction, which costs no way to the server and back of its own.
 */
export class PreparedClient extends pg.Client {
  #begins = false
  #gathers = false

  constructor(config: pg.ClientConfig = {}) {
    super({ ...config, pipeline: true })
  }

  // biome-ignore lint/suspicious/noExplicitAny: the many forms of this method are pg's own.
  override query(...given: any[]): any {
    this.#gather()
    const [text, values, ...rest] = given
    const isBare = Array.isArray(values) && values.length === 0 && rest.length === 0
    if (text === 'begin' && isBare && !this.#begins) {
      this.#begins = true
      return done('BEGIN')
    }
    if (this.#begins) {
      this.#begins = false
      if (isBare && (text === 'commit' || text === 'rollback')) return done(text.toUpperCase())
      // Lost with its connection, it is told by the statement that travels behind it.
      super.query('begin').catch(() => {})
    }
    if (typeof text !== 'string' || !Array.isArray(values) || rest.length > 0) {
      return (super.query as (...all: unknown[]) => unknown)(...given)
    }
    const name = nameOf(text)
    return super.query(name ? { text, values, name } : { text, values })
  }
  /** Statements started in one turn are written at once: each write wakes the server's process, which is dearer than most of them. */
  #gather(): void {
    const { stream } = this.connection
    if (this.#gathers) return
    this.#gathers = true
    stream.cork()
    process.nextTick(() => {
      this.#gathers = false
      stream.uncork()
    })
  }
}
