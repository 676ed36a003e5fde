import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { NoticeDay } from './notice-rules.ts'
import type { Holidays } from './rules.ts'

/** The days that hold for an organisation: corrections first, then its own notice of a year, then the reference table. */
const holding = (orgId: string) => sql`
  own as (select country, day, kind, name, origin from own_holiday where org_id = ${orgId}),
  holding as (
    select country, day, kind, name, origin from own where origin = 'correction'
    union all
    select o.country, o.day, o.kind, o.name, o.origin from own o where o.origin = 'notice'
      and not exists (select from own c where c.origin = 'correction' and c.country = o.country and c.day = o.day)
    union all
    select h.country, h.day, h.kind, h.name, 'reference' from holiday h
    where not exists (select from own o where o.country = h.country and o.day = h.day)
      and not exists (select from own_holiday_year y
        where y.org_id = ${orgId} and y.country = h.country and y.year = extract(year from h.day))
  )`

type AllHolidays = ReadonlyMap<string, Holidays>

/** The most organisations kept at hand, with what was entered there when their holidays were read. */
const AT_HAND = 500
const atHand = new Map<string, { entered: string; holidays: AllHolidays }>()

/**
 * The public holidays of all countries that are loaded, as they hold for an organisation. They answer the same object as
 * long as the organisation has entered nothing else; the reference table comes with a new program alone. Not to be changed.
 */
export async function allHolidays(tx: Tx, orgId: string): Promise<AllHolidays> {
  const { rows } = await sql<{ entered: string }>`
    select concat(
      (select string_agg(concat_ws(' ', country, day, origin, kind), ',' order by country, day, origin)
        from own_holiday where org_id = ${orgId}), ';',
      (select string_agg(concat_ws(' ', country, year), ',' order by country, year)
        from own_holiday_year where org_id = ${orgId})) as entered`.execute(tx)
  const { entered } = rows[0]!
  const known = atHand.get(orgId)
  if (known?.entered === entered) return known.holidays
  const holidays = await readHolidays(tx, orgId)
  if (atHand.size >= AT_HAND) atHand.delete(atHand.keys().next().value!)
  atHand.set(orgId, { entered, holidays })
  return holidays
}

async function readHolidays(tx: Tx, orgId: string): Promise<AllHolidays> {
  const { rows } = await sql<{
    country: string
    years: number[]
    days: Record<string, 'holiday' | 'make-up-workday'>
  }>`
    with ${holding(orgId)},
    years as (
      select country, year from holiday_year union select country, year from own_holiday_year where org_id = ${orgId}
    )
    select c.country,
      array(select y.year from years y where y.country = c.country) as years,
      coalesce((select jsonb_object_agg(h.day, h.kind) from holding h
        where h.country = c.country and h.kind <> 'ordinary'), '{}') as days
    from (select country from years union select country from own) c`.execute(tx)
  return new Map(
    rows.map(({ country, years, days }) => [country, { years: new Set(years), days: new Map(Object.entries(days)) }]),
  )
}

/** The names of the holidays of a country in a span of days, also of their make-up working days, by day (`2026-02-17`). */
export async function holidayNames(
  tx: Tx,
  orgId: string,
  country: string,
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
): Promise<Map<string, string>> {
  const { rows } = await sql<{ day: string; name: string }>`
    with ${holding(orgId)}
    select day::text, name from holding
    where country = ${country} and kind <> 'ordinary' and name <> '' and day between ${from}::date and ${to}::date`.execute(
    tx,
  )
  return new Map(rows.map(({ day, name }) => [day, name]))
}

/** Where an organisation is. */
export async function placeOf(tx: Tx, orgId: string): Promise<{ country: string; timeZone: string }> {
  const { rows } = await sql<{ country: string; timeZone: string }>`
    select country, time_zone as "timeZone" from organisation where id = ${orgId}`.execute(tx)
  return rows[0]!
}

export interface HoldingDay {
  day: Temporal.PlainDate
  kind: 'holiday' | 'make-up-workday' | 'ordinary'
  name: string
  origin: 'reference' | 'notice' | 'correction'
}

export async function daysOfYear(tx: Tx, orgId: string, country: string, year: number): Promise<HoldingDay[]> {
  const { rows } = await sql<HoldingDay>`
    with ${holding(orgId)}
    select day, kind, name, origin from holding
    where country = ${country} and day between make_date(${year}, 1, 1) and make_date(${year}, 12, 31)
    order by day`.execute(tx)
  return rows
}

/** Where the days of a year come from; the organisation's own notice stands before the reference table. */
export async function sourceOfYear(
  tx: Tx,
  orgId: string,
  country: string,
  year: number,
): Promise<{ state: 'own' | 'reference'; source: string } | undefined> {
  const { rows } = await sql<{ state: 'own' | 'reference'; source: string }>`
    select 'own' as state, source from own_holiday_year
    where org_id = ${orgId} and country = ${country} and year = ${year}
    union all
    select 'reference', source from holiday_year where country = ${country} and year = ${year}
    limit 1`.execute(tx)
  return rows[0]
}

/** Writes the notice of a year in place of one entered before. */
export async function writeNotice(
  tx: Tx,
  actor: Actor,
  country: string,
  given: { year: number; source: string; days: readonly NoticeDay[] },
): Promise<void> {
  await deleteNotice(tx, actor, country, given.year)
  await sql`
    insert into own_holiday_year (org_id, country, year, source, entered_by, entered_at)
    values (${actor.orgId}, ${country}, ${given.year}, ${given.source}, ${actor.staffId}, ${actor.now})`.execute(tx)
  await sql`
    insert into own_holiday (org_id, country, day, origin, notice_year, kind, name, entered_by, entered_at)
    select ${actor.orgId}, ${country}, day, 'notice', ${given.year}, kind, name, ${actor.staffId}, ${actor.now}
    from unnest(${given.days.map(row => row.day)}::date[], ${given.days.map(row => row.kind)}::text[],
      ${given.days.map(row => row.name)}::text[]) as given (day, kind, name)
    on conflict (org_id, country, day, origin) do update
      set kind = excluded.kind, name = excluded.name, notice_year = excluded.notice_year`.execute(tx)
}

/** Takes the own notice of a year away; answers whether there was one. */
export async function deleteNotice(tx: Tx, actor: Actor, country: string, year: number): Promise<boolean> {
  // Two who enter the same year at once come one after the other.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`holidays ${actor.orgId}`}, 0))`.execute(tx)
  await sql`
    delete from own_holiday where org_id = ${actor.orgId} and country = ${country} and origin = 'notice'
      and notice_year = ${year}`.execute(tx)
  const { numAffectedRows } = await sql`
    delete from own_holiday_year where org_id = ${actor.orgId} and country = ${country} and year = ${year}`.execute(tx)
  return Number(numAffectedRows ?? 0) > 0
}

/** Writes or takes back the correction of one day. */
export async function writeCorrection(
  tx: Tx,
  actor: Actor,
  country: string,
  given: { day: Temporal.PlainDate; kind: HoldingDay['kind'] | null; name: string },
): Promise<void> {
  if (given.kind === null) {
    await sql`
      delete from own_holiday where org_id = ${actor.orgId} and country = ${country} and origin = 'correction'
        and day = ${given.day}`.execute(tx)
    return
  }
  await sql`
    insert into own_holiday (org_id, country, day, origin, notice_year, kind, name, entered_by, entered_at)
    values (${actor.orgId}, ${country}, ${given.day}, 'correction', ${given.day.year}, ${given.kind}, ${given.name},
      ${actor.staffId}, ${actor.now})
    on conflict (org_id, country, day, origin) do update set kind = excluded.kind, name = excluded.name,
      entered_by = excluded.entered_by, entered_at = excluded.entered_at`.execute(tx)
}
