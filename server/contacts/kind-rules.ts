import { minuteOf } from '../calendars/rules.ts'
import { hoursOn } from '../policy/hours-rules.ts'
import type { PolicyRule } from '../policy/rule-contract.ts'
import { quietUntil } from './built-in-rules.ts'
import { weekdayOf } from './clock-rules.ts'
import { HORIZON_DAYS, type Minutes, Openings, type Place } from './opening-rules.ts'
import { contactsOf, isAboutMatter, isCounted, NEVER, type Question, type Rule, untilFacts } from './question-rules.ts'
import { classOf, countsOf } from './scope-rules.ts'
import type { CountedContact, OwnHours, PastContact } from './standing-rules.ts'
import { capRelease, countWithin } from './window-rules.ts'

const NONE: readonly never[] = []

type Of<K extends PolicyRule['kind']> = Extract<PolicyRule, { kind: K }>
export type Judging = Pick<Rule, 'ask' | 'describe'> & Partial<Pick<Rule, 'denies' | 'about'>>

const minutesOf = (windows: readonly { from: string; to: string }[]): Minutes[] =>
  windows.map(({ from, to }) => ({ from: minuteOf(from), to: minuteOf(to) }))

/** The windows a rule states for a local day; a day of the week, when stated, replaces the kind of day, never a holiday. */
function hoursOfDay(rule: Of<'hours'>, place: Place, day: number) {
  return hoursOn(rule, weekdayOf(day), place.kindOf(day))
}

/** @param index the place of the rule in its policy, under which places keep what they have worked out */
export function hoursRule(rule: Of<'hours'>, index: number): Judging {
  const openingsAt = (place: Place) => {
    place.openings[index] ??= new Openings(place, day => minutesOf(hoursOfDay(rule, place, day)))
    return place.openings[index]
  }
  return {
    ask({ place }, at) {
      const opening = openingsAt(place).next(at)
      return opening === at ? 0 : opening
    },
    describe(question, at, release) {
      const { place } = question
      if (release === NEVER) return { code: 'no-permitted-hours', facts: { days: HORIZON_DAYS } }
      const day = place.clock.dayAt(at)
      const facts = { dayKind: place.kindOf(day), windows: hoursOfDay(rule, place, day) }
      return { code: 'outside-hours', facts: { ...facts, ...untilFacts(release, question) } }
    },
  }
}

export function ownHoursRule(): Judging {
  const openings = new WeakMap<OwnHours, Map<Place, Openings>>()
  const openingsOf = (own: OwnHours, place: Place) => {
    const known = openings.get(own) ?? new Map<Place, Openings>()
    openings.set(own, known)
    const found = known.get(place) ?? new Openings(place, day => ownMinutes(own, weekdayOf(day)))
    known.set(place, found)
    return found
  }
  return {
    ask({ standing: { ownHours }, place }, at) {
      if (!ownHours) return 0
      const opening = openingsOf(ownHours, place).next(at)
      return opening === at ? 0 : opening
    },
    describe(question, _at, release) {
      if (release === NEVER) return { code: 'no-permitted-hours', facts: { days: HORIZON_DAYS } }
      return { code: 'outside-own-hours', facts: untilFacts(release, question) }
    },
  }
}

function ownMinutes({ windows, notBefore, notAfter }: OwnHours, weekday: number): Minutes[] {
  const own = windows.length === 0 ? [{ from: 0, to: 1440 }] : minutesOf(windows.filter(w => w.weekday === weekday))
  const [first, last] = [notBefore ? minuteOf(notBefore) : 0, notAfter ? minuteOf(notAfter) : 1440]
  return own.map(({ from, to }) => ({ from: Math.max(from, first), to: Math.min(to, last) })).filter(w => w.from < w.to)
}

/** Counts the contacts of the kind the cap is about, or all where it says so; of contacts of other customers their branch and tags do not matter. */
export function capRule(rule: Of<'cap'>, index: number): Judging {
  const { count, per, limit, window, effect } = rule
  const release = capRelease(window, limit)
  const counts = rule.counted === 'all' ? null : countsOf(rule.scope, count)
  const timesOf = (question: Question): readonly number[] => {
    const known = question.counted[index]
    if (known) return known
    const contacts = contactsOf(question, per, count)
    if (contacts.length === 0) return NONE
    const times: number[] = []
    for (const contact of contacts) {
      if (isCounted(count, contact) && (!counts || counts(contact))) times.push(contact.at)
    }
    question.counted[index] = times
    return times
  }
  return {
    denies: effect === 'block',
    about: per === 'number' ? 'number' : null,
    ask: (question, at) => release(timesOf(question), at, question.place.clock),
    describe(question, at, until) {
      const closed = effect === 'block' || until === NEVER
      const code = closed ? 'cap-closes' : count === 'attempts' ? 'attempt-cap' : 'conversation-cap'
      const found = countWithin(window, timesOf(question), at, question.place.clock)
      const facts = { cap: limit, per, window, count: found, counting: count }
      return { code, facts: { ...facts, ...(closed ? {} : untilFacts(until, question)) } }
    },
  }
}

/**
 * @param keepsQuiet whether it is the rule whose quiet periods the ledger writes down: those that have begun keep the end
 *   they had
 */
export function gapRule(rule: Of<'gap'>, keepsQuiet: boolean): Judging {
  const { after, per, next, layer } = rule
  const span = rule.seconds * 1000
  const release = (question: Question) => {
    let latest = 0
    for (const contact of contactsOf(question, per, after)) {
      if (!isCounted(after, contact)) continue
      if (contact.at + span <= latest || !isNext(rule, contact, question)) continue
      latest = contact.at + span
    }
    return latest
  }
  return {
    about: per === 'number' ? 'number' : null,
    ask(question, at) {
      let until = release(question)
      if (keepsQuiet) until = Math.max(until, quietUntil(question, at))
      // Who asked for a time is not to be told that he was tried shortly before.
      if (after === 'attempts' && layer === 'own' && question.agreedAt < until) until = question.agreedAt
      return until > at ? until : 0
    },
    describe(question, _at, until) {
      const code = after === 'attempts' ? 'attempt-gap' : next === 'other-matter' ? 'quiet-period' : 'conversation-gap'
      return { code, facts: { seconds: rule.seconds, per, ...untilFacts(until, question) } }
    },
  }
}

function isNext({ next, after }: Of<'gap'>, contact: CountedContact | PastContact, { request }: Question): boolean {
  if (next === 'any') return true
  // A contact with another customer at the same number is another matter.
  if (!('matterId' in contact)) return next === 'other-matter'
  // The quiet period between matters is that of the contact's own: what it carried is another matter to it.
  if (next === 'other-matter') return contact.matterId !== request.matterId
  return isAboutMatter(contact, request.matterId, after)
}

export function consentRule(rule: Of<'consent'>): Judging {
  const lacking = ({ standing, asked }: Question, at: number) => {
    for (const purpose of asked.purposes) {
      const purposeClass = classOf(purpose)
      const word = standing.consents.find(word => word.purposeClass === purposeClass && word.channel === asked.channel)
      const withdrawn = word && !word.given
      const expired = word && word.expiresAt > 0 && word.expiresAt <= at
      if (withdrawn) return { purposeClass, why: 'consent-withdrawn' }
      if (rule.need === 'explicit' && !word) return { purposeClass, why: 'no-consent' }
      if (rule.need === 'explicit' && expired) return { purposeClass, why: 'consent-expired' }
    }
    return undefined
  }
  return {
    denies: true,
    ask: (question, at) => (lacking(question, at) ? NEVER : 0),
    describe(question, at) {
      const { purposeClass, why } = lacking(question, at) ?? { purposeClass: undefined, why: 'no-consent' }
      return { code: why, facts: { purposeClass, channel: question.asked.channel } }
    },
  }
}

export function solveFirstRule(): Judging {
  return {
    ask({ standing: { concerns } }, at) {
      let latest = 0
      for (const until of concerns) if (until > at && until > latest) latest = until
      return latest
    },
    describe: (question, _at, until) => ({
      code: 'open-problem',
      facts: { count: question.standing.concerns.length, ...untilFacts(until, question) },
    }),
  }
}

export function speakerRule({ owner, roles }: Of<'speaker'>): Judging {
  return {
    denies: true,
    about: 'staff',
    ask({ standing, request: { staff } }) {
      if (!staff || (owner && staff.id !== null && staff.id === standing.ownerId)) return 0
      return staff.roles.some(role => roles.includes(role)) ? 0 : NEVER
    },
    describe: ({ standing }) => ({
      code: 'other-speaker',
      facts: { owner, roles, hasOwner: standing.ownerId !== null },
    }),
  }
}

export function combineRule({ most, never }: Of<'combine'>): Judging {
  const together = (purposes: readonly string[]) =>
    never.find(([one, other]) => one !== other && purposes.includes(one) && purposes.includes(other))
  return {
    denies: true,
    ask: ({ asked: { purposes } }) =>
      purposes.length > 1 && (purposes.length > most || together(purposes)) ? NEVER : 0,
    describe({ asked: { purposes } }) {
      const pair = together(purposes)
      if (pair) return { code: 'purposes-apart', facts: { purposes: [...pair] } }
      return { code: 'too-many-purposes', facts: { most, count: purposes.length } }
    },
  }
}
