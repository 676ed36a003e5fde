import type { Outcome } from './sheet.ts'

/**
 * The key of each outcome: the frequent ones on the digits, the others on the row of letters below. An outcome that only
 * the product sets has none.
 */
export const OUTCOME_KEYS: Record<Exclude<Outcome, 'unreported'>, string> = {
  completed: '1',
  partial: '2',
  appointment: '3',
  'no-answer': '4',
  busy: '5',
  'powered-off': '6',
  'soft-refused': '7',
  refused: '8',
  'asked-not-to-call': '9',
  'someone-else': 'q',
  'hung-up': 'w',
  'wrong-number': 'e',
  'not-in-service': 'r',
  unreachable: 't',
  'voice-mail': 'y',
  'technical-problem': 'u',
  language: 'i',
  incapable: 'o',
  'not-eligible': 'p',
  fax: 'f',
  deceased: 'l',
}

export function keyOfOutcome(outcome: Outcome): string | undefined {
  return outcome === 'unreported' ? undefined : OUTCOME_KEYS[outcome]
}

/** The outcomes that stand in the bar: those on the digits. */
export function isQuick(outcome: Outcome): boolean {
  return /^\d$/.test(keyOfOutcome(outcome) ?? '')
}
