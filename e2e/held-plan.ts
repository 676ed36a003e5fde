import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { runningPostgresUrl } from '../server/platform/embedded-postgres.ts'

/** A plan held just before it writes, so that it can be stopped, however fast it is, at a known point. */
export class HeldPlan {
  readonly #client: pg.Client

  private constructor(client: pg.Client) {
    this.#client = client
  }

  /** Lets no plan of this running house write until it is let go. */
  static async of({ dataFolder }: { dataFolder: string }): Promise<HeldPlan> {
    const client = new pg.Client({ connectionString: runningPostgresUrl(dataFolder) })
    await client.connect()
    await client.query('begin')
    await client.query('lock table plan_entry in share mode')
    return new HeldPlan(client)
  }

  /** Until a plan stands before what is held. */
  async isReached(): Promise<void> {
    await this.#until("select from pg_locks where relation = 'plan_entry'::regclass and not granted")
  }

  async letGo(): Promise<void> {
    await this.#client.query('commit')
  }

  /** Until the newest run is in this phase. */
  async isIn(phase: string, withinSeconds = 30): Promise<void> {
    const newest = 'select phase from plan_run order by id desc limit 1'
    await this.#until(`select from (${newest}) r where phase = '${phase}'`, withinSeconds)
  }

  /** Until nothing is left of any run but of the one in force. */
  async isCleanedUp(): Promise<void> {
    const inForce = "select id from plan_run where phase = 'done' order by finished_at desc, id desc limit 1"
    await this.#until(`
      select where not exists (select from plan_entry where run_id <> (${inForce}))
        and not exists (select from plan_load where run_id <> (${inForce}))`)
  }

  async close(): Promise<void> {
    await this.#client.end()
  }

  async #until(found: string, withinSeconds = 30): Promise<void> {
    for (let waited = 0; waited < withinSeconds * 20; waited += 1) {
      if ((await this.#client.query(found)).rowCount !== 0) return
      await pause(50)
    }
    throw new Error(`it did not come to pass within ${withinSeconds} s: ${found}`)
  }
}
