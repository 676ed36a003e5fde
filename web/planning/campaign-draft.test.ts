import { describe, expect, test } from 'vitest'
import { TRIGGER_KINDS } from '../../server/campaigns/trigger-rules.ts'
import { bodyOf, draftOf, fieldOf, isPlainlyMobile, newBody, problemsOfDraft, sameDraft } from './campaign-draft.ts'
import type { Campaign } from './say-campaign.ts'

const person = { id: 'p', name: '周敏' }
const campaign: Campaign = {
  ...{
    id: 'c',
    name: '购后关怀',
    purposes: ['care'],
    reasonForCustomer: '了解使用情况',
    expectedEffect: '',
    owner: person,
  },
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
  ...{ priority: 5, maxAttempts: 5, validFrom: '2026-11-01', validUntil: '2027-02-01', state: 'draft', version: 1 },
  ...{ branchId: 'b', createdBy: person, createdAt: '2026-11-01T00:00:00Z', plannedBy: [person], submittedAt: null },
  ...{ approvedBy: null, approvedAt: null, returnedNote: null, submissions: 0, revision: null, own: true },
}

describe('writing a campaign', () => {
  test('a saved campaign is not unsaved, however its parts were stored, and lacks nothing', () => {
    expect(sameDraft(draftOf(campaign), draftOf({ ...campaign }))).toBe(true)
    expect(sameDraft({ ...draftOf(campaign), name: ' 购后关怀 ' }, draftOf(campaign))).toBe(true)
    expect(sameDraft({ ...draftOf(campaign), name: '别的' }, draftOf(campaign))).toBe(false)
    expect(problemsOfDraft(draftOf(campaign))).toEqual([])
  })

  test('festivals chosen before another trigger are not sent, so that nothing is saved again and again', () => {
    const draft = draftOf(campaign)
    const changed = { ...draft, trigger: { ...draft.trigger, festivals: ['spring' as const] } }
    expect(sameDraft(changed, draft)).toBe(true)
    expect(bodyOf({ ...changed, trigger: { ...changed.trigger, kind: 'festival' } }).trigger).toMatchObject({
      festivals: ['spring'],
    })
  })

  test('what was written of a mail is sent only where the campaign writes, and its faults stand on their step', () => {
    const draft = { ...draftOf(campaign), mail: { subject: ' 您好 ', text: '{name}您好' } }
    expect(bodyOf(draft).mail).toBeNull()
    expect(problemsOfDraft(draft)).toEqual([])
    const writing = { ...draft, channels: ['email' as const, 'phone' as const] }
    expect(bodyOf(writing).mail).toEqual({ subject: '您好', text: '{name}您好' })
    expect(problemsOfDraft(writing)).toEqual([{ step: 'how', code: 'mail-placeholder-unknown' }])
    expect(problemsOfDraft({ ...writing, mail: { subject: '', text: ' ' } })).toEqual([
      { step: 'how', code: 'mail-subject-missing' },
      { step: 'how', code: 'mail-text-missing' },
    ])
  })

  test('of a campaign that runs, what is written is its next version', () => {
    const { id, ...content } = { ...campaign, name: '新版' }
    const revised: Campaign = {
      ...{ ...campaign, id, state: 'running' },
      revision: { content, state: 'draft', plannedBy: [person], submittedAt: null, returnedNote: null },
    }
    expect(draftOf(revised).name).toBe('新版')
  })

  test('what is cleared counts as missing, on the step where it stands', () => {
    const cleared = { ...draftOf(campaign), name: ' ', teamId: undefined, validFrom: '' }
    expect(problemsOfDraft(cleared)).toEqual([
      { step: 'why', code: 'name-missing' },
      { step: 'when', code: 'validity-missing' },
      { step: 'how', code: 'team-missing' },
    ])
  })

  test('every trigger begins with days that can be asked for', () => {
    const from = Temporal.PlainDate.from('2026-11-17')
    for (const kind of TRIGGER_KINDS) {
      const { trigger, validUntil } = newBody({ kind, serviceNumber: null, from })
      expect(trigger?.fromDay).toBeLessThanOrEqual(trigger!.toDay!)
      expect(validUntil).toBe('2027-02-17')
    }
  })

  test('a refusal about a field knows where it stands', () => {
    expect(fieldOf({ reason: 'caller-number-is-mobile' })).toEqual({ step: 'how', field: ['callerNumber'] })
    expect(fieldOf({ reason: 'campaign-changed' })).toBeUndefined()
  })

  test('a mobile number is told at once', () => {
    expect(['13812345678', '+86 138 1234 5678', '８６13812345678'].every(isPlainlyMobile)).toBe(true)
    expect(['95588', '021-62345678', '4008001234', ''].some(isPlainlyMobile)).toBe(false)
  })
})
