import type { z } from 'zod'
import { ledgerOutcomeWords } from '../contacts/reasons.ts'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { pageFrom, unpackCursor } from '../platform/cursor.ts'
import type { Tx } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import { maskOf } from '../privacy/index.ts'
import type { Repair } from './repair-contract.ts'
import { type RepairRow, repairPage } from './repair-store.ts'
import { repairWords } from './steering-reasons.ts'

/** The contact points of the actor's customers that are not right, newest first, each with what to do about it. */
export async function listRepairs(
  tx: Tx,
  actor: Actor,
  given: { state?: string | undefined; branchId?: string | undefined; cursor?: string | undefined; limit: number },
  language: Language,
) {
  permit(actor, 'customers.read')
  const rows = await repairPage(tx, actor, { ...given, after: unpackCursor(given.cursor, ['id']) })
  const { items, next } = pageFrom(rows, given.limit, row => [row.pointId])
  return { items: items.map(row => inWords(row, language)), next }
}

function inWords({ lastFour, lastOutcome, ...row }: RepairRow, language: Language): z.output<typeof Repair> {
  return {
    ...row,
    masked: maskOf({ kind: row.kind, lastFour }),
    lastOutcomeText: lastOutcome ? ledgerOutcomeWords[lastOutcome][language]() : null,
    advice: repairWords[adviceOn(row)][language](),
  }
}

function adviceOn({
  kind,
  state,
  otherNumbers,
}: Pick<RepairRow, 'kind' | 'state' | 'otherNumbers'>): keyof typeof repairWords {
  if (state === 'never-registered') return 'register'
  if (state === 'doubtful') return 'verify'
  if (kind === 'email') return 'wrong-address'
  return otherNumbers > 0 ? 'other-number' : 'last-number'
}
