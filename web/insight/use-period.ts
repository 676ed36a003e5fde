import { useFilters } from '../kit/Filters.tsx'
import { useMe } from '../kit/me.ts'
import { useNow } from '../kit/Time.tsx'

import { type Days, daysOfPeriod, PERIODS, type Period } from './period.ts'

const NAMES = ['period', 'from', 'to', 'branch', 'team', 'campaign'] as const

function dayOf(text: string | undefined): Temporal.PlainDate | undefined {
  try {
    return text === undefined ? undefined : Temporal.PlainDate.from(text)
  } catch {
    return undefined
  }
}

/** Which days and which part of the work a report page is about, kept in its address; `first` is what it opens with. */
export function usePeriod(first: Period = 'today') {
  const [values, set] = useFilters(NAMES)
  const today = useNow().toZonedDateTimeISO(useMe().organisation.timeZone).toPlainDate()
  const period = PERIODS.find(name => name === values.period) ?? first
  const days = daysOfPeriod(period, today, { from: dayOf(values.from), to: dayOf(values.to) })
  const choose = (next: Period, custom?: Days) => {
    set('period', next === first ? undefined : next)
    set('from', next === 'custom' ? String(custom?.from ?? days.from) : undefined)
    set('to', next === 'custom' ? String(custom?.to ?? days.to) : undefined)
  }
  const query = {
    from: String(days.from),
    to: String(days.to),
    branchId: values.branch,
    teamId: values.team,
    campaignId: values.campaign,
  }
  return { values, set, today, period, days, choose, query }
}

export type PeriodState = ReturnType<typeof usePeriod>
