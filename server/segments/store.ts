import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { type ActivityKind, PURCHASES } from '../activity/rules.ts'
import { type Condition, type FieldName, type Group, isGroup, type Operator } from './rules.ts'

type Fragment = RawBuilder<SqlBool>

const COMPARISON: Partial<Record<Operator, Fragment>> = {
  'more-than': sql`>`,
  'at-least': sql`>=`,
  'at-most': sql`<=`,
  'less-than': sql`<`,
}

/**
 * A group of conditions as one SQL expression that is true or false, never null. It stands inside a statement where `c`
 * is the customer and `a` the activity, both of the same organisation; what users typed travels as parameters alone.
 * @param now the instant that days are counted back from; later activity is not seen
 */
export function conditionsHold(group: Group, now: Temporal.Instant): Fragment {
  if (group.rules.length === 0) return sql`true`
  const held = sql<SqlBool>`(${sql.join(
    group.rules.map(rule => (isGroup(rule) ? conditionsHold(rule, now) : fragmentOf(rule.field)(rule, now))),
    group.combinator === 'or' ? sql` or ` : sql` and `,
  )})`
  return group.not ? sql`(not ${held})` : held
}

type FragmentOf = (condition: Condition, now: Temporal.Instant) => Fragment

const taught = new Map<FieldName, FragmentOf>()

/** Lets a module above say how a field of the white list is asked, because its tables are not known here. */
export function teachField(field: 'contacts.last', fragment: FragmentOf): void {
  taught.set(field, fragment)
}

function fragmentOf(field: FieldName): FragmentOf {
  const fragment = taught.get(field) ?? FRAGMENTS[field as keyof typeof FRAGMENTS]
  if (!fragment) throw new Error(`nobody taught how ${field} is asked`)
  return fragment
}

const FRAGMENTS: Record<Exclude<FieldName, 'contacts.last'>, FragmentOf> = {
  // The branches named with all that lie below them; the subquery does not depend on the row and runs once.
  'customer.branch': ({ operator, value }) =>
    yes(
      operator === 'in',
      sql`(c.org_id, c.branch_id) in (
        with recursive below as (
          select org_id, id from branch where id = any (${value}::uuid[])
          union
          select b.org_id, b.id from branch b join below on b.org_id = below.org_id and b.parent_id = below.id
        )
        select org_id, id from below)`,
    ),
  'customer.country': ({ operator, value }) => listed(operator, sql`coalesce(c.country, '')`, value),
  'customer.kind': ({ operator, value }) => listed(operator, sql`c.kind`, value),
  'customer.owner': ({ operator, value }) => listed(operator, sql`coalesce(c.owner_id::text, '')`, value),
  'customer.stage': ({ operator, value }) => listed(operator, sql`coalesce(c.stage, '')`, value),
  // Any one of them, by the name it was given in the condition or has by now.
  'customer.tags': ({ operator, value }) =>
    yes(operator === 'in', sql`(c.tags && (select tags_meant(${value}::text[])))`),
  'customer.phone': ({ operator, value }) =>
    yes(
      operator === 'has',
      sql`exists (
        select from contact_point p
        where p.org_id = c.org_id and p.customer_id = c.id and p.dialable
          and (${value}::text = 'any' or p.line_type = ${value}))`,
    ),
  'customer.name': ({ operator, value }) =>
    yes(operator === 'contains', sql`(strpos(lower(c.name), lower(${value})) > 0)`),
  'customer.known': ({ operator, value }, now) => olderOrYounger(operator, sql`c.created_at`, daysBefore(now, value)),
  'activity.kind': ({ operator, value }) => listed(operator, sql`a.kind`, value),
  'activity.amount': ({ operator, value }) => sql`coalesce(a.amount ${COMPARISON[operator]} ${value}::numeric, false)`,
  'activity.currency': ({ operator, value }) => listed(operator, sql`coalesce(a.currency, '')`, value),
  'activity.lines': ({ operator, value }) => sql`a.line_count ${COMPARISON[operator]} ${value}::bigint`,
  'activity.product': ({ operator, value }) =>
    yes(
      operator === 'contains',
      sql`exists (
        select from order_line l
        where l.org_id = a.org_id and l.activity_id = a.id and strpos(lower(l.product), lower(${value})) > 0)`,
    ),
  'activity.age': ({ operator, value }, now) => olderOrYounger(operator, sql`a.happened_at`, daysBefore(now, value)),
  'orders.count': (condition, now) => countOf(PURCHASES, condition, now),
  'orders.total': ({ operator, value, days }, now) =>
    sql`(select coalesce(sum(o.amount), 0) from activity o where ${isOfLast(PURCHASES, days, now)})
      ${COMPARISON[operator]} ${value}::numeric`,
  'orders.last': (condition, now) => lastOf(PURCHASES, condition, now),
  'orders.product': ({ operator, value }, now) =>
    yes(
      operator === 'contains',
      sql`exists (
        select from activity o join order_line l on l.org_id = o.org_id and l.activity_id = o.id
        where o.org_id = c.org_id and o.customer_id = c.id and o.kind = any (${[...PURCHASES]}::text[]) and o.happened_at <= ${now}
          and strpos(lower(l.product), lower(${value})) > 0)`,
    ),
  'services.count': (condition, now) => countOf(['service'], condition, now),
  'services.last': (condition, now) => lastOf(['service'], condition, now),
  'complaints.count': (condition, now) => countOf(['complaint'], condition, now),
  'complaints.last': (condition, now) => lastOf(['complaint'], condition, now),
  'machines.count': ({ operator, value }) =>
    sql`(select count(*) ${machinesOwned}) ${COMPARISON[operator]} ${value}::bigint`,
  'machines.brand': ({ operator, value }) =>
    yes(
      operator === 'in',
      sql`exists (select ${machinesOwned} and lower(k.brand) = any (
        select lower(brand) from unnest(${value}::text[]) brand))`,
    ),
  'machines.model': ({ operator, value }) =>
    yes(operator === 'contains', sql`exists (select ${machinesOwned} and strpos(lower(k.model), lower(${value})) > 0)`),
  // Any one machine whose newest reading of hours compares so.
  'machines.hours': ({ operator, value }, now) =>
    sql`exists (select ${machinesOwned} and (
      select r.value from meter_reading r
      where r.org_id = k.org_id and r.machine_id = k.id and r.unit = 'h' and r.read_at <= ${now}
      order by r.read_at desc, r.id desc limit 1) ${COMPARISON[operator]} ${value}::numeric)`,
}

const machinesOwned = sql`from machine_owner w join machine k on k.org_id = w.org_id and k.id = w.machine_id
  where w.org_id = c.org_id and w.customer_id = c.id and w.ended_at is null and k.state <> 'scrapped'`

type Counted = readonly ActivityKind[]

function countOf(kinds: Counted, { operator, value, days }: Condition, now: Temporal.Instant): Fragment {
  return sql`(select count(*) from activity o where ${isOfLast(kinds, days, now)}) ${COMPARISON[operator]} ${value}::bigint`
}

function lastOf(kinds: Counted, { operator, value }: Condition, now: Temporal.Instant): Fragment {
  return sql`coalesce((
    select ${olderOrYounger(operator, sql`max(o.happened_at)`, daysBefore(now, value))} from activity o
    where o.org_id = c.org_id and o.customer_id = c.id and o.kind = any (${[...kinds]}::text[]) and o.happened_at <= ${now}), false)`
}

function yes(wanted: boolean, fact: Fragment): Fragment {
  return wanted ? fact : sql`not ${fact}`
}

function listed(operator: Operator, column: RawBuilder<unknown>, value: Condition['value']): Fragment {
  return yes(operator === 'in', sql`(${column} = any (${value}::text[]))`)
}

/** Whether a moment lies at least, or at most, so far back; `null` where there was none. */
export function olderOrYounger(operator: Operator, moment: RawBuilder<unknown>, bound: Temporal.Instant): Fragment {
  return operator === 'at-least' ? sql`${moment} <= ${bound}` : sql`${moment} >= ${bound}`
}

function isOfLast(kinds: Counted, days: number | undefined, now: Temporal.Instant): Fragment {
  return sql`o.org_id = c.org_id and o.customer_id = c.id and o.kind = any (${[...kinds]}::text[])
    and o.happened_at > ${daysBefore(now, days ?? 0)} and o.happened_at <= ${now}`
}

export function daysBefore(now: Temporal.Instant, days: unknown): Temporal.Instant {
  return now.subtract({ hours: 24 * Number(days) })
}
