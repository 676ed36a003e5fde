import { type RawBuilder, sql } from 'kysely'
import { isMailable } from '../customers/index.ts'
import { asUuids, type Tx } from '../platform/database.ts'
import { FIELD, LINE } from '../platform/text-lines.ts'
import type { CompiledPolicy } from './compile-rules.ts'
import type { StandingTexts } from './standing-texts.ts'

export interface Wanted {
  customerIds: readonly string[]
  /** Numbers that calls would be made from; looked at where the policy counts them. */
  callerNumbers: readonly string[]
  /** Whether it is asked about e-mail, so that addresses are looked at. */
  byMail?: boolean
}

/** Epoch milliseconds, rounded up, so that nothing is released a fraction of one too early. */
const millis = (column: string) => sql.raw(`ceil(round(date_part('epoch', ${column}) * 1e6) / 1e3)`)
/** Rounded down, so that nothing is valid a fraction too long. */
const millisBefore = (column: string) => sql.raw(`floor(round(date_part('epoch', ${column}) * 1e6) / 1e3)`)
const FAR = '-infinity'

/** The first instant that counts look at, from `now`; `Infinity` is since ever. */
function since(now: Temporal.Instant, lookBack: number): string {
  return Number.isFinite(lookBack) ? now.subtract({ milliseconds: Math.ceil(lookBack) }).toString() : FAR
}

/** Columns as the fields of a line; nothing where one is null. */
function fields(...columns: (string | RawBuilder<unknown>)[]): RawBuilder<unknown> {
  const parts = columns.map(column => (typeof column === 'string' ? sql.raw(column) : column))
  return sql.join(parts, sql`, ${FIELD}, `)
}

/** A contact as far as counts look at it. Most are settled calls of no campaign: what is there to say of others follows. */
function counted(moreWhen = sql`false`, ...more: (string | RawBuilder<unknown>)[]): RawBuilder<unknown> {
  const rest = fields(
    sql`case when x.live then ${millis('x.held_until')} end`,
    ...['x.campaign_id', `nullif(x.channel, 'phone')`, ...more],
  )
  return sql`x.conversed, ${fields(millis('x.made_at'), 'x.purpose')},
    case when x.live or x.campaign_id is not null or x.channel <> 'phone' or ${moreWhen} then concat(${FIELD}, ${rest}) end`
}

/** A rule that names a tag goes on meaning it when the tag is called otherwise. */
const tags = sql`case when x.tags <> '{}' then translate(array_to_string(x.tags || array(
  select f.name from customer_tag_former f where f.org_id = x.org_id and f.tag = any (x.tags)), ${FIELD}), ${LINE}, ' ') end`

/** What is asked, for the parts of the statement. */
interface Asking {
  orgId: string
  now: Temporal.Instant
  policy: CompiledPolicy
  /** The first instant that counts look at. */
  back: string
  byMail: boolean
}

const nothing = sql`null::text`
const ids = sql`(select ids from asked)`

/** The rows of a table about the customers. */
const own = ({ orgId }: Asking, table: string) =>
  sql`from ${sql.table(table)} x where x.org_id = ${orgId} and x.customer_id = any (${ids}::uuid[])`

/**
 * All that verdicts on customers rest on: one statement, so that it is one moment, whether for one customer or for
 * thousands. Each part reads its table by its own index and the parts are put together by the reader, so that no plan can
 * go wrong with the number of customers. Each comes as one text: a row for everything that is known of a customer would
 * take the driver longer than it takes to judge him. Customers outside the transaction's scope have no line of their own.
 */
export async function standingTexts(
  tx: Tx,
  { orgId, now }: { orgId: string; now: Temporal.Instant },
  policy: CompiledPolicy,
  { customerIds, callerNumbers, byMail = false }: Wanted,
): Promise<StandingTexts> {
  const back = since(now, policy.lookBack)
  const asking: Asking = { orgId, now, policy, back, byMail }
  const { rows } = await sql<StandingTexts>`
    with asked as materialized (select ${asUuids(customerIds)}::uuid[] as ids)
    select (${customers(asking)}) as customers, (${points(asking)}) as points, (${contacts(asking)}) as contacts,
      (${elsewhere(asking)}) as elsewhere, (${callers(asking, callerNumbers)}) as callers, (${stops(asking)}) as stops,
      (${holds(asking)}) as holds, (${overrides(asking)}) as overrides, (${concerns(asking)}) as concerns,
      (${consents(asking)}) as consents, (${goodHours(asking)}) as hours,
      (select concat(o.time_zone, ${FIELD}, o.country) from organisation o where o.id = ${orgId}) as house`.execute(tx)
  return rows[0]!
}

/** Of most there is nothing to say but that they are there. */
function customers({ orgId, policy }: Asking): RawBuilder<unknown> {
  const { branches } = policy.asksFor
  const known = fields(branches ? 'x.branch_id' : nothing, 'x.stage', 'x.owner_id', 'x.time_zone', 'x.country', tags)
  const saysMore = branches
    ? sql`true`
    : sql`x.stage is not null or x.owner_id is not null or x.time_zone is not null or x.country is not null or x.tags <> '{}'`
  return sql`
    select string_agg(concat(x.id, case when ${saysMore} then concat(${known}) end), ${LINE} order by x.id)
    from customer x where x.org_id = ${orgId} and x.id = any (${ids}::uuid[])`
}

/** Best first: valid before doubtful, then by rank. */
function points(asking: Asking): RawBuilder<unknown> {
  const kind = asking.byMail ? sql`case when x.kind = 'email' then 'e' end, ` : sql``
  const usable = asking.byMail ? sql`(x.dialable or ${isMailable(sql`x`)})` : sql`x.dialable`
  return sql`
    select string_agg(concat(x.customer_id, x.identifier_id, ${kind}case when n.id is not null then 't' end), ${LINE}
      order by x.customer_id, x.state <> 'valid', x.rank, x.id)
    from (select x.* ${own(asking, 'contact_point')} and ${usable}) x
    left join number_stop n on n.org_id = x.org_id and n.identifier_id = x.identifier_id and n.lifted_at is null`
}

/** They come in the order of the index. */
function contacts(asking: Asking): RawBuilder<unknown> {
  const { orgId, policy, back } = asking
  const speaks = policy.asksFor.carried ? sql`x.conversed` : sql`false`
  return sql`
    select string_agg(concat(x.customer_id, x.identifier_id, x.matter_id, ${counted(
      sql`x.quiet_until > x.made_at or x.override_id is not null or x.exemption is not null or ${speaks}`,
      carriedAlong(asking, sql`, ':', k.matter_id`),
      ...[millis('x.quiet_until'), 'coalesce(x.override_id::text, x.exemption)', sql`case when x.live then x.id end`],
    )}), ${LINE})
    from contact_histories(${orgId}, ${ids}, ${back}::timestamptz) x`
}

/** What else a contact was about, as one field: while it is under way, and after a conversation. */
const carriedAlong = ({ orgId, policy }: Asking, more = sql``) =>
  policy.asksFor.carried
    ? sql`case when x.live or x.conversed then (
        select string_agg(concat(k.purpose, ':', k.campaign_id ${more}), ',') from contact_carried k
        where k.org_id = ${orgId} and k.contact_id = x.id) end`
    : nothing

/** Which matter those of others were about makes no difference. */
function elsewhere(asking: Asking): RawBuilder<unknown> {
  const { orgId, policy, back, byMail } = asking
  if (!policy.ofNumbers) return nothing
  return sql`
    select string_agg(concat(x.customer_id, x.identifier_id, ${counted(sql`x.conversed`, carriedAlong(asking))}), ${LINE}
      order by x.customer_id, x.made_at desc)
    from contacts_elsewhere(${orgId}, ${ids}, ${back}::timestamptz, ${byMail}) x`
}

function callers(asking: Asking, numbers: readonly string[]): RawBuilder<unknown> {
  const { orgId, now } = asking
  const { ofCallers } = asking.policy
  if (!ofCallers || numbers.length === 0) return nothing
  const pause = ofCallers.pause > 0 ? `${Math.ceil(ofCallers.pause / 1000)} seconds` : null
  return sql`
    select string_agg(concat(x.id, x.caller_number, ${FIELD}, ${counted(sql`x.conversed`, carriedAlong(asking))}), ${LINE}
      order by x.made_at desc)
    from contacts_from(${orgId}, ${[...numbers]}::text[], ${since(now, ofCallers.lookBack)}::timestamptz,
      ${pause}::interval) x`
}

function stops(asking: Asking): RawBuilder<unknown> {
  return sql`
    select string_agg(concat(x.customer_id, ${fields(millis('x.expires_at'), 'x.purpose')}), ${LINE} order by x.customer_id)
    ${own(asking, 'do_not_contact')} and x.lifted_at is null`
}

function holds(asking: Asking): RawBuilder<unknown> {
  return sql`
    select string_agg(concat(x.customer_id, ${millis('x.until')}), ${LINE} order by x.customer_id)
    ${own(asking, 'contact_hold')} and x.lifted_at is null and x.until > ${asking.now}`
}

function overrides(asking: Asking): RawBuilder<unknown> {
  const known = fields(millisBefore('x.expires_at'), 'x.purpose', sql`array_to_string(x.passes, ${FIELD})`)
  return sql`
    select string_agg(concat(x.customer_id, x.id, ${known}), ${LINE} order by x.customer_id)
    ${own(asking, 'contact_override')} and x.decision = 'approved' and x.expires_at > ${asking.now}`
}

function concerns(asking: Asking): RawBuilder<unknown> {
  if (!asking.policy.asksFor.concerns) return nothing
  return sql`
    select string_agg(concat(x.customer_id, ${millis('x.due_at')}), ${LINE} order by x.customer_id)
    ${own(asking, 'open_concern')}`
}

/** The last word on each class of purposes and channel. */
function consents(asking: Asking): RawBuilder<unknown> {
  if (!asking.policy.asksFor.consents) return nothing
  const known = fields('x.purpose_class', 'x.channel', 'x.given', millisBefore('x.expires_at'))
  return sql`
    select string_agg(concat(x.customer_id, ${known}), ${LINE} order by x.customer_id)
    from (select distinct on (x.customer_id, x.purpose_class, x.channel) x.*
      ${own(asking, 'consent')} and x.voided_at is null and x.at <= ${asking.now}
      order by x.customer_id, x.purpose_class, x.channel, x.at desc, x.given, x.id desc) x`
}

function goodHours(asking: Asking): RawBuilder<unknown> {
  if (!asking.policy.asksFor.ownHours) return nothing
  return sql`
    select string_agg(concat(x.customer_id, ${fields('x.not_before', 'x.not_after', 'x.windows')}), ${LINE} order by x.customer_id)
    ${own(asking, 'good_hours')}`
}

/** Each branch of an organisation with those above it. */
export async function branchPaths(tx: Tx, orgId: string): Promise<Map<string, readonly string[]>> {
  const rows = await tx.selectFrom('branch').where('org_id', '=', orgId).select(['id', 'parent_id']).execute()
  const parents = new Map(rows.map(row => [row.id, row.parent_id]))
  const pathOf = (id: string | null | undefined): string[] => (id ? [id, ...pathOf(parents.get(id))] : [])
  return new Map(rows.map(({ id }) => [id, pathOf(id)]))
}
