import { countDuplicates, surveyState } from '../customers/index.ts'
import { may, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { pageFrom, unpackCursor } from '../platform/cursor.ts'
import type { Tx } from '../platform/database.ts'
import { notFound } from '../platform/refusal.ts'
import type { ListFault } from './list-check-contract.ts'
import { type CheckedList, faultCounts, faultyCustomers } from './list-check-store.ts'

const MOST_PAIRS = 50

interface Asked {
  prospects: 'yes' | 'no'
  branchId?: string
}

/**
 * What stands in the way of reaching the customers of a list: numbers missing, wrong or doubtful, numbers of somebody else,
 * customers never reached, and duplicates, as of the last survey. Prospects are those in the stages reach and acquisition, or in none yet.
 */
export async function checkList(tx: Tx, actor: Actor, asked: Asked) {
  permit(actor, 'customers.write')
  const list = listOf(actor, asked)
  const { shownId, state } = await surveyState(tx, actor.orgId, 'list-check')
  const counts = await faultCounts(tx, actor.orgId, shownId, list)
  const mayMerge = may(actor, 'customers.merge')
  const duplicates = mayMerge ? await countDuplicates(tx, actor, MOST_PAIRS) : { count: 0, more: false }
  return { ...counts, duplicates, survey: state }
}

/** The customers of a list whom the last survey found with a fault and who still have it, those added last first. */
export async function listFaulty(
  tx: Tx,
  actor: Actor,
  asked: Asked & { fault: ListFault; cursor?: string; limit: number },
) {
  permit(actor, 'customers.write')
  const after = unpackCursor(asked.cursor, ['id'])
  const { shownId } = await surveyState(tx, actor.orgId, 'list-check')
  const list = listOf(actor, asked)
  const rows = shownId ? await faultyCustomers(tx, actor.orgId, shownId, list, { ...asked, after }) : []
  return pageFrom(rows, asked.limit, row => [row.id])
}

function listOf(actor: Actor, { prospects, branchId }: Asked): CheckedList {
  if (branchId && !actor.branchIds.includes(branchId)) throw notFound()
  return { branchIds: branchId ? [branchId] : actor.branchIds, prospects: prospects === 'yes' }
}
