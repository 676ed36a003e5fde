import { organisation, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { pageFrom, unpackCursor } from '../platform/cursor.ts'
import type { Tx } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import { contactsInWords } from './in-words.ts'
import { type ElsewhereState, outsideContacts, type RegisteredRow } from './lookup-store.ts'
import { DAYS_TO_REPORT } from './report-elsewhere.ts'

/** A page of the dials made outside the product, newest first: all, those still open, or those nobody reported. */
export async function elsewherePage(
  tx: Tx,
  actor: Actor,
  query: { cursor?: string | undefined; limit: number; state: ElsewhereState; language: Language },
) {
  permit(actor, 'contacts.read')
  const after = unpackCursor(query.cursor, ['instant', 'id'])
  const rows = await outsideContacts(tx, actor, { ...query, after })
  const contacts = contactsInWords(rows, await organisation(tx, actor.orgId), query.language, actor.now)
  const told = contacts.map((contact, n) => ({ ...contact, reportUntil: reportUntil(rows[n]!) }))
  return pageFrom(told, query.limit, row => [row.reservedAt.toString(), row.id])
}

function reportUntil({ state, outcome, reservedAt, heldUntil }: RegisteredRow): Temporal.Instant | null {
  if (state === 'dialled') return heldUntil
  return outcome === 'unreported' ? reservedAt.add({ hours: 24 * DAYS_TO_REPORT }) : null
}
