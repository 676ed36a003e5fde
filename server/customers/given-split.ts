import { sql } from 'kysely'
import { recordActivity } from '../activity/index.ts'
import { openCase } from '../cases/index.ts'
import { cancelContact, groundFor, reserveContact, stopContacts } from '../contacts/index.ts'
import { givenFollowup } from '../followups/given.ts'
import { addMachine } from '../machines/index.ts'
import { as, type GivenOrganisation, testDatabase } from '../people/given.ts'
import { systemActor } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { newId } from '../platform/id.ts'
import { addCustomer } from './add-customer.ts'
import { addPerson } from './add-person.ts'
import { givenPerson } from './given.ts'

export interface Splittable {
  customerId: string
  /** Points of the customer himself. */
  pointIds: string[]
  personPointId: string
  /** The one at which he was called. */
  calledPointId: string
  personIds: string[]
  machineIds: string[]
  activityIds: string[]
  followedActivityId: string
}

/** Every table that belongs to a customer, with all its rows about these customers; the history apart. */
export async function everythingOf(org: GivenOrganisation, ids: readonly string[]) {
  const actor = await systemActor(testDatabase(), org.orgId)
  return as(actor, async tx => {
    const { rows: tables } = await sql<{ name: string }>`
      select c.relname as name from pg_constraint k join pg_class c on c.oid = k.conrelid
      where k.contype = 'f' and k.confrelid = 'customer'::regclass and c.relname <> 'customer_change'
        and pg_get_constraintdef(k.oid) like '%(org_id, customer_id)%' order by 1`.execute(tx)
    const found: Record<string, Record<string, unknown>[]> = {}
    for (const { name } of tables) {
      const { rows } = await sql<{ row: Record<string, unknown> }>`
        select to_jsonb(r) as row from ${sql.table(name)} r where r.customer_id = any (${[...ids]}::uuid[])
        order by to_jsonb(r)::text`.execute(tx)
      found[name] = rows.map(one => one.row)
    }
    const { rows } = await sql<{ row: Record<string, unknown> }>`
      select to_jsonb(c) - 'updated_at' as row from customer c where c.id = any (${[...ids]}::uuid[])
      order by c.id`.execute(tx)
    return { ...found, customer: rows.map(one => one.row) } as typeof found
  })
}

/** A contact with a customer under way; answers its id. */
export async function liveContact(org: GivenOrganisation, actor: Actor, customerId: string): Promise<string> {
  return as(actor, async tx => {
    const reservation = await reserveContact(tx, actor, await groundFor(tx, org.orgId), {
      customerId,
      branchId: actor.branchId,
      matterId: newId(),
      campaignId: null,
      purpose: 'care',
      reason: '关怀',
      teamId: org.teamId,
      callerNumber: '4008001234',
      heldUntil: actor.now.add({ minutes: 10 }),
      agreedAt: null,
    })
    if (reservation.kind !== 'reserved') throw new Error(`not reserved: ${reservation.kind}`)
    return reservation.contactId
  })
}

/** A contact under way is given up. */
export const contactOver = (actor: Actor, contactId: string) => as(actor, tx => cancelContact(tx, actor, contactId))

/** One row that holds two customers, with something of everything. */
export async function givenSplittable(org: GivenOrganisation): Promise<Splittable> {
  const { owner } = org
  const number = () => `13${String(Math.floor(Math.random() * 1e9)).padStart(9, '0')}`
  const given = {
    name: '李雷',
    kind: 'person' as const,
    phones: [number(), number()],
    emails: [`${newId()}@a.example`],
  }
  const customerId = await as(owner, tx => addCustomer(tx, owner, given))
  const personIds = [
    await as(owner, tx => addPerson(tx, owner, givenPerson(customerId, { phones: [number()] }))),
    await as(owner, tx => addPerson(tx, owner, givenPerson(customerId, { name: '赵会计', duties: ['finance'] }))),
  ]
  const machineIds: string[] = []
  for (const at of [0, 1])
    machineIds.push(
      (await as(owner, tx => addMachine(tx, owner, { customerId, serialNumber: `SY-${newId()}-${at}` }))).id,
    )
  const activityIds: string[] = []
  for (const [kind, machineId] of [['order'], ['service', machineIds[0]!], ['visit'], ['complaint']] as const)
    activityIds.push(
      (await as(owner, tx => recordActivity(tx, owner, { customerId, kind, happenedAt: owner.now, machineId }))).id,
    )
  await givenWork(org, customerId, activityIds[0]!)
  const contactId = await liveContact(org, await org.staff('agent'), customerId)
  const points = await as(owner, async tx => {
    await sql`update contact set state = 'made', outcome = 'answered', settled_at = ${owner.now} where id = ${contactId}`.execute(
      tx,
    )
    await stopContacts(tx, owner, { customerId, purpose: 'research', source: 'hotline', note: '', expiresAt: null })
    const { rows } = await sql<{ id: string; personId: string | null; called: boolean }>`
      select p.id, p.person_id as "personId", exists (select from contact c where c.contact_point_id = p.id) as called
      from contact_point p where p.customer_id = ${customerId} order by p.id`.execute(tx)
    return rows
  })
  return {
    customerId,
    pointIds: points.filter(point => !point.personId).map(point => point.id),
    personPointId: points.find(point => point.personId)!.id,
    calledPointId: points.find(point => point.called)!.id,
    personIds,
    machineIds,
    activityIds,
    followedActivityId: activityIds[0]!,
  }
}

/** A follow-up of an activity, the case that it raised, and a follow-up and a case of nothing that happened. */
async function givenWork(org: GivenOrganisation, customerId: string, activityId: string): Promise<void> {
  const { owner } = org
  const followupId = await givenFollowup(org, customerId)
  await givenFollowup(org, customerId)
  const file = await as(owner, tx => openCase(tx, owner, { customerId, problem: '漏油', severity: 'normal' }))
  await as(owner, tx => openCase(tx, owner, { customerId, problem: '异响', severity: 'low' }))
  await as(owner, async tx => {
    await sql`update followup set activity_id = ${activityId} where id = ${followupId}`.execute(tx)
    await sql`update case_file set raised_by_followup_id = ${followupId} where id = ${file.id}`.execute(tx)
  })
}
