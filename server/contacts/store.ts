import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
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

const VERDICT_COLUMNS =
  sql.raw(`org_id, at, customer_id, matter_id, moment, kind, until, reasons, policy_version, channel,
  purposes, staff_id, exemption, override_id`)

function verdictValues(
  { orgId, now, staffId }: Pick<Actor, 'orgId' | 'now' | 'staffId'>,
  { customerId, matterId, moment, purposes, verdict }: LoggedVerdict,
): RawBuilder<unknown> {
  const { kind, until, reasons, warnings, policyVersion, exemption, override } = verdict
  return sql`${orgId}::uuid, ${now}::timestamptz, ${customerId}::uuid, ${matterId}::uuid, ${moment}, ${kind},
    ${until}::timestamptz, ${JSON.stringify([...reasons, ...warnings])}::jsonb, ${policyVersion}::int, 'phone',
    ${[...purposes]}::text[], ${staffId}::uuid, ${exemption}, ${override}::uuid`
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
  const { rows } = await sql<{ id: string }>`
    insert into verdict (${VERDICT_COLUMNS}) select ${verdictValues(actor, row)} returning id`.execute(tx)
  return rows[0]!.id
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

/** A contact a member of staff has reserved or dialled and not settled. */
export interface LiveContact {
  id: string
  customerId: string
  contactPointId: string
  identifierId: string
  callerNumber: string
  matterId: string
  campaignId: string | null
  purpose: string
  dialledAt: Temporal.Instant | null
  state: 'reserved' | 'dialled'
}

const LIVE_COLUMNS = sql.raw(`id, customer_id as "customerId", contact_point_id as "contactPointId",
  identifier_id as "identifierId", caller_number as "callerNumber", matter_id as "matterId", campaign_id as "campaignId",
  purpose, dialled_at as "dialledAt", state`)
// With parameters instead, a plan that serves them all could not use the partial indexes of live contacts.
const isLive = sql<boolean>`state in ('reserved', 'dialled')`

/**
 * Adds a reserved contact to the ledger, and the verdict that allowed it to the log, in one statement; `undefined`, and
 * nothing written, when a constraint says that the customer is being contacted or in a quiet period.
 */
export async function insertContact(
  tx: Tx,
  actor: Actor,
  row: NewContact,
  allowed: LoggedVerdict,
): Promise<{ contact: LiveContact; evidenceId: string } | undefined> {
  const { rows } = await sql<LiveContact & { evidenceId: string }>`
    with made as (
      insert into contact (org_id, customer_id, branch_id, contact_point_id, identifier_id, matter_id, campaign_id, purpose,
        reason, staff_id, team_id, made_elsewhere, caller_number, state, reserved_at, held_until, quiet_until,
        policy_version, exemption, override_id)
      values (${actor.orgId}, ${row.customerId}, ${row.branchId}, ${row.contactPointId}, ${row.identifierId},
        ${row.matterId}, ${row.campaignId}, ${row.purpose}, ${row.reason}, ${actor.staffId}, ${row.teamId},
        ${row.madeElsewhere ?? null}, ${row.callerNumber}, 'reserved', ${actor.now}, ${row.heldUntil}, ${row.quietUntil},
        ${row.policyVersion}, ${row.exemption}, ${row.override})
      on conflict do nothing
      returning ${LIVE_COLUMNS}),
    logged as (
      insert into verdict (${VERDICT_COLUMNS}) select ${verdictValues(actor, allowed)} from made returning id)
    select made.*, logged.id as "evidenceId" from made cross join logged`.execute(tx)
  if (!rows[0]) return undefined
  const { evidenceId, ...contact } = rows[0]
  return { contact, evidenceId }
}

/** The contact a member of staff has reserved or dialled and not settled; he has one at most. */
export async function liveContact(tx: Tx, orgId: string, staffId: string | null): Promise<LiveContact | undefined> {
  const { rows } = await sql<LiveContact>`
    select ${LIVE_COLUMNS} from contact
    where org_id = ${orgId} and staff_id = ${staffId} and made_elsewhere is null and ${isLive}`.execute(tx)
  return rows[0]
}

/** Keeps a live contact for its agent until a later time. */
export async function holdContact(tx: Tx, orgId: string, contactId: string, until: Temporal.Instant): Promise<void> {
  await tx
    .updateTable('contact')
    .set({ held_until: sql`greatest(held_until, ${until})` })
    .where('org_id', '=', orgId)
    .where('id', '=', contactId)
    .where(isLive)
    .execute()
}

/** Marks a reserved contact as dialled and answers it as it is now; `undefined` when it is not reserved any more. */
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
): Promise<LiveContact | undefined> {
  const { exemption, override } = given
  const passes = exemption || override ? sql`, exemption = ${exemption}, override_id = ${override}` : sql``
  const { rows } = await sql<LiveContact>`
    update contact set state = 'dialled', dialled_at = ${actor.now}, contact_point_id = ${given.contactPointId},
      identifier_id = ${given.identifierId}, held_until = greatest(held_until, ${given.heldUntil}),
      quiet_until = greatest(quiet_until, ${given.quietUntil}) ${passes}
    where org_id = ${actor.orgId} and id = ${given.contactId} and state = 'reserved'
    returning ${LIVE_COLUMNS}`.execute(tx)
  return rows[0]
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
