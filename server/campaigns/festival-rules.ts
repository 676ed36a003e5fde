import { LunarDay, SolarTerm } from 'tyme4ts'
import type { Language } from '../platform/reason.ts'

/** The festivals a greeting can be planned for, in the order of the year; by the lunar calendar where custom has it so. */
export const FESTIVALS = [
  'new-year',
  'laba',
  'new-years-eve',
  'spring',
  'lantern',
  'qingming',
  'labour',
  'dragon-boat',
  'qixi',
  'mid-autumn',
  'double-ninth',
  'national',
] as const
export type Festival = (typeof FESTIVALS)[number]

export const FESTIVAL_WORDS: Record<Festival, Record<Language, string>> = {
  'new-year': { zh: '元旦', en: 'New Year' },
  laba: { zh: '腊八节', en: 'Laba' },
  'new-years-eve': { zh: '除夕', en: 'Lunar New Year’s Eve' },
  spring: { zh: '春节', en: 'Spring Festival' },
  lantern: { zh: '元宵节', en: 'Lantern Festival' },
  qingming: { zh: '清明节', en: 'Qingming' },
  labour: { zh: '劳动节', en: 'Labour Day' },
  'dragon-boat': { zh: '端午节', en: 'Dragon Boat' },
  qixi: { zh: '七夕', en: 'Qixi' },
  'mid-autumn': { zh: '中秋节', en: 'Mid-Autumn' },
  'double-ninth': { zh: '重阳节', en: 'Double Ninth' },
  national: { zh: '国庆节', en: 'National Day' },
}

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
