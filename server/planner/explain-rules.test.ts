import { describe, expect, test } from 'vitest'
import { natureOf } from '../policy/combine-rules.ts'
import { plan } from './arbitrate-rules.ts'
import { explain, NOBODY } from './explain-rules.ts'
import { type GivenDue, givenCapacity, givenDues } from './given.ts'
import { OUTCOMES } from './outcome-rules.ts'
import { NEVER, type Terms } from './rules.ts'
import { termsOf } from './terms-rules.ts'

const TERMS: Terms = { combining: { most: 1, never: [], first: [] }, spacing: [], minutesPerContact: 2 }

/** Why each of the purposes has its day, with the customer of the other one in play. */
function whyOf(rows: readonly GivenDue[], minutes: readonly (readonly number[])[], given: Partial<Terms> = {}) {
  const [dues, capacity, terms] = [givenDues(rows), givenCapacity(minutes), { ...TERMS, ...given }]
  const { outcome, other } = explain(plan(dues, capacity, terms), terms.spacing)
  return rows.map((_, due) => [OUTCOMES[outcome[due]!], other[due] === NOBODY ? null : dues.customer[other[due]!]])
}

describe('a day', () => {
  test('that is the first possible needs no reason', () => {
    expect(whyOf([{ customer: 1, last: 2 }], [[60, 60, 60]])).toEqual([['first-day', null]])
  })
  test('comes later because the team does not work before', () => {
    expect(whyOf([{ customer: 1, last: 2 }], [[0, 0, 60]])).toEqual([['no-work-before', null]])
  })
  test('was taken by one worth more, who is named', () => {
    const rows = [
      { customer: 1, value: 1, minutes: 8, last: 1 },
      { customer: 2, value: 9, minutes: 8, last: 0 },
    ]
    expect(whyOf(rows, [[10, 10]])).toEqual([
      ['day-was-full', 2],
      ['first-day', null],
    ])
    expect(
      whyOf(
        rows.map(row => ({ ...row, last: 0 })),
        [[10, 10]],
      )[0],
    ).toEqual(['no-room', 2])
  })
  test('is another contact’s, with which it is made', () => {
    const combining = { ...TERMS.combining, most: 2 }
    const rows = [
      { customer: 1, value: 1, last: 1 },
      { customer: 1, value: 9, last: 1 },
    ]
    expect(whyOf(rows, [[60, 60]], { combining })).toEqual([
      ['carried', 1],
      ['first-day', null],
    ])
  })
  test('lies away from another contact of the customer, or there is none beside it', () => {
    const spacing = [{ most: 1, days: 3 }]
    const rows = [
      { customer: 1, value: 9, last: 4 },
      { customer: 1, value: 1, last: 4 },
    ]
    expect(whyOf(rows, [[60, 60, 60, 60, 60]], { spacing })).toEqual([
      ['first-day', null],
      ['near-another', 1],
    ])
    expect(
      whyOf(
        rows.map(row => ({ ...row, last: 1 })),
        [[60, 60]],
        { spacing },
      )[1],
    ).toEqual(['no-day-beside-another', 1])
  })
  test('is none when the customer is released too late, or the team never works', () => {
    expect(whyOf([{ customer: 1, from: 3, last: 2 }], [[60, 60, 60]])).toEqual([['released-too-late', null]])
    expect(whyOf([{ customer: 1, from: NEVER, last: 2 }], [[60, 60, 60]])).toEqual([['not-allowed', null]])
    expect(whyOf([{ customer: 1, last: 1 }], [[0, 0]])).toEqual([['no-work', null]])
  })
})

describe('the policy', () => {
  test('lets purposes share a contact as it says, the strictest rule for everybody', () => {
    const common = { layer: 'own', from: null, until: null, source: '', kind: 'combine' } as const
    const { combining } = termsOf([
      { ...common, id: 'a', name: 'a', scope: {}, most: 3, never: [['care', 'renewal']], first: ['problem-solving'] },
      { ...common, id: 'b', name: 'b', scope: {}, most: 2, never: [], first: [] },
      { ...common, id: 'c', name: 'c', scope: { tags: ['vip'] }, most: 1, never: [], first: [] },
    ])
    expect(combining).toEqual({ most: 2, never: [[0, 6]], first: [3] })
  })
  test('has classes: promised, service, offers', () => {
    expect([natureOf('confirm-solution', false), natureOf('care', false), natureOf('renewal', false)]).toEqual([
      0, 1, 2,
    ])
    expect(natureOf('renewal', true)).toBe(0)
  })
})
