import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bucketsOf, daysOf, GRAINS, lengthOf, spanOfDays } from './period-rules.ts'

const day = (text: string) => Temporal.PlainDate.from(text)

test('a period is what is asked for, in order; today without a word', () => {
  const today = day('2026-11-17')
  expect(daysOf({}, today)).toEqual({ from: today, to: today })
  expect(daysOf({ from: day('2026-11-01') }, today)).toEqual({ from: day('2026-11-01'), to: day('2026-11-01') })
  expect(lengthOf(daysOf({ from: day('2026-11-30'), to: day('2026-11-01') }, today))).toBe(30)
})

describe('the buckets of a period', () => {
  test('are whole months but for the first and the last', () => {
    const months = bucketsOf({ from: day('2026-01-20'), to: day('2026-03-02') }, 'month', 'Asia/Shanghai')
    expect(months.map(({ label, days }) => `${label} ${days.from} ${days.to}`)).toEqual([
      '2026-01 2026-01-20 2026-01-31',
      '2026-02 2026-02-01 2026-02-28',
      '2026-03 2026-03-01 2026-03-02',
    ])
  })

  test('hold the hour that is lived twice twice, and leave out the one that is not', () => {
    const labels = (text: string) =>
      bucketsOf({ from: day(text), to: day(text) }, 'hour', 'Europe/Berlin').map(({ label }) => label)
    expect(labels('2026-10-25').filter(label => label === '02')).toHaveLength(2)
    expect(labels('2026-03-29')).not.toContain('02')
  })

  test('cover the span without a gap, whatever the grain and the time zone', () => {
    const anyDay = fc.integer({ min: 0, max: 3000 }).map(n => day('2023-01-01').add({ days: n }))
    const zone = fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/Sao_Paulo', 'Australia/Lord_Howe')
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: 0, max: 25 }),
        fc.constantFrom(...GRAINS),
        zone,
        (from, more, grain, timeZone) => {
          const days = { from, to: from.add({ days: more }) }
          const buckets = bucketsOf(days, grain, timeZone)
          const span = spanOfDays(days, timeZone)
          expect(String(buckets[0]!.startsAt)).toBe(String(span.from))
          for (const [index, { startsAt }] of buckets.entries()) {
            const next = buckets[index + 1]?.startsAt ?? span.to
            const hours = next.since(startsAt).total('hours')
            expect(hours).toBeGreaterThan(0)
            if (grain === 'hour') expect(hours).toBeLessThanOrEqual(1)
          }
          expect(buckets.reduce((sum, bucket) => sum + lengthOf(bucket.days), 0)).toBe(
            grain === 'hour' ? buckets.length : more + 1,
          )
        },
      ),
    )
  })
})
