import type { z } from 'zod'
import type { Language } from '../platform/reason.ts'
import { maskOf } from '../privacy/index.ts'
import type { RegisteredContact, Verdict as VerdictAnswer } from './contract.ts'
import type { RegisteredRow } from './lookup-store.ts'
import type { NumberStopRow } from './number-store.ts'
import { ledgerOutcomeWords, tellCustomer, verdictReasons, wholeVerdict } from './reasons.ts'
import type { Verdict, VerdictReason } from './rules.ts'
import type { SuspectedCallRow } from './suspected-store.ts'

/** A verdict as it is answered and read at an instant: each reason with its sentence, and the whole in one. */
export function verdictInWords(
  verdict: Verdict,
  timeZone: string,
  language: Language,
  now: Temporal.Instant,
): z.output<typeof VerdictAnswer> {
  const inWords = (reason: VerdictReason) => ({ ...reason, sentence: sentenceOf(reason, language, now) })
  const until = verdict.until?.toString() ?? ''
  return {
    ...verdict,
    reasons: verdict.reasons.map(inWords),
    warnings: verdict.warnings.map(inWords),
    sentence: wholeVerdict[verdict.kind][language]({ until, timeZone, now: now.toString() }),
  }
}

/** A reason in words, as it is read at an instant. */
export function sentenceOf(
  reason: Pick<VerdictReason, 'code' | 'facts'>,
  language: Language,
  now: Temporal.Instant,
): string {
  return verdictReasons[reason.code][language]({ ...reason.facts, now: now.toString() } as never)
}

/** Contacts of the ledger as they are answered: masked, each with what can be told to the customer. */
export function contactsInWords(
  rows: readonly RegisteredRow[],
  organisation: { name: string; timeZone: string },
  language: Language,
  now: Temporal.Instant,
): (z.output<typeof RegisteredContact> & { reservedAt: Temporal.Instant })[] {
  return rows.map(({ lastFour, ...row }) => ({
    ...row,
    masked: maskOf({ kind: row.channel, lastFour }),
    outcomeText: row.outcome ? ledgerOutcomeWords[row.outcome][language]() : null,
    sentence: tellCustomer.registered[language]({
      ...row,
      at: row.at.toString(),
      now: now.toString(),
      timeZone: organisation.timeZone,
      organisation: organisation.name,
      approved: row.approvedAt !== null,
    }),
  }))
}

/** The stop of a number as it is answered: masked. */
export function numberStopInWords({ lastFour, ...row }: NumberStopRow) {
  return { ...row, masked: maskOf({ kind: row.kind, lastFour }) }
}

/** A suspected call as it is answered: its numbers masked. */
export function suspectedCallInWords({ calledLastFour, shownLastFour, ...row }: SuspectedCallRow) {
  const masked = (lastFour: string | null) => lastFour && maskOf({ kind: 'phone', lastFour })
  return { ...row, called: masked(calledLastFour), shown: masked(shownLastFour) }
}
