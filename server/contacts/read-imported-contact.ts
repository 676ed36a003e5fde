import { callerNumber } from '../campaigns/index.ts'
import { PURPOSE_WORDS } from '../campaigns/rules.ts'
import { plainCustomerNumber, readEmail, readPhone } from '../customers/index.ts'
import type { ImportContext, ImportRow } from '../imports/index.ts'
import { type ContactChannel, isOwnSender } from './channel-rules.ts'
import type { importedContactRejections } from './imported-contact-reasons.ts'
import { readChannel, readConversed, readOutcome, readPurpose, saysTimeOfDay } from './imported-contact-rules.ts'
import type { LedgerOutcome } from './reasons.ts'

export type Rejection = {
  reason: keyof typeof importedContactRejections
  field?: string
  facts?: Record<string, unknown>
}

/** What a row of a file says of a contact made elsewhere. */
export interface ReadContact {
  number: number
  customer: string
  channel: ContactChannel
  /** The number as E.164, or the address; '' where the row names none. */
  reached: string
  at: Temporal.Instant
  outcome: LedgerOutcome
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
  /** The address customers know as the sender of mails. */
  sender: string | null
  timeAt: (text: string) => Temporal.Instant | undefined
}

/** Reads a row, or says why it is rejected. */
export function readImportedContact(
  row: ImportRow,
  context: ImportContext,
  { now, house, sender, timeAt }: Reading,
): ReadContact | { rejection: Rejection } {
  const reject = (reason: Rejection['reason'], field: string) => ({ rejection: { reason, field } })
  const doubt = (reason: Rejection['reason'], field: string) => ({
    rejection: { reason, field, facts: { word: row.value(field) } },
  })
  const customer = plainCustomerNumber(row.value('customer'))
  const channel = readChannel(row.value('channel'))
  if (!channel) return doubt('channel-not-counted', 'channel')
  const reached = row.value(channel) && readReached[channel](row.value(channel), context.country)
  if (reached === undefined) return reject(`${channel}-unreadable`, channel)
  if (!customer && !reached) return reject('customer-missing', 'customer')
  const at = timeAt(row.value('at'))
  if (!at) return reject('time-unreadable', 'at')
  if (!saysTimeOfDay(row.value('at'))) return reject('time-without-hour', 'at')
  if (Temporal.Instant.compare(at, now) > 0) return reject('in-the-future', 'at')
  const outcome = readOutcome(row.value('outcome'), channel)
  if (!outcome) return doubt('outcome-unknown', 'outcome')
  const conversed = readConversed(row.value('conversed'), outcome, channel)
  if (conversed === undefined) return doubt('conversed-unknown', 'conversed')
  if (conversed && channel === 'email') return reject('mail-is-no-conversation', 'conversed')
  if (!row.value('purpose')) return reject('purpose-missing', 'purpose')
  const purpose = readPurpose(row.value('purpose'))
  if (!purpose) return doubt('purpose-unknown', 'purpose')
  const language = /^(CN|HK|MO|TW)$/.test(house.country) ? 'zh' : 'en'
  return {
    ...{ number: row.number, customer, channel, reached, at, outcome, conversed, purpose },
    reason: row.value('reason') || PURPOSE_WORDS[purpose][language],
    callerNumber: channel === 'email' ? senderOf(row, sender) : callerOf(row, house),
    source: row.value('source') || context.fileName,
    externalId: row.value('number') || null,
    note: row.value('note'),
  }
}

/** Reads the column of a channel, which says where the customer was reached. */
const readReached: Record<ContactChannel, (text: string, country: string) => string | undefined> = {
  phone: (text, country) => readPhone(text, country)?.e164,
  email: text => readEmail(text) ?? undefined,
}

// A number or sender that customers cannot check, such as somebody's own mobile, is not kept.
function callerOf(row: ImportRow, house: Reading['house']): string {
  const shown = callerNumber(row.value('callerNumber'), house)
  return 'number' in shown ? shown.number : ''
}

function senderOf(row: ImportRow, own: string | null): string {
  const sender = readEmail(row.value('callerNumber'))
  return sender && isOwnSender(sender, own) ? sender : ''
}
