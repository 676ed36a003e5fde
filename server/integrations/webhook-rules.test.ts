import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newSecret, signatureOf } from './signature.ts'
import { EVENT_DATA } from './webhook-contract.ts'
import { afterFailure, EVENTS, failureOfStatus, pauseAfter } from './webhook-rules.ts'

const NOW = Temporal.Instant.from('2026-11-17T02:00:00Z')
const hoursAgo = (hours: number) => NOW.subtract({ minutes: Math.round(hours * 60) })
const failed = { tries: 3, since: hoursAgo(1), failure: 'refused' as const, failingSince: hoursAgo(1) }

describe('a delivery that failed', () => {
  test('waits longer each time, up to two hours, give or take a quarter', () => {
    const middle = [1, 2, 3, 4, 11, 30].map(tries => pauseAfter(tries, 0.5))
    expect(middle).toEqual([10, 20, 40, 80, 7200, 7200])
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.double({ min: 0, max: 0.999999, noNaN: true }),
        (tries, chance) => {
          const pause = pauseAfter(tries, chance)
          const plain = pauseAfter(tries, 0.5)
          expect(Math.abs(pause - plain)).toBeLessThanOrEqual(plain * 0.25 + 1)
        },
      ),
    )
  })

  test('is tried many times before its day is over', () => {
    let [seconds, tries] = [0, 0]
    while (seconds < 24 * 3600) seconds += pauseAfter(++tries, 0.999)
    expect(tries).toBeGreaterThan(15)
  })

  test('is tried again, and given up when it has been tried for a day', () => {
    expect(afterFailure(failed, NOW, 0.5)).toEqual({ kind: 'again', dueAt: NOW.add({ seconds: 40 }) })
    expect(afterFailure({ ...failed, since: hoursAgo(24) }, NOW, 0.5)).toEqual({ kind: 'dead' })
  })

  test('switches its endpoint off when that says it is gone, or has failed for three days on end', () => {
    expect(afterFailure({ ...failed, failure: 'gone' }, NOW, 0.5)).toEqual({ kind: 'disable', reason: 'gone' })
    expect(afterFailure({ ...failed, failingSince: hoursAgo(71.9) }, NOW, 0.5).kind).toBe('again')
    expect(afterFailure({ ...failed, failingSince: hoursAgo(72) }, NOW, 0.5)).toEqual({
      kind: 'disable',
      reason: 'failing',
    })
  })

  test('is told by its status: only 2xx is taken, a redirect is not followed', () => {
    expect([200, 204, 299, 301, 308, 400, 404, 410, 500].map(failureOfStatus)).toEqual([
      ...[null, null, null],
      ...['redirected', 'redirected', 'refused', 'refused', 'gone', 'refused'],
    ])
  })
})

describe('the signature', () => {
  test('is the HMAC-SHA256 of timestamp and body, by each secret that is valid', () => {
    const [present, before] = [newSecret(), newSecret()]
    const body = '{"a":"回访"}'
    const mark = (secret: string) => createHmac('sha256', secret).update(`1700000000.${body}`).digest('hex')
    expect(signatureOf([present], body, 1_700_000_000)).toBe(`t=1700000000,v1=${mark(present)}`)
    expect(signatureOf([present, before], body, 1_700_000_000)).toBe(
      `t=1700000000,v1=${mark(present)},v1=${mark(before)}`,
    )
    expect(present).not.toBe(before)
  })
})

test('every event says what it carries, and nothing that names a person', () => {
  expect(Object.keys(EVENT_DATA)).toEqual([...EVENTS, 'ping'])
  const fields = Object.values(EVENT_DATA).flatMap(schema => Object.keys(schema.shape))
  expect(fields.filter(field => /phone|email|^name|note|answer|problem/i.test(field))).toEqual([])
})
