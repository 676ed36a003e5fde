import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { unpackCursor } from '../platform/cursor.ts'
import type { Tx } from '../platform/database.ts'

/** Longer than any mail takes; after it another server may take over what a dead one had begun. */
export const LEASE_MINUTES = 5

/**
 * Puts the mails of slots into the queue, one for each recipient who may get them; a slot that is there already, from
 * this server or another, stays as it is.
 */
export async function insertMails(
  tx: Tx,
  actor: Actor,
  slots: readonly { scheduleId: string; slot: Temporal.Instant }[],
): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into report_mail (org_id, schedule_id, slot, staff_id, address, language, state, next_at, created_at)
    select ${actor.orgId}, g.schedule_id, g.slot, r.staff_id, r.address, r.language, 'waiting', ${actor.now}, ${actor.now}
    from unnest(${slots.map(row => row.scheduleId)}::uuid[], ${slots.map(row => String(row.slot))}::timestamptz[])
      as g (schedule_id, slot)
    join report_recipient r on r.org_id = ${actor.orgId} and r.schedule_id = g.schedule_id
    where r.staff_id is not null or r.confirmed_at is not null
    on conflict on constraint report_mail_goes_once_per_slot do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/** Puts one mail to the actor himself into the queue, marked as a test. */
export async function insertTest(tx: Tx, actor: Actor, scheduleId: string, language: 'zh' | 'en'): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into report_mail (org_id, schedule_id, slot, staff_id, language, is_test, state, next_at, created_at)
    values (${actor.orgId}, ${scheduleId}, ${actor.now}, ${actor.staffId}, ${language}, true, 'waiting', ${actor.now},
      ${actor.now})
    on conflict on constraint report_mail_goes_once_per_slot do update set language = excluded.language
    returning id`.execute(tx)
  return rows[0]!.id
}

export interface OpenMail {
  id: string
  scheduleId: string
  slot: Temporal.Instant
  staffId: string | null
  /** The e-mail of the member of staff, or the address outside. */
  to: string
  /** Who confirmed the address outside. */
  confirmedBy: string | null
  language: 'zh' | 'en'
  isTest: boolean
  /** This one included. */
  tries: number
}

/**
 * Takes the next mail that is due, or that a server died over, for five minutes; no two servers take the same. What was
 * being sent when a server died may have gone out: it is sent again under the same message id.
 */
export async function takeMail(tx: Tx, actor: Actor): Promise<OpenMail | undefined> {
  const { rows } = await sql<OpenMail>`
    with taken as (
      update report_mail set state = 'sending', tries = tries + 1,
        lease_until = ${actor.now}::timestamptz + make_interval(mins => ${LEASE_MINUTES})
      where org_id = ${actor.orgId} and id = (
        select id from report_mail
        where org_id = ${actor.orgId} and ((state = 'waiting' and next_at <= ${actor.now})
          or (state = 'sending' and lease_until <= ${actor.now}))
        order by next_at, id limit 1 for update skip locked)
      returning *)
    select t.id, t.schedule_id as "scheduleId", t.slot, t.staff_id as "staffId", coalesce(s.email, t.address) as to,
      r.confirmed_by as "confirmedBy", t.language, t.is_test as "isTest", t.tries
    from taken t
    left join staff s on s.org_id = t.org_id and s.id = t.staff_id
    left join report_recipient r on r.org_id = t.org_id and r.schedule_id = t.schedule_id and r.address = t.address`.execute(
    tx,
  )
  return rows[0]
}

export async function markSent(tx: Tx, actor: Actor, id: string): Promise<void> {
  await sql`
    update report_mail set state = 'sent', lease_until = null, failure = null, words = null, ended_at = ${actor.now}
    where org_id = ${actor.orgId} and id = ${id}`.execute(tx)
}

/** Writes down why a mail did not go out; without `again` it is not tried any more. */
export async function markFailed(
  tx: Tx,
  actor: Actor,
  id: string,
  { failure, words, again }: { failure: string; words: string | null; again: Temporal.Instant | null },
): Promise<void> {
  await sql`
    update report_mail set state = ${again ? 'waiting' : 'failed'}, lease_until = null, failure = ${failure},
      words = ${words}, next_at = coalesce(${again}::timestamptz, next_at),
      ended_at = ${again ? null : actor.now}::timestamptz
    where org_id = ${actor.orgId} and id = ${id}`.execute(tx)
}

export interface MailRow {
  id: string
  slot: Temporal.Instant
  recipient: string
  isTest: boolean
  state: 'waiting' | 'sending' | 'sent' | 'failed'
  tries: number
  nextAt: Temporal.Instant | null
  failure: string | null
  words: string | null
  endedAt: Temporal.Instant | null
}

/** The mails of a schedule, newest slot first. */
export async function mailPage(
  tx: Tx,
  orgId: string,
  scheduleId: string,
  asked: { cursor?: string | undefined; limit: number },
): Promise<MailRow[]> {
  const after = unpackCursor(asked.cursor, ['instant', 'id'])
  const { rows } = await sql<MailRow>`
    select m.id, m.slot, coalesce(s.name, m.address) as recipient, m.is_test as "isTest", m.state, m.tries,
      case when m.state = 'waiting' then m.next_at end as "nextAt", m.failure, m.words, m.ended_at as "endedAt"
    from report_mail m left join staff s on s.org_id = m.org_id and s.id = m.staff_id
    where m.org_id = ${orgId} and m.schedule_id = ${scheduleId}
      ${after ? sql`and (m.slot, m.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by m.slot desc, m.id desc limit ${asked.limit + 1}`.execute(tx)
  return rows
}
