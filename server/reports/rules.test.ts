import { describe, expect, test } from 'vitest'
import { OUTCOME_CODES } from '../followups/rules.ts'
import { rateDefinitions } from './reasons.ts'
import { DISPOSITIONS, dispositionsOf, type EndGroup, hoursOf, RATES, ratesOf, ratio, spanOf } from './rules.ts'

const day = (text: string) => Temporal.PlainDate.from(text)

describe('the hours of a day', () => {
  test('are those of the organisation’s time zone', () => {
    const hours = hoursOf(day('2026-11-17'), 'Asia/Shanghai')
    expect(hours).toHaveLength(24)
    expect(hours[0]).toEqual({ hour: '00', startsAt: Temporal.Instant.from('2026-11-16T16:00:00Z') })
    expect(hours.at(-1)?.hour).toBe('23')
  })

  test('are 25 where the clock is put back, and one of them comes twice', () => {
    const hours = hoursOf(day('2026-10-25'), 'Europe/Berlin')
    expect(hours).toHaveLength(25)
    expect(hours.map(hour => hour.hour).slice(0, 5)).toEqual(['00', '01', '02', '02', '03'])
    expect(new Set(hours.map(hour => String(hour.startsAt))).size).toBe(25)
  })

  test('are 23 where the clock is put forward, and one of them is missing', () => {
    const hours = hoursOf(day('2026-03-29'), 'Europe/Berlin')
    expect(hours.map(hour => hour.hour).slice(0, 4)).toEqual(['00', '01', '03', '04'])
    expect(hours).toHaveLength(23)
  })

  test('fill the span of the day without a gap, also where midnight itself is skipped', () => {
    for (const [date, zone] of [
      ['2026-11-17', 'Asia/Shanghai'],
      ['2026-10-25', 'Europe/Berlin'],
      ['2018-11-04', 'America/Sao_Paulo'],
      ['2026-04-05', 'Australia/Lord_Howe'],
    ] as const) {
      const { from, to } = spanOf(day(date), zone)
      const hours = hoursOf(day(date), zone)
      expect(hours[0]!.startsAt).toEqual(from)
      const last = hours.at(-1)!.startsAt.until(to).total('minutes')
      expect(last).toBeGreaterThan(0)
      expect(last).toBeLessThanOrEqual(60)
    }
  })
})

describe('the rates', () => {
  test('agree with the worked example of the standard definitions', () => {
    const { e, rates } = ratesOf({ I: 4, P: 2, R: 1, NC: 1, O: 1, UH: 1, UO: 1, NE: 1 })
    expect(e).toBeCloseTo(0.9, 12)
    const rounded = Object.fromEntries(RATES.map(name => [name, rates[name]?.toFixed(3)]))
    expect(rounded).toEqual({
      rr1: '0.364',
      rr2: '0.545',
      rr3: '0.370',
      rr4: '0.556',
      rr5: '0.444',
      rr6: '0.667',
      coop1: '0.500',
      coop2: '0.750',
      coop3: '0.571',
      coop4: '0.857',
      ref1: '0.091',
      ref2: '0.093',
      ref3: '0.111',
      con1: '0.727',
      con2: '0.741',
      con3: '0.889',
    })
  })

  test('are null where there is nothing below the line, never NaN', () => {
    const { e, rates } = ratesOf(dispositionsOf([]))
    expect(e).toBeNull()
    expect(RATES.map(name => rates[name])).toEqual(RATES.map(() => null))
    const onlyUnknown = ratesOf({ I: 0, P: 0, R: 0, NC: 0, O: 0, UH: 5, UO: 0, NE: 0 })
    expect(onlyUnknown.rates.rr1).toBe(0)
    expect(onlyUnknown.rates.rr5).toBeNull()
    expect(ratio(0, 0)).toBeNull()
  })

  test('count final follow-ups alone, each in one disposition', () => {
    const ended = OUTCOME_CODES.map(
      (lastOutcome): EndGroup => ({ state: 'done', lastOutcome, closedReason: null, followups: 1 }),
    )
    const open: EndGroup = { state: 'waiting', lastOutcome: 'no-answer', closedReason: null, followups: 100 }
    const counts = dispositionsOf([...ended, open])
    expect(DISPOSITIONS.reduce((sum, name) => sum + counts[name], 0)).toBe(OUTCOME_CODES.length)
  })

  test('are each defined in both languages', () => {
    for (const name of RATES) {
      expect(rateDefinitions[name].zh()).toContain('÷')
      expect(rateDefinitions[name].en()).toContain('÷')
    }
  })
})
