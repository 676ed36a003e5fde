import type { Holidays } from '../calendars/rules.ts'
import { type Combined, combinedBy } from '../policy/combine-rules.ts'
import type { Exemption, PolicyContent, PolicyRule } from '../policy/rule-contract.ts'
import { BUILT_IN, quietLeft } from './built-in-rules.ts'
import { DAY, dayNumber, ZoneClock } from './clock-rules.ts'
import { type Fitting, fittingOf } from './fitting-rules.ts'
import * as kinds from './kind-rules.ts'
import { Place } from './opening-rules.ts'
import { NEVER, ownContacts, type Question, type Rule, untilFacts } from './question-rules.ts'
import { type Fits, fitsOf } from './scope-rules.ts'
import { capRelease } from './window-rules.ts'

/** A leave to pass rules, as far as a verdict may use it. */
export interface Pass {
  kind: 'exemption' | 'override'
  id: string
  /** Whom it is for; `null` for everybody. */
  fits: Fits | null
  /** The rules that still hold when it is used, with its own conditions among them. */
  fitting: Fitting
}

/** A policy made ready to judge by. It keeps what it has worked out of zones and days, and may be used any number of times. */
export interface CompiledPolicy {
  version: number
  rules: readonly Rule[]
  fitting: Fitting
  passes: readonly Pass[]
  /** Whether a verdict may differ from one of the customer's numbers to another. */
  ofNumbers: boolean
  /**
   * Where contacts from the calling number are counted: how far back, and the longest window that is opened by a contact,
   * both in milliseconds.
   */
  ofCallers: { lookBack: number; pause: number } | null
  /** What else of a customer its rules ask for. */
  asksFor: { concerns: boolean; consents: boolean; ownHours: boolean; branches: boolean; carried: boolean }
  /** Which purposes may share a contact at an instant, in epoch milliseconds; the verdict is asked all the same. */
  combinedAt(at: number): Combined
  /** The quiet period the ledger writes down for everybody, in milliseconds; 0 without one. */
  quiet: number
  /** How far back contacts are looked at, in milliseconds; `Infinity` for all of them. */
  lookBack: number
  placeOf(timeZone: string, country: string): Place
}

const NO_HOLIDAYS: Holidays = { days: new Map(), years: new Set() }

/**
 * Makes a policy ready to judge by, once for any number of verdicts.
 * @param timeZone the organisation's, in whose local days rules begin and end
 * @param holidays by country
 */
export function compilePolicy(
  policy: PolicyContent & { version: number },
  timeZone: string,
  holidays: ReadonlyMap<string, Holidays>,
): CompiledPolicy {
  const clocks = new Map<string, ZoneClock>()
  const clockOf = (zone: string) => clocks.get(zone) ?? clocks.set(zone, new ZoneClock(zone)).get(zone)!
  const own = clockOf(timeZone)
  const quiet = keepsQuiet(policy.rules)
  const stated = policy.rules.map((rule, index) => compileRule(rule, index, rule === quiet, own))
  const rules = [...BUILT_IN, ...(quiet ? [] : [quietLeft]), ...stated]
  const places = new Map<string, Map<string, Place>>()
  const isPer = (per: string) => policy.rules.some(rule => 'per' in rule && rule.per === per)
  return {
    version: policy.version,
    rules,
    fitting: fittingOf(rules),
    passes: policy.exemptions.map(exemption => exemptionPass(exemption, rules, own)),
    ofNumbers: isPer('number'),
    ofCallers: isPer('caller-number') ? callersOf(policy.rules) : null,
    asksFor: asksFor(policy),
    combinedAt: at => combinedBy(policy.rules.filter(rule => holdsAt(rule, at, own))),
    quiet: quiet ? quiet.seconds * 1000 : 0,
    lookBack: Math.max(
      0,
      ...policy.rules.filter(isOfCustomer).map(lookBackOf),
      ...policy.exemptions.map(({ days }) => days * DAY),
    ),
    placeOf(zone, country) {
      const ofZone = places.get(zone) ?? new Map<string, Place>()
      const known = ofZone.get(country)
      if (known) return known
      const place = new Place(clockOf(zone), country, holidays.get(country) ?? NO_HOLIDAYS)
      places.set(zone, ofZone.set(country, place))
      return place
    },
  }
}

type Gap = Extract<PolicyRule, { kind: 'gap' }>

/** The rule whose quiet periods the ledger writes down and a constraint guards: for everybody, after conversations. */
function keepsQuiet(rules: readonly PolicyRule[]): Gap | undefined {
  const guarded = rules.filter(
    (rule): rule is Gap =>
      rule.kind === 'gap' &&
      rule.after === 'conversations' &&
      rule.per === 'person' &&
      rule.next === 'other-matter' &&
      rule.layer === 'own' &&
      rule.from === null &&
      rule.until === null &&
      fitsOf(rule.scope) === null,
  )
  return guarded.sort((a, b) => b.seconds - a.seconds)[0]
}

function spanOf(rule: PolicyRule, own: ZoneClock): { from: number; until: number } {
  return {
    from: rule.from === null ? Number.NEGATIVE_INFINITY : own.startOf(dayNumber(String(rule.from))),
    until: rule.until === null ? NEVER : own.startOf(dayNumber(String(rule.until)) + 1),
  }
}

function holdsAt(rule: PolicyRule, at: number, own: ZoneClock): boolean {
  if (rule.kind !== 'combine') return false
  const { from, until } = spanOf(rule, own)
  return at >= from && at < until
}

function compileRule(rule: PolicyRule, index: number, keepsQuiet: boolean, own: ZoneClock): Rule {
  const judging = judgingOf(rule, index, keepsQuiet)
  const { from, until } = spanOf(rule, own)
  const always = rule.from === null && rule.until === null
  return {
    id: rule.id,
    layer: rule.layer,
    denies: judging.denies ?? false,
    about: judging.about ?? null,
    fits: fitsOf(rule.scope),
    ask: always
      ? judging.ask
      : (question, at) => (at < from || at >= until ? 0 : Math.min(judging.ask(question, at), denying(judging, until))),
    describe(question, at, release) {
      const { code, facts } = judging.describe(question, at, release)
      return { code, facts: { ...facts, ...(rule.layer === 'carrier' ? { layer: rule.layer } : {}) } }
    },
  }
}

/** What delays ends with its rule; what denies does not become a delay by that. */
const denying = ({ denies }: kinds.Judging, until: number): number => (denies ? NEVER : until)

function judgingOf(rule: PolicyRule, index: number, keepsQuiet: boolean): kinds.Judging {
  switch (rule.kind) {
    case 'hours':
      return kinds.hoursRule(rule, index)
    case 'own-hours':
      return kinds.ownHoursRule()
    case 'cap':
      return kinds.capRule(rule, index)
    case 'gap':
      return kinds.gapRule(rule, keepsQuiet)
    case 'consent':
      return kinds.consentRule(rule)
    case 'solve-first':
      return kinds.solveFirstRule()
    case 'speaker':
      return kinds.speakerRule(rule)
    case 'combine':
      return kinds.combineRule(rule)
  }
}

const isOfCustomer = (rule: PolicyRule) => rule.kind !== 'cap' || rule.per !== 'caller-number'

function callersOf(rules: readonly PolicyRule[]): { lookBack: number; pause: number } {
  const ofCallers = rules.filter(rule => !isOfCustomer(rule))
  const pauses = ofCallers.map(rule =>
    rule.kind === 'cap' && rule.window.kind === 'tumbling' ? rule.window.seconds * 1000 : 0,
  )
  const spans = ofCallers.map((rule, at) => (pauses[at]! > 0 ? pauses[at]! : lookBackOf(rule)))
  return { lookBack: Math.max(...spans), pause: Math.max(...pauses) }
}

function asksFor({ rules, exemptions }: PolicyContent): CompiledPolicy['asksFor'] {
  const has = (kind: PolicyRule['kind']) => rules.some(rule => rule.kind === kind)
  const branches = [...rules, ...exemptions].some(({ scope }) => scope.branchIds?.length)
  const carried = rules.some(countsByMatter)
  return { concerns: has('solve-first'), consents: has('consent'), ownHours: has('own-hours'), branches, carried }
}

/** Whether a rule counts conversations by what they were about, so that it matters what a contact carried. */
function countsByMatter(rule: PolicyRule): boolean {
  if (rule.kind === 'gap')
    return rule.after === 'conversations' && (rule.per === 'matter' || rule.next === 'same-matter')
  if (rule.kind !== 'cap' || rule.count !== 'conversations') return false
  const { purposes, purposeClasses, campaignIds } = rule.counted === 'all' ? {} : rule.scope
  return rule.per === 'matter' || [purposes, purposeClasses, campaignIds].some(named => named && named.length > 0)
}

function lookBackOf(rule: PolicyRule): number {
  if (rule.kind === 'gap') return rule.seconds * 1000
  if (rule.kind !== 'cap') return 0
  if (rule.window.kind === 'rolling') return rule.window.seconds * 1000
  if (rule.window.kind === 'calendar') return 33 * DAY
  return rule.window.kind === 'day-part' ? 2 * DAY : NEVER
}

/** The rules that hold when some of the organisation's own are passed; never a built-in one, never a carrier's ceiling. */
export function rulesWithout(rules: readonly Rule[], passed: readonly string[]): Rule[] {
  return rules.filter(rule => rule.layer !== 'own' || !passed.includes(rule.id))
}

function exemptionPass(exemption: Exemption, rules: readonly Rule[], own: ZoneClock): Pass {
  const { id, passes, agreedOnly, limit, days, until } = exemption
  const last = own.startOf(dayNumber(String(until)) + 1)
  const release = capRelease({ kind: 'rolling', seconds: (days * DAY) / 1000 }, limit)
  const usesOf = (question: Question) =>
    ownContacts(question).flatMap(contact => (contact.exemption === id ? contact.at : []))
  const conditions: Rule = {
    id,
    layer: 'built-in',
    denies: false,
    fits: null,
    about: null,
    ask(question, at) {
      if (at >= last) return NEVER
      const used = release(usesOf(question), at, question.place.clock)
      return agreedOnly && question.agreedAt > at ? Math.max(used, question.agreedAt) : used
    },
    describe: (question, _at, release) => ({ code: 'exemption-used-up', facts: untilFacts(release, question) }),
  }
  return {
    kind: 'exemption',
    id,
    fits: fitsOf(exemption.scope),
    fitting: fittingOf([...rulesWithout(rules, passes), conditions]),
  }
}
