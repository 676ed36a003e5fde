import { type RawBuilder, sql } from 'kysely'
import { asArray, type Tx } from '../platform/database.ts'
import type { CompiledPolicy } from './compile-rules.ts'
import type { StandingRow } from './standing-rows.ts'

export interface Wanted {
  customerIds: readonly string[]
  /** Numbers that calls would be made from; looked at where the policy counts them. */
  callerNumbers: readonly string[]
}

/** Epoch milliseconds, rounded up, so that nothing is released a fraction of one too early. */
const millis = (column: string) => sql`ceil(extract(epoch from ${sql.raw(column)}) * 1000)::float8`
const FAR = '-infinity'

/** The first instant that counts look at, from `now`; `Infinity` is since ever. */
function since(now: Temporal.Instant, lookBack: number): string {
  return Number.isFinite(lookBack) ? now.subtract({ milliseconds: Math.ceil(lookBack) }).toString() : FAR
}

/** A rule that names a tag goes on meaning it when the tag is called otherwise. */
const FORMER_NAMES = sql`array(select f.name from customer_tag_former f where f.org_id = x.org_id and f.tag = any (x.tags))`

/**
 * All that verdicts on customers rest on: one statement, so that it is one moment, whether for one customer or for
 * thousands. Each part reads its table by its own index and the parts are put together by the reader, so that no plan can
 * go wrong with the number of customers. Customers outside the transaction's scope have no row of their own.
 */
export async function standingRows(
  tx: Tx,
  actor: { orgId: string; now: Temporal.Instant },
  policy: CompiledPolicy,
  { customerIds, callerNumbers }: Wanted,
): Promise<StandingRow[]> {
  const { orgId, now } = actor
  const ids = sql`${asArray(customerIds)}::uuid[]`
  const own = (table: string) =>
    sql`from ${sql.table(table)} x where x.org_id = ${orgId} and x.customer_id = any (${ids})`
  const back = since(now, policy.lookBack)
  const { rows } = await sql<StandingRow>`
    select x.id as c, 'customer' as k, x.branch_id::text as s1, x.stage as s2, x.owner_id::text as s3,
      nullif(array_to_string(x.tags || ${FORMER_NAMES}, chr(31)), '') as s4, coalesce(x.time_zone, o.time_zone) as s5,
      coalesce(x.country, o.country) as s6, null::float8 as n1, null::float8 as n2, null::float8 as n3, null::boolean as flag
    from customer x join organisation o on o.id = x.org_id where x.org_id = ${orgId} and x.id = any (${ids})
    union all
    select x.customer_id, 'point', x.identifier_id::text, x.id::text, null, null, null, null,
      case x.state when 'valid' then 1 else 2 end, x.rank, null, n.id is not null
    from contact_point x
    left join number_stop n on n.org_id = x.org_id and n.identifier_id = x.identifier_id and n.lifted_at is null
    where x.org_id = ${orgId} and x.customer_id = any (${ids}) and x.dialable
    union all
    select x.customer_id, 'contact', x.id::text, x.matter_id::text, x.identifier_id::text, x.purpose, x.campaign_id::text,
      coalesce('o' || x.override_id, 'e' || x.exemption), ${millis('x.made_at')}, ${millis('x.quiet_until')},
      case when x.live then ${millis('x.held_until')} end, x.conversed
    from contact_histories(${orgId}, ${ids}, ${back}::timestamptz) x
    union all
    select x.customer_id, 'stop', x.purpose, null, null, null, null, null, ${millis('x.expires_at')}, null, null, null
    ${own('do_not_contact')} and x.lifted_at is null
    union all
    select x.customer_id, 'hold', null, null, null, null, null, null, ${millis('x.until')}, null, null, null
    ${own('contact_hold')} and x.lifted_at is null and x.until > ${now}
    union all
    select x.customer_id, 'override', x.id::text, array_to_string(x.passes, chr(31)), x.purpose, null, null, null,
      floor(extract(epoch from x.expires_at) * 1000)::float8, null, null, null
    ${own('contact_override')} and x.decision = 'approved' and x.expires_at > ${now}
    ${elsewhere(orgId, ids, policy, back)} ${facts(policy, now, own)} ${callers(actor, policy, callerNumbers)}`.execute(
    tx,
  )
  return rows
}

const nothing = sql``

/** What is read only where the policy has a rule that asks. */
function facts(
  policy: CompiledPolicy,
  now: Temporal.Instant,
  own: (table: string) => RawBuilder<unknown>,
): RawBuilder<unknown> {
  const concerns = sql`
    union all
    select x.customer_id, 'concern', null, null, null, null, null, null, ${millis('x.due_at')}, null, null, null
    ${own('open_concern')}`
  const consents = sql`
    union all
    (select distinct on (x.customer_id, x.purpose_class, x.channel) x.customer_id, 'consent', x.purpose_class, x.channel,
      null, null, null, null, floor(extract(epoch from x.expires_at) * 1000)::float8, null, null, x.given
    ${own('consent')} and x.voided_at is null and x.at <= ${now}
    order by x.customer_id, x.purpose_class, x.channel, x.at desc, x.given, x.id desc)`
  const hours = sql`
    union all
    select x.customer_id, 'hours', x.windows::text, x.not_before, x.not_after, null, null, null, null, null, null, null
    ${own('good_hours')}`
  const { asksFor } = policy
  return sql`${asksFor.concerns ? concerns : nothing} ${asksFor.consents ? consents : nothing}
    ${asksFor.ownHours ? hours : nothing}`
}

function elsewhere(orgId: string, ids: RawBuilder<unknown>, policy: CompiledPolicy, back: string): RawBuilder<unknown> {
  if (!policy.ofNumbers) return nothing
  return sql`
    union all
    select x.customer_id, 'elsewhere', null, null, x.identifier_id::text, x.purpose, x.campaign_id::text, null,
      ${millis('x.made_at')}, null, case when x.live then ${millis('x.held_until')} end, x.conversed
    from contacts_elsewhere(${orgId}, ${ids}, ${back}::timestamptz) x`
}

function callers(
  { orgId, now }: { orgId: string; now: Temporal.Instant },
  { ofCallers }: CompiledPolicy,
  numbers: readonly string[],
): RawBuilder<unknown> {
  if (!ofCallers || numbers.length === 0) return nothing
  const pause = ofCallers.pause > 0 ? `${Math.ceil(ofCallers.pause / 1000)} seconds` : null
  return sql`
    union all
    select null, 'caller', x.caller_number, x.id::text, null, x.purpose, x.campaign_id::text, null, ${millis('x.made_at')}, null,
      case when x.live then ${millis('x.held_until')} end, x.conversed
    from contacts_from(${orgId}, ${[...numbers]}::text[], ${since(now, ofCallers.lookBack)}::timestamptz,
      ${pause}::interval) x`
}

/** Each branch of an organisation with those above it. */
export async function branchPaths(tx: Tx, orgId: string): Promise<Map<string, readonly string[]>> {
  const rows = await tx.selectFrom('branch').where('org_id', '=', orgId).select(['id', 'parent_id']).execute()
  const parents = new Map(rows.map(row => [row.id, row.parent_id]))
  const pathOf = (id: string | null | undefined): string[] => (id ? [id, ...pathOf(parents.get(id))] : [])
  return new Map(rows.map(({ id }) => [id, pathOf(id)]))
}
