import type { addSchedule, listSchedules } from '../../server/reports/schedule-contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useLanguage } from '../kit/preferences.ts'
import { useT } from '../kit/words.ts'

export type Schedule = AnswerOf<typeof listSchedules>['items'][number]
export type ScheduleGiven = GivenTo<typeof addSchedule>['body']

/** Minutes after midnight as `08:30`, and back. */
export function clockOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

export function minuteOf(clock: string): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  return hour * 60 + minute
}

/** What a schedule was given, so that it can be given again with a change. */
export function givenOf(row: Schedule): ScheduleGiven {
  const { name, branchId, campaignId, teamId, rhythm, weekday, monthDay, atMinute, workdaysOnly, paused } = row
  const recipients = row.recipients.map(({ staffId, address, language }) => ({ staffId, address, language }))
  return { name, branchId, campaignId, teamId, rhythm, weekday, monthDay, atMinute, workdaysOnly, paused, recipients }
}

/** The name of a weekday, 1 for Monday, in the language of the page. */
export function useSayWeekday(): (weekday: number) => string {
  const language = useLanguage()
  const format = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { weekday: 'long', timeZone: 'UTC' })
  // 5 January 1970 was a Monday.
  return weekday => format.format(new Date(Date.UTC(1970, 0, 4 + weekday)))
}

/** When a report goes out, as a sentence. */
export function useSayRhythm(): (row: Schedule) => string {
  const t = useT()
  const sayWeekday = useSayWeekday()
  return ({ rhythm, weekday, monthDay, atMinute, workdaysOnly }) => {
    const at = clockOf(atMinute)
    const when =
      rhythm === 'weekly'
        ? t('insight.rhythm-weekly', { at, weekday: sayWeekday(weekday ?? 1) })
        : rhythm === 'monthly'
          ? t('insight.rhythm-monthly', { at, day: String(monthDay ?? 1) })
          : t('insight.rhythm-daily', { at })
    return workdaysOnly ? `${when} · ${t('insight.rhythm-workdays')}` : when
  }
}
