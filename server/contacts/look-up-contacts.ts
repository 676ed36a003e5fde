import { readPhone } from '../customers/index.ts'
import { organisation, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import { Refusal } from '../platform/refusal.ts'
import { findIdentifier, record } from '../privacy/index.ts'
import { contactsInWords } from './in-words.ts'
import { contactsLike, contactsRegistered, contactsWithNumber, type RegisteredRow } from './lookup-store.ts'
import { adviseAgent, contactsReasons, tellCustomer } from './reasons.ts'

const AT_MOST = 50

export type LookUp = { number: string } | { lastFour: string; name: string }

interface Found {
  rows: RegisteredRow[]
  answer: keyof typeof tellCustomer
  identifierId: string | null
}

/**
 * Answers “was that really you?”: the registered contacts with a number, or with a name and the last four digits, of the
 * actor's branches, newest first, in words for the customer. A number that another branch rang is told apart from one
 * that nobody rang. The look is written to the audit log, without the number. Refuses what is no
 * whole phone number: of a part nobody may say “it was not us”.
 */
export async function lookUpContacts(tx: Tx, actor: Actor, given: LookUp, language: Language) {
  permit(actor, 'contacts.ask')
  const house = await organisation(tx, actor.orgId)
  const { rows, answer, identifierId } =
    'number' in given ? await byNumber(tx, actor, given.number, house.country) : await byNameAndDigits(tx, actor, given)
  const by = 'number' in given ? 'number' : 'name'
  await record(tx, actor, 'contacts.looked-up', 'identifier', identifierId, { by, found: answer, count: rows.length })

  const contacts = contactsInWords(rows, house, language)
  const facts = { organisation: house.name, serviceNumber: house.serviceNumber }
  return {
    found: answer === 'none-by-name' ? ('none' as const) : answer,
    contacts,
    sentence: contacts[0]?.sentence ?? tellCustomer[answer as 'none'][language](facts),
    advice: adviseAgent[answer][language](),
  }
}

async function byNumber(tx: Tx, actor: Actor, text: string, country: string): Promise<Found> {
  const phone = readPhone(text, country)
  if (!phone) throw new Refusal('invalid', contactsReasons['number-not-readable'])
  const identifierId = (await findIdentifier(tx, actor, 'phone', phone.e164)) ?? null
  const rows = identifierId ? await contactsWithNumber(tx, actor, identifierId, AT_MOST) : []
  if (rows.length > 0) return { rows, identifierId, answer: 'registered' }
  const elsewhere = identifierId !== null && (await contactsRegistered(tx, actor.orgId, identifierId)) > 0
  return { rows, identifierId, answer: elsewhere ? 'elsewhere' : 'none' }
}

async function byNameAndDigits(tx: Tx, actor: Actor, given: { lastFour: string; name: string }): Promise<Found> {
  const rows = await contactsLike(tx, actor, given, AT_MOST)
  return { rows, identifierId: null, answer: rows.length > 0 ? 'registered' : 'none-by-name' }
}
