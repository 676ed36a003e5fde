import type { Language } from './preferences.ts'

const LOCALE: Record<Language, string> = { zh: 'zh-CN', en: 'en-GB' }

export interface HowToSay {
  now: Temporal.Instant
  /** The organisation's time zone, IANA name. */
  zone: string
  language: Language
}

/**
 * An instant as people say it: "3 分钟前", "今天 09:12", "昨天 14:32", "3 天后 10:00", "3月5日 14:32"; the year only when
 * it is another one. Days are counted on the calendar of the organisation's time zone, not by 24 hours.
 */
export function sayTime(at: Temporal.Instant, { now, zone, language }: HowToSay): string {
  const minutes = Math.trunc((at.epochMilliseconds - now.epochMilliseconds) / 60_000)
  const relative = new Intl.RelativeTimeFormat(LOCALE[language], { numeric: 'auto' })
  if (minutes === 0) return relative.format(0, 'minute')
  if (minutes < 0 && minutes > -60) return spaced(relative.format(minutes, 'minute'))
  const local = at.toZonedDateTimeISO(zone)
  const clock = local.toPlainTime().toString({ smallestUnit: 'minute' })
  return `${sayDay(local.toPlainDate(), { now, zone, language })} ${clock}`
}

/** A calendar day as people say it: "今天", "昨天", "in 3 days", "3月5日", "5 Mar 2025". */
export function sayDay(day: Temporal.PlainDate, { now, zone, language }: HowToSay): string {
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const days = today.until(day).days
  if (Math.abs(days) <= 6) {
    return spaced(
      new Intl.RelativeTimeFormat(LOCALE[language], { numeric: days > -2 && days < 2 ? 'auto' : 'always' }).format(
        days,
        'day',
      ),
    )
  }
  return new Intl.DateTimeFormat(LOCALE[language], {
    year: day.year === today.year ? undefined : 'numeric',
    month: language === 'zh' ? 'long' : 'short',
    day: 'numeric',
    timeZone: 'UTC',
  }).format(day.toZonedDateTime('UTC').epochMilliseconds)
}

/** A calendar day where there is little room, as on an axis: "11/17", "17/11". */
export function sayShortDay(day: Temporal.PlainDate, language: Language): string {
  return day.toLocaleString(LOCALE[language], { month: 'numeric', day: 'numeric' })
}

/** The exact instant with weekday and zone, for the hover. */
export function exactTime(at: Temporal.Instant, { zone, language }: Omit<HowToSay, 'now'>): string {
  return at.toZonedDateTimeISO(zone).toLocaleString(LOCALE[language], {
    year: 'numeric',
    month: language === 'zh' ? 'long' : 'short',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  })
}

/** A duration of whole seconds as `m:ss` or `h:mm:ss`. */
export function sayDuration(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const minutes = Math.trunc(seconds / 60)
  const rest = two(Math.trunc(seconds % 60))
  return minutes < 60 ? `${minutes}:${rest}` : `${Math.trunc(minutes / 60)}:${two(minutes % 60)}:${rest}`
}

/** A number with the grouping of the language; `share` writes 0.123 as 12.3%. */
export function sayNumber(value: number, language: Language, share = false): string {
  return new Intl.NumberFormat(LOCALE[language], share ? { style: 'percent', maximumFractionDigits: 1 } : {}).format(
    value,
  )
}

/** Names one after another: "甲、乙" and "A, B". */
export function sayList(names: readonly string[], language: Language): string {
  return names.join(language === 'zh' ? '、' : ', ')
}

/** Chinese with digits reads better with a space: "3天后" as "3 天后". */
function spaced(text: string): string {
  return text.replace(/(\d)\s*(\p{Script=Han})/gu, '$1 $2')
}
