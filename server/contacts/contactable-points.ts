import { type DialablePoint, dialablePointsOf, mailablePointsOf } from '../customers/index.ts'
import type { Tx } from '../platform/database.ts'
import type { ContactChannel } from './channel-rules.ts'
import { stoppedNumbers } from './number-store.ts'

/** The numbers at which a customer may be called, best first: dialable, and not stopped by whoever answers there. */
export async function contactablePoints(tx: Tx, orgId: string, customerId: string): Promise<readonly DialablePoint[]> {
  return (await contactablePointsOf(tx, orgId, [customerId]))(customerId)
}

/** As `contactablePoints`, for several customers; by e-mail the addresses at which they may be written to. */
export async function contactablePointsOf(
  tx: Tx,
  orgId: string,
  customerIds: readonly string[],
  channel: ContactChannel = 'phone',
): Promise<(customerId: string) => readonly DialablePoint[]> {
  const pointsOf = channel === 'email' ? mailablePointsOf : dialablePointsOf
  const [points, stopped] = await Promise.all([
    pointsOf(tx, orgId, customerIds),
    stoppedNumbers(tx, orgId, customerIds),
  ])
  return customerId => (points.get(customerId) ?? []).filter(point => !stopped.has(point.identifierId))
}
