import { readEmail, readPhone, searchCustomers } from '../customers/index.ts'
import { organisation, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import { Refusal } from '../platform/refusal.ts'
import { findIdentifier, fittingIdentifiers, maskOf, record } from '../privacy/index.ts'
import { fitsParts, type Heard, heardFrom } from './heard-rules.ts'
import { contactsInWords } from './in-words.ts'
import * as store from './lookup-store.ts'
import { mailReasons } from './mail-reasons.ts'
import { numberStopOf } from './number-store.ts'
import { adviseAgent, contactsReasons, tellCustomer } from './reasons.ts'

const AT_MOST = 50
const CALLERS_AT_MOST = 12
/** So many numbers with the same last digits are compared with what else was heard; a million customers have about 200. */
const COMPARED_AT_MOST = 2000

/** `text` is what the caller gave, as it was typed; the other two are for programs. */
export type LookUp = { text: string } | { number: string } | { lastFour: string; name: string }

interface Found {
  rows: store.RegisteredRow[]
  callers: store.CallerRow[]
  answer: keyof typeof tellCustomer
  identifierId: string | null
}

/**
 * Answers “was that really you?”: the registered contacts with a number, with pieces of one, with an e-mail address, or
 * with a name or customer number, of the actor's branches, newest first, in words for the customer; and who the caller may be, so that his wish
 * can be written down even when nobody rang him. A number that another branch rang is told apart from one that nobody
 * rang; of pieces or a name it is never said that “it was not us”. The look is written to the audit log, without the
 * number. Refuses what is neither.
 */
export async function lookUpContacts(tx: Tx, actor: Actor, given: LookUp, language: Language) {
  permit(actor, 'contacts.ask')
  const house = await organisation(tx, actor.orgId)
  const heard = heardIn(given)
  if (!heard) throw new Refusal('invalid', contactsReasons['not-enough-heard'])
  const { rows, callers, answer, identifierId } = await find(tx, actor, heard, house.country)
  const count = rows.length
  await record(tx, actor, 'contacts.looked-up', 'identifier', identifierId, { by: heard.kind, found: answer, count })

  const contacts = contactsInWords(rows, house, language, actor.now)
  const facts = { organisation: house.name, serviceNumber: house.serviceNumber }
  return {
    found: answer === 'registered' || answer === 'elsewhere' ? answer : ('none' as const),
    by: heard.kind,
    contacts,
    customers: callers.map(({ endings, ...caller }) => ({
      ...caller,
      masked: endings.map(lastFour => maskOf({ kind: 'phone', lastFour })),
    })),
    numberStopped: identifierId !== null && (await numberStopOf(tx, actor.orgId, identifierId)) !== undefined,
    sentence: contacts[0]?.sentence ?? tellCustomer[answer as 'none'][language](facts),
    advice: adviseAgent[contacts[0]?.channel === 'email' ? 'mailed' : answer][language](),
  }
}

function heardIn(given: LookUp): Heard | null {
  if ('text' in given) return heardFrom(given.text)
  if ('number' in given) return { kind: 'number', text: given.number }
  return { kind: 'name', name: given.name, lastFour: given.lastFour }
}

async function find(tx: Tx, actor: Actor, heard: Heard, country: string): Promise<Found> {
  if (heard.kind === 'number') return byNumber(tx, actor, heard.text, country)
  if (heard.kind === 'address') return byAddress(tx, actor, heard.text)
  return heard.kind === 'parts' ? byParts(tx, actor, heard) : byName(tx, actor, heard)
}

async function byNumber(tx: Tx, actor: Actor, text: string, country: string): Promise<Found> {
  const phone = readPhone(text, country)
  if (!phone) throw new Refusal('invalid', contactsReasons['number-not-readable'])
  return byIdentifier(tx, actor, (await findIdentifier(tx, actor, 'phone', phone.e164)) ?? null, 'none')
}

async function byAddress(tx: Tx, actor: Actor, text: string): Promise<Found> {
  const email = readEmail(text)
  if (!email) throw new Refusal('invalid', mailReasons['address-unreadable'])
  return byIdentifier(tx, actor, (await findIdentifier(tx, actor, 'email', email)) ?? null, 'none-by-address')
}

async function byIdentifier(
  tx: Tx,
  actor: Actor,
  identifierId: string | null,
  none: 'none' | 'none-by-address',
): Promise<Found> {
  if (!identifierId) return { rows: [], callers: [], identifierId, answer: none }
  const rows = await store.contactsWithNumbers(tx, actor, [identifierId], AT_MOST)
  const callers = await store.callersWithNumbers(tx, actor, [identifierId], CALLERS_AT_MOST)
  if (rows.length > 0) return { rows, callers, identifierId, answer: 'registered' }
  const elsewhere = (await store.contactsRegistered(tx, actor.orgId, identifierId)) > 0
  return { rows, callers, identifierId, answer: elsewhere ? 'elsewhere' : none }
}

async function byParts(tx: Tx, actor: Actor, { parts, lastFour }: Heard & { kind: 'parts' }): Promise<Found> {
  const ending = await store.phonesEnding(tx, actor, lastFour, COMPARED_AT_MOST)
  const more = parts.length > 1 || parts[0]!.length > 4
  const fits = (value: string) => fitsParts(value, parts)
  const ids = more ? await fittingIdentifiers(tx, actor, ending, fits, 'a caller asked by pieces of a number') : ending
  const rows = await store.contactsWithNumbers(tx, actor, ids, AT_MOST)
  const callers = await store.callersWithNumbers(tx, actor, ids, CALLERS_AT_MOST)
  return { rows, callers, identifierId: null, answer: rows.length > 0 ? 'registered' : 'none-by-part' }
}

async function byName(tx: Tx, actor: Actor, { name, lastFour }: Heard & { kind: 'name' }): Promise<Found> {
  const { items } = await searchCustomers(tx, actor, { words: name, limit: lastFour ? AT_MOST : CALLERS_AT_MOST })
  const found = await store.callersById(
    tx,
    actor,
    items.map(({ id }) => id),
  )
  const callers = lastFour ? found.filter(({ endings }) => endings.includes(lastFour)) : found
  const ids = callers.map(({ id }) => id)
  const rows = lastFour
    ? await store.contactsLike(tx, actor, { name, lastFour }, AT_MOST)
    : await store.contactsWithCustomers(tx, actor, ids, AT_MOST)
  return { rows, callers, identifierId: null, answer: rows.length > 0 ? 'registered' : 'none-by-name' }
}
