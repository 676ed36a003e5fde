import type { Channel } from '../policy/rule-contract.ts'
import type { VerdictReason } from './rules.ts'
import {
  type ConsentWord,
  type ContactRequest,
  type CountedContact,
  concernHolds,
  type Override,
  type Standing,
} from './standing-rules.ts'

/** A contact that was made, as far as a verdict on it is found again. */
export interface MadeContact {
  id: string
  customerId: string
  branchId: string
  matterId: string
  campaignId: string | null
  purpose: string
  /** What else it was about. */
  carried: readonly string[]
  channel: Channel
  numberId: string
  callerNumber: string
  /** Who spoke; `null` of what was made outside the product or imported. */
  staff: { id: string; roles: readonly string[] } | null
  /** Epoch milliseconds. */
  at: number
}

/** Why a contact would have been held back: at the instant it was dialled (`first`), or before it would have been released. */
export type HeldReason = VerdictReason & { first: boolean }

/** The rules that objected at the instant itself. */
export function firstRules(reasons: readonly HeldReason[]): string[] {
  return [...new Set(reasons.filter(({ first }) => first).map(({ rule }) => rule))]
}

/** What held from an instant to before another, in epoch milliseconds; `until` 0 where it still holds. */
export interface Span {
  from: number
  until: number
}

/** All that was said of a customer over a time, where the database knows since when and until when it held. */
export interface CustomerPast {
  stops: readonly (Span & { purpose: string | null; expiresAt: number })[]
  holds: readonly (Span & { end: number })[]
  concerns: readonly (Span & { due: number })[]
  /** Every word, by when it was said: the newest of its class and channel first. */
  consents: readonly (ConsentWord & { at: number })[]
  overrides: readonly (Override & { from: number })[]
}

export const NO_PAST: CustomerPast = { stops: [], holds: [], concerns: [], consents: [], overrides: [] }

const heldAt =
  (at: number) =>
  ({ from, until }: Span): boolean =>
    from <= at && (until === 0 || until > at)

/**
 * Where a customer stood at the instant before a contact with him: what had happened by then, and the wishes, holds, open
 * problems, consents and overrides of that instant. What has no history (tags, stage, owner, branch, good hours) is as in
 * `now`. Nothing is under way, and quiet periods are those of the rules alone.
 * @param now where he stands now, with all his contacts back to the longest window
 * @param numberStops of the number that was called
 */
export function asItStood(
  now: Standing,
  past: CustomerPast,
  numberStops: readonly Span[],
  { numberId, channel, at }: Pick<MadeContact, 'numberId' | 'channel' | 'at'>,
): Standing {
  const over = <C extends CountedContact>(contacts: readonly C[]) => contacts.filter(contact => contact.at < at)
  const holds = heldAt(at)
  const contacts = over(now.contacts).map(contact => ({ ...contact, liveUntil: 0, quietUntil: contact.at }))
  const isStopped = numberStops.some(holds)
  const used = new Set(contacts.map(({ exemption }) => exemption))
  return {
    ...now,
    ...reachable(numberId, channel, isStopped),
    contacts,
    elsewhere: over(now.elsewhere).map(contact => ({ ...contact, liveUntil: 0 })),
    stops: past.stops.filter(holds),
    holds: past.holds.filter(holds).map(({ end }) => end),
    concerns: past.concerns.filter(holds).map(({ due }) => concernHolds(due, at)),
    consents: lastWords(past.consents, at),
    overrides: past.overrides.filter(({ id, from, expiresAt }) => from <= at && expiresAt > at && !used.has(id)),
  }
}

function reachable(numberId: string, channel: Channel, isStopped: boolean) {
  const there = isStopped ? [] : [numberId]
  return channel === 'email'
    ? { addresses: there, stoppedAddresses: Number(isStopped) }
    : { numbers: there, stoppedNumbers: Number(isStopped) }
}

function lastWords(words: CustomerPast['consents'], at: number): ConsentWord[] {
  const last = new Map<string, ConsentWord>()
  for (const word of words) {
    const about = `${word.purposeClass} ${word.channel}`
    if (word.at <= at && !last.has(about)) last.set(about, word)
  }
  return [...last.values()]
}

/** What was asked for when a contact was made, with all it was about. */
export function requestThen(contact: MadeContact): ContactRequest {
  const { purpose, carried, matterId, campaignId, channel, staff, numberId, callerNumber } = contact
  const purposes = carried.length > 0 ? [purpose, ...carried] : undefined
  return { purpose, purposes, matterId, campaignId, channel, numberId, callerNumber, ...(staff && { staff }) }
}

/** What was called from numbers, column by column and oldest first, so that a month of calls fits into memory. */
export class CallerLedger {
  readonly #byCaller = new Map<string, { at: number[]; what: number[] }>()
  readonly #whats: Omit<CountedContact, 'at'>[] = []
  readonly #known = new Map<string, number>()

  /** Adds a call; those of a number come in the order of their times. */
  add(
    callerNumber: string,
    call: Pick<CountedContact, 'at' | 'conversed' | 'purpose' | 'campaignId' | 'channel' | 'carried'>,
  ): void {
    const { at, ...what } = call
    const key = JSON.stringify(Object.values(what))
    const known = this.#known.get(key) ?? this.#whats.push({ id: '', numberId: '', liveUntil: 0, ...what }) - 1
    this.#known.set(key, known)
    const ledger = this.#byCaller.get(callerNumber) ?? { at: [], what: [] }
    this.#byCaller.set(callerNumber, ledger)
    ledger.at.push(at)
    ledger.what.push(known)
  }

  /**
   * The calls from a number before an instant, newest first, as far back as counts look.
   * @param pause in milliseconds: further, back to the last pause of that length; 0 where no count asks for it
   */
  before(callerNumber: string, at: number, { lookBack, pause }: { lookBack: number; pause: number }): CountedContact[] {
    const ledger = this.#byCaller.get(callerNumber)
    if (!ledger) return []
    const calls: CountedContact[] = []
    let later = at
    for (let place = firstFrom(ledger.at, at) - 1; place >= 0; place--) {
      const when = ledger.at[place]!
      const isRecent = when >= at - lookBack
      if (!isRecent && (pause === 0 || later - when >= pause)) break
      calls.push({ ...this.#whats[ledger.what[place]!]!, at: when })
      later = when
    }
    return calls
  }
}

/** The place of the first of some ascending numbers that is not below another. */
function firstFrom(numbers: readonly number[], least: number): number {
  let [low, high] = [0, numbers.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (numbers[middle]! < least) low = middle + 1
    else high = middle
  }
  return low
}
