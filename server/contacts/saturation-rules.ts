import { PURPOSES, type Purpose } from '../campaigns/rules.ts'
import type { PolicyContent, PolicyRule } from '../policy/rule-contract.ts'
import type { CompiledPolicy } from './compile-rules.ts'
import type { Place } from './opening-rules.ts'
import { NEVER, type Question, type Rule } from './question-rules.ts'
import { askedOf } from './scope-rules.ts'
import type { ContactRequest, Standing } from './standing-rules.ts'

export type Cap = Extract<PolicyRule, { kind: 'cap' }>

/** How much of a cap is taken, by one person, one of his numbers, or one matter. */
export interface Saturation {
  cap: Cap
  /** The purposes it is about; `null` for all. */
  purposes: readonly Purpose[] | null
  /** The number it is counted at, where it is counted by number. */
  numberId: string | null
  /** The matter it is counted for, where it is counted by matter. */
  matterId: string | null
  /** Contacts in the window of this instant. */
  count: number
  /** When the next contact has a place, in epoch milliseconds: 0 now, `Infinity` never by waiting. */
  free: number
}

export interface Saturated {
  policy: CompiledPolicy
  content: PolicyContent
  place: Place
  standing: Standing
  /** Epoch milliseconds. */
  at: number
  /** The local day of the organisation, in which rules begin and end. */
  today: Temporal.PlainDate
}

/** Of one cap so many matters are told, the fullest first. */
const MOST_MATTERS = 5

/**
 * How much of each cap on customers is taken at an instant, for those caps that may be about this one: found by the very
 * rules a verdict is found by, so that a cap is full exactly when the verdict on a contact it is about holds back by it.
 * Ceilings on calling numbers are about nobody in particular and left out. Of numbers and matters those with contacts are
 * told, also matters that a call carried; of numbers the best one where there are none. The fullest first.
 */
export function saturationsOf(given: Saturated): Saturation[] {
  const caps = given.content.rules.filter((rule): rule is Cap => rule.kind === 'cap' && isInForce(rule, given.today))
  const found = caps.flatMap(cap => {
    const rule = given.policy.rules.find(one => one.id === cap.id)
    const asked = rule && askedAbout(cap, rule, given)
    return asked ? takenOf(cap, rule, asked, given) : []
  })
  return found.sort((a, b) => fullness(b) - fullness(a))
}

const fullness = ({ free, count, cap }: Saturation) => (free > 0 ? 2 : count / cap.limit)

function isInForce({ from, until }: Cap, today: Temporal.PlainDate): boolean {
  const day = today.toString()
  return (from === null || String(from) <= day) && (until === null || day <= String(until))
}

interface About {
  request: ContactRequest
  purposes: readonly Purpose[] | null
}

/** A request that a cap is about, and the purposes it is about; `undefined` when it is not about this customer. */
function askedAbout(cap: Cap, { fits }: Rule, { standing, place }: Saturated): About | undefined {
  const campaignId = cap.scope.campaignIds?.[0] ?? null
  const requestFor = (purpose: Purpose | null): ContactRequest => ({ purpose, matterId: null, campaignId })
  const isAbout = (request: ContactRequest) => fits === null || fits(standing, askedOf(request), place.country)
  if (isAbout(requestFor(null))) return { request: requestFor(null), purposes: null }
  const purposes = PURPOSES.filter(purpose => isAbout(requestFor(purpose)))
  return purposes[0] && { request: requestFor(purposes[0]), purposes }
}

function takenOf(cap: Cap, rule: Rule, { request, purposes }: About, given: Saturated): Saturation[] {
  const { standing } = given
  const taken = (numberId: string | null, matterId: string | null) => {
    const question = questionOf({ ...request, matterId }, numberId ?? standing.numbers[0] ?? null, given)
    const free = rule.ask(question, given.at)
    const { count } = rule.describe(question, given.at, free || given.at).facts
    return { cap, purposes, numberId, matterId, count: Number(count), free: free > given.at ? free : 0 }
  }
  if (cap.per === 'person') return [taken(null, null)]
  if (cap.per === 'number') {
    const all = standing.numbers.map(numberId => taken(numberId, null))
    const called = all.filter(({ count }) => count > 0)
    return called.length > 0 ? called : all.slice(0, 1)
  }
  if (cap.per === 'caller-number') return []
  const about = standing.contacts.flatMap(({ matterId, carried = [] }) => [
    matterId,
    ...carried.map(one => one.matterId),
  ])
  return [...new Set(about)]
    .map(matterId => taken(null, matterId))
    .filter(({ count }) => count > 0)
    .sort((a, b) => fullness(b) - fullness(a))
    .slice(0, MOST_MATTERS)
}

function questionOf(request: ContactRequest, numberId: string | null, { place, standing }: Saturated): Question {
  const asked = askedOf(request)
  return { place, standing, request, asked, agreedAt: NEVER, numberId, fromCaller: [], counted: [] }
}
