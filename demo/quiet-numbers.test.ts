import { expect, test } from 'vitest'
import { readPhone } from '../server/customers/phone.ts'
import { BRANCHES } from './machinery/places.ts'
import { fixedLine, MOBILES, mobile } from './quiet-numbers.ts'

const areas = BRANCHES.flatMap(branch => branch.cities.map(city => city.area))

test('the import takes every fixed line as Chinese and fixed, and its local number begins with 0', () => {
  for (const area of areas) {
    for (const n of [0, 1, 299, 1_000_000, 9_999_999]) {
      const number = fixedLine(area, n)
      expect(readPhone(number, 'CN'), number).toEqual({ e164: number.replaceAll(' ', ''), lineType: 'fixed' })
      expect(number.split(' ')[2]).toMatch(/^0\d{7}$/)
    }
  }
})

test('the import takes every mobile as a mobile', () => {
  const read = Array.from({ length: MOBILES }, (_, n) => readPhone(mobile(n), 'CN'))
  expect(read.filter(phone => phone?.lineType !== 'mobile')).toEqual([])
  expect(read.every(phone => phone!.e164.startsWith('+447700900'))).toBe(true)
})

test('no two are alike', () => {
  expect(new Set(Array.from({ length: MOBILES }, (_, n) => mobile(n))).size).toBe(MOBILES)
  expect(new Set(Array.from({ length: 20_000 }, (_, n) => fixedLine('10', n))).size).toBe(20_000)
})

test('a number beyond the last does not exist', () => {
  expect(() => mobile(MOBILES)).toThrow(RangeError)
  expect(() => fixedLine('10', 10_000_000)).toThrow(RangeError)
})
