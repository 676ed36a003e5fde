import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CLOSED_REASONS, FOLLOWUP_STATES, OUTCOME_CODES } from '../followups/rules.ts'
import { type FareGroup, fateOf, funnelOf, sayFate } from './funnel-rules.ts'

const open: FareGroup = {
  ended: false,
  state: 'waiting',
  lastOutcome: null,
  closedReason: null,
  heldBy: null,
  heldCode: null,
  releasedFrom: null,
  releasedTo: null,
  withSupervisor: false,
  appointment: false,
  later: false,
  followups: 1,
  due: 1,
  handedOut: 0,
  attempted: 0,
  spoken: 0,
}

describe('what became of a follow-up', () => {
  const done = { ...open, ended: true, state: 'done' as const }
  test.each([
    [{ ...done, lastOutcome: 'completed' as const }, 'completed'],
    [{ ...done, lastOutcome: 'partial' as const }, 'partial'],
    [{ ...done, lastOutcome: 'asked-not-to-call' as const }, 'refused'],
    [{ ...done, lastOutcome: 'deceased' as const }, 'other-end'],
    [{ ...open, ended: true, state: 'closed' as const, closedReason: 'max-attempts' as const }, 'max-attempts'],
    [{ ...open, state: 'handed-out' as const, heldBy: null }, 'handed-out'],
    [{ ...open, state: 'carried' as const, heldBy: null }, 'handed-out'],
    [{ ...open, heldBy: 'attempt-cap', later: true }, 'held'],
    [{ ...open, withSupervisor: true, heldBy: 'attempt-cap' }, 'with-supervisor'],
    [{ ...open, appointment: true }, 'appointment'],
    [{ ...open, later: true }, 'later'],
    [open, 'waiting'],
  ])('%#: is told by how it stands', (group, fate) => {
    expect(fateOf(group, false).fate).toBe(fate)
  })

  test('that ended after the period is open at its end, whatever it is now', () => {
    expect(fateOf({ ...done, ended: false, lastOutcome: 'completed' }, true)).toEqual({
      kind: 'open',
      fate: 'open-then',
      rule: null,
      code: null,
    })
  })

  test('is said in both languages, the rule that holds it included, and a new rule by its code', () => {
    const none = new Map<string, string>()
    const held = (rule: string, code: string) => ({ fate: 'held', rule, code })
    const closed = (fate: string) => ({ fate, rule: null, code: null })
    expect(sayFate(held('cap', 'attempt-cap'), none, 'zh')).toBe('因联系规则暂缓：拨打次数上限')
    expect(sayFate(held('cap', 'brand-new'), none, 'en')).toBe('put off by the contact policy: brand-new')
    expect(sayFate(held('cap', 'attempt-cap'), new Map([['cap', '每周最多三次']]), 'zh')).toBe(
      '因联系规则暂缓：每周最多三次',
    )
    expect(sayFate(closed('expired'), none, 'en')).toBe('its time has passed')
    for (const reason of CLOSED_REASONS) expect(sayFate(closed(reason), none, 'zh')).not.toBe(reason)
  })
})

test('what a rule holds is released from the first to the last of them', () => {
  const instant = (hour: number) => Temporal.Instant.from('2026-11-24T00:00:00+08:00').add({ hours: hour })
  const held = (from: number, to: number, rule = 'cap') => ({
    ...open,
    heldBy: rule,
    heldCode: 'attempt-cap',
    releasedFrom: instant(from),
    releasedTo: instant(to),
    due: 0,
  })
  const [rest, cap] = funnelOf(
    [held(9, 12), held(8, 10), held(30, 40, 'quiet'), { ...open, followups: 9 }],
    false,
  ).fates
  expect(rest).toMatchObject({ fate: 'waiting', followups: 9, releasedFrom: null, releasedTo: null })
  expect(cap).toMatchObject({ rule: 'cap', followups: 2, releasedFrom: instant(8), releasedTo: instant(12) })
})

test('the fates of a funnel add up to what was planned, however it is grouped', () => {
  const instants = fc.option(
    fc.date({ noInvalidDate: true }).map(date => Temporal.Instant.fromEpochMilliseconds(+date)),
  )
  const group = fc.record({
    ended: fc.boolean(),
    state: fc.constantFrom(...FOLLOWUP_STATES),
    lastOutcome: fc.option(fc.constantFrom(...OUTCOME_CODES)),
    closedReason: fc.constantFrom(...CLOSED_REASONS),
    heldBy: fc.option(fc.constantFrom('cap', 'quiet')),
    heldCode: fc.constant('attempt-cap'),
    releasedFrom: instants,
    releasedTo: instants,
    withSupervisor: fc.boolean(),
    appointment: fc.boolean(),
    later: fc.boolean(),
    followups: fc.integer({ min: 1, max: 50 }),
    due: fc.constant(0),
    handedOut: fc.constant(0),
    attempted: fc.constant(0),
    spoken: fc.constant(0),
  })
  fc.assert(
    fc.property(fc.array(group), fc.boolean(), (groups, over) => {
      const funnel = funnelOf(groups, over)
      const planned = groups.reduce((sum, row) => sum + row.followups, 0)
      expect(funnel.planned).toBe(planned)
      expect(funnel.fates.reduce((sum, row) => sum + row.followups, 0)).toBe(planned)
      expect(new Set(funnel.fates.map(row => `${row.kind}${row.fate}${row.rule}`)).size).toBe(funnel.fates.length)
      expect(funnelOf(groups.toReversed(), over)).toEqual(funnel)
    }),
  )
})
