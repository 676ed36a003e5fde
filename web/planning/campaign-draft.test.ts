import { describe, expect, test } from 'vitest'
import {
  bodyOf,
  copyOf,
  draftOf,
  fieldsOf,
  isPlainlyMobile,
  newDraft,
  sameAudience,
  sameDraft,
} from './campaign-draft.ts'
import type { Campaign } from './say-campaign.ts'

const ME = { branchId: 'b', serviceNumber: '4008001234', today: Temporal.PlainDate.from('2026-11-22') }
const FRESH = newDraft(ME)

const CAMPAIGN = {
  ...bodyOf({
    ...FRESH,
    name: '关怀',
    purposes: ['care'],
    reasonForCustomer: '了解使用情况',
    teamId: 't',
    scriptId: 's',
  }),
  conditions: [{ value: 3, field: 'orders.count', operator: 'at-least', days: 365 }],
  branchId: 'b',
  own: true,
} as unknown as Campaign

describe('writing a campaign', () => {
  test('begins with three months from today and the service number', () => {
    expect(FRESH).toMatchObject({ validFrom: '2026-11-22', validUntil: '2027-02-22', callerNumber: '4008001234' })
  })

  test('a saved campaign is not unsaved, however its parts were stored', () => {
    const draft = draftOf(CAMPAIGN)
    expect(sameDraft(draft, draftOf(structuredClone(CAMPAIGN)))).toBe(true)
    expect(sameDraft(draft, { ...draft, name: '关怀 ' })).toBe(true)
    expect(sameDraft(draft, { ...draft, name: '回访' })).toBe(false)
    expect(sameDraft(draft, { ...draft, branchId: 'c' })).toBe(false)
  })

  test('the estimate stays true until whom, when or the team changes', () => {
    const draft = draftOf(CAMPAIGN)
    expect(sameAudience(draft, { ...draft, name: '回访', priority: 9 })).toBe(true)
    expect(sameAudience(draft, { ...draft, conditions: [] })).toBe(false)
    expect(sameAudience(draft, { ...draft, teamId: 'u' })).toBe(false)
    expect(sameAudience(draft, { ...draft, trigger: { ...draft.trigger, toDay: 9 } })).toBe(false)
  })

  test('one planned after another has the days of a new one', () => {
    const old = { ...CAMPAIGN, validFrom: '2025-01-01', validUntil: '2025-02-01' }
    expect(copyOf(old, '关怀（副本）', FRESH)).toMatchObject({
      name: '关怀（副本）',
      validUntil: '2027-02-22',
      scriptId: 's',
    })
  })

  test('a refusal is shown at the field it is about', () => {
    expect(fieldsOf({ reason: 'caller-number-unknown', fields: [] })).toEqual([['callerNumber']])
    expect(fieldsOf({ reason: 'invalid', fields: ['trigger.fromDay', 'conditions.0.value'] })).toEqual([
      ['trigger', 'fromDay'],
      ['conditions'],
    ])
    expect(fieldsOf({ reason: 'campaign-changed', fields: [] })).toEqual([])
  })

  test('mobile numbers are told from service numbers and fixed lines', () => {
    expect(['13812345678', '+86 138 1234 5678', '１３８１２３４５６７８'].map(isPlainlyMobile)).toEqual([
      true,
      true,
      true,
    ])
    expect(['4008001234', '010-88886666', '12345'].map(isPlainlyMobile)).toEqual([false, false, false])
  })
})
