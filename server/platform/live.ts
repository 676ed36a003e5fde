import { sql } from 'kysely'
import pg from 'pg'
import { AT_WORK_CHANNEL, hearOfWork } from './at-leisure.ts'
import { type Database, type Tx, whenCommitted } from './database.ts'

const CHANNEL = 'huifang_live'

/** Something that changed: browsers that show this topic of this organisation ask again. */
export interface Change {
  orgId: string
  topic: string
}

/** A topic that changes again and again is announced so often at most. */
const PAUSE_MS = 200

/** The topics announced a moment ago, and whether they changed again since. */
const justTold = new Map<string, { again: boolean }>()

/**
 * Announces a change to every server process once the transaction is committed. A notice within the transaction would let
 * only one of them commit at a time; so it goes its own way right after, and one lost with its process is made up for
 * by the browsers, which ask for everything when they connect again.
 */
export async function announce(tx: Tx, orgId: string, topic: string): Promise<void> {
  whenCommitted(tx, db => tell(db, { orgId, topic }))
}

function tell(db: Database, change: Change): void {
  const key = `${change.orgId} ${change.topic}`
  const told = justTold.get(key)
  if (told) {
    told.again = true
    return
  }
  const now = { again: false }
  justTold.set(key, now)
  // Nobody waits for it, and a database that is gone has no listeners either.
  sql`select pg_notify(${CHANNEL}, ${JSON.stringify(change)})`.execute(db).catch(() => {})
  setTimeout(() => {
    justTold.delete(key)
    if (now.again) tell(db, change)
  }, PAUSE_MS).unref()
}

export interface LiveChanges {
  /** Calls back on each change of an organisation until the returned function is called. */
  subscribe(orgId: string, onChange: (topic: string) => void): () => void
  close(): Promise<void>
}

/** Listens for changes announced by any server process; reconnects when the database restarts. */
export async function openLiveChanges(url: string): Promise<LiveChanges> {
  const subscribers = new Map<string, Set<(topic: string) => void>>()
  let client: pg.Client | undefined
  let closed = false

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString: url })
    next.on('notification', message => {
      if (message.channel === AT_WORK_CHANNEL) return hearOfWork()
      const change: Change = JSON.parse(message.payload ?? '{}')
      for (const tell of subscribers.get(change.orgId) ?? []) tell(change.topic)
    })
    next.on('error', () => {})
    next.on('end', () => {
      if (!closed) setTimeout(() => connect().catch(() => {}), 1000).unref()
    })
    await next.connect()
    await next.query(`listen ${CHANNEL}; listen ${AT_WORK_CHANNEL}`)
    client = next
  }

  await connect()
  return {
    subscribe(orgId, onChange) {
      const group = subscribers.get(orgId) ?? new Set()
      subscribers.set(orgId, group.add(onChange))
      return () => {
        group.delete(onChange)
        if (group.size === 0) subscribers.delete(orgId)
      }
    },
    async close() {
      closed = true
      await client?.end()
    },
  }
}
