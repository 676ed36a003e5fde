import { dateFormat, type Language } from '../platform/reason.ts'

interface Instant {
  /** ISO instants; `now` is when the sentence is read. */
  at: string
  now: string
  /** IANA name of the zone in which the reader lives. */
  timeZone: string
}

/**
 * A moment that is near as people say it: `昨天 19:00`, `明天 09:30`, `11月24日周二 10:00`; `today at 19:00`; the year only
 * when it is another one. Days are those of the calendar in the time zone.
 */
export function soon({ at, now, timeZone }: Instant, language: Language): string {
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(timeZone)
  const today = Temporal.Instant.from(now).toZonedDateTimeISO(timeZone).toPlainDate()
  const clock = local.toPlainTime().toString({ smallestUnit: 'minute' })
  const days = today.until(local.toPlainDate()).days
  const near = NEAR[language][days]
  if (near) return language === 'zh' ? `${near} ${clock}` : `${near} at ${clock}`
  const day = dateFormat(language, {
    timeZone,
    year: local.year === today.year ? undefined : 'numeric',
    month: 'short',
    day: 'numeric',
    weekday: 'short',
  }).format(local.epochMilliseconds)
  return language === 'zh' ? `${day} ${clock}` : `${day}, ${clock}`
}

const NEAR: Record<Language, Record<number, string>> = {
  zh: { [-1]: '昨天', 0: '今天', 1: '明天' },
  en: { [-1]: 'yesterday', 0: 'today', 1: 'tomorrow' },
}
