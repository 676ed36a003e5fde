import type { readCampaignCalendar } from '../../server/followups/plan-calendar-contract.ts'
import type { AnswerOf } from '../kit/api.ts'

export type CalendarAnswer = AnswerOf<typeof readCampaignCalendar>
export type CalendarCampaign = CalendarAnswer['campaigns'][number]

/** A bar of a week: which days of it a campaign covers, on which line, and whether it goes on beyond the week. */
export interface Bar {
  campaign: CalendarCampaign
  /** Day of the week, 0 is Monday. */
  from: number
  to: number
  lane: number
  before: boolean
  after: boolean
}

const DAYS_A_WEEK = 7

/** The Monday of the week a day lies in. */
export function mondayOf(day: Temporal.PlainDate): Temporal.PlainDate {
  return day.subtract({ days: day.dayOfWeek - 1 })
}

/** The Mondays of the weeks that show a whole month. */
export function weeksOfMonth(month: Temporal.PlainDate): Temporal.PlainDate[] {
  const first = mondayOf(month.with({ day: 1 }))
  const last = month.with({ day: month.daysInMonth })
  const weeks = Math.floor(first.until(last).days / DAYS_A_WEEK) + 1
  return Array.from({ length: weeks }, (_, week) => first.add({ weeks: week }))
}

/**
 * The bars of a week, those that are stopped last: each on the first line where its days are free, so that two on one
 * line never share a day.
 */
export function barsOf(campaigns: readonly CalendarCampaign[], monday: Temporal.PlainDate): Bar[] {
  const sunday = monday.add({ days: DAYS_A_WEEK - 1 })
  const lanes: Bar[][] = []
  return campaigns
    .map(campaign => ({
      campaign,
      starts: monday.until(campaign.validFrom).days,
      ends: monday.until(campaign.validUntil).days,
    }))
    .filter(({ starts, ends }) => starts < DAYS_A_WEEK && ends >= 0 && starts <= sunday.dayOfWeek)
    .sort((a, b) => last(a) - last(b) || a.starts - b.starts || b.ends - a.ends)
    .map(({ campaign, starts, ends }) => {
      const [from, to] = [Math.max(0, starts), Math.min(DAYS_A_WEEK - 1, ends)]
      const isFree = (bars: readonly Bar[]) => bars.every(bar => bar.to < from || to < bar.from)
      const free = lanes.findIndex(isFree)
      const lane = free < 0 ? lanes.length : free
      const bar = { campaign, from, to, lane, before: starts < 0, after: ends > DAYS_A_WEEK - 1 }
      lanes[lane] = [...(lanes[lane] ?? []), bar]
      return bar
    })
}

/** What is over stands below what goes on. */
function last({ campaign }: { campaign: CalendarCampaign }): number {
  return campaign.state === 'stopped' ? 1 : 0
}
