import { ACTIVITY_KINDS } from '../activity/rules.ts'

/** What a field of a type may be asked. All bounds are inclusive where the word says "at". */
export const OPERATORS = {
  choice: ['in', 'not-in'],
  branch: ['in', 'not-in'],
  country: ['in', 'not-in'],
  currency: ['in', 'not-in'],
  amount: ['more-than', 'at-least', 'at-most', 'less-than'],
  count: ['more-than', 'at-least', 'at-most', 'less-than'],
  days: ['at-least', 'at-most'],
  text: ['contains', 'contains-not'],
  phone: ['has', 'has-not'],
} as const
export type FieldType = keyof typeof OPERATORS
export type Operator = (typeof OPERATORS)[FieldType][number]

export interface Field {
  type: FieldType
  /** The only values a field of type `choice` or `phone` knows. */
  options?: readonly string[]
  /** Whether the condition also says over how many of the last days it looks. */
  window?: true
}

/**
 * The white list: all that a condition may ask about. Days are spans of 24 hours before the instant of asking.
 * Amounts are added up as they stand, in whatever currency; ask for the currency as well where several are in use.
 */
export const FIELDS = {
  'customer.branch': { type: 'branch' },
  'customer.country': { type: 'country' },
  'customer.kind': { type: 'choice', options: ['person', 'organisation'] },
  'customer.phone': { type: 'phone', options: ['any', 'mobile', 'fixed'] },
  'activity.kind': { type: 'choice', options: ACTIVITY_KINDS },
  'activity.amount': { type: 'amount' },
  'activity.currency': { type: 'currency' },
  'activity.lines': { type: 'count' },
  'activity.product': { type: 'text' },
  'activity.age': { type: 'days' },
  'orders.count': { type: 'count', window: true },
  'orders.total': { type: 'amount', window: true },
  'orders.last': { type: 'days' },
} as const satisfies Record<string, Field>
export type FieldName = keyof typeof FIELDS
export const FIELD_NAMES = Object.keys(FIELDS) as FieldName[]

/** One condition over a customer and the activity that brought him up; in a list all must hold. */
export interface Condition {
  field: FieldName
  operator: Operator
  value: number | string | string[]
  /** Over how many of the last days, for the fields that say `window`. */
  days?: number
}

export const MAX_DAYS = 3650
const MAX_AMOUNT = 1e13
const MAX_COUNT = 1e9

/** Why a condition is not one of ours: a key of `segmentsReasons` and its facts. */
export interface ConditionProblem {
  code: 'unknown-field' | 'unknown-operator' | 'wrong-value' | 'wrong-days'
  facts: { field: string; operator: string; type?: FieldType; allowed?: readonly string[] }
}

/** The first thing wrong with a condition that came from outside; `null` when it is a `Condition`. */
export function problemOf(given: {
  field: string
  operator: string
  value: unknown
  days?: number
}): ConditionProblem | null {
  const { field: name, operator } = given
  if (!Object.hasOwn(FIELDS, name)) {
    return { code: 'unknown-field', facts: { field: name, operator, allowed: FIELD_NAMES } }
  }
  const field: Field = FIELDS[name as FieldName]
  const facts = { field: name, operator, type: field.type }
  const operators: readonly string[] = OPERATORS[field.type]
  if (!operators.includes(operator)) return { code: 'unknown-operator', facts: { ...facts, allowed: operators } }
  if (!valueFits(field, given.value)) return { code: 'wrong-value', facts: { ...facts, allowed: field.options } }
  if (field.window ? !isDays(given.days, 1) : given.days !== undefined) {
    return { code: 'wrong-days', facts: { ...facts, allowed: field.window ? [`1–${MAX_DAYS}`] : [] } }
  }
  return null
}

function valueFits(field: Field, value: unknown): boolean {
  switch (field.type) {
    case 'choice':
      return isListOf(value, item => field.options?.includes(item) ?? false)
    case 'branch':
      return isListOf(value, item => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(item))
    case 'country':
      return isListOf(value, item => /^[A-Z]{2}$/.test(item))
    case 'currency':
      return isListOf(value, item => /^[A-Z]{3}$/.test(item))
    case 'amount':
      return typeof value === 'number' && Math.abs(value) <= MAX_AMOUNT
    case 'count':
      return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MAX_COUNT
    case 'days':
      return isDays(value, 0)
    case 'text':
      return typeof value === 'string' && value.trim() !== '' && value.length <= 100 && !value.includes('\0')
    case 'phone':
      return typeof value === 'string' && (field.options?.includes(value) ?? false)
  }
}

function isListOf(value: unknown, fits: (item: string) => boolean): boolean {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.length <= 200 &&
    value.every(item => typeof item === 'string' && fits(item))
  )
}

function isDays(value: unknown, least: number): boolean {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= MAX_DAYS
}
