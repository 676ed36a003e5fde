import { describe, expect, test } from 'vitest'
import type { RunPhase } from './outcome-rules.ts'
import { isNightlyDue, paceOf } from './progress-rules.ts'

const at = (text: string) => Temporal.Instant.from(`2026-11-17T${text}Z`)

describe('the pace of a run', () => {
  const run = {
    phase: 'judging' as RunPhase,
    done: 300,
    ofAll: 1000,
    phaseStartedAt: at('02:00:00'),
    progressedAt: at('02:00:10'),
    finishedAt: null,
  }
  test('goes by what its phase has done, and tells the time left', () => {
    expect(paceOf(run)).toEqual({ ratePerSecond: 30, secondsLeft: 24 })
  })
  test('is not known at first and after the end', () => {
    const unknown = { ratePerSecond: null, secondsLeft: null }
    expect(paceOf({ ...run, done: 0 })).toEqual(unknown)
    expect(paceOf({ ...run, phaseStartedAt: null })).toEqual(unknown)
    expect(paceOf({ ...run, progressedAt: at('02:00:00.5') })).toEqual(unknown)
    expect(paceOf({ ...run, phase: 'done', finishedAt: at('02:00:10') })).toEqual(unknown)
  })
  test('leaves nothing when more was done than was counted at first', () => {
    expect(paceOf({ ...run, done: 1200 }).secondsLeft).toBe(0)
  })
})

describe('the nightly plan', () => {
  const local = (text: string) => Temporal.ZonedDateTime.from(`2026-11-17T${text}[Asia/Shanghai]`)
  const ran = (text: string, phase: RunPhase) => ({ phase, at: local(text).toInstant() })

  test('is due between two and six where the organisation is', () => {
    expect(['01:59', '02:00', '05:59', '06:00', '14:00'].map(time => isNightlyDue(local(time), []))).toEqual([
      ...[false, true, true, false, false],
    ])
  })
  test('is made once a night, whoever began it and though it was cancelled', () => {
    expect(isNightlyDue(local('02:30'), [ran('02:00', 'done')])).toBe(false)
    expect(isNightlyDue(local('02:30'), [ran('02:10', 'judging')])).toBe(false)
    expect(isNightlyDue(local('02:30'), [ran('02:10', 'cancelled')])).toBe(false)
    expect(isNightlyDue(local('02:30'), [ran('01:50', 'done')])).toBe(true)
  })
  test('that failed is tried again, three times in all', () => {
    const failed = [ran('02:00', 'failed'), ran('02:10', 'failed')]
    expect(isNightlyDue(local('02:30'), failed)).toBe(true)
    expect(isNightlyDue(local('02:30'), [...failed, ran('02:20', 'failed')])).toBe(false)
  })
  test('goes by the clock on the wall on the day it is put forward', () => {
    const berlin = Temporal.ZonedDateTime.from('2026-03-29T03:30[Europe/Berlin]')
    expect(isNightlyDue(berlin, [])).toBe(true)
  })
})
