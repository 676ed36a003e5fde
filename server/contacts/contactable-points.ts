import { type DialablePoint, dialablePointsOf, mailablePoints } from '../customers/index.ts'
import type { Tx } from '../platform/database.ts'
import { stoppedNumbers } from './number-store.ts'

/** The numbers at which a customer may be called, best first: dialable, and not stopped by whoever answers there. */
export async function contactablePoints(tx: Tx, orgId: string, customerId: string): Promise<readonly DialablePoint[]> {
  return (await contactablePointsOf(tx, orgId, [customerId]))(customerId)
}

/** As `contactablePoints`, for several customers. */
export async function contactablePointsOf(
  tx: Tx,
  orgId: string,
  customerIds: readonly string[],
): Promise<(customerId: string) => readonly DialablePoint[]> {
  const [points, stopped] = await Promise.all([
    dialablePointsOf(tx, orgId, customerIds),
    stoppedNumbers(tx, orgId, customerIds),
  ])
  return customerId => (points.get(customerId) ?? []).filter(point => !stopped.has(point.identifierId))
}

/** The addresses at which a customer may be written to, best first: in use, and not stopped by whoever reads there. */
export async function writablePoints(tx: Tx, orgId: string, customerId: string): Promise<readonly DialablePoint[]> {
  const [points, stopped] = await Promise.all([
    mailablePoints(tx, orgId, customerId),
    stoppedNumbers(tx, orgId, [customerId]),
  ])
  return points.filter(point => !stopped.has(point.identifierId))
}
