import { expect, test } from 'vitest'
import { csvOf } from './csv.ts'

test('begins with a byte order mark and quotes what needs it', () => {
  expect(
    csvOf([
      ['坐席', 'n'],
      ['a"b,c', 3],
      ['x\ny', null],
    ]),
  ).toBe('\uFEFF坐席,n\r\n"a""b,c",3\r\n"x\ny",\r\n')
})

test.each(['=1+1', '@sum', '+cmd|x', '-2+3+cmd', '\t=1', '\r=1'])('takes the formula out of %j', text => {
  expect(csvOf([[text]])).toContain(`'${text}`)
})

test('leaves numbers as they are, negative ones too', () => {
  expect(csvOf([[-1.5, 0.25]])).toBe('\uFEFF-1.5,0.25\r\n')
})
