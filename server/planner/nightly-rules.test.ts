import { describe, expect, test } from 'vitest'
import { isNightlyDue } from './nightly-rules.ts'
import type { RunPhase } from './outcome-rules.ts'

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
