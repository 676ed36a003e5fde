import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { PolicyContent } from '../policy/rule-contract.ts'
import type { ContactChannel } from './channel-rules.ts'
import type { ReplayPhase } from './replay-contract.ts'
import type { HeldReason } from './replay-past-rules.ts'

/** What a replay found. Of a rule: the contacts it would have held back, and those of them that the draft alone would have. */
export interface ReplayFound {
  contacts: number
  stopped: number
  stoppedAnyway: number
  byRule: Record<string, { contacts: number; alone: number }>
  /** How many of the contacts were made outside the product, so that nobody knows who spoke. */
  outside: number
  /** How many customers had a problem whose deadlines were not written down as they were. */
  reconstructed: number
}

export interface ReplayRow {
  id: string
  startedAt: Temporal.Instant
  startedByName: string
  isMine: boolean
  branchIds: string[]
  content: PolicyContent
  draftId: string
  draftSaves: number
  policyVersion: number
  from: Temporal.Instant
  until: Temporal.Instant
  phase: ReplayPhase
  done: number
  ofAll: number
  progressedAt: Temporal.Instant
  phaseStartedAt: Temporal.Instant | null
  finishedAt: Temporal.Instant | null
  /** Empty until it is done. */
  found: ReplayFound | Record<string, never>
}

/** A replay that makes no progress for so long is lost with its process. */
const LOST_AFTER_MINUTES = 10

/** Begins a replay; answers nothing while another of the same person is under way. One that was lost is given up. */
export async function insertReplay(
  tx: Tx,
  actor: Actor,
  row: Pick<ReplayRow, 'content' | 'draftId' | 'draftSaves' | 'policyVersion' | 'from' | 'until'>,
): Promise<string | undefined> {
  await sql`
    update policy_replay set phase = 'failed', finished_at = ${actor.now}
    where org_id = ${actor.orgId} and finished_at is null
      and progressed_at < ${actor.now.subtract({ minutes: LOST_AFTER_MINUTES })}`.execute(tx)
  const { rows } = await sql<{ id: string }>`
    insert into policy_replay (org_id, started_at, started_by, branch_ids, content, draft_id, draft_saves,
      policy_version, from_at, until_at, progressed_at)
    values (${actor.orgId}, ${actor.now}, ${actor.staffId}, ${[...actor.branchIds]}::uuid[],
      ${JSON.stringify(row.content)}, ${row.draftId}, ${row.draftSaves}, ${row.policyVersion}, ${row.from}, ${row.until},
      ${actor.now})
    on conflict (org_id, started_by) where finished_at is null do nothing
    returning id`.execute(tx)
  return rows[0]?.id
}

/** Notes how far a replay is; answers whether it is still wanted. */
export async function noteReplay(
  tx: Tx,
  orgId: string,
  id: string,
  at: { done: number; ofAll: number; now: Temporal.Instant },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update policy_replay set phase = 'judging', done = ${at.done}, of_all = ${at.ofAll}, progressed_at = ${at.now},
      phase_started_at = coalesce(phase_started_at, ${at.now})
    where org_id = ${orgId} and id = ${id} and finished_at is null`.execute(tx)
  return numAffectedRows === 1n
}

/** Ends a replay that is under way; answers whether it was. */
export async function endReplay(
  tx: Tx,
  { orgId, now }: Pick<Actor, 'orgId' | 'now'>,
  id: string,
  end: { phase: 'done'; found: ReplayFound } | { phase: 'cancelled' | 'failed' },
): Promise<boolean> {
  const found = end.phase === 'done' ? end.found : {}
  const { numAffectedRows } = await sql`
    update policy_replay set phase = ${end.phase}, finished_at = ${now}, progressed_at = ${now},
      found = ${JSON.stringify(found)}::jsonb,
      done = case when ${end.phase} = 'done' then of_all else done end
    where org_id = ${orgId} and id = ${id} and finished_at is null`.execute(tx)
  return numAffectedRows === 1n
}

/** Of what a person tried, the last that was done stays, and what is under way; of the last that was not, that it was not. */
export async function forgetReplays(tx: Tx, orgId: string, id: string): Promise<void> {
  await sql`
    delete from policy_replay r using policy_replay l
    where l.org_id = ${orgId} and l.id = ${id} and r.org_id = l.org_id and r.started_by = l.started_by
      and r.finished_at is not null and (r.started_at, r.id) < (l.started_at, l.id)
      and (l.phase = 'done' or r.phase <> 'done')`.execute(tx)
  await sql`
    delete from policy_replay_held h using policy_replay r
    where h.org_id = ${orgId} and r.org_id = h.org_id and r.id = h.replay_id and r.id = ${id}
      and r.phase in ('cancelled', 'failed')`.execute(tx)
}

const columns = (actor: Actor) => sql`
  r.id, r.started_at as "startedAt", s.name as "startedByName", coalesce(r.started_by = ${actor.staffId}, false) as "isMine",
  r.branch_ids::text[] as "branchIds", r.content, r.draft_id as "draftId", r.draft_saves as "draftSaves",
  r.policy_version as "policyVersion", r.from_at as "from", r.until_at as until, r.phase, r.done, r.of_all as "ofAll",
  r.progressed_at as "progressedAt", r.phase_started_at as "phaseStartedAt", r.finished_at as "finishedAt", r.found
  from policy_replay r join staff s on s.org_id = r.org_id and s.id = r.started_by`

/** Of what a replay looked at, the actor sees all or nothing. */
const seenBy = (actor: Actor) => sql`r.org_id = ${actor.orgId} and r.branch_ids <@ ${[...actor.branchIds]}::uuid[]`

/** A replay that the actor may see. */
export async function replayById(tx: Tx, actor: Actor, id: string): Promise<ReplayRow | undefined> {
  const { rows } = await sql<ReplayRow>`select ${columns(actor)} where ${seenBy(actor)} and r.id = ${id}`.execute(tx)
  return rows[0]
}

/** The replay the actor began last, and the last one done of those he may see. */
export async function lastReplays(
  tx: Tx,
  actor: Actor,
): Promise<{ own: ReplayRow | undefined; done: ReplayRow | undefined }> {
  const newest = sql`order by r.started_at desc, r.id desc limit 1`
  const [own, done] = await Promise.all([
    sql<ReplayRow>`
      select ${columns(actor)} where ${seenBy(actor)} and r.started_by = ${actor.staffId} ${newest}`.execute(tx),
    sql<ReplayRow>`select ${columns(actor)} where ${seenBy(actor)} and r.phase = 'done' ${newest}`.execute(tx),
  ])
  return { own: own.rows[0], done: done.rows[0] }
}

export interface HeldContact {
  contactId: string
  branchId: string
  dialledAt: string
  anyway: boolean
  until: string | null
  reasons: readonly HeldReason[]
}

/** Keeps contacts that the draft would have held back. */
export async function insertHeld(tx: Tx, orgId: string, replayId: string, rows: readonly HeldContact[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into policy_replay_held (org_id, replay_id, contact_id, branch_id, dialled_at, anyway, until, reasons)
    select ${orgId}, ${replayId}, h.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as h (
      "contactId" uuid, "branchId" uuid, "dialledAt" timestamptz, anyway boolean, until timestamptz, reasons jsonb)`.execute(
    tx,
  )
}

export interface HeldRow {
  contactId: string
  customerId: string
  customerName: string
  customerNumber: string | null
  branchName: string
  /** Who made it, or who answers for the mail that it was. */
  staffName: string
  channel: ContactChannel
  at: Temporal.Instant
  anyway: boolean
  until: Temporal.Instant | null
  reasons: HeldReason[]
}

interface HeldQuery {
  anyway: boolean
  rule?: string | undefined
  after?: readonly string[] | undefined
  limit: number
}

const ofRule = (rule: string | undefined) =>
  rule === undefined
    ? sql`true`
    : sql`exists (select from jsonb_array_elements(h.reasons) e
        where e ->> 'rule' = ${rule} and e ->> 'first' = 'true')`

/** One more than `limit` of the contacts that a draft would have held back, newest first. */
export async function heldPage(tx: Tx, actor: Actor, replayId: string, query: HeldQuery): Promise<HeldRow[]> {
  const { anyway, rule, after, limit } = query
  const { rows } = await sql<HeldRow>`
    select h.contact_id as "contactId", c.id as "customerId", c.name as "customerName",
      c.external_id as "customerNumber", b.name as "branchName", coalesce(t.made_elsewhere, s.name, a.name, '') as "staffName",
      t.channel,      h.dialled_at as at, h.anyway, h.until, h.reasons
    from policy_replay_held h
    join contact t on t.org_id = h.org_id and t.id = h.contact_id
    join customer c on c.org_id = t.org_id and c.id = t.customer_id
    join branch b on b.org_id = t.org_id and b.id = t.branch_id
    left join staff s on s.org_id = t.org_id and s.id = t.staff_id
    left join mail e on e.org_id = t.org_id and e.contact_id = t.id
    left join staff a on a.org_id = e.org_id and a.id = e.written_by
    where h.org_id = ${actor.orgId} and h.replay_id = ${replayId} and h.anyway = ${anyway} and ${ofRule(rule)}
      and ${after ? sql`(h.dialled_at, h.contact_id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
    order by h.dialled_at desc, h.contact_id desc limit ${limit + 1}`.execute(tx)
  return rows
}

/** How many such contacts there are. */
export async function countHeld(
  tx: Tx,
  actor: Actor,
  replayId: string,
  { anyway, rule }: Pick<HeldQuery, 'anyway' | 'rule'>,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from policy_replay_held h
    where h.org_id = ${actor.orgId} and h.replay_id = ${replayId} and h.anyway = ${anyway} and ${ofRule(rule)}`.execute(
    tx,
  )
  return rows[0]!.count
}
