import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Database, Tx } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import type { MailState } from './mail-contract.ts'
import type { LedgerOutcome } from './reasons.ts'

type At = Pick<Actor, 'orgId' | 'now'>

export interface NewMail {
  contactId: string
  /** Who answers for it; the mail says so. */
  writtenBy: string
  /** Of what the product says in it. */
  language: Language
  subject: string
  text: string
}

/** Adds mails to contacts that are reserved; they are due at once. */
export async function insertMails(tx: Tx, { orgId, now }: At, mails: readonly NewMail[]): Promise<void> {
  await sql`
    insert into mail (org_id, contact_id, written_by, language, subject, body, next_at, written_at)
    select ${orgId}, g."contactId", g."writtenBy", g.language, g.subject, g.text, ${now}, ${now}
    from jsonb_to_recordset(${JSON.stringify(mails)}::jsonb)
      as g ("contactId" uuid, "writtenBy" uuid, language text, subject text, text text)`.execute(tx)
}

export interface MailRow {
  id: string
  contactId: string
  subject: string
  text: string
  writtenByName: string
  writtenAt: Temporal.Instant
  state: MailState
  endedAt: Temporal.Instant | null
  failure: string | null
  words: string | null
}

/** The mails to a customer, newest first, or the one that a contact was. */
export async function mailsOf(
  tx: Tx,
  orgId: string,
  { customerId, contactId, limit }: { customerId: string; contactId?: string | undefined; limit: number },
): Promise<MailRow[]> {
  const { rows } = await sql<MailRow>`
    select m.id, m.contact_id as "contactId", m.subject, m.body as text, s.name as "writtenByName",
      m.written_at as "writtenAt", m.state, m.ended_at as "endedAt", m.failure, m.words
    from mail m
    join contact c on c.org_id = m.org_id and c.id = m.contact_id
    join staff s on s.org_id = m.org_id and s.id = m.written_by
    where c.org_id = ${orgId} and c.customer_id = ${customerId}
      ${contactId ? sql`and c.id = ${contactId}` : sql``}
    order by m.written_at desc, m.id desc limit ${limit}`.execute(tx)
  return rows
}

/** A mail to be sent, with what its contact says. */
export interface OpenMail {
  id: string
  contactId: string
  customerId: string
  contactPointId: string
  identifierId: string
  matterId: string
  campaignId: string | null
  purpose: string
  reason: string
  sender: string
  isDialled: boolean
  language: Language
  subject: string
  text: string
  tries: number
  writtenByName: string
}

/** Holds the next mail that is due; one that another server holds is left to it. */
export async function holdDueMail(tx: Tx, { orgId, now }: At): Promise<OpenMail | undefined> {
  const { rows } = await sql<OpenMail>`
    select m.id, m.contact_id as "contactId", c.customer_id as "customerId", c.contact_point_id as "contactPointId",
      c.identifier_id as "identifierId", c.matter_id as "matterId", c.campaign_id as "campaignId", c.purpose, c.reason,
      c.caller_number as sender, c.state = 'dialled' as "isDialled", m.language, m.subject, m.body as text, m.tries,
      s.name as "writtenByName"
    from mail m
    join contact c on c.org_id = m.org_id and c.id = m.contact_id
    join staff s on s.org_id = m.org_id and s.id = m.written_by
    where m.org_id = ${orgId} and m.state = 'waiting' and m.next_at <= ${now}
    order by m.next_at, m.id limit 1 for update of m skip locked`.execute(tx)
  return rows[0]
}

/** Holds a mail that still waits; answers whether it does, and is in nobody's hands. */
export async function holdWaiting(tx: Tx, orgId: string, mailId: string): Promise<boolean> {
  const { rows } = await sql`
    select id from mail where org_id = ${orgId} and id = ${mailId} and state = 'waiting' for update skip locked`.execute(
    tx,
  )
  return rows.length > 0
}

/** Notes that a mail is being handed over from now on. */
export async function markSending(tx: Tx, { orgId, now }: At, mailId: string, tokenHash: Buffer): Promise<void> {
  await sql`
    update mail set state = 'sending', sending_since = ${now}, tries = tries + 1, token_hash = ${tokenHash}
    where org_id = ${orgId} and id = ${mailId}`.execute(tx)
}

/** Lets a mail wait for another try. */
export async function markAgain(
  tx: Tx,
  { orgId }: At,
  mailId: string,
  given: { at: Temporal.Instant; failure: string; words: string },
): Promise<void> {
  await sql`
    update mail set state = 'waiting', sending_since = null, next_at = ${given.at}, failure = ${given.failure},
      words = ${given.words}
    where org_id = ${orgId} and id = ${mailId} and state = 'sending'`.execute(tx)
}

/** Ends a mail; answers whether it was open. */
export async function markEnded(
  tx: Tx,
  { orgId, now }: At,
  mailId: string,
  given: { state: Exclude<MailState, 'waiting' | 'sending'>; failure?: string | null; words?: string | null },
): Promise<boolean> {
  const { rows } = await sql`
    update mail set state = ${given.state}, sending_since = null, ended_at = ${now}, failure = ${given.failure ?? null},
      words = ${given.words ?? null}
    where org_id = ${orgId} and id = ${mailId} and ended_at is null
    returning id`.execute(tx)
  return rows.length > 0
}

/** Ends the contact that a mail was: with an outcome, or as if it had not been where it never went out. */
export async function endMailContact(
  tx: Tx,
  { orgId, now }: At,
  contactId: string,
  outcome: LedgerOutcome | null,
): Promise<void> {
  await sql`
    update contact set state = ${outcome ? 'made' : 'cancelled'}, outcome = ${outcome}, settled_at = ${now}
    where org_id = ${orgId} and id = ${contactId} and state in ('reserved', 'dialled')`.execute(tx)
}

/** Open mails read in one transaction. */
export const MAILS_AT_ONCE = 100

/** Since when a mail is in a state; spelled out, so that the partial index of open mails serves. */
const OPEN_SINCE = {
  waiting: sql`m.state = 'waiting' and m.written_at`,
  sending: sql`m.state = 'sending' and m.sending_since`,
}

/** Holds the mails that wait since before an instant, or whose handing over began before it; none that somebody else holds. */
export async function openMails(tx: Tx, orgId: string, state: keyof typeof OPEN_SINCE, before: Temporal.Instant) {
  const { rows } = await sql<{ id: string; contactId: string; customerId: string }>`
    select m.id, m.contact_id as "contactId", c.customer_id as "customerId"
    from mail m join contact c on c.org_id = m.org_id and c.id = m.contact_id
    where m.org_id = ${orgId} and ${OPEN_SINCE[state]} < ${before}
    order by c.customer_id limit ${MAILS_AT_ONCE} for update of m skip locked`.execute(tx)
  return rows
}

interface MailToken {
  orgId: string
  identifierId: string
  house: string
  lastFour: string
}

/** Whose link a token stands for, whatever the organisation; `undefined` for one that is none. */
export async function mailOfToken(db: Database, tokenHash: Buffer): Promise<MailToken | undefined> {
  const { rows } = await sql<MailToken>`
    select org_id as "orgId", identifier_id as "identifierId", house, last_four as "lastFour"
    from mail_of_token(${tokenHash})`.execute(db)
  return rows[0]
}
