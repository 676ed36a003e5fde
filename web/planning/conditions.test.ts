import { describe, expect, test } from 'vitest'
import { ConditionGroup, segmentFields } from '../../server/segments/contract.ts'
import { conditionsIn, problemOf } from '../../server/segments/rules.ts'
import type { Say } from '../kit/words.ts'
import {
  type ConditionDraft,
  countryOptions,
  type GroupDraft,
  groupDraftOf,
  groupOf,
  newCondition,
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

  test('what is sent of nested groups is what the server takes, and comes back the same', () => {
    const named = (name: string, of: ConditionDraft['value']['of']) => {
      const fresh = newCondition(fieldNamed(name))
      return { ...fresh, value: { ...fresh.value, of } }
    }
    const written: GroupDraft = {
      ...{ id: 'a', combinator: 'or', not: true },
      rules: [
        named('orders.count', 3),
        { id: 'b', combinator: 'and', not: false, rules: [named('activity.product', ' 挖掘机 ')] },
        named('customer.country', ['CN']),
      ],
    }
    const sent = groupOf(written)
    expect(sent).toEqual({
      ...{ combinator: 'or', not: true },
      rules: [
        { field: 'orders.count', operator: 'more-than', value: 3, days: 365 },
        { combinator: 'and', rules: [{ field: 'activity.product', operator: 'contains', value: '挖掘机' }] },
        { field: 'customer.country', operator: 'in', value: ['CN'] },
      ],
    })
    expect(conditionsIn(sent).map(problemOf)).toEqual([null, null, null])
    expect(groupOf(groupDraftOf(sent))).toEqual(sent)
    expect(ConditionGroup.safeParse(sent).success).toBe(true)
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
