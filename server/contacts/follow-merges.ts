import { type CustomersMerged, keepRows, moveBack, moveToSurvivor, rowsKept } from '../customers/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import { followConcerns } from './concern-store.ts'
import { mergeReasons } from './merge-reasons.ts'
import { followMatters, lineUpQuiet, liveContacts, type QuietRow, restoreQuiet } from './merge-store.ts'

const QUIET = 'contact-quiet'
const TABLES = [
  'contact',
  'do_not_contact',
  'suspected_call',
  'contact_hold',
  'contact_override',
  'open_concern',
  'concern_span',
] as const

/**
 * Two customers turn out to be one: their ledgers become one, with the quiet periods in line, and the wishes of both hold.
 * Refuses while both are being contacted. Verdicts stay with whom they were about.
 */
export async function onCustomersMerged(tx: Tx, actor: Actor, merge: CustomersMerged): Promise<void> {
  const both = [merge.survivorId, merge.goneId]
  if ((await liveContacts(tx, actor, both)) > 1) throw new Refusal('conflict', mergeReasons['both-being-called'])
  const quiet = await lineUpQuiet(tx, actor, both)
  await keepRows(
    tx,
    actor,
    merge.mergeId,
    QUIET,
    quiet.map(row => ({ id: row.id, was: row })),
  )
  for (const table of TABLES) await moveToSurvivor(tx, actor, merge, table)
}

/**
 * A merge is taken back: each has his own ledger again, with the quiet periods it had. A contact that came since goes with
 * its matter, so that what an agent has in hand can be dialled.
 */
export async function onCustomersParted(tx: Tx, actor: Actor, merge: CustomersMerged): Promise<void> {
  for (const table of TABLES) await moveBack(tx, actor, merge, table)
  await followMatters(tx, actor, merge)
  await followConcerns(tx, actor, merge)
  const quiet = await rowsKept<QuietRow>(tx, actor, merge.mergeId, QUIET)
  await restoreQuiet(
    tx,
    actor,
    quiet.map(row => row.was),
  )
}
