import type { listFields } from '../../server/segments/contract.ts'
import { type ConditionProblem, problemOf } from '../../server/segments/rules.ts'
import type { AnswerOf } from '../kit/api.ts'
import type { Language } from '../kit/preferences.ts'
import { sayList, sayNumber } from '../kit/say-time.ts'
import type { Say } from '../kit/words.ts'
import type { Campaign } from './say-campaign.ts'

export type SegmentField = AnswerOf<typeof listFields>['items'][number]
export type Condition = Campaign['conditions'][number]

/** A condition while it is written: its value may still be missing. */
export interface ConditionDraft {
  /** Tells the rows apart while they come and go. */
  key: string
  field: string
  operator: string
  value?: Condition['value'] | undefined
  days?: number | undefined
}

/** The most conditions a campaign can have, as its contract says. */
export const MOST_CONDITIONS = 20
const USUAL_DAYS = 365

/** A new condition on a field, with the operator that comes first. */
export function newCondition(field: SegmentField): ConditionDraft {
  return { key: crypto.randomUUID(), field: field.field, operator: field.operators[0]!, ...daysFor(field) }
}

/** The same row on another field; what cannot be asked of it is left behind. */
export function onField(
  condition: ConditionDraft,
  field: SegmentField,
  before: SegmentField | undefined,
): ConditionDraft {
  const fresh = { ...newCondition(field), key: condition.key }
  if (before?.type !== field.type || field.options.length > 0) return fresh
  return { ...fresh, operator: condition.operator, value: condition.value }
}

function daysFor(field: SegmentField): { days?: number } {
  return field.window ? { days: USUAL_DAYS } : {}
}

export function draftsOf(conditions: readonly Condition[]): ConditionDraft[] {
  return conditions.map(condition => ({ key: crypto.randomUUID(), ...condition }))
}

/** What is sent: the conditions without what only the page needs. */
export function conditionsOf(drafts: readonly ConditionDraft[]): Condition[] {
  return drafts.map(({ field, operator, value, days }) => ({
    field,
    operator,
    value: typeof value === 'string' ? value.trim() : (value ?? ''),
    ...(days !== undefined && { days }),
  }))
}

/** What is wrong with a condition that is being written; `null` when it can be asked. */
export function problemOfDraft({ field, operator, value, days }: ConditionDraft): ConditionProblem['code'] | null {
  return problemOf({ field, operator, value, ...(days !== undefined && { days }) })?.code ?? null
}

/** `customer.branch` as it is written in the keys of words. */
function slug(field: string): FieldSlug {
  return field.replace('.', '-') as FieldSlug
}

type FieldSlug =
  | 'customer-branch'
  | 'customer-country'
  | 'customer-kind'
  | 'customer-phone'
  | 'activity-kind'
  | 'activity-amount'
  | 'activity-currency'
  | 'activity-lines'
  | 'activity-product'
  | 'activity-age'
  | 'orders-count'
  | 'orders-total'
  | 'orders-last'

export function sayField(field: string, t: Say): string {
  return t(`planning.field-${slug(field)}`)
}

type OperatorSlug =
  | 'in'
  | 'not-in'
  | 'more-than'
  | 'at-least'
  | 'at-most'
  | 'less-than'
  | 'contains'
  | 'contains-not'
  | 'has'
  | 'has-not'

export function sayOperator(operator: string, t: Say): string {
  return t(`planning.operator-${operator as OperatorSlug}`)
}

/** One of the fixed values of a field, in words. */
export function sayOption(field: string, option: string, t: Say): string {
  return field === 'activity.kind'
    ? t(`planning.kind-${option as Campaign['trigger']['kind']}`)
    : t(`planning.option-${option as 'person' | 'organisation' | 'any' | 'mobile' | 'fixed'}`)
}

export interface HowToSayConditions {
  t: Say
  language: Language
  branchName: (id: string) => string
}

/** A condition as a sentence; its value apart, because that is what differs from campaign to campaign. */
export function sayCondition(
  { field, operator, value, days }: Condition,
  how: HowToSayConditions,
): { asks: string; value: string } {
  const { t } = how
  return {
    asks: t('planning.condition-asks', {
      field: sayField(field, t),
      window: days === undefined ? '' : t('planning.in-last-days', { days }),
      operator: sayOperator(operator, t),
    }),
    value: sayValue(field, value, how),
  }
}

function sayValue(field: string, value: Condition['value'], { t, language, branchName }: HowToSayConditions): string {
  const each = (item: string): string => {
    if (field === 'customer.branch') return branchName(item)
    if (field === 'customer.country') return nameOfCountry(item, language)
    if (field === 'activity.currency') return nameOfCurrency(item, language)
    return field === 'activity.product' ? `“${item}”` : sayOption(field, item, t)
  }
  if (Array.isArray(value)) return sayList([...new Set(value.map(each))], language)
  if (typeof value === 'string') return each(value)
  const number = sayNumber(value, language)
  return field === 'activity.age' || field === 'orders.last' ? t('planning.value-days', { value: number }) : number
}

export function nameOfCountry(code: string, language: Language): string {
  return new Intl.DisplayNames([language], { type: 'region', fallback: 'code' }).of(code) ?? code
}

export function nameOfCurrency(code: string, language: Language): string {
  const name = new Intl.DisplayNames([language], { type: 'currency', fallback: 'code' }).of(code) ?? code
  return name === code ? code : `${name} ${code}`
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
/** Regions that CLDR names but that are no countries: groups of them, and codes for tests. */
const NO_COUNTRIES = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ'])

/** Every country and territory the browser can name, as `{ value: 'CN', label: '中国 CN' }`, by name. */
export function countryOptions(language: Language): { value: string; label: string }[] {
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
  return [...LETTERS]
    .flatMap(first => [...LETTERS].map(second => first + second))
    .flatMap(code => {
      const name = NO_COUNTRIES.has(code) ? undefined : names.of(code)
      return name ? [{ value: code, label: `${name} ${code}` }] : []
    })
    .toSorted((a, b) => a.label.localeCompare(b.label, language))
}

export function currencyOptions(language: Language): { value: string; label: string }[] {
  return Intl.supportedValuesOf('currency').map(code => ({ value: code, label: nameOfCurrency(code, language) }))
}
