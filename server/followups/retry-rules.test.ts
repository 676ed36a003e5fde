import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { retryAt } from './retry-rules.ts'

const ZONE = 'Asia/Shanghai'
const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime(ZONE).toInstant()
const local = (instant: Temporal.Instant) =>
  instant.toZonedDateTimeISO(ZONE).toPlainDateTime().toString({ smallestUnit: 'minute' })
const always = (instant: Temporal.Instant) => instant
const FAR = at('2027-01-01T00:00')

/** Tried at these local times; when next, three hours after the last at the earliest. */
function next(tried: string[], latest = FAR, opens: (at: Temporal.Instant) => Temporal.Instant | null = always) {
  const tries = tried.map(at)
  return local(retryAt(tries, tries.at(-1)!.add({ hours: 3 }), latest, ZONE, opens))
}

/** Permitted from nine to six, local time. */
function officeHours(instant: Temporal.Instant): Temporal.Instant {
  const there = instant.toZonedDateTimeISO(ZONE)
  if (there.hour < 9) return there.withPlainTime({ hour: 9 }).toInstant()
  return there.hour < 18 ? instant : there.add({ days: 1 }).withPlainTime({ hour: 9 }).toInstant()
}

describe('whoever was not reached', () => {
  test('at ten is tried in the evening, then in an afternoon', () => {
    expect(next(['2026-11-17T10:00'])).toBe('2026-11-17T18:00')
    expect(next(['2026-11-17T10:00', '2026-11-17T18:05'])).toBe('2026-11-18T12:00')
  })

  test('in the evening is tried the next morning', () => {
    expect(next(['2026-11-17T19:30'])).toBe('2026-11-18T09:00')
  })

  test('in each part of working days is tried on the weekend', () => {
    expect(next(['2026-11-17T10:00', '2026-11-17T18:05', '2026-11-19T12:30'])).toBe('2026-11-21T09:00')
  })

  test('is tried in the part that is open, where there are no hours in the evening', () => {
    expect(next(['2026-11-17T10:00'], FAR, officeHours)).toBe('2026-11-17T13:00')
    expect(next(['2026-11-17T16:00'], FAR, officeHours)).toBe('2026-11-18T09:00')
  })

  test('is tried sooner rather than not at all, when the follow-up ends before', () => {
    expect(next(['2026-11-17T10:00'], at('2026-11-17T17:00'))).toBe('2026-11-17T13:00')
    expect(next(['2026-11-17T10:00'], at('2026-11-17T12:00'))).toBe('2026-11-17T13:00')
    expect(next(['2026-11-17T10:00'], FAR, () => null)).toBe('2026-11-17T13:00')
  })

  test('is never tried before the delay of the outcome, in any zone, and no part of a day twice before each once', () => {
    const zones = fc.constantFrom('Asia/Shanghai', 'Australia/Lord_Howe', 'America/Sao_Paulo', 'Europe/London')
    const starts = fc.integer({ min: 1_600_000_000, max: 1_900_000_000 })
    fc.assert(
      fc.property(zones, starts, (timeZone, seconds) => {
        const first = Temporal.Instant.fromEpochMilliseconds(seconds * 1000)
        const tried = [first]
        for (let n = 0; n < 2; n++) {
          const earliest = tried.at(-1)!.add({ hours: 3 })
          const then = retryAt(tried, earliest, earliest.add({ hours: 24 * 30 }), timeZone, always)
          expect(Temporal.Instant.compare(then, earliest)).toBeGreaterThanOrEqual(0)
          tried.push(then)
        }
        const parts = tried.map(instant => {
          const { hour } = instant.toZonedDateTimeISO(timeZone)
          return hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening'
        })
        expect(new Set(parts).size).toBe(3)
      }),
    )
  })
})
