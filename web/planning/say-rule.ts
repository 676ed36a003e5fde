import type { Span } from '../../server/calendars/rules.ts'
import { PURPOSE_WORDS, type Purpose } from '../../server/campaigns/rules.ts'
import { STAGE_WORDS, type Stage } from '../../server/customers/stage-rules.ts'
import type { OnWire } from '../../server/policy/diff-rules.ts'
import { nameIn } from '../../server/policy/name-rules.ts'
import type { Exemption as KeptExemption, PolicyContent, PolicyRule } from '../../server/policy/rule-contract.ts'
import type { Language } from '../kit/preferences.ts'
import type { Say } from '../kit/words.ts'

export type Rule = OnWire<PolicyRule>
export type Exemption = OnWire<KeptExemption>
export type Content = OnWire<PolicyContent>
export type Scope = Rule['scope']

/** What sentences need besides the rule: the words, the names of what it names by id, and the other rules. */
export interface SayRule {
  t: Say
  language: Language
  names: Readonly<Record<string, string>>
  rules: readonly Rule[]
}

const DAY = 86_400

/** A span of seconds as people say it: days from two on, else hours, minutes, seconds. */
export function saySpan(seconds: number, t: Say): string {
  if (seconds % DAY === 0 && seconds > DAY) return t('policy.days', { n: seconds / DAY })
  if (seconds % 3600 === 0) return t('policy.hours', { n: seconds / 3600 })
  if (seconds % 60 === 0) return t('policy.minutes', { n: seconds / 60 })
  return t('policy.seconds', { n: seconds })
}

/** Spans of a day in words; none means that nobody is contacted. */
export function saySpans(spans: readonly Span[], t: Say): string {
  if (spans.length === 0) return t('policy.closed')
  const [only] = spans
  if (spans.length === 1 && only!.from === '00:00' && only!.to === '24:00') return t('policy.all-day')
  return spans.map(({ from, to }) => `${from}–${to}`).join(t('policy.between'))
}

/** What a rule or an exemption is called in the language of the page. */
export { nameIn as sayName } from '../../server/policy/name-rules.ts'

/** A rule in one sentence, without whom it is for. */
export function sayRule(rule: Rule, say: SayRule): string {
  const { t } = say
  switch (rule.kind) {
    case 'hours':
      return sayHours(rule, t)
    case 'own-hours':
      return t('policy.say-own-hours')
    case 'cap':
      return sayCap(rule, t)
    case 'gap':
      return t('policy.say-gap', {
        after: sayOne(rule.after, say),
        span: saySpan(rule.seconds, t),
        per: t(`policy.per-${rule.per}`),
        next: t(`policy.next-${rule.next}`),
      })
    case 'consent':
      return t(`policy.say-consent-${rule.need}`)
    case 'solve-first':
      return t('policy.say-solve-first')
    case 'speaker':
      return saySpeaker(rule, t)
    case 'combine':
      return sayCombine(rule, say)
  }
}

/** “attempt” of “attempts”, where a language tells one from many. */
function sayOne(count: 'attempts' | 'conversations', { t, language }: SayRule): string {
  const many = t(`policy.count-${count}`)
  return language === 'en' ? many.slice(0, -1) : many
}

function sayCap(rule: Extract<Rule, { kind: 'cap' }>, t: Say): string {
  const facts = {
    per: t(`policy.per-${rule.per}`),
    count: t(`policy.count-${rule.count}`),
    limit: rule.limit,
    over: [...(countsMore(rule) ? [t('policy.counting-all')] : []), t(`policy.over-${rule.effect}`)].join(
      t('policy.semicolon'),
    ),
  }
  const { window } = rule
  return window.kind === 'ever'
    ? t('policy.say-cap-ever', facts)
    : t('policy.say-cap', { ...facts, window: sayWindow(window, t) })
}

/** Whether a cap counts other contacts than those it is for. */
function countsMore({ counted, scope }: Extract<Rule, { kind: 'cap' }>): boolean {
  const { purposes, purposeClasses, channels, campaignIds } = scope
  return counted === 'all' && [purposes, purposeClasses, channels, campaignIds].some(part => part?.length)
}

function sayWindow(window: Exclude<Extract<Rule, { kind: 'cap' }>['window'], { kind: 'ever' }>, t: Say): string {
  if (window.kind === 'rolling') return t('policy.window-rolling', { span: saySpan(window.seconds, t) })
  if (window.kind === 'tumbling') return t('policy.window-tumbling', { span: saySpan(window.seconds, t) })
  if (window.kind === 'calendar') return t(`policy.window-${window.unit}`)
  return t('policy.window-day-part', { cuts: window.cuts.join(t('policy.between')) })
}

const KINDS_OF_DAY = ['workday', 'restDay', 'holiday'] as const
const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const

function sayHours(rule: Extract<Rule, { kind: 'hours' }>, t: Say): string {
  // Where each day of the week has hours of its own, working and rest days say nothing.
  const kinds = WEEKDAYS.every(day => rule.weekdays[day]) ? (['holiday'] as const) : KINDS_OF_DAY
  const days = [
    ...kinds.map(kind => ({ day: t(`policy.day-${kind}`), spans: rule[kind] })),
    ...WEEKDAYS.flatMap(day =>
      rule.weekdays[day] ? [{ day: t(`policy.weekday-${day}`), spans: rule.weekdays[day] }] : [],
    ),
  ]
  // Days of the same hours are said together.
  const bySpans = new Map<string, string[]>()
  for (const { day, spans } of days) {
    const said = saySpans(spans, t)
    bySpans.set(said, [...(bySpans.get(said) ?? []), day])
  }
  const said = [...bySpans].map(([spans, group]) =>
    t('policy.say-hours-day', {
      day: bySpans.size === 1 ? t('policy.every-day') : group.join(t('policy.between')),
      spans,
    }),
  )
  return t('policy.say-hours', { days: said.join(t('policy.semicolon')) })
}

function saySpeaker(rule: Extract<Rule, { kind: 'speaker' }>, t: Say): string {
  const who = [
    ...(rule.owner ? [t('policy.speaker-owner')] : []),
    ...rule.roles.map(role => t(`kit.role-${role}` as 'kit.role-owner')),
  ]
  return t('policy.say-speaker', { who: who.join(t('policy.or')) || t('policy.speaker-nobody') })
}

function sayCombine(rule: Extract<Rule, { kind: 'combine' }>, say: SayRule): string {
  const { t } = say
  const purpose = (one: Purpose) => PURPOSE_WORDS[one][say.language]
  const parts = [t('policy.say-combine', { most: rule.most })]
  if (rule.first.length > 0) parts.push(t('policy.say-first', { order: rule.first.map(purpose).join(' → ') }))
  if (rule.never.length > 0) {
    const pairs = rule.never.map(([a, b]) => t('policy.say-pair', { a: purpose(a), b: purpose(b) }))
    parts.push(t('policy.say-never', { pairs: pairs.join(t('policy.between')) }))
  }
  return parts.join(t('policy.semicolon'))
}

/** An exemption in one sentence, without whom it is for. */
export function sayExemption(one: Exemption, { t, language, rules }: SayRule): string {
  const passed = one.passes.map(id =>
    t('policy.quoted', { name: nameIn(rules.find(rule => rule.id === id) ?? { id, name: id }, language) }),
  )
  const facts = { rules: passed.join(t('policy.between')), limit: one.limit, days: one.days, until: one.until }
  return one.agreedOnly ? t('policy.say-exemption-agreed', facts) : t('policy.say-exemption', facts)
}

/** For whom a rule is, part by part; “all contacts” when it names nothing. */
export function sayScope(scope: Scope, say: SayRule): string[] {
  const { t, language, names } = say
  const list = (items: readonly string[]) => items.join(t('policy.between'))
  const named = (ids: readonly string[] = []) => list(ids.map(id => names[id] ?? t('policy.not-seen')))
  const country = new Intl.DisplayNames(language, { type: 'region', fallback: 'code' })
  const parts = [
    scope.branchIds?.length && t('policy.for-branches', { names: named(scope.branchIds) }),
    scope.campaignIds?.length && t('policy.for-campaigns', { names: named(scope.campaignIds) }),
    scope.purposeClasses?.length &&
      t('policy.for-classes', { names: list(scope.purposeClasses.map(one => t(`policy.class-${one}`))) }),
    scope.purposes?.length &&
      t('policy.for-purposes', { names: list(scope.purposes.map(one => PURPOSE_WORDS[one][language])) }),
    scope.channels?.length &&
      t('policy.for-channels', { names: list(scope.channels.map(one => t(`policy.channel-${one}`))) }),
    scope.tags?.length && t('policy.for-tags', { names: list(scope.tags) }),
    scope.stages?.length &&
      t('policy.for-stages', { names: list(scope.stages.map(one => STAGE_WORDS[one as Stage]?.[language] ?? one)) }),
    scope.countries?.length &&
      t('policy.for-countries', { names: list(scope.countries.map(one => country.of(one) ?? one)) }),
  ].filter(part => typeof part === 'string')
  return parts.length > 0 ? parts : [t('policy.for-all')]
}

/** From when to when a rule holds; nothing when it always does. */
export function sayDays({ from, until }: { from: string | null; until: string | null }, t: Say): string | null {
  if (from && until) return t('policy.days-between', { from, until })
  if (from) return t('policy.days-from', { from })
  return until ? t('policy.days-until', { until }) : null
}

export const GROUPS = [
  'often',
  'soon',
  'when',
  'consent',
  'solve',
  'speaker',
  'combine',
  'exemption',
  'carrier',
] as const
export type Group = (typeof GROUPS)[number]

const GROUP_OF_KIND = {
  cap: 'often',
  gap: 'soon',
  hours: 'when',
  'own-hours': 'when',
  consent: 'consent',
  'solve-first': 'solve',
  speaker: 'speaker',
  combine: 'combine',
} as const

/** Where a rule stands on the page. */
export function groupOf(rule: Rule): Group {
  return rule.layer === 'carrier' ? 'carrier' : GROUP_OF_KIND[rule.kind]
}
