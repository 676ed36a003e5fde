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
  withSupervisor: false,
  appointment: false,
  later: false,
  followups: 1,
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
    })
  })

  test('is said in both languages, the rule that holds it included, and a new rule by its code', () => {
    expect(sayFate({ fate: 'held', rule: 'attempt-cap' }, 'zh')).toBe('因联系规则暂缓：拨打次数上限')
    expect(sayFate({ fate: 'held', rule: 'brand-new' }, 'en')).toBe('put off by the contact policy: brand-new')
    expect(sayFate({ fate: 'expired', rule: null }, 'en')).toBe('its time has passed')
    for (const reason of CLOSED_REASONS) expect(sayFate({ fate: reason, rule: null }, 'zh')).not.toBe(reason)
  })
})

test('the fates of a funnel add up to what was due, however it is grouped', () => {
  const group = fc.record({
    ended: fc.boolean(),
    state: fc.constantFrom(...FOLLOWUP_STATES),
    lastOutcome: fc.option(fc.constantFrom(...OUTCOME_CODES)),
    closedReason: fc.constantFrom(...CLOSED_REASONS),
    heldBy: fc.option(fc.constantFrom('attempt-cap', 'quiet-period')),
    withSupervisor: fc.boolean(),
    appointment: fc.boolean(),
    later: fc.boolean(),
    followups: fc.integer({ min: 1, max: 50 }),
    attempted: fc.constant(0),
    spoken: fc.constant(0),
  })
  fc.assert(
    fc.property(fc.array(group), fc.boolean(), (groups, over) => {
      const funnel = funnelOf(groups, over)
      const due = groups.reduce((sum, row) => sum + row.followups, 0)
      expect(funnel.due).toBe(due)
      expect(funnel.fates.reduce((sum, row) => sum + row.followups, 0)).toBe(due)
      expect(new Set(funnel.fates.map(row => `${row.kind}${row.fate}${row.rule}`)).size).toBe(funnel.fates.length)
      expect(funnelOf(groups.toReversed(), over)).toEqual(funnel)
    }),
  )
})
