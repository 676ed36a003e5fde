import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { isViolationOf, type Tx } from '../platform/database.ts'
import type { Verdict } from './rules.ts'

/** Holds a customer until this transaction ends, so that what concerns him happens one after the other. */
export async function lockCustomer(tx: Tx, orgId: string, customerId: string): Promise<boolean> {
  const { rows } = await sql`
    select from customer where org_id = ${orgId} and id = ${customerId} for no key update`.execute(tx)
  return rows.length > 0
}

/** As `lockCustomer`, but answers no at once when somebody else holds him. */
export async function tryLockCustomer(tx: Tx, orgId: string, customerId: string): Promise<boolean> {
  const { rows } = await sql`
    select from customer where org_id = ${orgId} and id = ${customerId} for no key update skip locked`.execute(tx)
  return rows.length > 0
}

export interface LoggedVerdict {
  customerId: string
  matterId: string
  moment: 'plan' | 'hand-out' | 'dial' | 'elsewhere'
  purposes: readonly string[]
  verdict: Verdict
}

/**
 * Writes a verdict into the log: its reasons, the version of the policy, who asked, and by what leave it passed rules.
 * Answers its id.
 */
export async function insertVerdict(
  tx: Tx,
  actor: Pick<Actor, 'orgId' | 'now' | 'staffId'>,
  row: LoggedVerdict,
): Promise<string> {
  const { customerId, matterId, moment, purposes, verdict } = row
  const { id } = await tx
    .insertInto('verdict')
    .values({
      org_id: actor.orgId,
      at: actor.now,
      customer_id: customerId,
      matter_id: matterId,
      moment,
      kind: verdict.kind,
      until: verdict.until,
      reasons: JSON.stringify([...verdict.reasons, ...verdict.warnings]),
      policy_version: verdict.policyVersion,
      channel: 'phone',
      purposes: [...purposes],
      staff_id: actor.staffId,
      exemption: verdict.exemption,
      override_id: verdict.override,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/**
 * Writes the verdicts of a plan that was denied, all at once.
 * @param denied a query of `matter_id`, `customer_id`, and the `rule` and `code` of the reason
 */
export async function insertPlanDenials(
  tx: Tx,
  actor: Pick<Actor, 'orgId' | 'now'>,
  policyVersion: number,
  denied: RawBuilder<unknown>,
): Promise<void> {
  await sql`
    insert into verdict (org_id, at, customer_id, matter_id, moment, kind, reasons, policy_version)
    select ${actor.orgId}, ${actor.now}, d.customer_id, d.matter_id, 'plan', 'deny', jsonb_build_array(
      jsonb_build_object('rule', d.rule, 'code', d.code, 'facts', jsonb_build_object())), ${policyVersion}
    from (${denied}) d`.execute(tx)
}

export interface NewContact {
  customerId: string
  branchId: string
  contactPointId: string
  identifierId: string
  matterId: string
  campaignId: string | null
  purpose: string
  reason: string
  /** `null` only of what is made elsewhere. */
  teamId: string | null
  /** The system that dials, and who, where it is not the product's own desk. */
  madeElsewhere?: string | undefined
  callerNumber: string
  heldUntil: Temporal.Instant
  quietUntil: Temporal.Instant
  policyVersion: number
  /** By what leave it passes rules, if it does. */
  exemption: string | null
  override: string | null
}

/**
 * Adds a reserved contact to the ledger and answers its id; `undefined` when a constraint says that the customer is
 * being contacted or in a quiet period. The transaction goes on in either case.
 */
export async function insertContact(tx: Tx, actor: Actor, row: NewContact): Promise<string | undefined> {
  await sql`savepoint reserve_contact`.execute(tx)
  try {
    const { id } = await tx
      .insertInto('contact')
      .values({
        org_id: actor.orgId,
        customer_id: row.customerId,
        branch_id: row.branchId,
        contact_point_id: row.contactPointId,
        identifier_id: row.identifierId,
        matter_id: row.matterId,
        campaign_id: row.campaignId,
        purpose: row.purpose,
        reason: row.reason,
        staff_id: actor.staffId!,
        team_id: row.teamId,
        made_elsewhere: row.madeElsewhere ?? null,
        caller_number: row.callerNumber,
        state: 'reserved',
        reserved_at: actor.now,
        held_until: row.heldUntil,
        quiet_until: row.quietUntil,
        policy_version: row.policyVersion,
        exemption: row.exemption,
        override_id: row.override,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await sql`release savepoint reserve_contact`.execute(tx)
    return id
  } catch (error) {
    const refused = ['contact_one_matter_per_quiet_period', 'contact_one_live_per_customer', 'contact_one_per_override']
    if (!refused.some(constraint => isViolationOf(constraint, error))) throw error
    await sql`rollback to savepoint reserve_contact`.execute(tx)
    return undefined
  }
}

/** The contact a member of staff has reserved or dialled and not settled; he has one at most. */
export async function liveContact(tx: Tx, orgId: string, staffId: string | null) {
  return tx
    .selectFrom('contact')
    .where('org_id', '=', orgId)
    .where('staff_id', '=', staffId)
    .where('made_elsewhere', 'is', null)
    .where('state', 'in', ['reserved', 'dialled'])
    .select(['id', 'customer_id as customerId', 'contact_point_id as contactPointId', 'identifier_id as identifierId'])
    .select(['caller_number as callerNumber', 'matter_id as matterId', 'purpose', 'dialled_at as dialledAt'])
    .select('campaign_id as campaignId')
    .select(sql<'reserved' | 'dialled'>`state`.as('state'))
    .executeTakeFirst()
}
export type LiveContact = NonNullable<Awaited<ReturnType<typeof liveContact>>>

/** Keeps a live contact for its agent until a later time. */
export async function holdContact(tx: Tx, orgId: string, contactId: string, until: Temporal.Instant): Promise<void> {
  await tx
    .updateTable('contact')
    .set({ held_until: sql`greatest(held_until, ${until})` })
    .where('org_id', '=', orgId)
    .where('id', '=', contactId)
    .where('state', 'in', ['reserved', 'dialled'])
    .execute()
}

export async function markDialled(
  tx: Tx,
  actor: Actor,
  given: {
    contactId: string
    contactPointId: string
    identifierId: string
    heldUntil: Temporal.Instant
    quietUntil: Temporal.Instant
    exemption: string | null
    override: string | null
  },
): Promise<void> {
  await tx
    .updateTable('contact')
    .set({
      state: 'dialled',
      dialled_at: actor.now,
      contact_point_id: given.contactPointId,
      identifier_id: given.identifierId,
      held_until: given.heldUntil,
      quiet_until: sql`greatest(quiet_until, ${given.quietUntil})`,
      ...(given.exemption || given.override ? { exemption: given.exemption, override_id: given.override } : {}),
    })
    .where('org_id', '=', actor.orgId)
    .where('id', '=', given.contactId)
    .where('state', '=', 'reserved')
    .execute()
}

/**
 * Ends a dialled contact with its outcome and answers whose it was; `undefined` when it is not live any more.
 * @param keepsQuiet whether the quiet period stands; else it ends now
 */
export async function markMade(
  tx: Tx,
  actor: Pick<Actor, 'orgId' | 'now'>,
  given: { contactId: string; outcome: string; conversed: boolean; keepsQuiet: boolean },
) {
  return tx
    .updateTable('contact')
    .set({
      state: 'made',
      outcome: given.outcome,
      conversed: given.conversed,
      settled_at: actor.now,
      quiet_until: sql`greatest(reserved_at, case when ${given.keepsQuiet} then quiet_until else ${actor.now}::timestamptz end)`,
    })
    .where('org_id', '=', actor.orgId)
    .where('id', '=', given.contactId)
    .where('state', '=', 'dialled')
    .returning(['customer_id as customerId', 'dialled_at as dialledAt', 'contact_point_id as contactPointId'])
    .executeTakeFirst()
}

/** Takes a reserved contact back, as if it had not been; `undefined` when it is not reserved any more. */
export async function markCancelled(tx: Tx, actor: Pick<Actor, 'orgId' | 'now'>, contactId: string) {
  return tx
    .updateTable('contact')
    .set({ state: 'cancelled', settled_at: actor.now })
    .where('org_id', '=', actor.orgId)
    .where('id', '=', contactId)
    .where('state', '=', 'reserved')
    .returning('customer_id as customerId')
    .executeTakeFirst()
}

/** How often each number of a customer was dialled for a matter without a conversation, by identifier. */
export async function triedInVain(
  tx: Tx,
  orgId: string,
  of: { customerId: string; matterId: string },
): Promise<Map<string, number>> {
  const { rows } = await sql<{ identifierId: string; tries: number }>`
    select identifier_id as "identifierId", count(*) as tries from contact
    where org_id = ${orgId} and customer_id = ${of.customerId} and matter_id = ${of.matterId} and state = 'made'
      and not conversed
    group by 1`.execute(tx)
  return new Map(rows.map(({ identifierId, tries }) => [identifierId, tries]))
}
