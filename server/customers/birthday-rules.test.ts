import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { birthdaysBetween, readBirthday } from './birthday-rules.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const TODAY = day('2026-11-17')

describe('a birthday', () => {
  test.each([
    ['1985-03-12', '1985-03-12'],
    ['1985/3/12', '1985-03-12'],
    ['1985年3月12日', '1985-03-12'],
    ['19850312', '1985-03-12'],
    ['1985-03-12 00:00:00', '1985-03-12'],
    ['3月12日', '03-12'],
    ['03-12', '03-12'],
    ['--03-12', '03-12'],
    ['2月29日', '02-29'],
    ['2000-02-29', '2000-02-29'],
  ])('%s is read as %s', (text, read) => expect(readBirthday(text, TODAY)).toBe(read))

  test.each(['1985-02-29', '13-01', '2-30', '2026-11-18', '1700-01-01', '不详', '', '12'])('%s is none', text => {
    expect(readBirthday(text, TODAY)).toBeUndefined()
  })

  test('comes exactly once in every year, whoever was born when', () => {
    const born = fc.integer({ min: 0, max: 365 }).map(n => day('2000-01-01').add({ days: n }).toString().slice(5))
    fc.assert(
      fc.property(born, fc.integer({ min: 1990, max: 2110 }), (key, year) => {
        const found = birthdaysBetween(day(`${year}-01-01`), day(`${year}-12-31`)).filter(it => it.born === key)
        expect(found).toHaveLength(1)
        const on = found[0]!.day
        const isLeapling = key === '02-29' && !on.inLeapYear
        expect(on.toString().slice(5)).toBe(isLeapling ? '02-28' : key)
      }),
    )
  })
})
