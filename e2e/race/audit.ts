import pg from 'pg'
import type { Acknowledged } from './agent.ts'
import { CAPS } from './business.ts'

/** Engine and ledger round instants: a millisecond is no breach. */
const ROUNDING = 0.001

/**
 * Reads the tables as they are, past every rule of the product, and counts anew by the simplest of statements. Each
 * question answers what is wrong; an empty answer is a good one.
 */
export class Auditor {
  readonly #pool: pg.Pool

  constructor(databaseUrl: string) {
    this.#pool = new pg.Pool({ connectionString: databaseUrl, max: 2 })
    // The database ends when the race does.
    this.#pool.on('error', () => {})
  }

  close(): Promise<void> {
    return this.#pool.end()
  }

  /** Contacts that made their customer's count greater than the cap, looking back from each over the window. */
  capBreached(count: keyof typeof CAPS): Promise<unknown[]> {
    const { limit, seconds } = CAPS[count]
    const counts = (contact: string) => (count === 'attempts' ? 'true' : `${contact}.conversed`)
    return this.#rows(
      `select a.id, a.customer_id, a.dialled_at, count(*)::int as within
       from contact a join contact b on b.customer_id = a.customer_id and b.dialled_at <= a.dialled_at
         and b.dialled_at > a.dialled_at - make_interval(secs => $1)
       where ${counts('a')} and ${counts('b')}
       group by a.id, a.customer_id, a.dialled_at having count(*) > $2`,
      [seconds - ROUNDING, limit],
    )
  }

  /** Customers whom two contacts hold at this moment. */
  async customersHeldTwice(): Promise<string[]> {
    const rows = await this.#rows(
      `select customer_id as id from contact where state in ('reserved', 'dialled')
       group by customer_id having count(*) > 1`,
    )
    return rows.map(row => (row as { id: string }).id)
  }

  /** What is still held: contacts, and follow-ups in hands. */
  held(): Promise<unknown[]> {
    return this.#rows(
      `select 'contact' as what, id, state from contact where state in ('reserved', 'dialled')
       union all
       select 'followup', id, state from followup where state in ('handed-out', 'carried')`,
    )
  }

  /** Acknowledged outcomes that the ledger or the attempts do not have, or not so. */
  outcomesLost(acknowledged: readonly Acknowledged[]): Promise<unknown[]> {
    return this.#rows(
      `select g.* from jsonb_to_recordset($1) as g ("contactId" uuid, "followupId" uuid, "staffId" uuid, outcome text)
       where not exists (
           select from contact c where c.id = g."contactId" and c.state = 'made' and c.outcome = g.outcome
             and c.staff_id = g."staffId")
         or not exists (
           select from attempt a where a.contact_id = g."contactId" and a.followup_id = g."followupId"
             and a.staff_id = g."staffId" and a.outcome = g.outcome)`,
      [JSON.stringify(acknowledged)],
    )
  }

  /** Contacts made that count other than once among the attempts, and attempts a follow-up counts wrong. */
  attemptsMiscounted(): Promise<unknown[]> {
    return this.#rows(
      `select c.id, count(a.id)::int as attempts from contact c
       left join attempt a on a.contact_id = c.id and not a.carried
       where c.state = 'made' group by c.id having count(a.id) <> 1
       union all
       select f.id, f.attempts from followup f left join attempt a on a.followup_id = f.id
       group by f.id, f.attempts having count(a.id) <> f.attempts`,
    )
  }

  /** Follow-ups a server said it had added, and which are not there. */
  followupsLost(added: readonly string[]): Promise<unknown[]> {
    return this.#rows(
      `select g.id from unnest($1::uuid[]) as g (id) where not exists (select from followup f where f.id = g.id)`,
      [added],
    )
  }

  /** How much there was to audit. */
  async extent(): Promise<{ made: number; cancelled: number; deferred: number; plans: number }> {
    const [row] = await this.#rows(
      `select count(*) filter (where state = 'made')::int as made,
         count(*) filter (where state = 'cancelled')::int as cancelled,
         (select count(*)::int from verdict where kind = 'defer') as deferred,
         (select count(*)::int from plan_run) as plans
       from contact`,
    )
    return row as never
  }

  async #rows(text: string, values: unknown[] = []): Promise<unknown[]> {
    return (await this.#pool.query(text, values)).rows
  }
}
