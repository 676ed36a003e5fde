import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'

export interface GivenPhone {
  lineType: 'mobile' | 'fixed' | 'unknown'
  state: 'valid' | 'doubtful' | 'wrong'
}

export interface GivenActivity {
  kind: string
  happenedAt: Temporal.Instant
  amount?: number | null
  currency?: string | null
  products?: readonly string[]
}

export interface GivenMachine {
  brand: string | null
  model: string | null
  /** Readings of the hours, oldest first. */
  hours: readonly number[]
  scrapped?: boolean
}

export interface GivenCustomer {
  branchId: string
  name?: string
  knownSince?: Temporal.Instant
  ownerId?: string | null
  stage?: string | null
  tags?: readonly string[]
  machines?: readonly GivenMachine[]
  kind?: 'person' | 'organisation'
  country?: string | null
  phones?: readonly GivenPhone[]
  activities?: readonly GivenActivity[]
}

/** Customers with phones and activity, written straight into the tables; answers ids in the order given. */
export async function givenCustomers(tx: Tx, actor: Actor, customers: readonly GivenCustomer[]) {
  const answer: { id: string; activityIds: string[] }[] = []
  for (const customer of customers) {
    const { id } = await tx
      .insertInto('customer')
      .values({
        org_id: actor.orgId,
        branch_id: customer.branchId,
        kind: customer.kind ?? 'person',
        name: customer.name ?? '韩梅梅',
        country: customer.country ?? null,
        owner_id: customer.ownerId ?? null,
        stage: customer.stage ?? null,
        stage_since: customer.stage ? actor.now : null,
        tags: [...(customer.tags ?? [])],
        created_at: customer.knownSince ?? actor.now,
        updated_at: actor.now,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    for (const machine of customer.machines ?? []) await insertMachine(tx, actor, id, machine)
    for (const phone of customer.phones ?? []) await insertPhone(tx, actor, id, phone)
    const activityIds: string[] = []
    for (const activity of customer.activities ?? []) activityIds.push(await insertActivity(tx, actor, id, activity))
    answer.push({ id, activityIds })
  }
  return answer
}

async function insertMachine(tx: Tx, actor: Actor, customerId: string, machine: GivenMachine): Promise<void> {
  const { id: machineId } = await tx
    .insertInto('machine')
    .values({
      org_id: actor.orgId,
      serial_number: crypto.randomUUID(),
      brand: machine.brand,
      model: machine.model,
      state: machine.scrapped ? 'scrapped' : 'in-use',
      source: 'test',
      created_at: actor.now,
      updated_at: actor.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('machine_owner')
    .values({
      org_id: actor.orgId,
      machine_id: machineId,
      customer_id: customerId,
      source: 'test',
      recorded_at: actor.now,
    })
    .execute()
  if (machine.hours.length === 0) return
  await tx
    .insertInto('meter_reading')
    .values(
      machine.hours.map((value, index) => ({
        org_id: actor.orgId,
        machine_id: machineId,
        value,
        unit: 'h',
        read_at: actor.now.subtract({ hours: machine.hours.length - index }),
        source: 'test',
        recorded_at: actor.now,
      })),
    )
    .execute()
}

async function insertPhone(tx: Tx, actor: Actor, customerId: string, phone: GivenPhone): Promise<void> {
  await tx
    .insertInto('data_key')
    .values({
      org_id: actor.orgId,
      purpose: 'encrypt',
      wrapped: Buffer.from('key'),
      master_key_id: 'test',
      created_at: actor.now,
    })
    .onConflict(conflict => conflict.doNothing())
    .execute()
  const { id: identifierId } = await tx
    .insertInto('identifier')
    .values(eb => ({
      org_id: actor.orgId,
      kind: 'phone',
      data_key_id: eb
        .selectFrom('data_key')
        .where('purpose', '=', 'encrypt')
        .where('org_id', '=', actor.orgId)
        .select('id'),
      ciphertext: Buffer.from('sealed'),
      blind_index: Buffer.from(crypto.randomUUID()),
      last_four: '0000',
      created_at: actor.now,
    }))
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('contact_point')
    .values({
      org_id: actor.orgId,
      customer_id: customerId,
      identifier_id: identifierId,
      kind: 'phone',
      line_type: phone.lineType,
      state: phone.state,
      source: 'test',
      registered_at: actor.now,
    })
    .execute()
}

async function insertActivity(tx: Tx, actor: Actor, customerId: string, activity: GivenActivity): Promise<string> {
  const products = activity.products ?? []
  const { id } = await tx
    .insertInto('activity')
    .values({
      org_id: actor.orgId,
      customer_id: customerId,
      kind: activity.kind,
      happened_at: activity.happenedAt,
      amount: activity.amount ?? null,
      currency: activity.currency ?? null,
      line_count: products.length,
      created_at: actor.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (products.length > 0) {
    await tx
      .insertInto('order_line')
      .values(
        products.map((product, index) => ({
          org_id: actor.orgId,
          activity_id: id,
          line_number: index + 1,
          product,
          quantity: 1,
          unit_price: 1,
        })),
      )
      .execute()
  }
  return id
}
