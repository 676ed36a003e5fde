import { expect, test } from 'vitest'
import { askedFrom } from './asked.ts'

test.each([
  ['138 1234 4412', { number: '138 1234 4412' }],
  ['+44 (0)7700 900-123', { number: '+44 (0)7700 900-123' }],
  ['１３８１２３４４４１２', { number: '13812344412' }],
])('a number as it is typed: %s', (text, asked) => {
  expect(askedFrom(text)).toEqual(asked)
})

test.each([
  ['王芳 4412', { lastFour: '4412', name: '王芳' }],
  ['4412 王芳', { lastFour: '4412', name: '王芳' }],
  ['王芳4412', { lastFour: '4412', name: '王芳' }],
  ['David Smith, 0123', { lastFour: '0123', name: 'David Smith' }],
])('a name with the last four digits, in either order: %s', (text, asked) => {
  expect(askedFrom(text)).toEqual(asked)
})

test.each(['', '4412', '95588', '王芳', '王芳 441', '王芳 13812344412'])('not enough to look up: “%s”', text => {
  expect(askedFrom(text)).toBeNull()
})
