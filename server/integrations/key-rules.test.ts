import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PERMISSIONS } from '../people/permissions.ts'
import { formatKey, KEY_PERMISSIONS, keyEnded, readKey, takeOne } from './key-rules.ts'

describe('an API key', () => {
  test('names its organisation and what it is recognised by, and is read back whole', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.stringMatching(/^[A-Za-z0-9]{8}$/), (orgId, letters) => {
        const key = formatKey(letters, orgId, randomBytes(32))
        expect(readKey(`Bearer ${key}`)).toEqual({ key, prefix: `hf_${letters}`, orgId: orgId.toLowerCase() })
      }),
    )
  })

  test.each([undefined, '', 'Bearer', 'Bearer hf_abc', 'Basic dTpw', `Bearer hf_abcdefgh_${'A'.repeat(63)}`])(
    'is not found in %j',
    header => {
      expect(readKey(header)).toBeNull()
    },
  )

  test('cannot be given what only people may do', () => {
    const kept = PERMISSIONS.filter(one => !KEY_PERMISSIONS.includes(one))
    expect(kept).toEqual(['integrations.manage', 'keys.rotate'])
  })

  test('ends when it is revoked, and at the instant it expires', () => {
    const now = Temporal.Instant.from('2026-11-17T02:00:00Z')
    expect(keyEnded({ expiresAt: null, revokedAt: null }, now)).toBeNull()
    expect(keyEnded({ expiresAt: now.add({ seconds: 1 }), revokedAt: null }, now)).toBeNull()
    expect(keyEnded({ expiresAt: now, revokedAt: null }, now)).toBe('key-expired')
    expect(keyEnded({ expiresAt: now, revokedAt: now }, now)).toBe('key-revoked')
  })
})

describe('the limit of a key', () => {
  test('lets a minute’s worth through at once, then only what the passing time allows', () => {
    let bucket = takeOne(undefined, 60, 0)
    for (let n = 1; n < 60; n++) bucket = takeOne(bucket!, 60, 0)
    expect(takeOne(bucket!, 60, 0)).toBeNull()
    expect(takeOne(bucket!, 60, 999)).toBeNull()
    expect(takeOne(bucket!, 60, 1000)).not.toBeNull()
  })

  test('never lets more through in any stretch of time than it holds plus what that time refills', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 5000 }), { maxLength: 300 }), pauses => {
        const perMinute = 30
        let at = 0
        let bucket = undefined as Parameters<typeof takeOne>[0]
        let taken = 0
        for (const pause of pauses) {
          at += pause
          const next = takeOne(bucket, perMinute, at)
          if (next) {
            bucket = next
            taken++
          }
        }
        expect(taken).toBeLessThanOrEqual(perMinute + Math.ceil((at * perMinute) / 60_000))
      }),
    )
  })
})
