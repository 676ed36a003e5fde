import type { ContactChannel } from './channel-rules.ts'
import type { MailOutcomeCode } from './mail-reasons.ts'
import type { LedgerOutcome, OutcomeCode } from './reasons.ts'

/** What an outcome says of the customer and his number, whoever rang and for whatever reason. */
export interface OutcomeMeaning {
  /** Whether the customer himself was spoken to. */
  conversed: boolean
  /** The number is not his. */
  marksNumberWrong?: true
  /** Nobody is to contact him again. */
  stopsContacts?: true
}

const spokenTo: OutcomeMeaning = { conversed: true }
const notReached: OutcomeMeaning = { conversed: false }
const wrongNumber: OutcomeMeaning = { conversed: false, marksNumberWrong: true }

export const OUTCOME_MEANINGS: Record<OutcomeCode, OutcomeMeaning> = {
  completed: spokenTo,
  partial: spokenTo,
  appointment: spokenTo,
  'no-answer': notReached,
  busy: notReached,
  'powered-off': notReached,
  unreachable: notReached,
  'technical-problem': notReached,
  'voice-mail': notReached,
  'someone-else': notReached,
  'hung-up': spokenTo,
  'soft-refused': spokenTo,
  refused: spokenTo,
  'asked-not-to-call': { conversed: true, stopsContacts: true },
  'wrong-number': wrongNumber,
  'not-in-service': wrongNumber,
  fax: wrongNumber,
  language: spokenTo,
  incapable: notReached,
  deceased: { conversed: false, stopsContacts: true },
  'not-eligible': spokenTo,
  unreported: notReached,
}

/** What an outcome of a mail says; nobody is spoken to by mail. */
const MAIL_OUTCOME_MEANINGS: Record<MailOutcomeCode, OutcomeMeaning & { stopsAddress?: true }> = {
  sent: notReached,
  unconfirmed: notReached,
  bounced: wrongNumber,
  'asked-not-to-write': { conversed: false, stopsAddress: true },
}

/** The meaning of an outcome by the channel of the contact; `undefined` for one of another channel. */
export function meaningOf(
  outcome: LedgerOutcome,
  channel: ContactChannel,
): (OutcomeMeaning & { stopsAddress?: true }) | undefined {
  const meanings: Partial<Record<LedgerOutcome, OutcomeMeaning & { stopsAddress?: true }>> =
    channel === 'email' ? MAIL_OUTCOME_MEANINGS : OUTCOME_MEANINGS
  return meanings[outcome]
}
