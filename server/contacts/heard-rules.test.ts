import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fitsParts, heardFrom } from './heard-rules.ts'

describe('what a caller gave', () => {
  test.each([
    '138 1234 4412',
    '+86 138-1234-4412',
    '0086 13812344412',
    '１３８１２３４４４１２',
    '010 8888 4412',
    '+44 7700 900123',
  ])('is a whole number: %s', text => expect(heardFrom(text)).toMatchObject({ kind: 'number' }))

  test.each([
    ['138 4412', ['138', '4412']],
    ['…4412', ['4412']],
    ['138****4412', ['138', '4412']],
    ['138xxxx4412', ['138', '4412']],
    ['+86 138 … 4412', ['138', '4412']],
    ['138 ?? 34 44 12', ['138', '34', '4412']],
    ['4412', ['4412']],
  ])('is pieces of a number: %s', (text, parts) =>
    expect(heardFrom(text)).toEqual({ kind: 'parts', parts, lastFour: '4412' }),
  )

  test('is a name, with the last four digits or without, or a customer number', () => {
    expect(heardFrom(' Wang.Fang@example.com ')).toEqual({ kind: 'address', text: 'Wang.Fang@example.com' })
    expect(heardFrom('王芳 4412')).toEqual({ kind: 'name', name: '王芳', lastFour: '4412' })
    expect(heardFrom('4412，王芳')).toEqual({ kind: 'name', name: '王芳', lastFour: '4412' })
    expect(heardFrom('王芳')).toEqual({ kind: 'name', name: '王芳', lastFour: null })
    expect(heardFrom('KH-00123')).toEqual({ kind: 'name', name: 'KH-00123', lastFour: null })
  })

  test.each(['', '44', '…', '138 …'])('is not enough: %s', text => expect(heardFrom(text)).toBeNull())
})

describe('pieces', () => {
  test('fit a number that has them in their order and ends with the last', () => {
    expect(fitsParts('+8613812344412', ['138', '4412'])).toBe(true)
    expect(fitsParts('+8613912344412', ['138', '4412'])).toBe(false)
    expect(fitsParts('+8613812344412', ['4412', '138'])).toBe(false)
    expect(fitsParts('+861088884412', ['010', '4412'])).toBe(true)
  })

  test('cut from a number always fit it, and never fit one with another ending', () => {
    const number = fc
      .array(fc.integer({ min: 0, max: 9 }), { minLength: 8, maxLength: 8 })
      .map(rest => `138${rest.join('')}`)
    fc.assert(
      fc.property(number, fc.integer({ min: 1, max: 6 }), fc.integer({ min: 4, max: 5 }), (digits, first, last) => {
        const parts = [digits.slice(0, first), digits.slice(-last)]
        expect(fitsParts(`+86${digits}`, parts)).toBe(true)
        const other = `${digits.slice(0, -1)}${(Number(digits.at(-1)) + 1) % 10}`
        expect(fitsParts(`+86${other}`, parts)).toBe(false)
      }),
    )
  })
})
