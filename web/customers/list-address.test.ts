import { describe, expect, test } from 'vitest'
import { columnsOf, criteriaOf, USUAL_COLUMNS, valuesOf } from './list-address.ts'

describe('the address of a list of customers', () => {
  test('carries every criterion there and back', () => {
    const values = {
      q: 'lm',
      branch: 'b',
      owner: 'none',
      stage: 'reach',
      tag: 'VIP',
      kind: 'person',
      phone: 'no',
      changed: '7',
      import: 'i',
    }
    expect(valuesOf(criteriaOf(values))).toEqual(values)
    expect(criteriaOf(values)).toMatchObject({ hasPhone: false, changedWithinDays: 7, tags: ['VIP'] })
  })

  test('names its columns in order, each once, and ignores those it does not know', () => {
    expect(columnsOf('tags,owner,tags,secret')).toEqual(['tags', 'owner'])
    expect(columnsOf(undefined)).toEqual(USUAL_COLUMNS)
  })
})
