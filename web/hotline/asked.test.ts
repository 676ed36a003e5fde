import { expect, test } from 'vitest'
import { isEnough, isWholeNumber } from './asked.ts'

test.each(['138 1234 5678', '138 5678', '…5678', '王芳 5678', '王芳', 'KH-001'])('is enough to look up: %s', text =>
  expect(isEnough(text)).toBe(true),
)

test.each(['', '56', '138 …'])('is not enough: %s', text => expect(isEnough(text)).toBe(false))

test('only a whole number can be stopped or reported by itself', () => {
  expect(isWholeNumber('138 1234 5678')).toBe(true)
  expect(isWholeNumber('138 5678')).toBe(false)
  expect(isWholeNumber('王芳 5678')).toBe(false)
})
