import type { ActivityKind } from '../../server/activity/rules.ts'
import type { listFields } from '../../server/segments/contract.ts'
import { type ConditionProblem, FIELDS, type FieldName, problemOf } from '../../server/segments/rules.ts'
import type { AnswerOf } from '../kit/api.ts'
import type { Language } from '../kit/preferences.ts'
import { sayList, sayNumber } from '../kit/say-time.ts'
import type { Say } from '../kit/words.ts'
import type { Content } from './say-campaign.ts'

export type SegmentField = AnswerOf<typeof listFields>['items'][number]
export type Group = Content['conditions']
export type Condition = Extract<Group['rules'][number], { field: string }>
type Value = Exclude<Condition['value'], undefined>

/** A condition while it is written: its value may still be missing. The builder tells the rows apart by `id`. */
export interface ConditionDraft {
  id: string
  field: string
  operator: string
  value: { of?: Value | undefined; days?: number | undefined }
}

/** A group while it is written. */
export interface GroupDraft {
  id: string
  combinator: 'and' | 'or'
  not?: boolean | undefined
  rules: (ConditionDraft | GroupDraft)[]
}

export const USUAL_DAYS = 365

/** A new condition on a field, with the operator that comes first. */
export function newCondition(field: SegmentField): ConditionDraft {
  return {
    id: crypto.randomUUID(),
    field: field.field,
    operator: field.operators[0]!,
    value: field.window ? { days: USUAL_DAYS } : {},
  }
}

export function groupDraftOf(group: Group): GroupDraft {
  return {
    id: crypto.randomUUID(),
    combinator: group.combinator,
    not: group.not === true,
    rules: group.rules.map(rule =>
      'rules' in rule
        ? groupDraftOf(rule)
        : {
            id: crypto.randomUUID(),
            field: rule.field,
            operator: rule.operator,
            value: { of: rule.value, days: rule.days },
          },
    ),
  }
}

/** What is sent: the conditions without what only the page needs. */
export function groupOf(draft: GroupDraft): Group {
  return {
    combinator: draft.combinator,
    ...(draft.not && { not: true }),
    rules: draft.rules.map(rule => ('rules' in rule ? groupOf(rule) : conditionOf(rule))),
  }
}

export function conditionOf({ field, operator, value }: ConditionDraft): Condition {
  const { of, days } = value ?? {}
  return {
    field,
    operator,
    ...(of !== undefined && { value: typeof of === 'string' ? of.trim() : of }),
    ...(days !== undefined && { days }),
  }
}

/** What is wrong with a condition that is being written; `null` when it can be asked. */
export function problemOfDraft(draft: ConditionDraft): ConditionProblem['code'] | null {
  return problemOf(conditionOf(draft))?.code ?? null
}

/** `customer.branch` as it is written in the keys of words. */
type Slug<Field extends string> = Field extends `${infer Subject}.${infer Fact}` ? `${Subject}-${Fact}` : never
type FieldSlug = Slug<FieldName>

function slug(field: string): FieldSlug {
  return field.replace('.', '-') as FieldSlug
}

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

type FixedValue =
  | ('person' | 'organisation' | 'any' | 'mobile' | 'fixed')
  | ('reach' | 'acquisition' | 'conversion' | 'retention' | 'loyalty')

/** One of the fixed values of a field, in words. */
export function sayOption(field: string, option: string, t: Say): string {
  return field === 'activity.kind'
    ? t(`planning.kind-${option as ActivityKind}`)
    : t(`planning.option-${option as FixedValue}`)
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
    if (field === 'customer.branch' || field === 'customer.owner') return branchName(item)
    if (field === 'customer.country') return nameOfCountry(item, language)
    if (field === 'activity.currency') return nameOfCurrency(item, language)
    return OF_FIXED.includes(field) ? sayOption(field, item, t) : `“${item}”`
  }
  if (value === undefined) return t('planning.value-open')
  if (Array.isArray(value)) return sayList([...new Set(value.map(each))], language)
  if (typeof value === 'string') return each(value)
  const number = sayNumber(value, language)
  return FIELDS[field as FieldName]?.type === 'days' ? t('planning.value-days', { value: number }) : number
}

const OF_FIXED = ['customer.kind', 'customer.stage', 'customer.phone', 'activity.kind']

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
