import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { inOrder } from '../calendars/rules.ts'
import { PURPOSES } from '../campaigns/rules.ts'
import { PURPOSE_CLASSES } from '../customers/facts-rules.ts'
import { type ContentProblemCode, type Known, problemsOf } from './content-rules.ts'
import { differences } from './diff-rules.ts'
import { hoursOfAll, hoursOn } from './hours-rules.ts'
import { PolicyContent } from './rule-contract.ts'
import { DEFAULT_CONTENT } from './rules.ts'
import { wireOf } from './wire-rules.ts'

const BRANCH = '01900000-0000-7000-8000-000000000001'
const KNOWN: Known = {
  branchIds: new Set([BRANCH]),
  campaignIds: new Set(),
  tags: new Set(['重点客户']),
  roles: new Set(['agent']),
  today: '2026-11-22',
}

type Given = z.input<typeof PolicyContent>
type GivenRule = Given['rules'][number]
type GivenExemption = Given['exemptions'][number]

const span = (from: string, to: string) => ({ from, to })
const content = (rules: GivenRule[], exemptions: GivenExemption[] = []) =>
  wireOf(PolicyContent.parse({ rules: [...DEFAULT_CONTENT.rules, ...rules], exemptions }))

const HOURS: Extract<GivenRule, { kind: 'hours' }> = {
  ...{ id: 'evening', name: '傍晚', kind: 'hours' as const },
  ...{ workday: [], restDay: [], holiday: [] },
}
const CAP = {
  id: 'weekly',
  name: '每周',
  kind: 'cap',
  count: 'attempts',
  per: 'person',
  limit: 3,
  window: { kind: 'rolling', seconds: 604_800 },
} as const
const RECALL: GivenExemption = {
  id: 'recall',
  name: '安全召回',
  reason: '制动缺陷召回',
  scope: { tags: ['重点客户'] },
  passes: ['weekly'],
  limit: 1,
  days: 7,
  until: '2027-02-28',
}

function problems(rules: GivenRule[], exemptions: GivenExemption[] = []): [ContentProblemCode, string | null][] {
  return problemsOf(content(rules, exemptions), KNOWN).map(({ code, subject }) => [code, subject])
}

describe('a policy that is written', () => {
  test('is the default without any problem', () => {
    expect(problems([])).toEqual([])
  })

  test.each<[string, GivenRule, ContentProblemCode]>([
    ['two of one id', { ...CAP, id: 'hours' }, 'id-twice'],
    [
      'hours that overlap',
      { ...HOURS, workday: [span('09:00', '12:00'), span('11:00', '13:00')] },
      'hours-out-of-order',
    ],
    ['hours that end before they begin', { ...HOURS, holiday: [span('12:00', '09:00')] }, 'hours-out-of-order'],
    ['hours of a day out of order', { ...HOURS, weekdays: { 6: [span('13:00', '12:00')] } }, 'hours-out-of-order'],
    [
      'parts of the day out of order',
      { ...CAP, window: { kind: 'day-part', cuts: ['18:00', '12:00'] } },
      'cuts-out-of-order',
    ],
    ['an end before its beginning', { ...CAP, from: '2027-01-02', until: '2027-01-01' }, 'days-out-of-order'],
    ['a branch nobody has', { ...CAP, scope: { branchIds: [BRANCH.replace('1', '2')] } }, 'branch-unknown'],
    ['a campaign nobody has', { ...CAP, scope: { campaignIds: [BRANCH] } }, 'campaign-unknown'],
    ['a tag nobody has', { ...CAP, scope: { tags: ['VIP'] } }, 'tag-unknown'],
    ['a role nobody has', { id: 'who', name: '谁', kind: 'speaker', owner: false, roles: ['king'] }, 'role-unknown'],
    ['nobody who may speak', { id: 'who', name: '谁', kind: 'speaker', owner: false, roles: [] }, 'nobody-may-speak'],
    [
      'a purpose parted from itself',
      { id: 'mix', name: '合并', kind: 'combine', most: 2, never: [['care', 'care']] },
      'pair-of-one-purpose',
    ],
    [
      'a carrier who asks for consent',
      { id: 'c', name: '同意', kind: 'consent', need: 'explicit', layer: 'carrier' },
      'carrier-limits-alone',
    ],
    ['a rule that is over', { ...CAP, until: '2026-11-21' }, 'rule-over'],
  ])('names %s', (_, rule, code) => {
    expect(problems([rule]).map(([found]) => found)).toEqual([code])
  })

  test.each<[string, Partial<GivenExemption>, ContentProblemCode]>([
    ['is for everything', { scope: { tags: [] } }, 'exemption-for-everything'],
    ['names all purposes there are', { scope: { purposes: [...PURPOSES] } }, 'exemption-for-everything'],
    ['names all classes', { scope: { purposeClasses: [...PURPOSE_CLASSES] } }, 'exemption-for-everything'],
    [
      'names a channel and a country alone',
      { scope: { channels: ['phone'], countries: ['CN'] } },
      'exemption-for-everything',
    ],
    ['passes a carrier’s ceiling', { passes: ['ceiling'] }, 'exemption-passes-carrier'],
    ['passes a rule that is gone', { passes: ['gone'] }, 'exemption-passes-unknown'],
    ['is over', { until: '2026-11-21' }, 'exemption-over'],
    ['lasts for years', { until: '2029-01-01' }, 'exemption-over-a-year'],
  ])('names an exemption that %s', (_, wrong, code) => {
    const ceiling: GivenRule = { ...CAP, id: 'ceiling', layer: 'carrier', per: 'number' }
    expect(problems([CAP, ceiling], [{ ...RECALL, ...wrong }])).toEqual([[code, 'recall']])
  })

  test('never parses an exemption without an end, without a limit or for no rule', () => {
    for (const part of ['until', 'limit', 'days', 'reason', 'passes'] as const) {
      const { [part]: _, ...rest } = RECALL
      expect(PolicyContent.safeParse({ rules: [], exemptions: [rest] }).success).toBe(false)
    }
    expect(PolicyContent.safeParse({ rules: [], exemptions: [{ ...RECALL, passes: [] }] }).success).toBe(false)
  })

  test('warns of hours that together leave none, and not of holidays alone', () => {
    const night = { ...HOURS, scope: { purposeClasses: ['marketing' as const] }, workday: [span('12:00', '14:00')] }
    expect(problems([night])).toEqual([['never-open', 'evening']])
    expect(problems([{ ...night, workday: [span('11:00', '15:00')] }])).toEqual([])
  })

  test('warns when nothing holds for everybody', () => {
    const found = problemsOf({ rules: [], exemptions: [] }, KNOWN)
    expect(found.map(({ code, warning }) => [code, warning])).toEqual([
      ['no-hours', true],
      ['no-cap', true],
    ])
  })
})

describe('hours', () => {
  const rule = {
    workday: [span('09:00', '18:00')],
    restDay: [span('10:00', '12:00')],
    holiday: [],
    weekdays: { 6: [span('10:00', '17:00')], 7: [] },
  }

  test('of a day of the week replace the kind of day, never a holiday', () => {
    expect(hoursOn(rule, 3, 'workday')).toEqual([span('09:00', '18:00')])
    expect(hoursOn(rule, 5, 'rest-day')).toEqual([span('10:00', '12:00')])
    expect(hoursOn(rule, 6, 'workday')).toEqual([span('10:00', '17:00')])
    expect(hoursOn(rule, 7, 'rest-day')).toEqual([])
    expect(hoursOn(rule, 6, 'holiday')).toEqual([])
  })

  test('of several rules are those that all leave, to the minute', () => {
    const noon = { ...rule, weekdays: {}, workday: [span('08:00', '12:00'), span('14:00', '24:00')] }
    expect(hoursOfAll([rule, noon], 1, 'workday')).toEqual([span('09:00', '12:00'), span('14:00', '18:00')])
    expect(hoursOfAll([], 1, 'workday')).toEqual([span('00:00', '24:00')])
    expect(hoursOfAll([rule, noon], 7, 'workday')).toEqual([])
  })

  test('are in order when none begins before the one before has ended', () => {
    expect(inOrder([span('09:00', '12:00'), span('12:00', '24:00')])).toBe(true)
    expect(inOrder([span('09:00', '12:00'), span('11:59', '13:00')])).toBe(false)
    expect(inOrder([span('09:00', '09:00')])).toBe(false)
  })
})

describe('what differs between two versions', () => {
  test('is nothing when only the order of writing differs', () => {
    const other = content([CAP])
    const turned = { ...other, rules: other.rules.map(rule => Object.fromEntries(Object.entries(rule).reverse())) }
    expect(differences(other, turned as typeof other)).toEqual([])
    const emptied = content([{ ...CAP, scope: { tags: [] } }])
    expect(differences(other, emptied)).toEqual([])
  })

  test('is what was added, changed with its fields, and removed', () => {
    const after = content([{ ...CAP, limit: 2, until: '2027-01-01' }], [RECALL])
    const before = content([CAP, { ...CAP, id: 'gone' }])
    expect(
      differences(before, after).map(({ of, id, fields, before, after }) => [of, id, fields, !before, !after]),
    ).toEqual([
      ['rule', 'weekly', ['until', 'limit'], false, false],
      ['rule', 'gone', [], false, true],
      ['exemption', 'recall', [], true, false],
    ])
  })

  test('of hours is seen when a day is left without any', () => {
    const before = content([{ ...HOURS, weekdays: { 7: [span('09:00', '10:00')] } }])
    const after = content([{ ...HOURS, weekdays: { 7: [] } }])
    expect(differences(before, after)[0]).toMatchObject({ id: 'evening', fields: ['weekdays'] })
  })
})
