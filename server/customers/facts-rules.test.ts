import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  CONSENT_CHANNELS,
  type ConsentWord,
  consentStandings,
  factOf,
  hoursProblem,
  PURPOSE_CLASSES,
  readDuty,
} from './facts-rules.ts'

const START = Temporal.Instant.from('2026-01-01T00:00:00Z')
const hour = (n: number) => START.add({ hours: n })

describe('where a customer stands', () => {
  const word = fc.record({
    id: fc.uuid(),
    purposeClass: fc.constantFrom(...PURPOSE_CLASSES),
    channel: fc.constantFrom(...CONSENT_CHANNELS),
    given: fc.boolean(),
    at: fc.nat(20).map(hour),
    expiresAt: fc.option(fc.integer({ min: 21, max: 40 }).map(hour)),
    voidedAt: fc.option(fc.constant(START)),
  })

  test('is what a reader of the whole history would say, in whatever order it is written', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), fc.nat(40), (words: ConsentWord[], n) => {
        for (const { purposeClass, channel, standing } of consentStandings(words, hour(n))) {
          const said = words.filter(
            one =>
              one.purposeClass === purposeClass &&
              one.channel === channel &&
              !one.voidedAt &&
              Temporal.Instant.compare(one.at, hour(n)) <= 0,
          )
          const last = Math.max(...said.map(one => one.at.epochMilliseconds))
          const final = said.filter(one => one.at.epochMilliseconds === last)
          const lives = (one: ConsentWord) =>
            !one.expiresAt || one.expiresAt.epochMilliseconds > hour(n).epochMilliseconds
          if (said.length === 0) expect(standing).toBe('never-asked')
          else if (final.some(one => !one.given)) expect(standing).toBe('withdrawn')
          else if (final.every(lives)) expect(standing).toBe('given')
          else if (!final.some(lives)) expect(standing).toBe('expired')
        }
      }),
    )
  })
})

test.each([
  ['采购', 'purchasing'],
  ['Finance', 'finance'],
  ['司机', 'operator'],
  ['maintenance', 'maintenance'],
  [' 吊装 ', '吊装'],
])('the duty “%s” is %s', (text, duty) => expect(readDuty(text)).toBe(duty))

test('good hours of one day must not overlap; days do not mind each other', () => {
  const window = (weekday: number, from: string, to: string) => ({ weekday, from, to })
  expect(hoursProblem([window(1, '09:00', '12:00'), window(1, '12:00', '13:00')])).toBeNull()
  expect(hoursProblem([window(1, '09:00', '12:00'), window(2, '10:00', '13:00')])).toBeNull()
  expect(hoursProblem([window(5, '10:00', '13:00'), window(5, '09:00', '10:30')])).toBe(5)
})

describe('a fact', () => {
  const history = (before: string | null) => ({ field: 'name', changes: 2, before, first: 'first', last: 'last' })
  test.each([
    ['known from the beginning', 'x', undefined, { since: 'added', changed: null, changes: 0 }],
    ['never known', null, undefined, { since: null, changed: null, changes: 0 }],
    ['changed later', 'x', history('y'), { since: 'added', changed: 'last', changes: 2 }],
    ['learnt later', 'x', history(null), { since: 'first', changed: 'last', changes: 2 }],
    ['taken away', null, history('y'), { since: null, changed: 'last', changes: 2 }],
  ])('%s', (_, value, told, expected) => {
    expect(factOf('name', value, 'added', told)).toMatchObject(expected)
  })
})
