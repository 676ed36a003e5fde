import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  byPlace,
  rankOf,
  readOnFrom,
  sourceOf,
  TIMELINE_KINDS,
  TIMELINE_SOURCES,
  type TimelinePlace,
  wishOf,
} from './timeline-rules.ts'

const everything = () => true

describe('what is looked for', () => {
  test('unasked, all but verdicts, as far as somebody may see it', () => {
    expect(wishOf(undefined, everything).sources).toEqual(TIMELINE_SOURCES.filter(one => one !== 'verdict'))
    const withoutCalls = wishOf(undefined, permission => permission === 'customers.read').sources
    expect(withoutCalls).toEqual(['activity', 'followup', 'consent', 'change', 'machine'])
  })

  test('asked, the sources that know of it and no others', () => {
    expect(wishOf(['service', 'complaint', 'cases'], everything)).toMatchObject({
      sources: ['activity', 'case'],
      activities: ['service', 'complaint'],
    })
    expect(wishOf(['points', 'imports'], everything)).toMatchObject({
      sources: ['change'],
      changes: { subjects: ['contact-point'], orImported: true },
    })
    expect(TIMELINE_KINDS.map(sourceOf).every(source => TIMELINE_SOURCES.includes(source))).toBe(true)
  })
})

const anEntry = fc.record({
  // Few instants and few ids, so that entries often fall on one another.
  at: fc.integer({ min: 0, max: 4 }).map(second => Temporal.Instant.fromEpochMilliseconds(second * 1000)),
  source: fc.constantFrom(...TIMELINE_SOURCES),
  id: fc.integer({ min: 1, max: 40 }).map(n => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`),
})
const entries = fc.uniqueArray(anEntry, { maxLength: 60, selector: one => `${one.at} ${one.source} ${one.id}` })

test('read page by page, each entry stands there once and in its place, whatever falls on one instant', () => {
  fc.assert(
    fc.property(entries, fc.integer({ min: 1, max: 7 }), (all, limit) => {
      expect(readBy(all, limit).map(keyOf)).toEqual([...all].sort(byPlace).map(keyOf))
    }),
    { numRuns: 300 },
  )
})

const keyOf = ({ at, source, id }: TimelinePlace) => `${at} ${source} ${id}`

/** As the timeline is read: of each source the rows below a time and an id, newest first, one more than the page holds. */
function readBy(all: readonly TimelinePlace[], limit: number): TimelinePlace[] {
  const read: TimelinePlace[] = []
  for (let place: { at: string; rank: number; id: string } | undefined; ; ) {
    const from = place
    const page = TIMELINE_SOURCES.flatMap(source => {
      const own = all.filter(one => one.source === source).sort(byPlace)
      const below = from ? own.filter(one => isBelow(one, readOnFrom(source, from))) : own
      return below.slice(0, limit + 1)
    }).sort(byPlace)
    read.push(...page.slice(0, limit))
    if (page.length <= limit) return read
    const { at, source, id } = read.at(-1)!
    place = { at: at.toString(), rank: rankOf(source), id }
  }
}

/** What the database says of `(at, id) < (time, id)`. */
function isBelow({ at, id }: TimelinePlace, [time, before]: readonly [string, string]): boolean {
  const order = Temporal.Instant.compare(at, Temporal.Instant.from(time))
  return order < 0 || (order === 0 && id < before)
}
