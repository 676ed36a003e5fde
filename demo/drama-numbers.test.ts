import { expect, test } from 'vitest'
import { readPhone } from '../server/customers/phone.ts'
import { DRAMA_NUMBERS, dramaNumber, dramaPhonesCsv } from './drama-numbers.ts'

const all = Array.from({ length: DRAMA_NUMBERS }, (_, n) => dramaNumber(n))

test('no two drama numbers are alike, and each is a number the import takes', () => {
  const phones = all.map(number => readPhone(number, 'GB'))
  expect(phones.filter(phone => phone === undefined)).toEqual([])
  expect(new Set(phones.map(phone => phone!.e164)).size).toBe(DRAMA_NUMBERS)
  expect(phones.filter(phone => phone!.lineType === 'mobile')).toHaveLength(1000)
})

test('a number beyond the blocks does not exist', () => {
  expect(() => dramaNumber(DRAMA_NUMBERS)).toThrow(RangeError)
})

test('customers get their numbers in the order given', () => {
  expect([...dramaPhonesCsv(['17850', '12680'])].join('')).toBe(
    'CustomerID,Phone\n17850,07700 900000\n12680,020 7946 0000\n',
  )
})
