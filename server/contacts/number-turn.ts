import type { Purpose } from '../campaigns/rules.ts'
import type { DialablePoint } from '../customers/index.ts'
import type { Tx } from '../platform/database.ts'
import { ofPersonFirst, personsAsked } from './person-asked.ts'
import { triedInVain } from './store.ts'

interface AboutMatter {
  customerId: string
  contact: { matterId: string; purpose: Purpose }
  /** Of the customer. */
  timeZone: string
}

/**
 * Customers with several numbers are called at them in turn: the one least tried in vain for the matter, of equals one of
 * whoever is in charge of it, of these the better one. Answers the number by customer, for those who have several.
 */
export async function numbersInTurn(
  tx: Tx,
  at: { orgId: string; now: Temporal.Instant },
  asked: readonly AboutMatter[],
  pointsOf: (customerId: string) => readonly DialablePoint[],
): Promise<Map<string, string>> {
  const several = asked
    .map(({ customerId, timeZone, contact }) => ({ customerId, timeZone, ...contact, points: pointsOf(customerId) }))
    .filter(({ points }) => points.length > 1)
  const ofPersons = several.filter(({ points }) => points.some(({ personId }) => personId))
  const [triesOf, persons] = await Promise.all([triedInVain(tx, at.orgId, several), personsAsked(tx, at, ofPersons)])
  return new Map(
    several.map(({ customerId, matterId, points }) => {
      const tries = ({ identifierId }: DialablePoint) => triesOf(matterId, identifierId)
      const inOrder = ofPersonFirst(points, persons.get(customerId)?.id)
      const best = inOrder.reduce((best, point) => (tries(point) < tries(best) ? point : best))
      return [customerId, best.identifierId]
    }),
  )
}
