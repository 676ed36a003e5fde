import { PURPOSES, type Purpose } from '../campaigns/rules.ts'
import { combinedBy } from '../policy/combine-rules.ts'
import type { PolicyRule } from '../policy/rule-contract.ts'
import type { Terms } from './rules.ts'

/** Dialling, waiting and writing up. */
export const MINUTES_PER_CONTACT = 2
const SECONDS_A_DAY = 86_400

/**
 * What of a policy shapes a plan: which purposes share a contact, and how many contacts a customer has in how many days.
 * Only rules for everybody count, the strictest of each; what holds for some, and the hour of the day, is left to the verdict
 * at hand-out, which is asked whatever was planned. Every contact is taken to become a conversation.
 */
export function termsOf(rules: readonly PolicyRule[]): Terms {
  const forAll = rules.filter(rule => Object.keys(rule.scope).length === 0)
  const combine = forAll.filter(rule => rule.kind === 'combine')
  const { most, first } = combinedBy(rules)
  const number = (purpose: Purpose) => PURPOSES.indexOf(purpose)
  return {
    combining: {
      most,
      never: combine.flatMap(rule => rule.never.map(([a, b]) => [number(a), number(b)] as const)),
      first: first.map(number),
    },
    spacing: forAll.flatMap(rule => {
      if (rule.kind === 'gap' && rule.per === 'person' && rule.next !== 'same-matter')
        return [{ most: 1, days: Math.ceil(rule.seconds / SECONDS_A_DAY) }]
      if (rule.kind === 'cap' && rule.per === 'person' && rule.count === 'conversations')
        return daysOf(rule.window).map(days => ({ most: rule.limit, days }))
      return []
    }),
    minutesPerContact: MINUTES_PER_CONTACT,
  }
}

const DAYS_OF_UNIT = { day: 1, week: 7, month: 31 }

function daysOf(window: Extract<PolicyRule, { kind: 'cap' }>['window']): number[] {
  if (window.kind === 'rolling' || window.kind === 'tumbling')
    return [Math.max(1, Math.ceil(window.seconds / SECONDS_A_DAY))]
  return window.kind === 'calendar' ? [DAYS_OF_UNIT[window.unit]] : []
}
