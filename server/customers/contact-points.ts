import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { notFound } from '../platform/refusal.ts'
import { maskOf, record } from '../privacy/index.ts'
import { insertChanges, saidBy } from './change-store.ts'
import { customerOfPoint } from './point-store.ts'
import type { LineType } from './rules.ts'
import { type PointRow, type PointState, pointsOf, setPointState } from './store.ts'

export interface DialablePoint {
  id: string
  identifierId: string
  lineType: LineType
  masked: string
  rank: number
  state: PointState
  /** Digits to dial after the number; empty for none. */
  extension: string
  /** The person in charge who is reached there; `null` for the customer as a whole. */
  personId: string | null
}

/**
 * The phone numbers at which a customer may be called, best first: registered ones that are valid or doubtful. Those known
 * to be wrong, those never registered, and those of persons in charge no more are left out.
 */
export async function dialablePoints(tx: Tx, orgId: string, customerId: string): Promise<DialablePoint[]> {
  return (await pointsOf(tx, orgId, customerId))
    .filter(point => point.dialable)
    .map(({ id, identifierId, lineType, lastFour, rank, state, extension, personId }) => {
      const masked = maskOf({ kind: 'phone', lastFour })
      return { id, identifierId, lineType: lineType ?? 'unknown', masked, rank, state, extension, personId }
    })
}

/**
 * Marks a contact point as wrong by what was heard in a call, so that it is dialled no more; refuses one of another
 * organisation.
 */
export async function markPointWrong(tx: Tx, actor: Actor, contactPointId: string): Promise<void> {
  const point = await customerOfPoint(tx, actor.orgId, contactPointId)
  if (!point) throw notFound()
  await setPointState(tx, actor.orgId, contactPointId, 'wrong')
  if (point.state !== 'wrong') {
    const change = { customerId: point.customerId, subject: 'contact-point' as const, subjectId: contactPointId }
    await insertChanges(tx, saidBy(actor, 'call'), [{ ...change, field: 'state', old: point.state, new: 'wrong' }])
  }
  await record(tx, actor, 'contact-point.wrong', 'contact-point', contactPointId)
}

/** A contact point as people may see it: masked. */
export function maskedPoint({ lastFour, ...point }: PointRow) {
  return { ...point, masked: maskOf({ kind: point.kind, lastFour }) }
}
