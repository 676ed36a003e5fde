import { describe, expect, test } from 'vitest'
import { type Call, mayAskAgain, stateOf } from './rules.ts'

const AT = Temporal.Instant.from('2026-11-17T10:00:00+08:00')
const at = (seconds: number) => AT.add({ seconds })
const call = (given: Partial<Call> = {}): Call => ({
  askedAt: AT,
  requestedAt: null,
  answeredStatus: null,
  failure: null,
  tries: 1,
  ...given,
})

describe('a call', () => {
  test('that nobody asked for is none', () => {
    expect(stateOf(undefined, AT)).toEqual({ state: 'none' })
  })

  test('waits for its turn for less than a minute, then it is late', () => {
    expect(stateOf(call(), at(59))).toEqual({ state: 'asking' })
    expect(stateOf(call(), at(60))).toEqual({ state: 'failed', failure: 'late' })
  })

  test('whose answer was never written down was interrupted', () => {
    const requested = call({ requestedAt: at(50) })
    expect(stateOf(requested, at(59))).toEqual({ state: 'asking' })
    expect(stateOf(requested, at(60))).toEqual({ state: 'failed', failure: 'interrupted' })
  })

  test('that the telephone system took stays asked, however long the conversation lasts', () => {
    const taken = call({ requestedAt: AT, answeredStatus: 202 })
    expect(stateOf(taken, at(3600))).toEqual({ state: 'asked' })
    expect(mayAskAgain(taken, at(3600))).toBe(false)
  })

  test('that failed may be asked for again, three times in all', () => {
    const refused = { requestedAt: AT, answeredStatus: 503, failure: 'refused' as const }
    expect(stateOf(call(refused), at(1))).toEqual({ state: 'failed', failure: 'refused' })
    expect(mayAskAgain(call({ ...refused, tries: 2 }), at(1))).toBe(true)
    expect(mayAskAgain(call({ ...refused, tries: 3 }), at(1))).toBe(false)
    expect(mayAskAgain(call(), at(1))).toBe(false)
  })
})
