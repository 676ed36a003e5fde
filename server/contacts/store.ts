import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { asArray, type Tx } from '../platform/database.ts'
import type { Channel } from '../policy/rule-contract.ts'
import type { ContactChannel } from './channel-rules.ts'
import type { Verdict } from './rules.ts'

/** Holds a customer until this transaction ends, so that what concerns him happens one after the other. */
export async function lockCustomer(tx: Tx, orgId: string, customerId: string): Promise<boolean> {
  const { rows } = await sql`
    select from customer where org_id = ${orgId} and id = ${customerId} for no key update`.execute(tx)
  return rows.length > 0
}

/** As `lockCustomer`, but answers no at once when somebody else holds him. */
export async function tryLockCustomer(tx: Tx, orgId: string, customerId: string): Promise<boolean> {
  return (await tryLockCustomers(tx, orgId, [customerId])).has(customerId)
}

/** As `tryLockCustomer`, for several: those that nobody else holds. */
export async function tryLockCustomers(tx: Tx, orgId: string, customerIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from customer where org_id = ${orgId} and id = any (${asArray(customerIds)}::uuid[])
    for no key update skip locked`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

export interface LoggedVerdict {
  customerId: string
  matterId: string
  moment: 'plan' | 'hand-out' | 'dial' | 'elsewhere'
  purposes: readonly string[]
  /** By phone when left out. */
  channel?: Channel | undefined
  verdict: Verdict
}

/** Who asked for a verdict; `null` for the system's own background work. */
interface AskedBy {
  staffId: string | null
}

type At = Pick<Actor, 'orgId' | 'now'>

const VERDICT_COLUMNS =
  sql.raw(`org_id, at, customer_id, matter_id, moment, kind, until, reasons, policy_version, channel,
  purposes, staff_id, exemption, override_id`)

const verdictValues = ({ orgId, now }: At) => sql`${orgId}::uuid, ${now}::timestamptz, v."customerId", v."matterId",
  v.moment, v.kind, v.until, v.reasons, v."policyVersion", v.channel, v.purposes, v."staffId", v.exemption, v.override`

/** Verdicts as rows `v`. */
function verdictRows(verdicts: readonly (LoggedVerdict & AskedBy)[]): RawBuilder<unknown> {
  const rows = verdicts.map(({ verdict: { reasons, warnings, ...verdict }, channel = 'phone', ...row }) => ({
    ...{ ...row, ...verdict, channel },
    reasons: [...reasons, ...warnings],
  }))
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as v ("customerId" uuid, "matterId" uuid, moment text,
    kind text, until timestamptz, reasons jsonb, "policyVersion" int, channel text, purposes text[], "staffId" uuid,
    exemption text, override uuid)`
}

/**
 * Writes a verdict into the log: its reasons, the version of the policy, who asked, and by what leave it passed rules.
 * Answers its id.
 */
export async function insertVerdict(tx: Tx, actor: At & AskedBy, row: LoggedVerdict): Promise<string> {
  const { staffId } = actor
  return (await insertVerdicts(tx, actor, [{ ...row, staffId }])).get(row.customerId)!
}

/** As `insertVerdict`, of different customers at once; answers the ids by customer. */
export async function insertVerdicts(
  tx: Tx,
  at: At,
  verdicts: readonly (LoggedVerdict & AskedBy)[],
): Promise<Map<string, string>> {
  if (verdicts.length === 0) return new Map()
  const { rows } = await sql<{ id: string; customerId: string }>`
    insert into verdict (${VERDICT_COLUMNS}) select ${verdictValues(at)} from ${verdictRows(verdicts)}
    returning id, customer_id as "customerId"`.execute(tx)
  return new Map(rows.map(row => [row.customerId, row.id]))
}

/**
 * Writes the verdicts of a plan that was denied, all at once.
 * @param denied a query of `matter_id`, `customer_id`, and the `rule` and `code` of the reason
 */
export async function insertPlanDenials(
  tx: Tx,
  actor: At,
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
  /** By phone when left out. */
  channel?: ContactChannel | undefined
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

/** A contact to be reserved, and the verdict that allows it. */
export interface AllowedContact {
  row: NewContact & AskedBy
  allowed: LoggedVerdict
}

/**
 * Adds reserved contacts with different customers to the ledger, and the verdicts that allowed them to the log, in one
 * statement; answers them by customer. Left out, and nothing written of it, is one of which a constraint says that the
 * customer is being contacted or in a quiet period.
 */
export async function insertContacts(
  tx: Tx,
  at: At,
  given: readonly AllowedContact[],
): Promise<Map<string, { contact: LiveContact; evidenceId: string }>> {
  if (given.length === 0) return new Map()
  const contacts = JSON.stringify(given.map(({ row: { channel = 'phone', ...row } }) => ({ ...row, channel })))
  const verdicts = given.map(({ row: { staffId }, allowed }) => ({ ...allowed, staffId }))
  const { rows } = await sql<LiveContact & { evidenceId: string }>`
    with made as (
      insert into contact (org_id, customer_id, branch_id, contact_point_id, identifier_id, channel, matter_id, campaign_id,
        purpose, reason, staff_id, team_id, made_elsewhere, caller_number, state, reserved_at, held_until, quiet_until,
        policy_version, exemption, override_id)
      select ${at.orgId}, g."customerId", g."branchId", g."contactPointId", g."identifierId", g.channel, g."matterId",
        g."campaignId", g.purpose, g.reason, g."staffId", g."teamId", g."madeElsewhere", g."callerNumber", 'reserved',
        ${at.now}::timestamptz, g."heldUntil", g."quietUntil", g."policyVersion", g.exemption, g.override
      from jsonb_to_recordset(${contacts}::jsonb) as g ("customerId" uuid, "branchId" uuid, "contactPointId" uuid,
        "identifierId" uuid, channel text, "matterId" uuid, "campaignId" uuid, purpose text, reason text, "staffId" uuid,
        "teamId" uuid, "madeElsewhere" text, "callerNumber" text, "heldUntil" timestamptz, "quietUntil" timestamptz,
        "policyVersion" int, exemption text, override uuid)
      on conflict do nothing
      returning ${LIVE_COLUMNS}),
    logged as (
      insert into verdict (${VERDICT_COLUMNS})
      select ${verdictValues(at)} from ${verdictRows(verdicts)} join made on made."customerId" = v."customerId"
      returning id, customer_id)
    select made.*, logged.id as "evidenceId" from made join logged on logged.customer_id = made."customerId"`.execute(
    tx,
  )
  return new Map(rows.map(({ evidenceId, ...contact }) => [contact.customerId, { contact, evidenceId }]))
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
  actor: At,
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
export async function markCancelled(tx: Tx, actor: At, contactId: string) {
  return tx
    .updateTable('contact')
    .set({ state: 'cancelled', settled_at: actor.now })
    .where('org_id', '=', actor.orgId)
    .where('id', '=', contactId)
    .where('state', '=', 'reserved')
    .returning('customer_id as customerId')
    .executeTakeFirst()
}

/** How often each number of customers was dialled for matters of theirs without a conversation. */
export async function triedInVain(
  tx: Tx,
  orgId: string,
  of: readonly { customerId: string; matterId: string }[],
): Promise<(matterId: string, identifierId: string) => number> {
  if (of.length === 0) return () => 0
  const { rows } = await sql<{ matterId: string; identifierId: string; tries: number }>`
    select x.matter_id as "matterId", x.identifier_id as "identifierId", count(*) as tries
    from unnest(${asArray(of.map(one => one.customerId))}::uuid[], ${asArray(of.map(one => one.matterId))}::uuid[])
      as g (customer_id, matter_id)
    join contact x on x.org_id = ${orgId} and x.customer_id = g.customer_id and x.matter_id = g.matter_id
      and x.state = 'made' and not x.conversed
    group by 1, 2`.execute(tx)
  const tries = new Map(rows.map(row => [`${row.matterId} ${row.identifierId}`, row.tries]))
  return (matterId, identifierId) => tries.get(`${matterId} ${identifierId}`) ?? 0
}
