import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { asArray, type Tx } from '../platform/database.ts'
import { CallerLedger, type CustomerPast, type MadeContact, type Span } from './replay-past-rules.ts'
import type { CountedContact } from './standing-rules.ts'

/** From one instant to before another. */
export interface Stretch {
  from: Temporal.Instant
  until: Temporal.Instant
}

/** Epoch milliseconds: of what releases rounded up, of what is valid rounded down, so that neither is so too long or too early. */
const millis = (column: string) => sql.raw(`ceil(round(date_part('epoch', ${column}) * 1e6) / 1e3)::float8`)
const millisBefore = (column: string) => sql.raw(`floor(round(date_part('epoch', ${column}) * 1e6) / 1e3)::float8`)
const span = (from: string, until: string) => sql`${millis(from)} as "from", coalesce(${millis(until)}, 0) as until`

/** The contacts dialled in a stretch with customers of the actor's branches. */
const made = (actor: Actor, { from, until }: Stretch) => sql`
  contact t join customer c on c.org_id = t.org_id and c.id = t.customer_id
  where t.org_id = ${actor.orgId} and t.state = 'made' and t.settled_at >= ${from}
    and t.dialled_at >= ${from} and t.dialled_at < ${until}
    and t.branch_id = any (${asArray(actor.branchIds)}::uuid[]) and c.branch_id = any (${asArray(actor.branchIds)}::uuid[])`

/** How many contacts were made in a stretch, counted to `most` at the furthest. */
export async function countMade(tx: Tx, actor: Actor, stretch: Stretch, most: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (select from ${made(actor, stretch)} limit ${most}) as counted`.execute(tx)
  return rows[0]!.count
}

const AT_ONCE = 4000

/**
 * The contacts made in a stretch, some thousand at a time, those of a customer together. They are read through a cursor: sorted
 * once by the database, never held here all at once, and all as of one moment. One such reading at a time in a transaction.
 */
export async function* contactsMade(tx: Tx, actor: Actor, stretch: Stretch): AsyncGenerator<MadeContact[]> {
  // All of them are read, so the plan that gives the first row soonest is not the one to take.
  await sql`set local cursor_tuple_fraction = 1`.execute(tx)
  await sql`
    declare contacts_made no scroll cursor for
    select t.id, t.customer_id as "customerId", t.branch_id as "branchId", t.matter_id as "matterId",
      t.campaign_id as "campaignId", t.purpose, t.channel, t.identifier_id as "numberId",
      t.caller_number as "callerNumber", ${millisBefore('t.dialled_at')} as at,
      case when t.import_id is null and t.made_elsewhere is null then jsonb_build_object('id', t.staff_id, 'roles', (
        select s.roles from staff s where s.org_id = t.org_id and s.id = t.staff_id)) end as staff,
      array(select k.purpose from contact_carried k where k.org_id = t.org_id and k.contact_id = t.id) as carried
    from ${made(actor, stretch)} order by t.customer_id, t.id`.execute(tx)
  try {
    while (true) {
      const { rows } = await sql<MadeContact>`fetch ${sql.lit(AT_ONCE)} from contacts_made`.execute(tx)
      if (rows.length > 0) yield rows
      if (rows.length < AT_ONCE) break
    }
  } finally {
    await sql`close contacts_made`.execute(tx)
  }
}

/** What was said of customers in a stretch and before it, by customer; of those of whom nothing was, nothing. */
export async function pastsOf(
  tx: Tx,
  orgId: string,
  { from, until }: Stretch,
  customerIds: readonly string[],
): Promise<Map<string, CustomerPast>> {
  const pasts = new Map<string, { [K in keyof CustomerPast]: CustomerPast[K][number][] }>()
  const pastOf = (id: string) => {
    const past = pasts.get(id) ?? { stops: [], holds: [], concerns: [], consents: [], overrides: [] }
    pasts.set(id, past)
    return past
  }
  const read = async <K extends keyof CustomerPast>(part: K, query: RawBuilder<unknown>) => {
    const { rows } = await (query as RawBuilder<CustomerPast[K][number] & { customerId: string }>).execute(tx)
    for (const { customerId, ...row } of rows) (pastOf(customerId)[part] as unknown[]).push(row)
  }
  const theirs = sql`x.org_id = ${orgId} and x.customer_id = any (${asArray(customerIds)}::uuid[])`
  await Promise.all([
    read(
      'stops',
      sql`select x.customer_id as "customerId", x.purpose, coalesce(${millis('x.expires_at')}, 0) as "expiresAt",
        ${span('x.created_at', 'x.lifted_at')} from do_not_contact x
        where ${theirs} and x.created_at < ${until} and (x.lifted_at is null or x.lifted_at > ${from})`,
    ),
    read(
      'holds',
      sql`select x.customer_id as "customerId", ${millis('x.until')} as "end", ${span('x.set_at', 'x.lifted_at')}
        from contact_hold x where ${theirs} and x.set_at < ${until} and x.until > ${from}
          and (x.lifted_at is null or x.lifted_at > ${from})`,
    ),
    read(
      'concerns',
      sql`select x.customer_id as "customerId", ${millis('x.due_at')} as due, ${span('x.from_at', 'x.until_at')}
        from concern_span x where ${theirs} and x.from_at < ${until} and (x.until_at is null or x.until_at > ${from})`,
    ),
    read(
      'consents',
      sql`select x.customer_id as "customerId", x.purpose_class as "purposeClass", x.channel, x.given,
        coalesce(${millisBefore('x.expires_at')}, 0) as "expiresAt", ${millis('x.at')} as at
        from consent x where ${theirs} and x.voided_at is null and x.at < ${until}
        order by x.at desc, x.given, x.id desc`,
    ),
    read(
      'overrides',
      sql`select x.customer_id as "customerId", x.id, x.purpose, x.passes, ${millis('x.decided_at')} as "from",
        ${millisBefore('x.expires_at')} as "expiresAt"
        from contact_override x where ${theirs} and x.decision = 'approved' and x.decided_at < ${until}
          and x.expires_at > ${from}`,
    ),
  ])
  return pasts
}

/** When numbers were stopped in a stretch, by number. */
export async function numberStopsOf(
  tx: Tx,
  orgId: string,
  { from, until }: Stretch,
  numberIds: readonly string[],
): Promise<Map<string, Span[]>> {
  const { rows } = await sql<Span & { numberId: string }>`
    select x.identifier_id as "numberId", ${span('x.created_at', 'x.lifted_at')} from number_stop x
    where x.org_id = ${orgId} and x.identifier_id = any (${asArray(numberIds)}::uuid[]) and x.created_at < ${until}
      and (x.lifted_at is null or x.lifted_at > ${from})`.execute(tx)
  return Map.groupBy(rows, row => row.numberId)
}

const DAY_HOURS = 24

/**
 * What was called from the numbers that contacts of a stretch were made from, whoever was called and in whichever branch; read
 * day by day.
 * @param counted how far back counts look, in milliseconds, and whether at what else calls were about
 */
export async function callsBefore(
  tx: Tx,
  actor: Actor,
  stretch: Stretch,
  counted: { lookBack: number; pause: number; carried: boolean },
): Promise<CallerLedger> {
  const ledger = new CallerLedger()
  const { rows: numbers } = await sql<{ callerNumber: string }>`
    select distinct t.caller_number as "callerNumber" from ${made(actor, stretch)} and t.caller_number <> ''`.execute(
    tx,
  )
  const callers = numbers.map(row => row.callerNumber)
  let from = await firstCall(tx, actor, callers, stretch.from, counted)
  while (from && Temporal.Instant.compare(from, stretch.until) < 0) {
    const until: Temporal.Instant = from.add({ hours: DAY_HOURS })
    const { rows } = await sql<Omit<CountedContact, 'id' | 'numberId' | 'liveUntil'> & { callerNumber: string }>`
      select x.caller_number as "callerNumber", ${millis('x.made_at')} as at, x.conversed, x.purpose,
        x.campaign_id as "campaignId", x.channel, x.carried
      from contacts_from_between(${actor.orgId}, ${callers}::text[], ${from}, ${until}, ${counted.carried}) x`.execute(
      tx,
    )
    for (const { callerNumber, carried, ...call } of rows)
      ledger.add(callerNumber, { ...call, ...(carried && { carried }) })
    from = until
  }
  return ledger
}

/** When the first of the calls was made that counts look at; `undefined` when there is none. */
async function firstCall(
  tx: Tx,
  { orgId }: Actor,
  callers: readonly string[],
  start: Temporal.Instant,
  { lookBack, pause }: { lookBack: number; pause: number },
): Promise<Temporal.Instant | undefined> {
  const since = Number.isFinite(lookBack)
    ? start.subtract({ milliseconds: Math.ceil(lookBack) }).toString()
    : '-infinity'
  const back = pause > 0 ? `${Math.ceil(pause / 1000)} seconds` : null
  const { rows } = await sql<{ first: Temporal.Instant | null }>`
    select min(x.made_at) as first
    from contacts_from(${orgId}, ${[...callers]}::text[], ${since}::timestamptz, ${back}::interval) x`.execute(tx)
  return rows[0]?.first ?? undefined
}

/** How many customers of contacts of a stretch had a problem in it of which not every deadline was written down. */
export async function reconstructedConcerns(tx: Tx, actor: Actor, stretch: Stretch): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select distinct x.customer_id from concern_span x
      where x.org_id = ${actor.orgId} and x.reconstructed and x.from_at < ${stretch.until}
        and (x.until_at is null or x.until_at > ${stretch.from})) x
    where exists (select from ${made(actor, stretch)} and t.customer_id = x.customer_id)`.execute(tx)
  return rows[0]!.count
}
