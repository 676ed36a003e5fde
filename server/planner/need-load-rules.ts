import { UNPLANNED } from './choose-rules.ts'
import type { Placed } from './full-day-rules.ts'
import { canDo } from './need-rules.ts'

/** What contacts of a team with the same needs have of a day, and what those who can make them work. */
export interface NeedLoad {
  team: number
  day: number
  needs: readonly string[]
  /** What those who can make them have in all. */
  minutes: number
  used: number
  contacts: number
  /** What a minute of theirs costs. */
  price: number
}

/** What is asked, day by day, of those who can do what not everybody can. */
export function needLoads({ contacts, dayOf, room, price }: Placed & { price: Float64Array }): NeedLoad[] {
  const { days, row, teamOf, needOf, own } = room.pools
  const used = new Float64Array(own.length)
  const counts = new Int32Array(own.length)
  for (let contact = 0; contact < contacts.count; contact++) {
    if (dayOf[contact] === UNPLANNED) continue
    const cell = row[contact]! * days + dayOf[contact]!
    used[cell]! += contacts.minutes[contact]!
    counts[cell]!++
  }
  const rows = needOf.flatMap((need, number) => (need === 0 ? [] : [number]))
  return rows.flatMap(number =>
    Array.from({ length: days }, (_, day) => {
      const cell = number * days + day
      return {
        ...{ team: teamOf[number]!, day, needs: contacts.needs[needOf[number]!]! },
        ...{ minutes: own[cell]!, used: used[cell]!, contacts: counts[cell]!, price: price[cell]! },
      }
    }),
  )
}

/** Of one day of a team: what is asked of those who can make contacts, counting also the contacts that need the same and more. */
export function withWhatNeedsMore<Row extends Pick<NeedLoad, 'needs' | 'used' | 'contacts'>>(
  rows: readonly Row[],
): Row[] {
  return rows.map(row => {
    const theirs = rows.filter(({ needs }) => canDo(needs, row.needs))
    const sum = (read: (one: Row) => number) => theirs.reduce((total, one) => total + read(one), 0)
    return { ...row, used: sum(({ used }) => used), contacts: sum(({ contacts }) => contacts) }
  })
}
