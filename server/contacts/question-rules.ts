import type { Place } from './opening-rules.ts'
import type { Asked } from './scope-rules.ts'
import type { ContactRequest, CountedContact, PastContact, Standing } from './standing-rules.ts'

/** No instant: what is denied is not released by waiting. */
export const NEVER = Number.POSITIVE_INFINITY

/** What rules are asked about: one customer, one request, one number to call. */
export interface Question {
  place: Place
  standing: Standing
  request: ContactRequest
  asked: Asked
  agreedAt: number
  /** The number that would be called; `null` when it makes no difference or there is none. */
  numberId: string | null
  /** Contacts from the calling number with whomever, newest first. */
  fromCaller: readonly CountedContact[]
  /** What a rule has counted already, by its place in the policy; emptied when the number changes. */
  counted: (readonly number[] | undefined)[]
}

/** Why a rule objects, as data for sentences. */
export interface Objection {
  code: string
  facts: Record<string, unknown>
}

export interface Rule {
  id: string
  layer: 'own' | 'carrier' | 'built-in'
  /**
   * Against an instant: 0 when there is no objection; else the first instant at which this rule alone has none, `Infinity`
   * when waiting does not help.
   */
  ask(question: Question, at: number): number
  /** In other words what was objected at an instant, and until when. */
  describe(question: Question, at: number, release: number): Objection
  /** Whether it denies instead of delaying: it is asked at the instant asked for and at the one at which all delays end. */
  denies: boolean
  /** Whom it is about; `null` for everybody. */
  fits: ((standing: Standing, asked: Asked, country: string) => boolean) | null
  /** Whether it is about the number called, the member of staff who is to speak, or neither. */
  about: 'number' | 'staff' | null
}

const NONE: readonly never[] = []

/** The contacts with the customer that count, newest first; the one reserved for this very request does not. */
export function ownContacts({ standing: { contacts }, request }: Question): readonly PastContact[] {
  return withoutOwn(contacts, request)
}

function withoutOwn<C extends CountedContact>(contacts: readonly C[], { ownContactId }: ContactRequest): readonly C[] {
  if (contacts.length === 0) return NONE
  return ownContactId ? contacts.filter(({ id }) => id !== ownContactId) : contacts
}

/** The contacts of a subject, newest first; a conversation is of each matter it was about. */
export function contactsOf(
  question: Question,
  per: 'person' | 'number' | 'matter' | 'caller-number',
  count: 'attempts' | 'conversations',
): readonly CountedContact[] {
  const { request, numberId, standing, fromCaller } = question
  if (per === 'caller-number') return withoutOwn(fromCaller, request)
  const own = ownContacts(question)
  if (per === 'person') return own
  if (own.length === 0 && standing.elsewhere.length === 0) return NONE
  if (per === 'matter') return own.filter(contact => isAboutMatter(contact, request.matterId, count))
  const others = standing.elsewhere.filter(contact => contact.numberId === numberId)
  const here = own.filter(contact => contact.numberId === numberId)
  return others.length === 0 ? here : [...here, ...others].sort((a, b) => b.at - a.at)
}

/** Whether a contact counts for a matter: its own, and for conversations all that it was about. */
export function isAboutMatter(
  { matterId, carried }: PastContact,
  asked: string | null,
  count: 'attempts' | 'conversations',
): boolean {
  return matterId === asked || (count === 'conversations' && !!carried?.some(one => one.matterId === asked))
}

// A call under way may yet become a conversation; it counts as one until it is settled. A mail never becomes one.
export function isCounted(count: 'attempts' | 'conversations', contact: CountedContact): boolean {
  return count === 'attempts' || contact.conversed || (contact.liveUntil > 0 && contact.channel !== 'email')
}

export function untilFacts(release: number, { place }: Question): Record<string, unknown> {
  if (release === NEVER) return {}
  return { until: Temporal.Instant.fromEpochMilliseconds(release).toString(), timeZone: place.clock.timeZone }
}
