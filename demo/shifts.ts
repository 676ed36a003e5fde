import type { Absence } from '../server/calendars/shift-store.ts'
import { planShifts } from '../server/calendars/shifts.ts'
import { type Calendar, dayKind } from '../server/contacts/rules.ts'
import { inScope } from '../server/platform/database.ts'
import { type House, TIME_ZONE } from './house.ts'

const EARLY = [
  { from: '08:30', to: '12:00' },
  { from: '13:00', to: '17:00' },
]
const LATE = [
  { from: '10:00', to: '13:00' },
  { from: '14:00', to: '18:30' },
]
const DAYS = 14
/** Who is away on which working day of the two weeks: the number of the agent, that of the day, and why. */
const AWAY: readonly [agent: number, day: number, absence: Absence, note: string][] = [
  [1, 3, 'training', '话术与合规培训'],
  [2, 6, 'leave', '年假'],
  [2, 7, 'leave', '年假'],
]

/** Plans the hours of the agents for this week and the next: every other one early or late, in turn, some away. */
export async function planDemoShifts(house: House, calendar: Calendar, now: Temporal.Instant): Promise<void> {
  const today = now.toZonedDateTimeISO(TIME_ZONE).toPlainDate()
  const monday = today.subtract({ days: today.dayOfWeek - 1 })
  const days = Array.from({ length: DAYS }, (_, n) => monday.add({ days: n }))
  const workdays = days.filter(day => dayKind(calendar, day) === 'workday')
  const owner = house.staff('owner', now)
  await inScope(house.db, owner, async tx => {
    for (const [number, { actor }] of house.agents.entries()) {
      const staffId = actor.staffId!
      const isEarly = (day: Temporal.PlainDate) => (number + (monday.until(day).days < 7 ? 0 : 1)) % 2 === 0
      for (const windows of [EARLY, LATE]) {
        const worked = workdays.filter(day => isEarly(day) === (windows === EARLY))
        if (worked.length > 0) await planShifts(tx, owner, { staffId, days: worked, windows, absence: null, note: '' })
      }
      for (const [, day, absence, note] of AWAY.filter(([agent]) => agent === number)) {
        const away = workdays[day]
        if (away) await planShifts(tx, owner, { staffId, days: [away], windows: null, absence, note })
      }
    }
  })
}
