import { LunarDay, SolarTerm } from 'tyme4ts'
import { FESTIVALS, type Festival } from './festival-reasons.ts'

const QINGMING = 7

interface AnyDay {
  getYear(): number
  getMonth(): number
  getDay(): number
}

const plain = (day: AnyDay) => new Temporal.PlainDate(day.getYear(), day.getMonth(), day.getDay())
const lunar = (year: number, month: number, day: number) => plain(LunarDay.fromYmd(year, month, day).getSolarDay())

/** The day of a festival that belongs to a year; the twelfth lunar month falls into the beginning of the next solar one. */
const DAY_OF: Record<Festival, (year: number) => Temporal.PlainDate> = {
  'new-year': year => new Temporal.PlainDate(year, 1, 1),
  laba: year => lunar(year - 1, 12, 8),
  'new-years-eve': year => lunar(year, 1, 1).subtract({ days: 1 }),
  spring: year => lunar(year, 1, 1),
  lantern: year => lunar(year, 1, 15),
  qingming: year => plain(SolarTerm.fromIndex(year, QINGMING).getJulianDay().getSolarDay()),
  labour: year => new Temporal.PlainDate(year, 5, 1),
  'dragon-boat': year => lunar(year, 5, 5),
  qixi: year => lunar(year, 7, 7),
  'mid-autumn': year => lunar(year, 8, 15),
  'double-ninth': year => lunar(year, 9, 9),
  national: year => new Temporal.PlainDate(year, 10, 1),
}

/**
 * The festivals from one day to another, both included, in order. Lunar dates and solar terms by tyme4ts, which agrees
 * with the almanac of the Purple Mountain Observatory (GB/T 33661-2017).
 */
export function festivalsBetween(
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
  festivals: readonly Festival[] = FESTIVALS,
): { festival: Festival; day: Temporal.PlainDate }[] {
  const found: { festival: Festival; day: Temporal.PlainDate }[] = []
  for (let year = from.year; year <= to.year + 1; year++) {
    for (const festival of festivals) {
      const day = DAY_OF[festival](year)
      if (Temporal.PlainDate.compare(from, day) <= 0 && Temporal.PlainDate.compare(day, to) <= 0) {
        found.push({ festival, day })
      }
    }
  }
  return found.sort((a, b) => Temporal.PlainDate.compare(a.day, b.day))
}
