import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Content } from './say-campaign.ts'
import { changedFields, compareLists, linesOf } from './version-diff.ts'

const content: Content = {
  ...{ name: '一', purposes: ['care'], reasonForCustomer: '原因', expectedEffect: '', owner: { id: 'a', name: '甲' } },
  trigger: { kind: 'order', fromDay: 3, toDay: 10, festivals: [] },
  conditions: { combinator: 'and', rules: [{ field: 'activity.amount', operator: 'more-than', value: 300 }] },
  sample: { kind: 'all', amount: null, per: 'campaign', always: [] },
  ...{
    channels: ['phone'],
    mail: null,
    teamId: 't',
    teamName: '组',
    scriptId: 's',
    scriptName: '话术',
    callerNumber: '95588',
    skills: [],
  },
  ...{ priority: 5, maxAttempts: 5, validFrom: '2026-11-01', validUntil: '2026-12-01' },
}

describe('two versions', () => {
  test('differ in the fields that say something else, not in names that changed or in the order of keys', () => {
    const renamed = { ...content, teamName: '新名', owner: { name: '甲某', id: 'a' } }
    const reordered = { rules: content.conditions.rules.map(rule => ({ ...rule })), combinator: 'and' as const }
    expect(changedFields(content, { ...renamed, conditions: reordered })).toEqual([])
    const changed = { ...content, purposes: ['care', 'research'] as Content['purposes'], validUntil: '2026-12-31' }
    expect(changedFields(content, changed)).toEqual(['purposes', 'validity'])
    const writing = {
      ...content,
      channels: ['email', 'phone'] as Content['channels'],
      mail: { subject: '您好', text: '…' },
    }
    expect(changedFields(content, writing)).toEqual(['channels', 'mail'])
    expect(changedFields(writing, { ...writing, channels: ['phone', 'email'] })).toEqual(['channels'])
  })

  test('have lists of which what stayed, came and went makes up both', () => {
    const list = fc.array(fc.nat({ max: 4 }), { maxLength: 8 })
    fc.assert(
      fc.property(list, list, (before, after) => {
        const lines = compareLists(before, after)
        expect(lines.filter(({ mark }) => mark !== 'added').map(({ item }) => item)).toEqual(before)
        expect(lines.filter(({ mark }) => mark !== 'removed').map(({ item }) => item)).toEqual(after)
        if (JSON.stringify(before) === JSON.stringify(after)) {
          expect(lines.every(({ mark }) => mark === 'same')).toBe(true)
        }
      }),
    )
  })

  test('have conditions that are read line by line', () => {
    const [rule] = content.conditions.rules
    expect(linesOf({ combinator: 'or', rules: [rule!, { combinator: 'and', not: true, rules: [rule!] }] })).toEqual([
      { depth: 0, joined: 'or', not: false },
      { depth: 1, condition: rule },
      { depth: 1, joined: 'and', not: true },
      { depth: 2, condition: rule },
    ])
    expect(linesOf({ combinator: 'and', rules: [] })).toEqual([])
  })
})
