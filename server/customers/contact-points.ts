import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { notFound } from '../platform/refusal.ts'
import { maskOf, record } from '../privacy/index.ts'
import { insertChanges, saidBy } from './change-store.ts'
import { customerOfPoint } from './point-store.ts'
import type { LineType } from './rules.ts'
import { bestPointsOf, type PointRow, type PointState, setPointState } from './store.ts'

const MOST_POINTS = 200

/** A contact point in use: a number, or an address, which is of no line type. */
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
  return (await dialablePointsOf(tx, orgId, [customerId])).get(customerId) ?? []
}

/** As `dialablePoints`, of several customers; nothing for those who have no point at all. */
export function dialablePointsOf(tx: Tx, orgId: string, customerIds: readonly string[]): Promise<PointsByCustomer> {
  return pointsWhere(tx, orgId, customerIds, point => point.dialable)
}

/**
 * The e-mail addresses at which customers may be written to, best first: registered ones that are valid or doubtful. Those
 * known to be wrong, those never registered, and those of persons in charge no more are left out.
 */
export function mailablePointsOf(tx: Tx, orgId: string, customerIds: readonly string[]): Promise<PointsByCustomer> {
  return pointsWhere(tx, orgId, customerIds, point => point.mailable)
}

type PointsByCustomer = Map<string, DialablePoint[]>

async function pointsWhere(
  tx: Tx,
  orgId: string,
  customerIds: readonly string[],
  isUsable: (point: PointRow) => boolean,
): Promise<PointsByCustomer> {
  const points = await bestPointsOf(tx, orgId, customerIds, MOST_POINTS)
  return new Map([...points].map(([id, rows]) => [id, rows.filter(isUsable).map(asDialable)]))
}

function asDialable(point: PointRow): DialablePoint {
  const { id, identifierId, kind, lineType, lastFour, rank, state, extension, personId } = point
  const masked = maskOf({ kind, lastFour })
  return { id, identifierId, lineType: lineType ?? 'unknown', masked, rank, state, extension, personId }
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
