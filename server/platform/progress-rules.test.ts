import { describe, expect, test } from 'vitest'
import { paceOf } from './progress-rules.ts'

const at = (text: string) => Temporal.Instant.from(`2026-11-17T${text}Z`)

describe('the pace of work in the background', () => {
  const work = {
    done: 300,
    ofAll: 1000,
    phaseStartedAt: at('02:00:00'),
    progressedAt: at('02:00:10'),
    finishedAt: null,
  }
  test('goes by what its phase has done, and tells the time left', () => {
    expect(paceOf(work)).toEqual({ ratePerSecond: 30, secondsLeft: 24 })
  })
  test('is not known at first and after the end', () => {
    const unknown = { ratePerSecond: null, secondsLeft: null }
    expect(paceOf({ ...work, done: 0 })).toEqual(unknown)
    expect(paceOf({ ...work, phaseStartedAt: null })).toEqual(unknown)
    expect(paceOf({ ...work, progressedAt: at('02:00:00.5') })).toEqual(unknown)
    expect(paceOf({ ...work, finishedAt: at('02:00:10') })).toEqual(unknown)
  })
  test('leaves nothing when more was done than was counted at first', () => {
    expect(paceOf({ ...work, done: 1200 }).secondsLeft).toBe(0)
  })
})
