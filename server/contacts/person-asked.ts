import { personFor } from '../campaigns/duty-rules.ts'
import type { Purpose } from '../campaigns/rules.ts'
import { type DialablePoint, type InCharge, personsInCharge } from '../customers/index.ts'
import type { Tx } from '../platform/database.ts'

interface About {
  customerId: string
  purpose: Purpose
  /** Of the customer. */
  timeZone: string
}

/** Whom a purpose asks for at a customer today: the person in charge of its matter; nobody where none is known to be. */
export async function personAsked(
  tx: Tx,
  { orgId, now }: { orgId: string; now: Temporal.Instant },
  { customerId, purpose, timeZone }: About,
): Promise<InCharge | undefined> {
  const persons = (await personsInCharge(tx, { orgId, now, timeZone }, { ids: [customerId] })).get(customerId) ?? []
  return persons[personFor(purpose, persons)]
}

/** The numbers of a person before all others, which stay in their order. */
export function ofPersonFirst(points: readonly DialablePoint[], personId: string | undefined): DialablePoint[] {
  const others = ({ personId: of }: DialablePoint) => Number(personId === undefined || of !== personId)
  return points.toSorted((a, b) => others(a) - others(b))
}
