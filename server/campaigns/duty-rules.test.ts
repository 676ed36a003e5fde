import { expect, test } from 'vitest'
import { personFor } from './duty-rules.ts'

test('a purpose asks for whoever is in charge of its matter, else for the customer himself', () => {
  const persons = [{ duties: ['finance'] }, { duties: ['owner', 'purchasing'] }, { duties: ['operator'] }]
  expect(personFor('renewal', persons)).toBe(1)
  expect(personFor('cross-sell', persons)).toBe(1)
  expect(personFor('care', persons)).toBe(2)
  expect(personFor('verify-data', persons)).toBe(-1)
  expect(personFor('renewal', [])).toBe(-1)
})

test('the matter asked for first decides, not who is written first', () => {
  expect(personFor('renewal', [{ duties: ['owner'] }, { duties: ['purchasing'] }])).toBe(1)
})
