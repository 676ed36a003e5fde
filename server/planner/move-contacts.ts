import type { z } from 'zod'
import { deedDone, organisation, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { pageFrom, unpackCursor } from '../platform/cursor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { noteChanged } from './changed-store.ts'
import type { PlanMove } from './contract.ts'
import { MOST_MOVED, type Moving } from './move-contract.ts'
import { moveRefusals } from './move-reasons.ts'
import { deleteMove, type MoveRow, movePage } from './plan-move-store.ts'
import { replanCustomers } from './replan-customers.ts'
import { tryMove } from './try-move.ts'

type Move = z.output<typeof PlanMove>

/**
 * Moves planned contacts to another day, or swaps two: this plan and the next keep it as far as the contact policy
 * allows. All or none; refused when one of them cannot go.
 */
export async function moveContacts(
  tx: Tx,
  actor: Actor,
  given: { moving: z.output<typeof Moving>; reason: string },
): Promise<Move[]> {
  permit(actor, 'followups.plan')
  const { timeZone } = await organisation(tx, actor.orgId)
  const { tried, missing, today } = await tryMove(tx, actor, { ...given, timeZone }, 'en')
  const problems = missing + tried.filter(({ problem }) => problem !== null).length
  if (tried.length === 0) throw notFound()
  if (problems > 0) throw new Refusal('conflict', moveRefusals['move-not-possible'], { problems })
  await noteChanged(
    tx,
    actor,
    tried.map(({ row }) => row.customerId),
  )
  const facts = { contacts: tried.length, from: tried[0]!.row.plannedOn?.toString(), to: tried[0]!.to.toString() }
  const subjectId = tried.length === 1 ? tried[0]!.row.followupId : null
  await deedDone.tell(tx, actor, { action: 'plan.moved', subject: 'followup', subjectId, facts })
  await announce(tx, actor.orgId, 'plans')
  const followupIds = tried.map(({ row }) => row.followupId)
  return (await movePage(tx, actor, { today, followupIds, limit: MOST_MOVED })).map(moveOf)
}

/** The moves that are still to be kept, the newest first. */
export async function listMoves(tx: Tx, actor: Actor, page: { cursor?: string | undefined; limit: number }) {
  permit(actor, 'followups.read')
  const [after] = unpackCursor(page.cursor, ['id']) ?? []
  const { timeZone } = await organisation(tx, actor.orgId)
  const today = actor.now.toZonedDateTimeISO(timeZone).toPlainDate()
  const rows = await movePage(tx, actor, { today, after, limit: page.limit })
  const { items, next } = pageFrom(rows, page.limit, row => [row.id])
  return { items: items.map(moveOf), next }
}

function moveOf(row: MoveRow): Move {
  return { ...row, kept: row.plannedOn?.equals(row.day) ?? false }
}

/** Takes a move back and plans its customer again. */
export async function removeMove(tx: Tx, actor: Actor, id: string): Promise<void> {
  permit(actor, 'followups.plan')
  const removed = await deleteMove(tx, actor, id)
  if (!removed) throw notFound()
  await replanCustomers(tx, actor, [removed.customerId])
  await noteChanged(tx, actor, [removed.customerId])
  const facts = { day: removed.day.toString() }
  await deedDone.tell(tx, actor, {
    action: 'plan.move-removed',
    subject: 'followup',
    subjectId: removed.followupId,
    facts,
  })
  await announce(tx, actor.orgId, 'plans')
}
