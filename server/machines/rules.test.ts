import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lowerThanBefore, plainSerialNumber, readMachineState, readUnit } from './rules.ts'

describe('a serial number', () => {
  test.each([
    ['sy215c 0012-a', 'SY215C0012-A'],
    ['ＳＹ２１５Ｃ－００１２', 'SY215C-0012'],
    ['SY215C–0012', 'SY215C-0012'],
  ])('“%s” is %s', (text, plain) => expect(plainSerialNumber(text)).toBe(plain))

  test('is the same once it is plain', () => {
    fc.assert(
      fc.property(fc.string(), text => plainSerialNumber(plainSerialNumber(text)) === plainSerialNumber(text)),
      { examples: [['ß'], ['ﬁ 1'], ['İ']] },
    )
  })
})

describe('words of a file', () => {
  test.each([
    ['', 'h'],
    ['小时', 'h'],
    ['KM', 'km'],
    ['公里', 'km'],
    ['次', undefined],
  ])('the unit “%s” is %s', (text, unit) => expect(readUnit(text)).toBe(unit))
  test.each([
    ['在用', 'in-use'],
    ['闲置', 'standing'],
    ['Under repair', 'in-repair'],
    ['已报废', 'scrapped'],
    ['飞了', undefined],
  ])('the state “%s” is %s', (text, state) => expect(readMachineState(text)).toBe(state))
})

describe('meter readings', () => {
  const reading = (day: number, value: number) => ({
    value,
    readAt: Temporal.Instant.from('2026-01-01T00:00:00Z').add({ hours: 24 * day }),
  })

  test('that fall below an earlier one are flagged, in whatever order they come in', () => {
    const [first, slip, after] = [reading(1, 1200), reading(2, 120), reading(3, 1250)]
    expect(lowerThanBefore([after, slip, first])).toEqual(new Set([slip]))
  })

  test('are flagged exactly when some earlier reading is higher', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(400)), fc.array(fc.nat(50), { minLength: 400 }), (days, values) => {
        const readings = days.map((day, at) => reading(day, values[at] ?? 0))
        const higherBefore = (one: (typeof readings)[number]) =>
          readings.some(other => Temporal.Instant.compare(other.readAt, one.readAt) < 0 && other.value > one.value)
        expect(lowerThanBefore(readings)).toEqual(new Set(readings.filter(higherBefore)))
      }),
    )
  })
})
