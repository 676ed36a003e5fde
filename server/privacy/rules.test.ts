import { describe, expect, test } from 'vitest'
import { lastFourOf, maskOf } from './rules.ts'

const masked = (kind: 'phone' | 'email' | 'id-number', value: string) =>
  maskOf({ kind, lastFour: lastFourOf(kind, value) })

describe('a mask', () => {
  test('shows the last four digits of a number, wherever it is from', () => {
    expect(masked('phone', '+8613800134412')).toBe('••• 4412')
    expect(masked('phone', '+442079460123')).toBe('••• 0123')
    expect(masked('id-number', '11010519491231002X')).toBe('••• 002X')
  })

  test('never shows more than half of the name in an e-mail', () => {
    expect(masked('email', 'hanmeimei@example.com')).toBe('•••imei@')
    expect(masked('email', 'li@example.com')).toBe('•••i@')
    expect(masked('email', 'a@example.com')).toBe('•••@')
  })
})
