import { ACTIVITY_KINDS } from '../activity/rules.ts'
import { STAGES } from '../customers/stage-rules.ts'

/** What a field of a type may be asked. All bounds are inclusive where the word says "at". */
export const OPERATORS = {
  choice: ['in', 'not-in'],
  branch: ['in', 'not-in'],
  staff: ['in', 'not-in'],
  country: ['in', 'not-in'],
  currency: ['in', 'not-in'],
  amount: ['more-than', 'at-least', 'at-most', 'less-than'],
  count: ['more-than', 'at-least', 'at-most', 'less-than'],
  days: ['at-least', 'at-most'],
  text: ['contains', 'contains-not'],
  words: ['in', 'not-in'],
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
  'customer.owner': { type: 'staff' },
  'customer.stage': { type: 'choice', options: STAGES },
  'customer.tags': { type: 'words' },
  'customer.phone': { type: 'phone', options: ['any', 'mobile', 'fixed'] },
  'customer.name': { type: 'text' },
  'customer.known': { type: 'days' },
  'activity.kind': { type: 'choice', options: ACTIVITY_KINDS },
  'activity.amount': { type: 'amount' },
  'activity.currency': { type: 'currency' },
  'activity.lines': { type: 'count' },
  'activity.product': { type: 'text' },
  'activity.age': { type: 'days' },
  'orders.count': { type: 'count', window: true },
  'orders.total': { type: 'amount', window: true },
  'orders.last': { type: 'days' },
  'orders.product': { type: 'text' },
  'services.count': { type: 'count', window: true },
  'services.last': { type: 'days' },
  'complaints.count': { type: 'count', window: true },
  'complaints.last': { type: 'days' },
  'machines.count': { type: 'count' },
  'machines.brand': { type: 'words' },
  'machines.model': { type: 'text' },
  'machines.hours': { type: 'count' },
  'contacts.last': { type: 'days' },
} as const satisfies Record<string, Field>
export type FieldName = keyof typeof FIELDS
export const FIELD_NAMES = Object.keys(FIELDS) as FieldName[]

/** One condition over a customer and the activity that brought him up. */
export interface Condition {
  field: FieldName
  operator: Operator
  value: number | string | string[]
  /** Over how many of the last days, for the fields that say `window`. */
  days?: number
}

/**
 * Conditions joined by and / or, groups within groups; `not` turns the whole group round. A group without rules holds
 * for everyone, so that one that is still being written changes nothing.
 */
export interface Group {
  combinator: 'and' | 'or'
  not?: boolean | undefined
  rules: (Condition | Group)[]
}

export const EVERYONE: Group = { combinator: 'and', rules: [] }

export const MAX_DEPTH = 4
export const MAX_CONDITIONS = 40

/** Whether a rule of a group is itself a group. */
export function isGroup(rule: Condition | Group): rule is Group {
  return 'combinator' in rule
}

export const MAX_DAYS = 3650
const MAX_AMOUNT = 1e13
const MAX_COUNT = 1e9

/** A group as it comes from outside or is still being written: fields are names, values may be missing. */
export interface GivenCondition {
  field: string
  operator: string
  value?: unknown
  days?: number | undefined
}
export interface GivenGroup {
  combinator: 'and' | 'or'
  not?: boolean | undefined
  rules: (GivenCondition | GivenGroup)[]
}

/** Every condition of a group, also of the groups within it, in the order they are written. */
export function conditionsIn(group: GivenGroup): GivenCondition[] {
  return group.rules.flatMap(rule => ('rules' in rule ? conditionsIn(rule) : [rule]))
}

/** How many groups stand within each other; a group without groups is 1. */
export function depthOf(group: GivenGroup): number {
  return 1 + Math.max(0, ...group.rules.map(rule => ('rules' in rule ? depthOf(rule) : 0)))
}

/** The group without the conditions that are not finished yet; what is left can be asked. */
export function finishedPart(group: GivenGroup): Group {
  const rules = group.rules.flatMap((rule): (Condition | Group)[] => {
    if ('rules' in rule) {
      const inner = finishedPart(rule)
      return inner.rules.length > 0 ? [inner] : []
    }
    return problemOf(rule) ? [] : [rule as Condition]
  })
  return { combinator: group.combinator, ...(group.not && { not: true }), rules }
}

/** Whether a condition asks about the activity that brought the customer up, which a festival does not have. */
export const asksAboutActivity = ({ field }: GivenCondition): boolean => field.startsWith('activity.')

/** Why a condition is not one of ours: a key of `segmentsReasons` and its facts. */
export interface ConditionProblem {
  code: 'unknown-field' | 'unknown-operator' | 'wrong-value' | 'wrong-days'
  facts: { field: string; operator: string; type?: FieldType; allowed?: readonly string[] }
}

/** The first thing wrong with a condition that came from outside; `null` when it is a `Condition`. */
export function problemOf(given: GivenCondition): ConditionProblem | null {
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
    case 'staff':
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
    case 'words':
      return isListOf(value, item => item.trim() !== '' && !item.includes('\0'))
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
