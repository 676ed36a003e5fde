import { expect, test } from 'vitest'
import type { PolicyRule } from '../policy/rule-contract.ts'
import { DEFAULT_CONTENT } from '../policy/rules.ts'
import { termsOf } from './terms-rules.ts'

const DAY = 86_400
const common = { layer: 'own', from: null, until: null, source: '', name: 'rule' } as const
type Given<K> = Partial<Extract<PolicyRule, { kind: K }>>
const cap = (given: Given<'cap'>): PolicyRule => ({
  ...{ ...common, id: 'cap', kind: 'cap', count: 'attempts', per: 'person', limit: 2, effect: 'delay', scope: {} },
  window: { kind: 'rolling', seconds: 7 * DAY },
  ...given,
})
const gap = (given: Given<'gap'>): PolicyRule => ({
  ...{ ...common, id: 'gap', kind: 'gap', after: 'attempts', per: 'person', next: 'any', seconds: 2 * DAY, scope: {} },
  ...given,
})
const spacing = (...rules: PolicyRule[]) => termsOf(rules).spacing

test('of who stated none keeps contacts seven days after a call, and calls three in thirty', () => {
  expect(termsOf(DEFAULT_CONTENT.rules)).toEqual({
    combining: { most: 1, never: [], first: [] },
    spacing: expect.arrayContaining([
      { most: 3, days: 30, counts: 'phone' },
      { most: 1, days: 7, counts: 'phone' },
      { most: 10, days: 30, holds: 'email' },
    ]),
    minutesPerContact: 2,
  })
})

test('rules of one channel hold back and count what the verdict holds back and counts', () => {
  const scope = { channels: ['email' as const] }
  expect(spacing(cap({ scope }))).toEqual([{ most: 2, days: 7, holds: 'email', counts: 'email' }])
  expect(spacing(cap({ scope, counted: 'all' }))).toEqual([{ most: 2, days: 7, holds: 'email' }])
  expect(spacing(cap({ scope, count: 'conversations' }))).toEqual([])
  expect(spacing(cap({ scope, count: 'conversations', counted: 'all' }))).toEqual([
    { most: 2, days: 7, holds: 'email', counts: 'phone' },
  ])
  expect(spacing(gap({ scope }))).toEqual([{ most: 1, days: 2, holds: 'email' }])
  expect(spacing(gap({ scope: { channels: ['phone'] }, after: 'conversations' }))).toEqual([
    { most: 1, days: 2, holds: 'phone', counts: 'phone' },
  ])
})

test('rules of both channels count mails as attempts and never as conversations', () => {
  expect(spacing(gap({}))).toEqual([{ most: 1, days: 2 }])
  expect(spacing(gap({ after: 'conversations' }))).toEqual([{ most: 1, days: 2, counts: 'phone' }])
  expect(spacing(cap({}))).toEqual([{ most: 2, days: 7, holds: 'email' }])
})

test('rules of other channels, of some customers, numbers or one matter shape no plan', () => {
  expect(spacing(gap({ scope: { channels: ['sms'] } }), gap({ scope: { tags: ['vip'] } }))).toEqual([])
  expect(
    spacing(gap({ per: 'number' }), gap({ next: 'same-matter' }), cap({ scope: { channels: ['phone'] } })),
  ).toEqual([])
})
