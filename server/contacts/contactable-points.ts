import { type DialablePoint, dialablePoints } from '../customers/index.ts'
import type { Tx } from '../platform/database.ts'
import { stoppedNumbers } from './number-store.ts'

/** The numbers at which a customer may be called, best first: dialable, and not stopped by whoever answers there. */
export async function contactablePoints(tx: Tx, orgId: string, customerId: string): Promise<DialablePoint[]> {
  const [points, stopped] = await Promise.all([
    dialablePoints(tx, orgId, customerId),
    stoppedNumbers(tx, orgId, customerId),
  ])
  return points.filter(point => !stopped.has(point.identifierId))
}
