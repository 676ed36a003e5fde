import type { Tx } from '../platform/database.ts'

export interface Concern {
  id: string
  customerId: string
  dueAt: Temporal.Instant
}

/** Keeps an open problem of a customer, or its new deadline. */
export async function keepConcern(tx: Tx, orgId: string, { id, customerId, dueAt }: Concern): Promise<void> {
  await tx
    .insertInto('open_concern')
    .values({ org_id: orgId, id, customer_id: customerId, due_at: dueAt })
    .onConflict(conflict => conflict.columns(['org_id', 'id']).doUpdateSet({ due_at: dueAt }))
    .execute()
}

export async function dropConcern(tx: Tx, orgId: string, id: string): Promise<void> {
  await tx.deleteFrom('open_concern').where('org_id', '=', orgId).where('id', '=', id).execute()
}
