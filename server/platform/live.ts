import { sql } from 'kysely'
import pg from 'pg'
import type { Tx } from './database.ts'

const CHANNEL = 'huifang_live'

/** Something that changed: browsers that show this topic of this organisation ask again. */
export interface Change {
  orgId: string
  topic: string
}

/** Announces a change to every server process when the transaction commits. */
export async function announce(tx: Tx, orgId: string, topic: string): Promise<void> {
  await sql`select pg_notify(${CHANNEL}, ${JSON.stringify({ orgId, topic } satisfies Change)})`.execute(tx)
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
      const change: Change = JSON.parse(message.payload ?? '{}')
      for (const tell of subscribers.get(change.orgId) ?? []) tell(change.topic)
    })
    next.on('error', () => {})
    next.on('end', () => {
      if (!closed) setTimeout(() => connect().catch(() => {}), 1000).unref()
    })
    await next.connect()
    await next.query(`listen ${CHANNEL}`)
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
