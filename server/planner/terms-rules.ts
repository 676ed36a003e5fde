import { PURPOSES, type Purpose } from '../campaigns/rules.ts'
import { CONTACT_CHANNELS, type ContactChannel } from '../contacts/channel-rules.ts'
import { combinedBy } from '../policy/combine-rules.ts'
import type { PolicyRule } from '../policy/rule-contract.ts'
import type { Spacing, Terms } from './rules.ts'

/** Dialling, waiting and writing up. */
export const MINUTES_PER_CONTACT = 2
const SECONDS_A_DAY = 86_400

/**
 * What of a policy shapes a plan: which purposes share a contact, and how many contacts a customer has in how many days.
 * Only rules for everybody count, also those of one channel; what holds for some, and the hour of the day, is left to the
 * verdict at hand-out or sending, which is asked whatever was planned. Every call is taken to become a conversation; a mail
 * is an attempt, which begins no distance after conversations but keeps it.
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
    spacing: rules.filter(isByChannelAlone).flatMap(spacingOf),
    minutesPerContact: MINUTES_PER_CONTACT,
  }
}

const isByChannelAlone = ({ scope }: PolicyRule) => Object.keys(scope).every(part => part === 'channels')

/** The distances that a rule asks for, by the channels of the plan that it speaks of. */
function spacingOf(rule: PolicyRule): Spacing[] {
  const named = rule.scope.channels ?? []
  const of = CONTACT_CHANNELS.filter(channel => named.length === 0 || named.includes(channel))
  if (rule.kind === 'gap' && rule.per === 'person' && rule.next !== 'same-matter') {
    const counted = rule.after === 'conversations' ? CALLS : CONTACT_CHANNELS
    return between({ most: 1, days: Math.ceil(rule.seconds / SECONDS_A_DAY) }, of, counted)
  }
  if (rule.kind !== 'cap' || rule.per !== 'person') return []
  const such = rule.counted === 'all' ? CONTACT_CHANNELS : of
  return daysOf(rule.window).flatMap(days => {
    const spacing = { most: rule.limit, days }
    if (rule.count === 'conversations') return between(spacing, of, common(such, CALLS))
    // Calls that nobody answers are tried again, so their attempts are left to the verdict.
    return between(spacing, common(of, MAILS), such)
  })
}

const CALLS: readonly ContactChannel[] = ['phone']
const MAILS: readonly ContactChannel[] = ['email']
const common = (some: readonly ContactChannel[], others: readonly ContactChannel[]) =>
  some.filter(channel => others.includes(channel))

/** Nothing where it holds back or counts nothing. */
function between(
  { most, days }: Spacing,
  held: readonly ContactChannel[],
  counted: readonly ContactChannel[],
): Spacing[] {
  if (held.length === 0 || counted.length === 0) return []
  const only = (channels: readonly ContactChannel[]) => (channels.length === 1 ? channels[0] : undefined)
  const [holds, counts] = [only(held), only(counted)]
  return [{ most, days, ...(holds && { holds }), ...(counts && { counts }) }]
}

const DAYS_OF_UNIT = { day: 1, week: 7, month: 31 }

function daysOf(window: Extract<PolicyRule, { kind: 'cap' }>['window']): number[] {
  if (window.kind === 'rolling' || window.kind === 'tumbling')
    return [Math.max(1, Math.ceil(window.seconds / SECONDS_A_DAY))]
  return window.kind === 'calendar' ? [DAYS_OF_UNIT[window.unit]] : []
}
