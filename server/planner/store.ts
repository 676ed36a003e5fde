import { sql } from 'kysely'
import type { ContactChannel } from '../contacts/channel-rules.ts'
import { currentRunId } from '../followups/index.ts'
import type { Actor } from '../platform/actor.ts'
import { asArray, asTexts, type Tx } from '../platform/database.ts'
import type { Outcome, RunPhase, StaleReason } from './outcome-rules.ts'
import { giveUpLostRun } from './run-store.ts'

/** One planning of everything. */
export interface RunRow {
  id: string
  startedAt: Temporal.Instant
  startedByName: string | null
  firstDay: Temporal.PlainDate
  days: number
  phase: RunPhase
  done: number
  ofAll: number
  progressedAt: Temporal.Instant
  /** When its phase began; `null` until the first progress. */
  phaseStartedAt: Temporal.Instant | null
  finishedAt: Temporal.Instant | null
  policyVersion: number
  worth: number | null
  bound: number | null
  counts: Record<string, number>
  /** How likely a contact for a purpose is completed, as the plan took it. */
  countsByTeam: Record<string, Record<string, number>>
  likely: Record<string, number>
  /** What happened since that touches everybody. */
  staleReasons: StaleReason[]
}

const columns = sql`r.id, r.started_at as "startedAt", s.name as "startedByName", r.first_day as "firstDay", r.days, r.phase,
  r.done, r.of_all as "ofAll", r.progressed_at as "progressedAt", r.finished_at as "finishedAt",
  r.phase_started_at as "phaseStartedAt", r.policy_version as "policyVersion", r.worth, r.bound, r.counts,
  r.counts_by_team as "countsByTeam", r.likely,
  r.stale_reasons as "staleReasons"`

/** Begins a run, after one that was lost is given up; answers nothing while another is under way. */
export async function insertRun(
  tx: Tx,
  actor: Actor,
  given: { firstDay: Temporal.PlainDate; days: number; policyVersion: number },
): Promise<string | undefined> {
  await giveUpLostRun(tx, actor)
  const { rows } = await sql<{ id: string }>`
    insert into plan_run (org_id, started_at, started_by, first_day, days, progressed_at, policy_version)
    values (${actor.orgId}, ${actor.now}, ${actor.staffId}, ${given.firstDay}::date, ${given.days}, ${actor.now},
      ${given.policyVersion})
    on conflict (org_id) where finished_at is null do nothing
    returning id`.execute(tx)
  return rows[0]?.id
}

/** Notes how far a run is; answers whether it is still wanted. */
export async function noteProgress(
  tx: Tx,
  orgId: string,
  runId: string,
  at: { phase: RunPhase; done: number; ofAll: number; now: Temporal.Instant },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update plan_run set phase = ${at.phase}, done = ${at.done}, of_all = ${at.ofAll}, progressed_at = ${at.now},
      phase_started_at = case when phase = ${at.phase} and phase_started_at is not null then phase_started_at
        else ${at.now} end
    where org_id = ${orgId} and id = ${runId} and finished_at is null`.execute(tx)
  return numAffectedRows === 1n
}

/** Ends a run that is under way; answers whether it was. */
export async function endRun(
  tx: Tx,
  actor: Pick<Actor, 'orgId' | 'now'>,
  runId: string,
  end: { phase: 'done' | 'cancelled' | 'failed' } & Partial<
    Pick<RunRow, 'worth' | 'bound' | 'counts' | 'countsByTeam' | 'likely'>
  >,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update plan_run set phase = ${end.phase}, finished_at = ${actor.now}, worth = ${end.worth ?? null},
      bound = ${end.bound ?? null}, counts = ${JSON.stringify(end.counts ?? {})}::jsonb,
      counts_by_team = ${JSON.stringify(end.countsByTeam ?? {})}::jsonb, likely = ${JSON.stringify(end.likely ?? {})}::jsonb
    where org_id = ${actor.orgId} and id = ${runId} and finished_at is null`.execute(tx)
  return numAffectedRows === 1n
}

/** Removes what runs wrote that are not the plan in force and not under way. */
export async function removeOldEntries(tx: Tx, orgId: string): Promise<void> {
  const old = sql`org_id = ${orgId} and run_id in (
    select id from plan_run where org_id = ${orgId} and finished_at is not null and id <> (${currentRunId(orgId)}))`
  await sql`delete from plan_entry where ${old}`.execute(tx)
  await sql`delete from plan_load where ${old}`.execute(tx)
  await sql`delete from plan_need_load where ${old}`.execute(tx)
}

/** A run of the organisation; without an id the one that began last. */
export async function runOf(tx: Tx, orgId: string, id?: string): Promise<RunRow | undefined> {
  const { rows } = await sql<RunRow>`
    select ${columns} from plan_run r left join staff s on s.org_id = r.org_id and s.id = r.started_by
    where r.org_id = ${orgId} and (${id ?? null}::uuid is null or r.id = ${id ?? null}::uuid)
    order by r.started_at desc, r.id desc limit 1`.execute(tx)
  return rows[0]
}

/** The plan in force. */
export async function currentRun(tx: Tx, orgId: string): Promise<RunRow | undefined> {
  const { rows } = await sql<{ id: string }>`${currentRunId(orgId)}`.execute(tx)
  return rows[0] && runOf(tx, orgId, rows[0].id)
}

/** Rows of a plan to be written, column by column. */
export interface EntryColumns {
  followups: string[]
  customers: string[]
  branches: string[]
  teams: string[]
  /** Days from the first; `null` is none. */
  days: (number | null)[]
  outcomes: Outcome[]
  others: (string | null)[]
  values: number[]
  urgencies: number[]
  minutes: number[]
  /** What whoever makes the contact must have; `null` is nothing. */
  needs: (readonly string[] | null)[]
  channels: ContactChannel[]
}

/** Writes rows of a plan. */
export async function insertEntries(
  tx: Tx,
  orgId: string,
  run: { id: string; firstDay: Temporal.PlainDate },
  rows: EntryColumns,
): Promise<void> {
  const nullable = (values: readonly (string | number | null)[]) => asArray(values.map(value => value ?? 'null'))
  await sql`
    insert into plan_entry (org_id, run_id, followup_id, customer_id, branch_id, team_id, planned_on, outcome,
      other_followup_id, value, urgency, minutes, needs, channel)
    select ${orgId}, ${run.id}, followup, customer, branch, team, ${run.firstDay}::date + day, outcome, other, value,
      urgency, minutes, string_to_array(needs, chr(10)), channel
    from unnest(${asArray(rows.followups)}::uuid[], ${asArray(rows.customers)}::uuid[], ${asArray(rows.branches)}::uuid[],
      ${asArray(rows.teams)}::uuid[], ${nullable(rows.days)}::int[], ${asArray(rows.outcomes)}::text[],
      ${nullable(rows.others)}::uuid[], ${asArray(rows.values)}::float8[], ${asArray(rows.urgencies)}::int[],
      ${asArray(rows.minutes)}::real[], ${asTexts(rows.needs.map(one => one?.join('\n') ?? null))}::text[],
      ${asArray(rows.channels)}::text[])
      as given (followup, customer, branch, team, day, outcome, other, value, urgency, minutes, needs, channel)`.execute(
    tx,
  )
}

export interface DayRow {
  teamId: string
  day: Temporal.PlainDate
  minutes: number
  used: number
  contacts: number
  /** Of the contacts those promised, and service; the others are offers. */
  promised: number
  service: number
  price: number
  /** What goes by mail, which is no contact of these and takes no minutes. */
  mails: number
}

/** Writes what each team can do on each day and has to. */
export async function insertDays(tx: Tx, orgId: string, runId: string, days: readonly DayRow[]): Promise<void> {
  const column = (read: (day: DayRow) => string | number) => asArray(days.map(read))
  await sql`
    insert into plan_load (org_id, run_id, team_id, day, minutes, used, contacts, promised, service, price, mails)
    select ${orgId}, ${runId}, given.*
    from unnest(${column(day => day.teamId)}::uuid[], ${column(day => day.day.toString())}::date[],
      ${column(day => day.minutes)}::float8[], ${column(day => day.used)}::float8[], ${column(day => day.contacts)}::int[],
      ${column(day => day.promised)}::int[], ${column(day => day.service)}::int[],
      ${column(day => day.price)}::float8[], ${column(day => day.mails)}::int[]) as given`.execute(tx)
}

/** What each team has to do and can do on each day of the plan in force. */
export async function daysOf(tx: Tx, orgId: string, teamIds?: readonly string[]): Promise<DayRow[]> {
  const only = teamIds ? sql`and team_id = any (${[...teamIds]}::uuid[])` : sql``
  const { rows } = await sql<DayRow>`
    select team_id as "teamId", day, minutes, used, contacts, promised, service, price, mails from plan_load
    where org_id = ${orgId} and run_id = (${currentRunId(orgId)}) ${only}
    order by team_id, day`.execute(tx)
  return rows
}
