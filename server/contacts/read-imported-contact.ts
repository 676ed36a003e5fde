import { callerNumber } from '../campaigns/index.ts'
import { PURPOSE_WORDS } from '../campaigns/rules.ts'
import { plainCustomerNumber, readPhone } from '../customers/index.ts'
import type { ImportContext, ImportRow } from '../imports/index.ts'
import type { importedContactRejections } from './imported-contact-reasons.ts'
import { isCall, readConversed, readOutcome, readPurpose, saysTimeOfDay } from './imported-contact-rules.ts'
import type { OutcomeCode } from './reasons.ts'

export type Rejection = {
  reason: keyof typeof importedContactRejections
  field?: string
  facts?: Record<string, unknown>
}

/** What a row of a file says of a contact made elsewhere. */
export interface ReadContact {
  number: number
  customer: string
  /** E.164; '' where the row names none. */
  phone: string
  at: Temporal.Instant
  outcome: OutcomeCode
  conversed: boolean
  purpose: string
  reason: string
  callerNumber: string
  source: string
  externalId: string | null
  note: string
}

/** What rows are read by. */
interface Reading {
  now: Temporal.Instant
  house: { country: string; serviceNumber: string | null }
  timeAt: (text: string) => Temporal.Instant | undefined
}

/** Reads a row, or says why it is rejected. */
export function readImportedContact(
  row: ImportRow,
  context: ImportContext,
  { now, house, timeAt }: Reading,
): ReadContact | { rejection: Rejection } {
  const reject = (reason: Rejection['reason'], field: string) => ({ rejection: { reason, field } })
  const doubt = (reason: Rejection['reason'], field: string) => ({
    rejection: { reason, field, facts: { word: row.value(field) } },
  })
  const customer = plainCustomerNumber(row.value('customer'))
  const phone = row.value('phone') ? readPhone(row.value('phone'), context.country)?.e164 : ''
  if (phone === undefined) return reject('phone-unreadable', 'phone')
  if (!customer && !phone) return reject('customer-missing', 'customer')
  if (!isCall(row.value('channel'))) return doubt('channel-not-counted', 'channel')
  const at = timeAt(row.value('at'))
  if (!at) return reject('time-unreadable', 'at')
  if (!saysTimeOfDay(row.value('at'))) return reject('time-without-hour', 'at')
  if (Temporal.Instant.compare(at, now) > 0) return reject('in-the-future', 'at')
  const outcome = readOutcome(row.value('outcome'))
  if (!outcome) return doubt('outcome-unknown', 'outcome')
  const conversed = readConversed(row.value('conversed'), outcome)
  if (conversed === undefined) return doubt('conversed-unknown', 'conversed')
  if (!row.value('purpose')) return reject('purpose-missing', 'purpose')
  const purpose = readPurpose(row.value('purpose'))
  if (!purpose) return doubt('purpose-unknown', 'purpose')
  const language = /^(CN|HK|MO|TW)$/.test(house.country) ? 'zh' : 'en'
  const shown = callerNumber(row.value('callerNumber'), house)
  return {
    ...{ number: row.number, customer, phone, at, outcome, conversed, purpose },
    reason: row.value('reason') || PURPOSE_WORDS[purpose][language],
    // A number that customers cannot check, such as somebody's own mobile, is not kept.
    callerNumber: 'number' in shown ? shown.number : '',
    source: row.value('source') || context.fileName,
    externalId: row.value('number') || null,
    note: row.value('note'),
  }
}
