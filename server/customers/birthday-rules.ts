const WHOLE = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T ]0?0:00(?::00(?:\.0+)?)?Z?)?$/
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/
const WITHOUT_YEAR = /^(?:--)?(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/

/** A birthday is shown as this to those who need none to do their work. */
export const HIDDEN_BIRTHDAY = '**-**'

/** A year that any month and day fit. */
const SOME_LEAP_YEAR = 2000
const FIRST_YEAR = 1880

/**
 * A birthday as it is kept, `1985-03-12` or without the year `03-12`; `undefined` for a text that names no day of the
 * Gregorian calendar, or one after `today`. Without a year the month comes first.
 */
export function readBirthday(text: string, today: Temporal.PlainDate): string | undefined {
  const plain = text.normalize('NFKC').trim()
  const [, year, month, day] = WHOLE.exec(plain) ?? COMPACT.exec(plain) ?? []
  if (year) {
    const found = dayOf(Number(year), Number(month), Number(day))
    if (!found || found.year < FIRST_YEAR || Temporal.PlainDate.compare(found, today) > 0) return undefined
    return found.toString()
  }
  const [, monthAlone, dayAlone] = WITHOUT_YEAR.exec(plain) ?? []
  const found = monthAlone ? dayOf(SOME_LEAP_YEAR, Number(monthAlone), Number(dayAlone)) : undefined
  return found?.toString().slice(5)
}

function dayOf(year: number, month: number, day: number): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })
  } catch {
    return undefined
  }
}

/**
 * Whose birthday each day of a span is, as month and day (`02-29`), one entry for each. Who was born on 29 February has
 * his birthday on the 28th in common years.
 */
export function birthdaysBetween(
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
): { day: Temporal.PlainDate; born: string }[] {
  const found: { day: Temporal.PlainDate; born: string }[] = []
  for (let day = from; Temporal.PlainDate.compare(day, to) <= 0; day = day.add({ days: 1 })) {
    found.push({ day, born: day.toString().slice(-5) })
    if (day.month === 2 && day.day === 28 && !day.inLeapYear) found.push({ day, born: '02-29' })
  }
  return found
}
