import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Condition, FieldName, Operator } from './rules.ts'

type Fragment = RawBuilder<SqlBool>

const COMPARISON: Partial<Record<Operator, Fragment>> = {
  'more-than': sql`>`,
  'at-least': sql`>=`,
  'at-most': sql`<=`,
  'less-than': sql`<`,
}

/**
 * Conditions as one SQL expression that is true or false, never null. It stands inside a statement where `c` is the
 * customer and `a` the activity, both of the same organisation; what users typed travels as parameters alone.
 * @param now the instant that days are counted back from; later activity is not seen
 */
export function conditionsHold(conditions: readonly Condition[], now: Temporal.Instant): Fragment {
  if (conditions.length === 0) return sql`true`
  return sql`(${sql.join(
    conditions.map(condition => FRAGMENTS[condition.field](condition, now)),
    sql` and `,
  )})`
}

const FRAGMENTS: Record<FieldName, (condition: Condition, now: Temporal.Instant) => Fragment> = {
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
  'customer.phone': ({ operator, value }) =>
    yes(
      operator === 'has',
      sql`exists (
        select from contact_point p
        where p.org_id = c.org_id and p.customer_id = c.id and p.kind = 'phone' and p.state <> 'wrong'
          and (${value}::text = 'any' or p.line_type = ${value}))`,
    ),
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
  'orders.count': ({ operator, value, days }, now) =>
    sql`(select count(*) from activity o where ${isOrderOfLast(days, now)}) ${COMPARISON[operator]} ${value}::bigint`,
  'orders.total': ({ operator, value, days }, now) =>
    sql`(select coalesce(sum(o.amount), 0) from activity o where ${isOrderOfLast(days, now)})
      ${COMPARISON[operator]} ${value}::numeric`,
  'orders.last': ({ operator, value }, now) =>
    sql`coalesce((
      select ${olderOrYounger(operator, sql`max(o.happened_at)`, daysBefore(now, value))} from activity o
      where o.org_id = c.org_id and o.customer_id = c.id and o.kind = 'order' and o.happened_at <= ${now}), false)`,
}

function yes(wanted: boolean, fact: Fragment): Fragment {
  return wanted ? fact : sql`not ${fact}`
}

function listed(operator: Operator, column: RawBuilder<unknown>, value: Condition['value']): Fragment {
  return yes(operator === 'in', sql`(${column} = any (${value}::text[]))`)
}

function olderOrYounger(operator: Operator, moment: RawBuilder<unknown>, bound: Temporal.Instant): Fragment {
  return operator === 'at-least' ? sql`${moment} <= ${bound}` : sql`${moment} >= ${bound}`
}

function isOrderOfLast(days: number | undefined, now: Temporal.Instant): Fragment {
  return sql`o.org_id = c.org_id and o.customer_id = c.id and o.kind = 'order'
    and o.happened_at > ${daysBefore(now, days ?? 0)} and o.happened_at <= ${now}`
}

function daysBefore(now: Temporal.Instant, days: unknown): Temporal.Instant {
  return now.subtract({ hours: 24 * Number(days) })
}
