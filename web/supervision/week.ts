/** The Monday of the week of a day. */
export function mondayOf(day: Temporal.PlainDate): Temporal.PlainDate {
  return day.subtract({ days: day.dayOfWeek - 1 })
}

/** The seven days of the week that begins on a day. */
export function daysFrom(monday: Temporal.PlainDate): Temporal.PlainDate[] {
  return Array.from({ length: 7 }, (_, n) => monday.add({ days: n }))
}

interface Window {
  from: string
  to: string
}

/** Whether a whole hour of a day lies, at least in part, in its permitted windows. */
export function isOpenHour(windows: readonly Window[], hour: number): boolean {
  return windows.some(
    ({ from, to }) =>
      Number(from.slice(0, 2)) * 60 + Number(from.slice(3)) < (hour + 1) * 60 &&
      Number(to.slice(0, 2)) * 60 + Number(to.slice(3)) > hour * 60,
  )
}

/** The hours a week shows: from the earliest to the latest permitted or agreed, 9 to 18 where there is neither. */
export function hoursShown(windows: readonly Window[], agreed: readonly number[]): number[] {
  const starts = [...windows.map(({ from }) => Number(from.slice(0, 2))), ...agreed]
  const ends = [
    ...windows.map(({ to }) => Math.ceil((Number(to.slice(0, 2)) * 60 + Number(to.slice(3))) / 60) - 1),
    ...agreed,
  ]
  const first = starts.length > 0 ? Math.min(...starts) : 9
  const last = ends.length > 0 ? Math.max(...ends) : 17
  return Array.from({ length: last - first + 1 }, (_, n) => first + n)
}
