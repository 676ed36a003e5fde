import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { callerNumber } from './caller-number.ts'
import { campaignsReasons } from './reasons.ts'
import {
  CAMPAIGN_STATES,
  CAMPAIGN_STEPS,
  leadsOn,
  mayEdit,
  PURPOSE_WORDS,
  PURPOSES,
  problemOfStep,
  type RevisionState,
  TRANSITIONS,
  windowOf,
} from './rules.ts'

const TODAY = Temporal.PlainDate.from('2026-11-17')
const instant = (text: string) => Temporal.Instant.from(text)

describe('the steps of a campaign', () => {
  const campaign = {
    state: 'submitted' as const,
    revision: null as RevisionState,
    plannedBy: ['a', 'b'],
    validUntil: TODAY,
    version: 3,
  }

  test('lead from state to state as the table says and in no other way', () => {
    const leads = CAMPAIGN_STATES.flatMap(state =>
      CAMPAIGN_STEPS.filter(
        step =>
          problemOfStep({ ...campaign, state }, step, { staffId: 'c', today: TODAY })?.code !== 'campaign-not-in-state',
      ).map(step => `${state} ${step} ${TRANSITIONS[step].to}`),
    )
    expect(leads).toEqual([
      'draft submit submitted',
      'submitted withdraw draft',
      'submitted approve running',
      'submitted return draft',
      'running pause paused',
      'running stop stopped',
      'paused resume running',
      'paused stop stopped',
    ])
  })

  test('reach a running state only through approval', () => {
    const without = CAMPAIGN_STEPS.filter(step => step !== 'approve')
    const reached = new Set(['draft'])
    for (const _ of CAMPAIGN_STATES) {
      for (const step of without) {
        if (TRANSITIONS[step].from.some(state => reached.has(state))) reached.add(TRANSITIONS[step].to)
      }
    }
    expect([...reached].sort()).toEqual(['draft', 'submitted'])
  })

  test('of a campaign that runs or rests, a next version goes its own way; the campaign stays where it is', () => {
    const leads = (['running', 'paused'] as const).flatMap(state =>
      (['draft', 'submitted'] as const).flatMap(revision =>
        CAMPAIGN_STEPS.filter(step => leadsOn({ state, revision }, step)).map(step => `${state}/${revision} ${step}`),
      ),
    )
    expect(leads).toEqual([
      ...['submit', 'discard', 'pause', 'stop'].map(step => `running/draft ${step}`),
      ...['withdraw', 'approve', 'return', 'pause', 'stop'].map(step => `running/submitted ${step}`),
      ...['submit', 'discard', 'resume', 'stop'].map(step => `paused/draft ${step}`),
      ...['withdraw', 'approve', 'return', 'resume', 'stop'].map(step => `paused/submitted ${step}`),
    ])
    for (const step of ['submit', 'withdraw', 'approve', 'return', 'discard'] as const) {
      expect(leadsOn({ state: 'running', revision: null }, step)).toBe(false)
    }
  })

  test('what was submitted is not edited, nor what is stopped', () => {
    expect(CAMPAIGN_STATES.filter(state => mayEdit({ state, revision: null }))).toEqual(['draft', 'running', 'paused'])
    expect(CAMPAIGN_STATES.filter(state => mayEdit({ state, revision: 'submitted' }))).toEqual(['draft'])
  })

  test('approval needs a second person who has read this version of a valid campaign', () => {
    const approve = (given: { staffId: string | null; version?: number; today?: Temporal.PlainDate }) =>
      problemOfStep(campaign, 'approve', { today: TODAY, ...given })?.code ?? null
    expect(approve({ staffId: 'c', version: 3 })).toBeNull()
    expect(approve({ staffId: 'a', version: 3 })).toBe('second-person-needed')
    expect(approve({ staffId: 'b', version: 3 })).toBe('second-person-needed')
    expect(approve({ staffId: null, version: 3 })).toBe('second-person-needed')
    expect(approve({ staffId: 'c', version: 2 })).toBe('campaign-changed')
    expect(approve({ staffId: 'c', version: 3, today: TODAY.add({ days: 1 }) })).toBe('validity-is-over')
  })

  test('what is over can still be withdrawn, returned, paused and stopped', () => {
    const late = { staffId: 'c', today: TODAY.add({ days: 1 }) }
    const blocked = CAMPAIGN_STEPS.filter(step => {
      const state = TRANSITIONS[step].from[0]
      if (!state) return false
      return problemOfStep({ ...campaign, state }, step, late)?.code === 'validity-is-over'
    })
    expect(blocked).toEqual(['submit', 'approve', 'resume'])
  })

  test('are refused in words that name the state and the step', () => {
    for (const state of CAMPAIGN_STATES) {
      for (const step of CAMPAIGN_STEPS) {
        const facts = { state, step, validUntil: '2026-11-16' }
        for (const code of ['campaign-not-in-state', 'validity-is-over'] as const) {
          const blocked = code === 'campaign-not-in-state' || ['submit', 'approve', 'resume'].includes(step)
          if (!blocked) continue
          expect(campaignsReasons[code].zh(facts)).not.toContain('undefined')
          expect(campaignsReasons[code].en(facts)).not.toContain('undefined')
        }
      }
    }
  })
})

test('every purpose has its words', () => {
  for (const purpose of PURPOSES) expect(Object.values(PURPOSE_WORDS[purpose]).every(Boolean)).toBe(true)
})

describe('the window of a follow-up', () => {
  const trigger = {
    fromDay: 3,
    toDay: 10,
    validFrom: Temporal.PlainDate.from('2026-11-01'),
    validUntil: Temporal.PlainDate.from('2026-11-30'),
  }
  const window = (given: Partial<typeof trigger>, happenedAt: string) => {
    const found = windowOf({ ...trigger, ...given }, instant(happenedAt), 'Asia/Shanghai')
    return (
      found &&
      [found.dueAt, found.expiresAt].map(it => it.toZonedDateTimeISO('Asia/Shanghai').toPlainDateTime().toString())
    )
  }

  test('runs from the start of one calendar day to the end of another where the organisation is', () => {
    expect(window({}, '2026-11-05T23:30:00+08:00')).toEqual(['2026-11-08T00:00:00', '2026-11-16T00:00:00'])
    expect(window({}, '2026-11-06T00:30:00+08:00')).toEqual(['2026-11-09T00:00:00', '2026-11-17T00:00:00'])
  })

  test('of the same day begins when it happened', () => {
    expect(window({ fromDay: 0, toDay: 0 }, '2026-11-05T15:00:00+08:00')).toEqual([
      ...['2026-11-05T15:00:00', '2026-11-06T00:00:00'],
    ])
  })

  test('is cut to the days the campaign is valid', () => {
    expect(window({}, '2026-10-25T12:00:00+08:00')).toEqual(['2026-11-01T00:00:00', '2026-11-05T00:00:00'])
    expect(window({}, '2026-11-26T12:00:00+08:00')).toEqual(['2026-11-29T00:00:00', '2026-12-01T00:00:00'])
    expect(window({}, '2026-11-28T12:00:00+08:00')).toBeNull()
    expect(window({}, '2026-10-21T12:00:00+08:00')).toBeNull()
  })

  test('never begins before the event or outside the validity, and lasts at least some time', () => {
    const anyDay = fc.integer({ min: -40, max: 40 }).map(days => TODAY.add({ days }))
    fc.assert(
      fc.property(
        fc.nat({ max: 20 }),
        fc.nat({ max: 20 }),
        anyDay,
        fc.nat({ max: 30 }),
        fc.integer({ min: -60 * 24 * 40, max: 60 * 24 * 40 }),
        fc.constantFrom('Asia/Shanghai', 'Europe/London', 'America/New_York'),
        (fromDay, more, validFrom, length, minutes, zone) => {
          const validUntil = validFrom.add({ days: length })
          const happenedAt = instant('2026-11-17T10:00:00+08:00').add({ minutes })
          const found = windowOf({ fromDay, toDay: fromDay + more, validFrom, validUntil }, happenedAt, zone)
          if (!found) return
          const { dueAt, expiresAt } = found
          expect(Temporal.Instant.compare(dueAt, expiresAt)).toBe(-1)
          expect(Temporal.Instant.compare(happenedAt, dueAt)).not.toBe(1)
          const dayOf = (at: Temporal.Instant) => at.toZonedDateTimeISO(zone).toPlainDate()
          expect(Temporal.PlainDate.compare(dayOf(dueAt), validFrom)).not.toBe(-1)
          expect(Temporal.PlainDate.compare(dayOf(expiresAt.subtract({ seconds: 1 })), validUntil)).not.toBe(1)
          const waited = dayOf(happenedAt).until(dayOf(dueAt)).days
          expect(waited).toBeGreaterThanOrEqual(fromDay)
        },
      ),
    )
  })
})

describe('the number customers see', () => {
  const chinese = { country: 'CN', serviceNumber: '95588' }
  const number = (given: string, organisation: Parameters<typeof callerNumber>[1] = chinese) => {
    const judged = callerNumber(given, organisation)
    return 'number' in judged ? judged.number : judged.problem
  }

  test('is the service number or a fixed line', () => {
    expect(number('95588')).toBe('95588')
    expect(number('955 88')).toBe('95588')
    expect(number('400-800-1234', { country: 'CN', serviceNumber: '4008001234' })).toBe('4008001234')
    expect(number('400-800-1234')).toBe('+864008001234')
    expect(number('（021）6234 5678')).toBe('+862162345678')
    expect(number('+44 20 7946 0000')).toBe('+442079460000')
  })

  test('is never a mobile, however it is written and even as service number', () => {
    const mobiles = ['13812345678', '138 1234 5678', '+86 138-1234-5678', '0086 13812345678', '８６13812345678']
    for (const mobile of mobiles) expect(number(mobile)).toBe('caller-number-is-mobile')
    expect(number('19912345678', { country: 'CN', serviceNumber: '19912345678' })).toBe('caller-number-is-mobile')
    expect(number('+44 7400 123456')).toBe('caller-number-is-mobile')
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 9 }), fc.stringMatching(/^\d{9}$/), (third, rest) => {
        expect(number(`1${third}${rest}`)).toBe('caller-number-is-mobile')
      }),
    )
  })

  test('is not a number nobody can ring back', () => {
    for (const text of ['95599', '12345', 'abc', '', '000', '021', '+999123456']) {
      expect(number(text)).toBe('caller-number-unknown')
    }
    expect(number('021-62345678', { country: 'XX', serviceNumber: null })).toBe('caller-number-unknown')
  })
})
