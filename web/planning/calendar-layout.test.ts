import fc from 'fast-check'
import { expect, test } from 'vitest'
import { barsOf, type CalendarCampaign, mondayOf, weeksOfMonth } from './calendar-layout.ts'

const MONDAY = Temporal.PlainDate.from('2026-11-16')

function campaign(id: string, starts: number, length: number): CalendarCampaign {
  return {
    ...{ id, name: id, state: 'running', purposes: [], branchId: 'b', branchName: 'b', teamId: null, teamName: null },
    validFrom: MONDAY.add({ days: starts }).toString(),
    validUntil: MONDAY.add({ days: starts + length }).toString(),
    days: [],
  }
}

test('a week shows each campaign that is valid in it once, no two on one line on the same day', () => {
  const some = fc.array(fc.tuple(fc.integer({ min: -20, max: 20 }), fc.nat({ max: 25 })), { maxLength: 12 })
  fc.assert(
    fc.property(some, spans => {
      const campaigns = spans.map(([starts, length], index) => campaign(String(index), starts, length))
      const bars = barsOf(campaigns, MONDAY)
      const valid = spans.flatMap(([starts, length], index) =>
        starts <= 6 && starts + length >= 0 ? [String(index)] : [],
      )
      expect(bars.map(bar => bar.campaign.id).sort()).toEqual(valid.sort())
      for (let day = 0; day < 7; day++) {
        const lanes = bars.filter(bar => bar.from <= day && day <= bar.to).map(bar => bar.lane)
        expect(new Set(lanes).size).toBe(lanes.length)
      }
      const lanes = [...new Set(bars.map(bar => bar.lane))].sort((one, other) => one - other)
      expect(lanes).toEqual(lanes.map((_, at) => at))
    }),
  )
})

test('a month is shown in whole weeks from Monday', () => {
  expect(mondayOf(Temporal.PlainDate.from('2026-11-22')).toString()).toBe('2026-11-16')
  const weeks = weeksOfMonth(Temporal.PlainDate.from('2026-11-17'))
  expect([weeks[0]!.toString(), weeks.at(-1)!.toString(), weeks.length]).toEqual(['2026-10-26', '2026-11-30', 6])
  expect(weeksOfMonth(Temporal.PlainDate.from('2027-02-10'))).toHaveLength(4)
})
