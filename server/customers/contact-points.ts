import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { notFound } from '../platform/refusal.ts'
import { maskOf, record } from '../privacy/index.ts'
import type { LineType } from './rules.ts'
import { type PointRow, type PointState, pointsOf, setPointState } from './store.ts'

export interface DialablePoint {
  id: string
  identifierId: string
  lineType: LineType
  masked: string
  rank: number
  state: PointState
}

/** The phone numbers at which a customer may be called, best first; those known to be wrong are left out. */
export async function dialablePoints(tx: Tx, orgId: string, customerId: string): Promise<DialablePoint[]> {
  return (await pointsOf(tx, orgId, customerId))
    .filter(point => point.kind === 'phone' && point.state !== 'wrong')
    .map(({ id, identifierId, lineType, lastFour, rank, state }) => {
      return {
        id,
        identifierId,
        lineType: lineType ?? 'unknown',
        masked: maskOf({ kind: 'phone', lastFour }),
        rank,
        state,
      }
    })
}

/** Marks a contact point as wrong, so that it is dialled no more; refuses one of another organisation. */
export async function markPointWrong(tx: Tx, actor: Actor, contactPointId: string): Promise<void> {
  if (!(await setPointState(tx, actor.orgId, contactPointId, 'wrong'))) throw notFound()
  await record(tx, actor, 'contact-point.wrong', 'contact-point', contactPointId)
}

/** A contact point as people may see it: masked. */
export function maskedPoint({ lastFour, ...point }: PointRow) {
  return { ...point, masked: maskOf({ kind: point.kind, lastFour }) }
}
