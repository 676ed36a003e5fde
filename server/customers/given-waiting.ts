import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

/** Waits until a statement that begins so waits for a lock. */
export async function untilWaiting(ownerUrl: string, beginning: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    for (let tries = 0; tries < 500; tries += 1) {
      const { rowCount } = await client.query(
        `select from pg_stat_activity where wait_event_type = 'Lock' and starts_with(query, $1)`,
        [beginning],
      )
      if (rowCount) return
      await pause(20)
    }
    throw new Error(`nobody waits in ${beginning}`)
  } finally {
    await client.end()
  }
}
