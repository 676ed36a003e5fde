import { sql } from 'kysely'
import type { Calendar } from '../contacts/rules.ts'
import type { Tx } from '../platform/database.ts'

/** The public holidays where the organisation is, from a day on for as long as any deadline can reach. */
export async function organisationCalendar(tx: Tx, orgId: string, at: Temporal.Instant): Promise<Calendar> {
  const { rows } = await sql<{
    timeZone: string
    country: string
    days: [string, 'holiday' | 'make-up-workday'][]
    years: number[]
  }>`
    select o.time_zone as "timeZone", o.country,
      (select coalesce(jsonb_agg(jsonb_build_array(h.day, h.kind)), '[]')
       from holiday h
       where h.country = o.country and h.day between ${at}::timestamptz::date - 1 and ${at}::timestamptz::date + 420) as days,
      array(select year from holiday_year y where y.country = o.country) as years
    from organisation o where o.id = ${orgId}`.execute(tx)
  const { timeZone, country, days, years } = rows[0]!
  return { timeZone, country, days: new Map(days), years: new Set(years) }
}
