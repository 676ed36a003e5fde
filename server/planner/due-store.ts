import { sql } from 'kysely'
import { isNobodys, stateIn } from '../followups/index.ts'
import { QUEUED_STATES } from '../followups/rules.ts'
import { needsOf } from '../people/ability-rules.ts'
import { asArray, type Tx } from '../platform/database.ts'
import { FIELD, fieldsAfter, idAt, LINE, LINE_END } from '../platform/text-lines.ts'
import type { DueRow } from './due-columns.ts'

export interface Asking {
  orgId: string
  now: Temporal.Instant
  timeZone: string
  /** The first day that is planned. */
  today: Temporal.PlainDate
}

const AT_ONCE = 5_000
const NONE = '00000000-0000-0000-0000-000000000000'

/** How many follow-ups wait, for telling how far one is. */
export async function countWaiting(tx: Tx, orgId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from followup f where f.org_id = ${orgId} and ${stateIn(QUEUED_STATES)}`.execute(tx)
  return rows[0]!.count
}

/**
 * What waits for a call or to go by mail, by customer and id, some thousand at a time: of no campaign, or of one that runs, and
 * not up with a supervisor.
 * @param customerIds of these customers alone
 */
export async function* dueFollowups(tx: Tx, asking: Asking, customerIds?: readonly string[]): AsyncGenerator<DueRow[]> {
  let after = [NONE, NONE]
  const needing = await needingOf(tx, asking.orgId)
  while (true) {
    const text = await pageOf(tx, asking, after, { customerIds, needing })
    const rows = text === null ? [] : text.split(LINE_END).map(line => dueOf(line, needing))
    if (rows.length > 0) yield rows
    if (rows.length < AT_ONCE) return
    after = [rows.at(-1)!.customerId, rows.at(-1)!.id]
  }
}

/** A page as one text, a line for each: so many rows would take the driver longer than to plan them. */
async function pageOf(
  tx: Tx,
  { orgId, timeZone, today }: Asking,
  [afterCustomer, afterId]: readonly string[],
  { customerIds, needing }: { customerIds: readonly string[] | undefined; needing: Needing },
): Promise<string | null> {
  const dayOf = (moment: string) => sql`(${sql.raw(moment)} at time zone ${timeZone}::text)::date - ${today}::date`
  const fields = sql.join(
    [
      ...[sql`f.campaign_id`, sql`f.purpose`, sql`f.priority`, sql`s.minutes`],
      ...[dayOf('f.due_at'), dayOf(`(f.expires_at - interval '1 microsecond')`), dayOf('f.created_at')],
      ...[sql`date_part('epoch', f.appointment_at) * 1000`, sql`array_to_string(f.skills, ${NEXT})`, BY],
      ...(needing.isSpoken ? [sql`c.language`] : []),
    ],
    sql`, ${FIELD}, `,
  )
  const { rows } = await sql<{ text: string | null }>`
    select string_agg(concat(f.id, f.customer_id, f.branch_id, f.team_id, coalesce(f.matter_of, f.id), ${fields}), ${LINE}
      order by f.customer_id, f.id) as text
    from (
      select * from followup f
      where org_id = ${orgId} and ${stateIn(QUEUED_STATES)} and (customer_id, id) > (${afterCustomer}::uuid, ${afterId}::uuid)
        ${customerIds ? sql`and customer_id = any (${asArray(customerIds)}::uuid[])` : sql``}
        and not with_supervisor
        and (campaign_id is null or campaign_id in (
          select id from campaign where org_id = ${orgId} and state = 'running' and valid_until >= ${today}::date))
      order by customer_id, id limit ${AT_ONCE}) f
    ${needing.isSpoken ? sql`left join customer c on c.org_id = ${orgId} and c.id = f.customer_id and c.language is not null` : sql``}
    join script s on s.org_id = ${orgId} and s.id = f.script_id`.execute(tx)
  return rows[0]!.text
}

function dueOf(line: string, { languageOfHouse, skillsOf }: Needing): DueRow {
  const fields = fieldsAfter(line, 5)
  const [campaignId, purpose, priority, minutes, from, last, created, appointment, own, by, language] = fields
  const skills = [...(skillsOf.get(campaignId ?? '') ?? []), ...(own ? own.split('\n') : [])]
  return {
    id: idAt(line, 0),
    customerId: idAt(line, 1),
    branchId: idAt(line, 2),
    teamId: idAt(line, 3),
    matterId: idAt(line, 4),
    campaignId: campaignId || null,
    purpose: purpose as DueRow['purpose'],
    priority: Number(priority),
    minutes: Number(minutes),
    from: Number(from),
    last: Number(last),
    waited: -Number(created),
    appointmentAt: appointment ? Number(appointment) : null,
    person: 0,
    needs: needsOf({ language: language || null, skills }, languageOfHouse),
    channels: CHANNELS_BY[by!]!,
  }
}

/** By what it may be made, in short: what waits for a call is called before it is written to, the other way round the others. */
const BY = sql`case when f.state = 'to-mail' then case when 'phone' = any (f.channels) then 'wc' else 'w' end
  when 'email' = any (f.channels) and ${isNobodys()} then 'cw'
  else 'c' end`
const CHANNELS_BY: Readonly<Record<string, DueRow['channels']>> = {
  c: ['phone'],
  cw: ['phone', 'email'],
  wc: ['email', 'phone'],
  w: ['email'],
}

/** Parts the skills of one follow-up. */
const NEXT = sql.raw(`chr(10)`)

/** What is asked of whoever calls; most houses ask nothing, and then nothing is read for it. */
interface Needing {
  languageOfHouse: string
  /** Whether a customer speaks another language. */
  isSpoken: boolean
  /** Of the campaigns that ask for any. */
  skillsOf: ReadonlyMap<string, readonly string[]>
}

async function needingOf(tx: Tx, orgId: string): Promise<Needing> {
  const { rows } = await sql<{ language: string; isSpoken: boolean; campaigns: { id: string; skills: string[] }[] }>`
    select o.language, exists (
        select from customer c where c.org_id = o.id and c.language is not null and c.language < o.language) or exists (
        select from customer c where c.org_id = o.id and c.language is not null and c.language > o.language) as "isSpoken",
      (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'skills', m.skills)), '[]') from campaign m
        where m.org_id = o.id and m.skills <> '{}') as campaigns
    from organisation o where o.id = ${orgId}`.execute(tx)
  const { language: languageOfHouse, isSpoken, campaigns } = rows[0]!
  return { languageOfHouse, isSpoken, skillsOf: new Map(campaigns.map(({ id, skills }) => [id, skills])) }
}

const EXPERIENCE_DAYS = 90
/** What is assumed where little is known, and how many follow-ups it weighs as much as. */
const ASSUMED = { completed: 0.35, weight: 30 }

/** How likely a follow-up is completed, by purpose, from those that ended within ninety days; `''` is any other. */
export async function likelyByPurpose(tx: Tx, orgId: string, now: Temporal.Instant): Promise<Map<string, number>> {
  const { rows } = await sql<{ purpose: string; ended: number; completed: number }>`
    select purpose, count(*) as ended, count(*) filter (where last_outcome = 'completed') as completed
    from followup
    where org_id = ${orgId} and settled_at > ${now.subtract({ hours: 24 * EXPERIENCE_DAYS })} and attempts > 0
    group by purpose`.execute(tx)
  const { completed: share, weight } = ASSUMED
  const known = rows.map(
    ({ purpose, ended, completed }) => [purpose, (completed + share * weight) / (ended + weight)] as const,
  )
  return new Map([['', share], ...known])
}
