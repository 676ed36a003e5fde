import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CampaignChannel } from '../campaigns/rules.ts'
import { outcomeWords } from '../contacts/reasons.ts'
import { closedWords } from './reasons.ts'
import {
  CLOSED_REASONS,
  type Dispositions,
  finalClass,
  OUTCOME_CODES,
  OUTCOMES,
  type OutcomeCode,
  outcomeRates,
  settlementOf,
} from './rules.ts'

const NOW = Temporal.Instant.from('2026-11-17T10:00:00+08:00')
const BY_PHONE = { timeZone: 'Asia/Shanghai', channels: ['phone'] as readonly CampaignChannel[] }
const followup = { attempts: 0, maxAttempts: 5, expiresAt: NOW.add({ hours: 48 }), ...BY_PHONE }

function settled(code: OutcomeCode, row = followup, numbersLeft = 1, appointmentAt: Temporal.Instant | null = null) {
  return settlementOf(code, row, { now: NOW, numbersLeft, tried: [], opens: at => at }, appointmentAt)
}

describe('an outcome leads to', () => {
  test('the end, when the customer has spoken', () => {
    for (const code of ['completed', 'partial', 'refused', 'asked-not-to-call', 'not-eligible'] as const) {
      expect(settled(code)).toEqual({ kind: 'done' })
    }
  })

  test('another attempt in another part of the day, when nobody answered', () => {
    for (const code of ['no-answer', 'powered-off', 'unreachable', 'voice-mail', 'someone-else'] as const) {
      expect(settled(code)).toEqual({ kind: 'retry', dueAt: NOW.add({ hours: 8 }) })
    }
  })

  test('another attempt three hours later, when we failed', () => {
    for (const code of ['technical-problem', 'unreported'] as const) {
      expect(settled(code)).toEqual({ kind: 'retry', dueAt: NOW.add({ hours: 3 }) })
    }
  })

  test('another attempt half an hour later, when the line was busy', () => {
    expect(settled('busy')).toEqual({ kind: 'retry', dueAt: NOW.add({ minutes: 30 }) })
  })

  test('the time agreed, even when all attempts were made or its time has passed', () => {
    const at = NOW.add({ hours: 100 })
    const last = { ...followup, attempts: 4 }
    expect(settled('appointment', last, 1, at)).toEqual({ kind: 'appointment', dueAt: at })
  })

  test('the next number when this one is wrong, and the end when there is none', () => {
    expect(settled('wrong-number')).toEqual({ kind: 'next-number', dueAt: NOW })
    expect(settled('wrong-number', followup, 0)).toEqual({ kind: 'closed', reason: 'no-number' })
  })

  test('the end after the last attempt, and when another would come too late', () => {
    const last = { ...followup, attempts: 4 }
    expect(settled('busy', last)).toEqual({ kind: 'closed', reason: 'max-attempts' })
    expect(settled('soft-refused')).toEqual({ kind: 'closed', reason: 'expired' })
    const edge = { ...followup, expiresAt: NOW.add({ hours: 3 }) }
    expect(settled('no-answer', edge)).toEqual({ kind: 'closed', reason: 'expired' })
  })

  test('words in both languages, for each outcome and each reason to close', () => {
    for (const code of OUTCOME_CODES) expect(outcomeWords[code].zh() + outcomeWords[code].en()).toMatch(/.{4}/)
    for (const reason of CLOSED_REASONS) expect(closedWords[reason].zh + closedWords[reason].en).toMatch(/.{4}/)
  })

  test('an appointment or an automatic outcome only where the data say so', () => {
    const codes = (fits: (code: (typeof OUTCOME_CODES)[number]) => boolean) => OUTCOME_CODES.filter(fits)
    expect(codes(code => OUTCOMES[code].next === 'appointment')).toEqual(['appointment'])
    expect(codes(code => OUTCOMES[code].automatic === true)).toEqual(['unreported'])
  })
})

describe('the rates of AAPOR', () => {
  test('give the published example of outcomerate', () => {
    const rates = outcomeRates({ I: 4, P: 2, R: 1, NC: 1, O: 1, UH: 1, UO: 1, NE: 1 })
    const rounded = Object.fromEntries(Object.entries(rates).map(([name, rate]) => [name, rate.toFixed(3)]))
    expect(rounded).toEqual({
      e: '0.900',
      ...{ rr1: '0.364', rr2: '0.545', rr3: '0.370', rr4: '0.556', rr5: '0.444', rr6: '0.667' },
      ...{ coop1: '0.500', coop2: '0.750', coop3: '0.571', coop4: '0.857' },
      ...{ ref1: '0.091', ref2: '0.093', ref3: '0.111', con1: '0.727', con2: '0.741', con3: '0.889' },
    })
  })

  test('keep their identities and their order whatever the counts', () => {
    const count = fc.nat(10_000)
    const counts = fc.record({ I: count, P: count, R: count, NC: count, O: count, UH: count, UO: count, NE: count })
    fc.assert(
      fc.property(counts, given => {
        const dispositions: Dispositions = { ...given, I: given.I + 1 }
        const { rr1, rr2, rr3, rr4, rr5, rr6, coop1, coop3, con1, con2, con3 } = outcomeRates(dispositions)
        const inOrder = (...rates: number[]) => rates.every((rate, n) => n === 0 || rate >= rates[n - 1]! - 1e-12)
        expect(inOrder(0, rr1, rr3, rr5, 1) && inOrder(0, rr2, rr4, rr6, 1) && inOrder(con1, con2, con3, 1)).toBe(true)
        expect(coop1).toBeLessThanOrEqual(coop3)
        expect(con2 * coop1).toBeCloseTo(rr3, 12)
        expect(con3 * coop1).toBeCloseTo(rr5, 12)
        expect(outcomeRates(dispositions, 0)).toMatchObject({ rr3: rr5, rr4: rr6 })
      }),
    )
  })

  test('a case that is not eligible enters no rate but through the share of the unknown', () => {
    const counts = { I: 40, P: 5, R: 20, NC: 10, O: 5, UH: 15, UO: 5, NE: 0 }
    expect(outcomeRates({ ...counts, NE: 50 }, 1)).toEqual(outcomeRates(counts, 1))
  })

  test('without any case there is no rate', () => {
    expect(outcomeRates({ I: 0, P: 0, R: 0, NC: 0, O: 0, UH: 0, UO: 0, NE: 0 }).rr1).toBeNaN()
  })

  test('count a follow-up only once it has ended, by its last word', () => {
    const ended = { state: 'done', lastOutcome: 'completed', closedReason: null } as const
    expect(finalClass(ended)).toBe('I')
    expect(finalClass({ ...ended, state: 'waiting', lastOutcome: 'appointment' })).toBeNull()
    expect(finalClass({ state: 'closed', lastOutcome: 'no-answer', closedReason: 'max-attempts' })).toBe('UH')
    expect(finalClass({ state: 'closed', lastOutcome: null, closedReason: 'expired' })).toBe('UH')
    expect(finalClass({ state: 'closed', lastOutcome: 'wrong-number', closedReason: 'no-number' })).toBe('NE')
  })
})
