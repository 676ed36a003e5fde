import type { z } from 'zod'
import { inOrder } from '../calendars/rules.ts'
import { PURPOSES } from '../campaigns/rules.ts'
import { PURPOSE_CLASSES } from '../customers/facts-rules.ts'
import type { OnWire } from './diff-rules.ts'
import { hoursOfAll } from './hours-rules.ts'
import type { Named } from './name-rules.ts'
import type { Exemption, PolicyContent, PolicyRule, RuleScope } from './rule-contract.ts'

export type ContentProblemCode =
  | 'id-twice'
  | 'hours-out-of-order'
  | 'cuts-out-of-order'
  | 'days-out-of-order'
  | 'branch-unknown'
  | 'campaign-unknown'
  | 'tag-unknown'
  | 'role-unknown'
  | 'nobody-may-speak'
  | 'pair-of-one-purpose'
  | 'order-names-one-twice'
  | 'carrier-limits-alone'
  | 'exemption-for-everything'
  | 'exemption-passes-carrier'
  | 'exemption-passes-unknown'
  | 'exemption-over'
  | 'exemption-over-a-year'
  | 'rule-over'
  | 'never-open'
  | 'no-hours'
  | 'no-cap'

/** What keeps a draft from being submitted, or, as a warning, what its writers should know; `subject` is a rule’s or exemption’s id. */
export interface ContentProblem {
  code: ContentProblemCode
  warning: boolean
  subject: string | null
  /** The rule or exemption it is about. */
  item: Named | null
  facts: Record<string, unknown>
}

/** What the organisation has, of what a policy can name. */
export interface Known {
  branchIds: ReadonlySet<string>
  campaignIds: ReadonlySet<string>
  tags: ReadonlySet<string>
  roles: ReadonlySet<string>
  /** The local day of the organisation, as ISO 8601 text. */
  today: string
}

type Content = OnWire<PolicyContent>
type Rule = OnWire<PolicyRule>
type Scope = z.output<typeof RuleScope>
type Found = [ContentProblemCode, Record<string, unknown>?]

const WARNINGS: ReadonlySet<ContentProblemCode> = new Set([
  'exemption-over',
  'exemption-over-a-year',
  'rule-over',
  'never-open',
  'no-hours',
  'no-cap',
])

/** All that is wrong in a policy, and all that its writers are warned of, in the order of its rules. */
export function problemsOf(content: Content, known: Known): ContentProblem[] {
  const of = (subject: string | null, item: Named | null, found: readonly Found[]): ContentProblem[] =>
    found.map(([code, facts]) => ({ code, warning: WARNINGS.has(code), subject, item, facts: facts ?? {} }))
  return [
    ...idsTwice(content),
    ...content.rules.flatMap(rule => of(rule.id, rule, problemsOfRule(rule, content, known))),
    ...content.exemptions.flatMap(one => of(one.id, one, problemsOfExemption(one, content, known))),
    ...of(null, null, problemsOfWhole(content)),
  ]
}

function idsTwice({ rules, exemptions }: Content): ContentProblem[] {
  const ids = [...rules, ...exemptions].map(item => item.id)
  const twice = new Set(ids.filter((id, n) => ids.indexOf(id) !== n))
  return [...twice].map(id => ({ code: 'id-twice', warning: false, subject: id, item: null, facts: { id } }))
}

function problemsOfRule(rule: Rule, content: Content, known: Known): Found[] {
  const found = [...problemsOfScope(rule.scope, known), ...problemsOfKind(rule, content, known)]
  if (rule.from && rule.until && rule.from > rule.until) found.push(['days-out-of-order'])
  if (rule.until && rule.until < known.today) found.push(['rule-over', { until: rule.until }])
  const canBeCarriers = rule.kind === 'cap' || rule.kind === 'gap' || rule.kind === 'hours'
  if (rule.layer === 'carrier' && !canBeCarriers) found.push(['carrier-limits-alone'])
  return found
}

function problemsOfKind(rule: Rule, content: Content, known: Known): Found[] {
  switch (rule.kind) {
    case 'hours':
      return problemsOfHours(rule, content)
    case 'cap': {
      const cuts = rule.window.kind === 'day-part' ? rule.window.cuts : []
      return cuts.every((cut, n) => n === 0 || cuts[n - 1]! < cut) ? [] : [['cuts-out-of-order']]
    }
    case 'speaker': {
      const roles = rule.roles.filter(role => !known.roles.has(role))
      if (roles.length > 0) return [['role-unknown', { role: roles[0] }]]
      return rule.owner || rule.roles.length > 0 ? [] : [['nobody-may-speak']]
    }
    case 'combine': {
      const found: Found[] = []
      if (rule.never.some(([a, b]) => a === b)) found.push(['pair-of-one-purpose'])
      if (new Set(rule.first).size < rule.first.length) found.push(['order-names-one-twice'])
      return found
    }
    default:
      return []
  }
}

const DAY_KINDS = ['workday', 'rest-day', 'holiday'] as const

function problemsOfHours(rule: Extract<Rule, { kind: 'hours' }>, content: Content): Found[] {
  const days = { workday: rule.workday, 'rest-day': rule.restDay, holiday: rule.holiday, ...rule.weekdays }
  const wrong = Object.entries(days).find(([, spans]) => !inOrder(spans ?? []))
  if (wrong) return [['hours-out-of-order', { day: wrong[0] }]]
  const others = content.rules
    .filter(other => other.kind === 'hours')
    .filter(other => other !== rule && holdsAlways(other) && spansOf(other).every(inOrder))
  const open = [1, 2, 3, 4, 5, 6, 7].some(weekday =>
    DAY_KINDS.some(kind => hoursOfAll([rule, ...others], weekday, kind).length > 0),
  )
  return open ? [] : [['never-open']]
}

function spansOf({ workday, restDay, holiday, weekdays }: Extract<Rule, { kind: 'hours' }>) {
  return [workday, restDay, holiday, ...Object.values(weekdays).map(spans => spans ?? [])]
}

function holdsAlways(rule: Rule): boolean {
  return isEmpty(rule.scope) && !rule.from && !rule.until
}

/** Whether a scope names nothing, so that it is about everybody. */
export function isEmpty(scope: Scope): boolean {
  return Object.values(scope).every(part => !part || part.length === 0)
}

/**
 * Whether an exemption says nothing of which contacts it is for. All there is of a kind is no choice, and neither are channels,
 * countries or branches alone: the rules would be off there for every contact. What the customer himself asked for is one.
 */
function isForEverything({ scope, agreedOnly }: OnWire<Exemption>): boolean {
  const { campaignIds, tags, stages, purposes, purposeClasses, ...places } = scope
  const chosen = (part: readonly string[] | undefined, all = Number.POSITIVE_INFINITY) =>
    part !== undefined && part.length > 0 && new Set(part).size < all
  const isNamed =
    [campaignIds, tags, stages].some(part => chosen(part)) ||
    chosen(purposes, PURPOSES.length) ||
    chosen(purposeClasses, PURPOSE_CLASSES.length)
  return !isNamed && !(agreedOnly && !isEmpty(places))
}

function problemsOfScope(scope: Scope, known: Known): Found[] {
  const found: Found[] = []
  if (scope.branchIds?.some(id => !known.branchIds.has(id))) found.push(['branch-unknown'])
  if (scope.campaignIds?.some(id => !known.campaignIds.has(id))) found.push(['campaign-unknown'])
  const tag = scope.tags?.find(name => !known.tags.has(name))
  if (tag) found.push(['tag-unknown', { tag }])
  return found
}

function problemsOfExemption(one: OnWire<Exemption>, content: Content, known: Known): Found[] {
  const found = problemsOfScope(one.scope, known)
  if (isForEverything(one)) found.push(['exemption-for-everything'])
  for (const id of one.passes) {
    const rule = content.rules.find(candidate => candidate.id === id)
    if (!rule) found.push(['exemption-passes-unknown', { id }])
    else if (rule.layer === 'carrier') found.push(['exemption-passes-carrier', { rule }])
  }
  if (one.until < known.today) found.push(['exemption-over', { until: one.until }])
  else if (one.until > yearLater(known.today)) found.push(['exemption-over-a-year', { until: one.until }])
  return found
}

function yearLater(today: string): string {
  return Temporal.PlainDate.from(today).add({ years: 1 }).toString()
}

function problemsOfWhole({ rules }: Content): Found[] {
  const found: Found[] = []
  if (!rules.some(rule => rule.kind === 'hours' && holdsAlways(rule))) found.push(['no-hours'])
  if (!rules.some(rule => rule.kind === 'cap' && rule.per === 'person' && holdsAlways(rule))) found.push(['no-cap'])
  return found
}
