import { sql } from 'kysely'
import { allHolidays } from '../calendars/index.ts'
import type { Calendar } from '../contacts/rules.ts'
import type { Tx } from '../platform/database.ts'

/** The public holidays where the organisation is, as it keeps them. */
export async function organisationCalendar(tx: Tx, orgId: string): Promise<Calendar> {
  const { rows } = await sql<{ timeZone: string; country: string }>`
    select time_zone as "timeZone", country from organisation where id = ${orgId}`.execute(tx)
  const place = rows[0]!
  const holidays = (await allHolidays(tx, orgId)).get(place.country)
  return { ...place, ...(holidays ?? { days: new Map(), years: new Set() }) }
}
