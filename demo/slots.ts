import { type Calendar, dayKind } from '../server/contacts/rules.ts'
import type { Random } from './random.ts'

export interface Slot {
  at: Temporal.Instant
  staffId: string
}

/** Minutes after nine at which a call of the year may begin: every seven, mornings and afternoons, on working days. */
const MINUTES = [...Array(25).keys()].map(n => n * 7).concat([...Array(34).keys()].map(n => 300 + n * 7))
/** Prime to any number of slots here, so that the first calls of a day lie scattered over it. */
const STRIDE = 9973

/** The working time of the teams in the year: each agent makes one call at a time. */
export class Slots {
  readonly #calendar: Calendar
  readonly #agents: ReadonlyMap<string, readonly string[]>
  readonly #taken = new Map<string, number>()
  readonly #workdays = new Map<string, boolean>()

  constructor(calendar: Calendar, agents: readonly { teamKey: string; actor: { staffId: string | null } }[]) {
    this.#calendar = calendar
    const byTeam = Map.groupBy(agents, agent => agent.teamKey)
    this.#agents = new Map([...byTeam].map(([team, members]) => [team, members.map(({ actor }) => actor.staffId!)]))
  }

  /** Takes a free slot of a team on the first working day that begins after an instant, by another than `not`. */
  take(team: string, after: Temporal.Instant, not?: string): Slot | undefined {
    const agents = this.#agents.get(team) ?? []
    const most = agents.length * MINUTES.length
    const { timeZone } = this.#calendar
    let day = after.toZonedDateTimeISO(timeZone).toPlainDate().add({ days: 1 })
    for (let tries = 0; tries < 60; tries += 1, day = day.add({ days: 1 })) {
      const key = `${team} ${day}`
      const taken = this.#taken.get(key) ?? 0
      if (taken >= most || !this.#isWorkday(day)) continue
      this.#taken.set(key, taken + 1)
      const place = (taken * STRIDE) % most
      const staffId = agents[place % agents.length]!
      if (staffId === not) continue
      const at = day.toZonedDateTime({ timeZone, plainTime: '09:00' })
      return { at: at.add({ minutes: MINUTES[Math.floor(place / agents.length)]! }).toInstant(), staffId }
    }
    return undefined
  }

  /** When a mail goes out, on the first working day that begins after an instant; it takes nobody's time. */
  mailAt(after: Temporal.Instant, draw: Random): Temporal.Instant {
    const { timeZone } = this.#calendar
    let day = after.toZonedDateTimeISO(timeZone).toPlainDate().add({ days: 1 })
    while (!this.#isWorkday(day)) day = day.add({ days: 1 })
    const at = day.toZonedDateTime({ timeZone, plainTime: '09:00' })
    return at.add({ minutes: draw.between(0, 90), seconds: draw.between(0, 59) }).toInstant()
  }

  #isWorkday(day: Temporal.PlainDate): boolean {
    const key = day.toString()
    const known = this.#workdays.get(key)
    if (known !== undefined) return known
    const is = dayKind(this.#calendar, day) === 'workday'
    this.#workdays.set(key, is)
    return is
  }
}
