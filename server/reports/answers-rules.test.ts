import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Question } from '../scripts/rules.ts'
import {
  type Estimate,
  estimateOf,
  meanOf,
  measureOf,
  npsOf,
  shareOf,
  studentT,
  sumsOf,
  withoutNumbers,
} from './answers-rules.ts'

const rounded = ({ value, low, high }: Estimate, digits = 4) =>
  [value, low, high].map(one => Number(one!.toFixed(digits)))

describe('a share', () => {
  test('has the Wilson interval of the published examples', () => {
    // Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
    expect(rounded(shareOf(81, 263))).toEqual([0.308, 0.2553, 0.3662])
    expect(rounded(shareOf(15, 148))).toEqual([0.1014, 0.0624, 0.1605])
    expect(rounded(shareOf(0, 20))).toEqual([0, 0, 0.1611])
    expect(rounded(shareOf(1, 29))).toEqual([0.0345, 0.0061, 0.1718])
  })

  test('lies within its interval and the interval within 0 and 1; more answers make it narrower; none make none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, p) => {
        const k = Math.round(n * p)
        const { value, low, high } = shareOf(k, n)
        expect(0 <= low! && low! <= value! + 1e-12 && value! <= high! + 1e-12 && high! <= 1).toBe(true)
        const tenfold = shareOf(k * 10, n * 10)
        expect(tenfold.high! - tenfold.low!).toBeLessThan(high! - low!)
        const mirrored = shareOf(n - k, n)
        expect(mirrored.low!).toBeCloseTo(1 - high!, 10)
      }),
    )
    expect(shareOf(0, 0)).toEqual({ value: null, low: null, high: null })
  })
})

describe('a mean', () => {
  test('has the interval of Student’s t', () => {
    expect(
      rounded(
        meanOf(
          sumsOf(
            new Map([
              [1, 1],
              [2, 1],
              [3, 1],
              [4, 1],
              [5, 1],
            ]),
          ),
        ),
      ),
    ).toEqual([3, 1.0368, 4.9632])
    expect(meanOf(sumsOf(new Map([[4, 1]])))).toEqual({ value: 4, low: null, high: null })
    expect(meanOf(sumsOf(new Map([[4, 9]])))).toEqual({ value: 4, low: 4, high: 4 })
  })

  test.each([
    [1, 12.706],
    [5, 2.571],
    [9, 2.262],
    [10, 2.228],
    [29, 2.045],
    [100, 1.984],
    [1e6, 1.96],
  ])('with %i degrees of freedom by %f standard errors, as the tables say', (degrees, t) => {
    expect(studentT(degrees)).toBeCloseTo(t, 3)
  })
})

describe('the Net Promoter Score', () => {
  test('is promoters less detractors', () => {
    expect(
      npsOf(
        new Map([
          [10, 5],
          [9, 3],
          [8, 1],
          [7, 1],
          [6, 2],
        ]),
      ).value,
    ).toBeCloseTo(50, 10)
    expect(npsOf(new Map([[0, 3]])).value).toBe(-100)
    expect(npsOf(new Map()).value).toBeNull()
  })

  test('keeps an interval even where all answers agree, within -100 and 100', () => {
    const { low, high } = npsOf(new Map([[10, 4]]))
    expect(low).toBeLessThan(90)
    expect(high).toBe(100)
  })
})

describe('the headline of a question', () => {
  const question = (given: Partial<Question>): Question => ({
    id: 'q',
    text: '？',
    kind: 'scale',
    required: false,
    ...given,
  })
  test.each([
    [question({ min: 0, max: 10 }), { kind: 'nps' }],
    [question({ min: 1, max: 5 }), { kind: 'csat', of: ['4', '5'] }],
    [question({ min: 1, max: 7 }), { kind: 'mean' }],
    [question({ kind: 'yes-no' }), { kind: 'share', of: ['true'] }],
    [question({ kind: 'choice', problemIf: { operator: 'any-of', value: ['迟到'] } }), { kind: 'share', of: ['迟到'] }],
    [question({ kind: 'multi' }), { kind: 'share', of: ['滤芯'] }],
    [question({ kind: 'text' }), { kind: 'none' }],
  ])('%#: is one number', (given, measure) => {
    expect(measureOf(given, '滤芯')).toEqual(measure)
  })

  test('of several options that one customer can name together is one of them', () => {
    const problemIf = { operator: 'any-of' as const, value: ['a', 'b'] }
    expect(measureOf(question({ kind: 'multi', problemIf }), 'c')).toEqual({ kind: 'share', of: ['c'] })
    const tally = { n: 4, values: new Map([['c', 1]]), sums: null }
    expect(estimateOf({ kind: 'share', of: ['c'] }, tally).value).toBe(0.25)
  })
})

test.each([
  ['请打 139 1234 4412 找我', '请打 ••• 找我'],
  ['座机 010-8888 6666', '座机 •••'],
  ['全角１３９１２３４４４１２', '全角•••'],
  ['幺三九一二三四四四一二', '•••'],
  ['发到 li@example.com，谢谢', '发到 •••，谢谢'],
  ['用了 1200 小时，换了 3 次', '用了 1200 小时，换了 3 次'],
])('a text is shown without numbers of people: %s', (text, shown) => {
  expect(withoutNumbers(text)).toBe(shown)
})
