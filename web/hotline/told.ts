import type { lookUpContacts } from '../../server/contacts/contract.ts'
import { adviseAgent, type LedgerOutcome, tellCustomer } from '../../server/contacts/reasons.ts'
import type { AnswerOf } from '../kit/api.ts'
import type { Language } from '../kit/preferences.ts'

export type Found = AnswerOf<typeof lookUpContacts>
export type Contact = Found['contacts'][number]

export type Caller = Found['customers'][number]

/** What the page answers: we called or wrote, it is only registered, another branch has it, or what it was not found by. */
export type AnswerKind =
  | 'made'
  | 'mailed'
  | 'reserved'
  | 'elsewhere'
  | 'none'
  | 'none-by-address'
  | 'none-by-name'
  | 'none-by-part'

export interface House {
  name: string
  timeZone: string
  serviceNumber: string | null
}

/** The contact a customer most likely means: the last that was really dialled, else the last registered. */
export function likelyContact(contacts: readonly Contact[]): Contact | null {
  return contacts.find(({ state }) => state === 'dialled' || state === 'made') ?? contacts[0] ?? null
}

/** @param contact the contact in question; what is told is about this one */
export function answerKind(found: Found['found'], by: Found['by'], contact: Contact | null): AnswerKind {
  if (contact?.channel === 'email') return 'mailed'
  if (contact) return contact.state === 'reserved' ? 'reserved' : 'made'
  if (found === 'elsewhere') return 'elsewhere'
  if (by === 'parts') return 'none-by-part'
  if (by === 'address') return 'none-by-address'
  return by === 'name' ? 'none-by-name' : 'none'
}

/** What to tell the customer at this moment, in a language of his own choice. */
export function toldTo(
  kind: AnswerKind,
  contact: Contact | null,
  house: House,
  language: Language,
  now: Temporal.Instant,
): string {
  if (contact) {
    return tellCustomer.registered[language]({
      ...contact,
      outcome: contact.outcome as LedgerOutcome | null,
      state: contact.state,
      now: now.toString(),
      timeZone: house.timeZone,
      organisation: house.name,
      approved: contact.approvedAt !== null,
    })
  }
  const facts = { organisation: house.name, serviceNumber: house.serviceNumber }
  return tellCustomer[kind as 'none'][language](facts)
}

/** What the agent who was asked does next; of an address that is stopped, nothing is left to register. */
export function adviceOn(kind: AnswerKind, language: Language, isStopped = false): string {
  if (kind === 'mailed' && isStopped) return adviseAgent['mailed-and-stopped'][language]()
  const key = kind === 'made' || kind === 'reserved' ? 'registered' : kind
  return adviseAgent[key][language]()
}
