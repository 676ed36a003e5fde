import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { type Call, type Failure, PLACE_WITHIN_S } from './rules.ts'
import type { TelephoneAnswer } from './telephone.ts'

export interface CallRow extends Call {
  id: string
}

/** The call of a contact; `undefined` when there is none. */
export async function callOf(tx: Tx, orgId: string, contactId: string): Promise<CallRow | undefined> {
  return tx
    .selectFrom('call')
    .where('org_id', '=', orgId)
    .where('contact_id', '=', contactId)
    .select(['id', 'asked_at as askedAt', 'requested_at as requestedAt', 'answered_status as answeredStatus', 'tries'])
    .select(sql<Failure | null>`failure`.as('failure'))
    .executeTakeFirst()
}

/** Whether a contact is in the actor's branches. */
export async function isContactSeen(tx: Tx, actor: Actor, contactId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('contact')
    .where('org_id', '=', actor.orgId)
    .where('id', '=', contactId)
    .where('branch_id', 'in', [...actor.branchIds])
    .select('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function insertCall(tx: Tx, actor: Actor, contactId: string): Promise<string> {
  const { id } = await tx
    .insertInto('call')
    .values({ org_id: actor.orgId, contact_id: contactId, asked_at: actor.now })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Makes a call that failed one to be placed. */
export async function renewCall(tx: Tx, actor: Actor, callId: string): Promise<void> {
  await tx
    .updateTable('call')
    .set({ asked_at: actor.now, requested_at: null, answered_status: null, failure: null, tries: sql`tries + 1` })
    .where('org_id', '=', actor.orgId)
    .where('id', '=', callId)
    .execute()
}

export interface ClaimedCall {
  tries: number
  identifierId: string
  callerNumber: string
  agentEmail: string
}

/**
 * Takes it upon this process to place a call, and answers what is needed for it. `undefined` when somebody took it
 * already, when its contact is not dialled any more, and when it has waited too long: then nobody may place it.
 */
export async function claimCall(tx: Tx, actor: Actor, callId: string): Promise<ClaimedCall | undefined> {
  const { rows } = await sql<ClaimedCall>`
    update call set requested_at = ${actor.now}
    from contact t join staff s on s.org_id = t.org_id and s.id = t.staff_id
    where call.org_id = ${actor.orgId} and call.id = ${callId} and call.requested_at is null and call.failure is null
      and call.asked_at > ${actor.now.subtract({ seconds: PLACE_WITHIN_S })}
      and t.org_id = call.org_id and t.id = call.contact_id and t.state = 'dialled'
    returning call.tries, t.identifier_id as "identifierId", t.caller_number as "callerNumber",
      s.email as "agentEmail"`.execute(tx)
  return rows[0]
}

/** Writes down what the telephone system answered; nothing when the call has been asked for again meanwhile. */
export async function recordAnswer(
  tx: Tx,
  actor: Pick<Actor, 'orgId'>,
  callId: string,
  given: TelephoneAnswer & { tries: number },
): Promise<void> {
  await tx
    .updateTable('call')
    .set({ answered_status: given.status, failure: given.failure })
    .where('org_id', '=', actor.orgId)
    .where('id', '=', callId)
    .where('tries', '=', given.tries)
    .execute()
}
