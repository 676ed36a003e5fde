import type { Channel } from '../policy/rule-contract.ts'
import { DAY } from './clock-rules.ts'

/** A matter that a contact was about besides its own. A conversation counts for it too; an attempt does not. */
export interface CarriedInContact {
  matterId: string
  purpose: string
  campaignId: string | null
}

/** As far as counts look at a contact, whoever it was with. Times are epoch milliseconds. */
export interface CountedContact {
  /** Empty where nobody can ask by it: of one with this customer that is over, and of one with another. */
  id: string
  /** The number that was called, or the address that was written to. */
  numberId: string
  /** When it was dialled; when it was reserved if it was not dialled. */
  at: number
  conversed: boolean
  /** While it is reserved or dialled and not settled, when it is given up at the latest; 0 when it is over. */
  liveUntil: number
  purpose: string
  campaignId: string | null
  channel: Channel
  /** What else it was about; read where the policy counts by matter, purpose or campaign. */
  carried?: readonly CarriedInContact[]
}

/** A contact with the customer himself; none that was cancelled. */
export interface PastContact extends CountedContact {
  matterId: string
  /** The end of the quiet period it began for other matters; `at` when it began none. */
  quietUntil: number
  /** The exemption it was made by. */
  exemption: string | null
}

/** The last word of a customer on one class of purposes and one channel. */
export interface ConsentWord {
  purposeClass: string
  channel: string
  given: boolean
  /** 0: for good. */
  expiresAt: number
}

/** A leave to pass rules once for one customer, asked for by one person and approved by a second. */
export interface Override {
  id: string
  /** Rules by id; carriers’ ceilings are never among what it passes. */
  passes: readonly string[]
  /** `null`: for every purpose. */
  purpose: string | null
  expiresAt: number
}

/** When a customer likes to be called, in his own words. */
export interface OwnHours {
  /** `weekday` 1 is Monday; without windows any day. */
  windows: readonly { weekday: number; from: string; to: string }[]
  notBefore: string | null
  notAfter: string | null
}

/** Where a customer stands at a moment: all that a verdict rests on besides the policy. Times are epoch milliseconds. */
export interface Standing {
  /** The branch that serves him and those above it. */
  branchIds: readonly string[]
  tags: readonly string[]
  stage: string | null
  ownerId: string | null
  /** The numbers that may be dialled, best first; without those at which somebody asked not to be called. */
  numbers: readonly string[]
  /** How many were left out because of such a wish. */
  stoppedNumbers: number
  /** The e-mail addresses that may be written to, likewise; read where somebody asks about e-mail. */
  addresses: readonly string[]
  stoppedAddresses: number
  /** Newest first. */
  contacts: readonly PastContact[]
  /** Contacts of other customers at the same numbers, newest first. */
  elsewhere: readonly CountedContact[]
  /** Wishes not to be contacted that were not lifted; `purpose` `null` is every purpose, `expiresAt` 0 is for good. */
  stops: readonly { purpose: string | null; expiresAt: number }[]
  /** Until when somebody has put him on hold. */
  holds: readonly number[]
  /** Until when each of his open problems holds back what must not come before its solution. */
  concerns: readonly number[]
  consents: readonly ConsentWord[]
  ownHours: OwnHours | null
  overrides: readonly Override[]
}

/** Nothing is known that speaks for or against a contact. */
export const BLANK: Standing = {
  branchIds: [],
  tags: [],
  stage: null,
  ownerId: null,
  numbers: [],
  stoppedNumbers: 0,
  addresses: [],
  stoppedAddresses: 0,
  contacts: [],
  elsewhere: [],
  stops: [],
  holds: [],
  concerns: [],
  consents: [],
  ownHours: null,
  overrides: [],
}

/** Until when an open problem holds: to its deadline; past that it is looked at again after a day. In epoch milliseconds. */
export function concernHolds(due: number, at: number): number {
  return due > at ? due : at + DAY
}

/** Where a customer can be reached by a channel, best first: at his addresses by e-mail, else at his numbers. */
export function reachedAt({ numbers, addresses }: Standing, channel: Channel): readonly string[] {
  return channel === 'email' ? addresses : numbers
}

/** What is asked for: a contact about a matter, for one purpose or several. */
export interface ContactRequest {
  /** The first purpose; `null` asks about no purpose in particular. */
  purpose: string | null
  /** All that one contact is to carry, in their order; the first alone when left out. */
  purposes?: readonly string[] | undefined
  /** `null` asks for a matter not begun yet. */
  matterId: string | null
  campaignId?: string | null | undefined
  /** By phone when left out. */
  channel?: Channel | undefined
  /** Who is to speak; left out while nobody is chosen. */
  staff?: { id: string | null; roles: readonly string[] } | undefined
  /** The number to be called, or the address to be written to; any of the customer's when left out. */
  numberId?: string | undefined
  /** The number, or by e-mail the sender, that the customer is to see. */
  callerNumber?: string | undefined
  /** The contact already reserved for this very request; it does not stand in its own way. */
  ownContactId?: string | null | undefined
  /** The time the customer himself asked for; from then on the gap between attempts does not hold. */
  agreedAt?: Temporal.Instant | null | undefined
}
