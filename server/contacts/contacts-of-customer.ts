import { customerBrief } from '../customers/index.ts'
import { organisation, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { unpackCursor } from '../platform/cursor.ts'
import type { Tx } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import { contactsInWords } from './in-words.ts'
import { contactsByTime, contactsWithCustomer } from './lookup-store.ts'

/** The contacts registered with a customer, newest first, one more than `limit`; refuses a customer outside the scope. */
export async function contactsOfCustomer(
  tx: Tx,
  actor: Actor,
  customerId: string,
  given: { cursor?: string | undefined; limit: number; language: Language },
) {
  permit(actor, 'contacts.ask')
  await customerBrief(tx, actor, customerId)
  return recentContacts(tx, actor, customerId, given)
}

/** As `contactsOfCustomer`, for a caller who has checked that the actor may see the customer; of some teams alone if given. */
export async function recentContacts(
  tx: Tx,
  actor: Actor,
  customerId: string,
  given: { cursor?: string | undefined; limit: number; teamIds?: readonly string[] | undefined; language: Language },
) {
  const after = unpackCursor(given.cursor, ['instant', 'id'])
  const [rows, house] = await Promise.all([
    contactsWithCustomer(tx, actor, customerId, { ...given, after }),
    organisation(tx, actor.orgId),
  ])
  return contactsInWords(rows, house, given.language, actor.now)
}

/**
 * One contact more than `limit` with a customer by when it was dialled, newest first, after time and id; for a caller who
 * has checked that the actor may see the customer and ask about contacts.
 */
export async function contactsOverTime(
  tx: Tx,
  actor: Actor,
  customerId: string,
  given: { after?: readonly string[] | undefined; limit: number; language: Language },
) {
  const rows = await contactsByTime(tx, actor, customerId, given)
  if (rows.length === 0) return []
  return contactsInWords(rows, await organisation(tx, actor.orgId), given.language, actor.now)
}
