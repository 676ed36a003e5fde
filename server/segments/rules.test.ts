import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Conditions, segmentFields } from './contract.ts'
import { demandConditions, demandUnfinished } from './demand-conditions.ts'
import { segmentsReasons } from './reasons.ts'
import { conditionsIn, FIELD_NAMES, FIELDS, finishedPart, type GivenGroup, OPERATORS, problemOf } from './rules.ts'

const code = (field: string, operator: string, value: unknown, days?: number) =>
  problemOf({ field, operator, value, days })?.code ?? null

describe('a condition', () => {
  test('that the white list knows is taken', () => {
    expect(code('customer.country', 'in', ['CN', 'GB'])).toBeNull()
    expect(code('activity.amount', 'more-than', 300)).toBeNull()
    expect(code('activity.product', 'contains', '挖掘机')).toBeNull()
    expect(code('orders.total', 'more-than', 300, 30)).toBeNull()
    expect(code('orders.last', 'at-least', 90)).toBeNull()
    expect(code('customer.phone', 'has', 'mobile')).toBeNull()
  })

  test('on an unknown field is refused, also by a name every object has', () => {
    for (const field of ['customer.password', 'constructor', '__proto__', 'toString', '']) {
      expect(code(field, 'in', ['x'])).toBe('unknown-field')
    }
  })

  test('with an operator of another type of field is refused', () => {
    const known = new Set(Object.values(OPERATORS).flat())
    for (const field of FIELD_NAMES) {
      const own: readonly string[] = OPERATORS[FIELDS[field].type]
      for (const operator of [...known, 'like', '= any', '']) {
        if (!own.includes(operator)) expect(code(field, operator, 1)).toBe('unknown-operator')
      }
    }
  })

  test('with a value of the wrong type is refused', () => {
    expect(code('customer.country', 'in', 'CN')).toBe('wrong-value')
    expect(code('customer.country', 'in', [])).toBe('wrong-value')
    expect(code('customer.country', 'in', ['China'])).toBe('wrong-value')
    expect(code('customer.branch', 'in', ['north'])).toBe('wrong-value')
    expect(code('customer.kind', 'in', ['robot'])).toBe('wrong-value')
    expect(code('customer.phone', 'has', 'satellite')).toBe('wrong-value')
    expect(code('activity.amount', 'more-than', '300')).toBe('wrong-value')
    expect(code('activity.amount', 'more-than', Number.NaN)).toBe('wrong-value')
    expect(code('activity.lines', 'at-least', 1.5)).toBe('wrong-value')
    expect(code('activity.age', 'at-least', -1)).toBe('wrong-value')
    expect(code('activity.product', 'contains', '  ')).toBe('wrong-value')
  })

  test('says over how many days it looks exactly when its field needs that', () => {
    expect(code('orders.count', 'at-least', 3)).toBe('wrong-days')
    expect(code('orders.count', 'at-least', 3, 0)).toBe('wrong-days')
    expect(code('orders.count', 'at-least', 3, 4000)).toBe('wrong-days')
    expect(code('orders.last', 'at-least', 3, 30)).toBe('wrong-days')
  })

  test('is judged without falling over, whatever it is, and refused in words', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constantFrom(...FIELD_NAMES)),
        fc.oneof(fc.string(), fc.constantFrom(...Object.values(OPERATORS).flat())),
        fc.anything(),
        (field, operator, value) => {
          const problem = problemOf({ field, operator, value })
          if (!problem) return
          for (const language of ['zh', 'en'] as const) {
            expect(segmentsReasons[problem.code][language](problem.facts)).not.toMatch(/undefined|null/)
          }
        },
      ),
    )
  })
})

test('conditions from outside are taken whole or refused', () => {
  const good = { field: 'activity.amount', operator: 'more-than', value: 300 }
  expect(demandConditions([good])).toEqual({ combinator: 'and', rules: [good] })
  expect(() => demandConditions([good, { ...good, operator: 'in' }])).toThrow('unknown-operator')
})

test('groups stand within groups, up to a depth and a number that can be read', () => {
  const good = { field: 'activity.amount', operator: 'more-than', value: 300 }
  const nested = (levels: number): GivenGroup =>
    levels === 1 ? { combinator: 'or', rules: [good] } : { combinator: 'and', rules: [good, nested(levels - 1)] }
  expect(conditionsIn(demandConditions(nested(4)))).toHaveLength(4)
  expect(() => demandConditions(nested(5))).toThrow('too-many-conditions')
  const many: GivenGroup = { combinator: 'or', rules: Array.from({ length: 41 }, () => good) }
  expect(() => demandConditions(many)).toThrow('too-many-conditions')
  expect(Conditions.safeParse(nested(4)).success).toBe(true)
})

test('a draft may hold unfinished conditions, which are not asked; nothing unknown gets in', () => {
  const good = { field: 'activity.amount', operator: 'more-than', value: 300 }
  const unfinished = { field: 'customer.country', operator: 'in' }
  const draft: GivenGroup = {
    combinator: 'or',
    rules: [good, unfinished, { combinator: 'and', not: true, rules: [unfinished] }],
  }
  expect(demandUnfinished(draft)).toEqual(draft)
  expect(finishedPart(draft)).toEqual({ combinator: 'or', rules: [good] })
  expect(() => demandConditions(draft)).toThrow('wrong-value')
  expect(() => demandUnfinished([{ ...good, field: 'customer.password' }])).toThrow('unknown-field')
})

test('a condition with more than the contract names is not let in', () => {
  const condition = { field: 'activity.amount', operator: 'more-than', value: 300 }
  expect(Conditions.safeParse([condition]).success).toBe(true)
  expect(Conditions.safeParse([{ ...condition, sql: 'true' }]).success).toBe(false)
  expect(Conditions.safeParse(Array.from({ length: 21 }, () => condition)).success).toBe(false)
})

test('the list for the screens names every field with its operators and a label', () => {
  expect(segmentFields.map(field => field.field)).toEqual(FIELD_NAMES)
  for (const field of segmentFields) {
    expect(field.operators).toEqual(OPERATORS[field.type])
    expect(field.label).toBe(`segments.field.${field.field}`)
  }
})
