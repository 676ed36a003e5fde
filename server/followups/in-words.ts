import type { z } from 'zod'
import { sentenceOf } from '../contacts/index.ts'
import { outcomeWords } from '../contacts/reasons.ts'
import type { Verdict, VerdictReason } from '../contacts/rules.ts'
import type { Language } from '../platform/reason.ts'
import type { AttemptRow } from './attempt-store.ts'
import type { Attempt, Followup, FollowupEvent, OutcomeChoice } from './contract.ts'
import type { FollowupEventRow } from './event-store.ts'
import { closedWords, settlementWords } from './reasons.ts'
import { type Circumstances, OUTCOME_CODES, OUTCOMES, type OutcomeCode, settlementOf } from './rules.ts'
import { eventWords } from './steering-reasons.ts'
import type { FollowupRow } from './store.ts'

/** A follow-up as it is answered and read at an instant, with what needs words in words. */
export function followupInWords(
  row: FollowupRow,
  language: Language,
  now: Temporal.Instant,
): z.output<typeof Followup> {
  return {
    ...row,
    held: row.held.map(reason => ({
      rule: reason.rule,
      code: reason.code,
      sentence: sentenceOf(reason as VerdictReason, language, now),
    })),
    lastOutcomeText: row.lastOutcome ? outcomeWords[row.lastOutcome][language]() : null,
    closedText: row.closedReason ? closedWords[row.closedReason][language] : null,
  }
}

/** An attempt, as it is answered. */
export function attemptInWords(row: AttemptRow, language: Language): z.output<typeof Attempt> {
  return { ...row, outcomeText: outcomeWords[row.outcome][language]() }
}

/** A step that was no call, as it is answered. */
export function eventInWords(
  { facts, ...row }: FollowupEventRow,
  timeZone: string,
  language: Language,
  now: Temporal.Instant,
): z.output<typeof FollowupEvent> {
  return { ...row, text: eventWords[row.kind][language]({ timeZone, now: now.toString(), ...facts } as never) }
}

/** The outcomes an agent may choose, each with what it leads to for this follow-up now. */
export function outcomeChoices(
  followup: FollowupRow,
  circumstances: Circumstances,
  language: Language,
): z.output<typeof OutcomeChoice>[] {
  const known = new Map<string, ReturnType<typeof leadsTo>>()
  return OUTCOME_CODES.filter(code => !OUTCOMES[code].automatic).map(code => {
    const rule = OUTCOMES[code]
    const alike = `${rule.next} ${rule.elsewhen} ${rule.marksNumberWrong}`
    const leads = known.get(alike) ?? leadsTo(code, followup, circumstances, language)
    known.set(alike, leads)
    return {
      code,
      text: outcomeWords[code][language](),
      conversed: rule.conversed,
      needsAppointment: rule.next === 'appointment',
      stopsContacts: rule.stopsContacts ?? false,
      marksNumberWrong: rule.marksNumberWrong ?? false,
      leadsTo: leads,
    }
  })
}

function leadsTo(code: OutcomeCode, followup: FollowupRow, circumstances: Circumstances, language: Language) {
  const settlement = settlementOf(code, followup, circumstances, null)
  const at = settlement.kind === 'retry' ? settlement.dueAt : null
  const reason = settlement.kind === 'closed' ? settlement.reason : null
  const { timeZone } = followup
  const now = circumstances.now.toString()
  const facts = { at: at?.toString() ?? now, now, timeZone, reason: reason ?? 'expired' }
  return { kind: settlement.kind, at, reason, sentence: settlementWords[settlement.kind][language](facts) }
}

/** What became of a follow-up whose outcome was just reported, in words. */
export function becameInWords(row: FollowupRow, now: Temporal.Instant, language: Language): string {
  const { timeZone, closedReason } = row
  if (row.state === 'done') return settlementWords.done[language]()
  if (row.state === 'to-mail') return settlementWords['by-mail'][language]()
  if (row.state === 'closed') return settlementWords.closed[language]({ reason: closedReason! })
  return settlementWords.retry[language]({ at: row.dueAt.toString(), now: now.toString(), timeZone })
}

/** Why an appointment is not possible, in words. */
export function appointmentSentence(verdict: Verdict, language: Language, now: Temporal.Instant): string {
  return verdict.reasons.map(reason => sentenceOf(reason, language, now)).join(language === 'zh' ? '' : ' ')
}
