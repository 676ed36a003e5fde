import { outcomeWords } from '../contacts/reasons.ts'
import { OUTCOME_CODES } from '../followups/rules.ts'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import { type SliceAsked, sliceOf } from './area.ts'
import { LONGEST_DAYS } from './period-rules.ts'
import { CONVERSED } from './plan-actual.ts'
import { rateDefinitions } from './reasons.ts'
import { DISPOSITIONS, dispositionsOf, type EndGroup, RATES, ratesOf } from './rules.ts'
import { endsIn, type WorkRow, workOf } from './store.ts'

/** How attempts and follow-ups of a period ended, with all AAPOR rates and their definitions. */
export async function outcomesReport(tx: Tx, actor: Actor, asked: SliceAsked, language: Language) {
  permit(actor, 'reports.read')
  const { area, days, span, timeZone } = await sliceOf(tx, actor, asked, LONGEST_DAYS.day)
  const work = await workOf(tx, area, span, [span.from], CONVERSED)
  const ends = await endsIn(tx, area, span)
  const outcomes = outcomesIn(work, ends, language)
  const { dispositions, e, rates } = ratesIn(ends, language)
  return {
    ...days,
    timeZone,
    outcomes,
    dispositions,
    e,
    rates,
    attempts: outcomes.reduce((sum, row) => sum + row.attempts, 0),
    ended: DISPOSITIONS.reduce((sum, name) => sum + dispositions[name], 0),
  }
}

/** Attempts and ends by outcome, most frequent first. */
export function outcomesIn(work: readonly WorkRow[], ends: readonly EndGroup[], language: Language) {
  const attempts = new Map(work.flatMap(row => (row.outcome ? [[row.outcome, row.attempts]] : [])))
  const final = new Map<string, number>()
  for (const { lastOutcome, followups } of ends) {
    if (lastOutcome) final.set(lastOutcome, (final.get(lastOutcome) ?? 0) + followups)
  }
  return OUTCOME_CODES.map(outcome => ({
    outcome,
    text: outcomeWords[outcome][language](),
    attempts: attempts.get(outcome) ?? 0,
    final: final.get(outcome) ?? 0,
  }))
    .filter(row => row.attempts + row.final > 0)
    .toSorted((a, b) => b.attempts - a.attempts || b.final - a.final)
}

/** The dispositions of what ended, and every rate with its definition. */
export function ratesIn(ends: readonly EndGroup[], language: Language) {
  const dispositions = dispositionsOf(ends)
  const { e, rates } = ratesOf(dispositions)
  return {
    dispositions,
    e,
    rates: RATES.map(rate => ({ rate, value: rates[rate], definition: rate, text: rateDefinitions[rate][language]() })),
  }
}
