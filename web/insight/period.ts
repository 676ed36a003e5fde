export const PERIODS = ['today', 'week', 'month', 'custom'] as const
export type Period = (typeof PERIODS)[number]

export interface Days {
  from: Temporal.PlainDate
  to: Temporal.PlainDate
}

/** The days of a named period up to today; weeks begin on Monday. */
export function daysOfPeriod(period: Period, today: Temporal.PlainDate, custom: Partial<Days>): Days {
  if (period === 'week') return { from: today.subtract({ days: today.dayOfWeek - 1 }), to: today }
  if (period === 'month') return { from: today.with({ day: 1 }), to: today }
  if (period === 'custom') return { from: custom.from ?? today, to: custom.to ?? custom.from ?? today }
  return { from: today, to: today }
}
