import { organisation } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { IsWorkday } from './schedule-rules.ts'
import { specialDays } from './schedule-store.ts'

/** Which days are worked where the organisation is: Monday to Friday, but for public holidays and make-up workdays. */
export async function workdaysOf(tx: Tx, actor: Actor): Promise<{ timeZone: string; isWorkday: IsWorkday }> {
  const { timeZone, country } = await organisation(tx, actor.orgId)
  const special = await specialDays(tx, country, actor.now.toZonedDateTimeISO(timeZone).toPlainDate())
  const isWorkday: IsWorkday = day => {
    const kind = special.get(day.toString())
    return kind ? kind === 'make-up-workday' : day.dayOfWeek <= 5
  }
  return { timeZone, isWorkday }
}
