import { describe, expect, test } from 'vitest'
import { segmentFields } from '../../server/segments/contract.ts'
import { problemOf } from '../../server/segments/rules.ts'
import type { Say } from '../kit/words.ts'
import {
  conditionsOf,
  countryOptions,
  draftsOf,
  newCondition,
  onField,
  problemOfDraft,
  sayCondition,
  sayField,
  sayOperator,
  sayOption,
} from './conditions.ts'
import { words } from './words.ts'

/** The Chinese words of planning; a key without a word is said as it stands. */
const t = ((key: string, facts: never) => {
  const word: unknown = words.zh[key.slice('planning.'.length) as keyof typeof words.zh]
  return typeof word === 'function' ? word(facts) : (word ?? key)
}) as Say

const fieldNamed = (name: string) => segmentFields.find(({ field }) => field === name)!

describe('writing conditions', () => {
  test('every field, operator and fixed value of the white list has its word', () => {
    for (const { field, operators, options } of segmentFields) {
      const said = [
        sayField(field, t),
        ...operators.map(operator => sayOperator(operator, t)),
        ...options.map(option => sayOption(field, option, t)),
      ]
      expect(said.filter(word => word.startsWith('planning.'))).toEqual([])
    }
  })

  test('a new condition only lacks its value', () => {
    for (const field of segmentFields) expect(problemOfDraft(newCondition(field))).toBe('wrong-value')
  })

  test('a value goes along to another field of the same type, and days are there exactly when they are asked', () => {
    const count = { ...newCondition(fieldNamed('orders.count')), value: 3 }
    const lines = onField(count, fieldNamed('activity.lines'), fieldNamed('orders.count'))
    expect(lines).toMatchObject({ value: 3, key: count.key })
    expect(lines.days).toBeUndefined()
    const amount = onField(count, fieldNamed('orders.total'), fieldNamed('orders.count'))
    expect(amount).toMatchObject({ field: 'orders.total', days: 365 })
    expect(amount.value).toBeUndefined()
  })

  test('what is sent is what the server takes', () => {
    const written = [
      { ...newCondition(fieldNamed('orders.count')), value: 3 },
      { ...newCondition(fieldNamed('activity.product')), value: ' 挖掘机 ' },
      { ...newCondition(fieldNamed('customer.country')), value: ['CN'] },
    ]
    const sent = conditionsOf(written)
    expect(sent.map(problemOf)).toEqual([null, null, null])
    expect(sent[1]!.value).toBe('挖掘机')
    expect(conditionsOf(draftsOf(sent))).toEqual(sent)
  })

  test('a condition is said in the order of the language', () => {
    const condition = { field: 'orders.last', operator: 'at-least', value: 90 }
    const how = { t, language: 'zh', branchName: (id: string) => id } as const
    expect(sayCondition(condition, how)).toEqual({ asks: '上次购买距今 至少', value: '90 天' })
  })

  test('countries are countries', () => {
    const codes = countryOptions('zh').map(({ value }) => value)
    expect(codes).toContain('CN')
    expect(codes).not.toContain('EU')
    expect(codes.length).toBeGreaterThan(200)
  })
})
