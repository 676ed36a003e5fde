import { type RawBuilder, sql } from 'kysely'
import { unpackCursor } from '../platform/cursor.ts'
import type { Tx } from '../platform/database.ts'
import type { Question } from '../scripts/rules.ts'
import type { Span } from './period-rules.ts'
import { type Area, isOf } from './store.ts'

const answered = (area: Area, { from, to }: Span) => sql`
  ${isOf(area)} and f.settled_at >= ${from} and f.settled_at < ${to} and f.answers <> '{}'`

/** The scripts whose questions were answered in a span, most answers first. */
export async function scriptsAnswered(tx: Tx, area: Area, span: Span) {
  const { rows } = await sql<{ id: string; name: string; followups: number }>`
    select s.id, s.name, count(*) as followups
    from followup f join script s on s.org_id = f.org_id and s.id = f.script_id
    where ${answered(area, span)} group by s.id, s.name order by followups desc, s.name limit 200`.execute(tx)
  return rows
}

export async function questionsOf(tx: Tx, orgId: string, scriptId: string): Promise<Question[] | undefined> {
  const row = await tx
    .selectFrom('script')
    .where('org_id', '=', orgId)
    .where('id', '=', scriptId)
    .select('questions')
    .executeTakeFirst()
  return row?.questions as Question[] | undefined
}

export type AnswerSplit = 'branch' | 'team' | 'agent' | 'campaign' | 'version'

/** The part an answered follow-up counts for, and its name. The agent is the one who ended it. */
const PARTS: Record<AnswerSplit, { of: RawBuilder<unknown>; name: RawBuilder<unknown> }> = {
  branch: { of: sql`f.branch_id::text`, name: named(sql`branch`) },
  team: { of: sql`f.team_id::text`, name: named(sql`team`) },
  campaign: { of: sql`f.campaign_id::text`, name: named(sql`campaign`) },
  agent: {
    of: sql`(select a.staff_id::text from attempt a where a.org_id = f.org_id and a.followup_id = f.id
      order by a.ended_at desc, a.id desc limit 1)`,
    name: named(sql`staff`),
  },
  // The version that planned the follow-up.
  version: {
    of: sql`f.campaign_id::text || ' ' || f.campaign_version`,
    name: sql`(select m.name || ' v' || split_part(g.part, ' ', 2) from campaign m
      where m.org_id = (select current_org()) and m.id::text = split_part(g.part, ' ', 1))`,
  },
}

function named(table: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select n.name from ${table} n where n.org_id = (select current_org()) and n.id::text = g.part)`
}

export interface TallyRow {
  part: string | null
  partName: string | null
  /** The place of the week among the starts, from 1; 0 where weeks are not told apart. */
  week: number
  question: string
  /** `null` in the row that counts the follow-ups with any answer. */
  value: string | null
  count: number
  /** Of numbers, in the row that counts. */
  sum: number | null
  squares: number | null
  min: number | null
  max: number | null
}

/**
 * The answers of a span: per question how many gave one, with the sums of numbers, and how often each of its values
 * came; told apart by part, by week or not at all.
 */
export async function talliesOf(
  tx: Tx,
  area: Area,
  span: Span,
  scriptId: string,
  keys: { counted: readonly string[]; numbers: readonly string[] },
  apart: { split?: AnswerSplit; weeks?: readonly Temporal.Instant[] },
): Promise<TallyRow[]> {
  const part = apart.split ? PARTS[apart.split].of : sql`null::text`
  const name = apart.split ? PARTS[apart.split].name : sql`null::text`
  const week = apart.weeks ? sql`width_bucket(f.settled_at, ${apart.weeks.map(String)}::timestamptz[])` : sql`0`
  const { rows } = await sql<TallyRow>`
    with each as materialized (
      select ${part} as part, ${week} as week, a.key, a.value
      from followup f cross join lateral jsonb_each(f.answers) a
      where ${answered(area, span)} and f.script_id = ${scriptId} and a.value <> 'null'),
    given as (
      select part, week, key, null::text as value, count(*) as count, sum(number) as sum, sum(number * number) as squares,
        min(number) as min, max(number) as max
      from (select e.part, e.week, e.key, case when jsonb_typeof(e.value) = 'number' and e.key = any (${[...keys.numbers]}::text[])
        then (e.value #>> '{}')::float8 end as number from each e) e
      group by part, week, key
      union all
      select part, week, key, v.value, count(*), null, null, null, null
      from each e cross join lateral (
        select e.value #>> '{}' where jsonb_typeof(e.value) <> 'array'
        union all
        select jsonb_array_elements_text(case when jsonb_typeof(e.value) = 'array' then e.value else '[]' end)
      ) v (value)
      where e.key = any (${[...keys.counted]}::text[])
      group by part, week, key, v.value)
    select g.part, ${name} as "partName", g.week, g.key as question, g.value, g.count, g.sum, g.squares, g.min, g.max
    from given g limit 50000`.execute(tx)
  return rows
}

export interface TextRow {
  followupId: string
  at: Temporal.Instant
  branchName: string
  campaignName: string | null
  text: string
}

/** The answers in words to one question, newest first. */
export async function textPage(
  tx: Tx,
  area: Area,
  span: Span,
  asked: { scriptId: string; question: string; cursor?: string | undefined; limit: number },
): Promise<TextRow[]> {
  const after = unpackCursor(asked.cursor, ['instant', 'id'])
  const { rows } = await sql<TextRow>`
    select f.id as "followupId", f.settled_at as at, b.name as "branchName", m.name as "campaignName",
      f.answers ->> ${asked.question} as text
    from followup f
    join branch b on b.org_id = f.org_id and b.id = f.branch_id
    left join campaign m on m.org_id = f.org_id and m.id = f.campaign_id
    where ${answered(area, span)} and f.script_id = ${asked.scriptId}
      and coalesce(f.answers ->> ${asked.question}, '') <> ''
      ${after ? sql`and (f.settled_at, f.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by f.settled_at desc, f.id desc limit ${asked.limit + 1}`.execute(tx)
  return rows
}
