import type { BatchOutcome, ImportContext, ImportRow } from '../imports/index.ts'
import { dayReader } from '../imports/index.ts'
import { readLanguage } from '../people/ability-rules.ts'
import { maskOf } from '../privacy/index.ts'
import { isBuiltInDuty, readDuty } from './facts-rules.ts'
import { plainCustomerNumber } from './import-fields.ts'
import type { personRejections } from './person-reasons.ts'
import type { NewPersonRow } from './person-store.ts'
import { readEmail, readPhone } from './phone.ts'
import { type LineType, severalIn, tailOf } from './rules.ts'

export interface ReadPoint {
  kind: 'phone' | 'email'
  value: string
  lineType: LineType | null
  extension: string
}

export interface ReadPerson {
  number: number
  customer: string
  person: Omit<NewPersonRow, 'id' | 'customerId' | 'externalId'> & { externalId: string }
  points: ReadPoint[]
}

export type Rejected = BatchOutcome['rejected']
export type PersonReason = keyof typeof personRejections

/** Reads the cells of a row; a row that holds something unreadable is rejected as a whole. */
export function readPersonRow(
  row: ImportRow,
  context: ImportContext,
  own: ReadonlySet<string>,
  rejected: Rejected,
): ReadPerson | [] {
  const reject = (reason: PersonReason, field: string, facts = {}): [] => {
    rejected.push({ number: row.number, reason, field, facts })
    return []
  }
  const customer = plainCustomerNumber(row.value('customer'))
  if (!customer) return reject('customer-missing', 'customer')
  const name = row.value('person')
  if (!name) return reject('name-missing', 'person')
  const duties = [...new Set(severalIn(row.value('duties')).map(readDuty))]
  if (duties.length === 0 || duties.length > MOST_DUTIES) return reject('duty-missing', 'duties')
  const unknown = duties.find(duty => !isBuiltInDuty(duty) && !own.has(duty))
  if (unknown) return reject('duty-unknown', 'duties', { duty: unknown })
  const dayAt = dayReader(context)
  const [validFrom, validUntil] = [dayAt(row.value('validFrom')), dayAt(row.value('validUntil'))]
  if (validFrom === undefined) return reject('date-unreadable', 'validFrom')
  if (validUntil === undefined) return reject('date-unreadable', 'validUntil')
  if (validFrom && validUntil && Temporal.PlainDate.compare(validUntil, validFrom) < 0) {
    return reject('dates-crossed', 'validUntil')
  }
  const points = readPoints(row, context, reject)
  if (!points) return []
  const language = readLanguage(row.value('language'))
  if (language === undefined) return reject('language-unknown', 'language')
  const person = {
    name,
    duties,
    language,
    note: row.value('note') || null,
    validFrom,
    validUntil,
    externalId: row.value('number') || name,
  }
  return { number: row.number, customer, person, points }
}

const MOST_DUTIES = 10
const MOST_POINTS = 10

function readPoints(
  row: ImportRow,
  context: ImportContext,
  reject: (reason: PersonReason, field: string, facts?: object) => [],
): ReadPoint[] | undefined {
  const points = new Map<string, ReadPoint>()
  for (const text of severalIn(row.value('phone'))) {
    const phone = readPhone(text, context.country)
    if (!phone) {
      reject('phone-invalid', 'phone', { masked: maskOf({ kind: 'phone', lastFour: tailOf(text) }) })
      return undefined
    }
    const { e164, lineType, extension = '' } = phone
    points.set(`${e164} ${extension}`, { kind: 'phone', value: e164, lineType, extension })
  }
  for (const text of severalIn(row.value('email'))) {
    const value = readEmail(text)
    if (!value) {
      reject('email-invalid', 'email')
      return undefined
    }
    points.set(value, { kind: 'email', value, lineType: null, extension: '' })
  }
  if (points.size > MOST_POINTS) {
    reject('too-many-points', 'phone', { most: MOST_POINTS })
    return undefined
  }
  return [...points.values()]
}
