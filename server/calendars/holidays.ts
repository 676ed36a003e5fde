import { deedDone, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { factKind } from '../platform/facts.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import * as store from './holiday-store.ts'
import { type NoticeDay, readNotice } from './notice-rules.ts'
import { calendarsReasons, sayNoticeProblem } from './reasons.ts'
import { yearsMissing } from './rules.ts'

/** Which days are worked has changed; what was put off because of it is to be looked at again. */
export const holidaysChanged = factKind<{ year: number }>()

/** The holidays of a year as they hold for the actor's organisation; of one that is not loaded none but corrections. */
export async function holidaysOfYear(tx: Tx, actor: Actor, year: number) {
  permit(actor, 'people.read')
  const { country } = await store.placeOf(tx, actor.orgId)
  const source = await store.sourceOfYear(tx, actor.orgId, country, year)
  const days = await store.daysOfYear(tx, actor.orgId, country, year)
  return { country, year, state: source?.state ?? ('missing' as const), source: source?.source ?? null, days }
}

/** The years whose holidays are missing and needed now, in the organisation's time zone. */
export async function missingYears(tx: Tx, actor: Actor): Promise<{ country: string; years: number[] }> {
  permit(actor, 'people.read')
  const { country, timeZone } = await store.placeOf(tx, actor.orgId)
  const loaded = (await store.allHolidays(tx, actor.orgId)).get(country)?.years ?? new Set()
  return { country, years: yearsMissing(actor.now, timeZone, loaded) }
}

/** What a notice says, with what is doubtful about it in words; nothing is saved. */
export function previewNotice(actor: Actor, given: { year: number; text: string }, language: 'zh' | 'en') {
  permit(actor, 'calendars.manage')
  const { source, days, problems } = readNotice(given.text, given.year)
  return {
    source,
    days: days.map(row => ({ ...row, day: Temporal.PlainDate.from(row.day) })),
    problems: problems.map(problem => ({ ...problem, sentence: sayNoticeProblem(problem.code, language) })),
  }
}

/**
 * Enters the notice of a year for the whole organisation. Refuses an actor below the root, days that are named twice and
 * days of other years, except those around New Year's.
 */
export async function enterNotice(
  tx: Tx,
  actor: Actor,
  given: { year: number; source: string; days: readonly (Omit<NoticeDay, 'day'> & { day: Temporal.PlainDate })[] },
): Promise<void> {
  permit(actor, 'calendars.manage')
  demandWhole(actor)
  const days = given.days.map(row => ({ ...row, day: row.day.toString() }))
  const lines = days.map(({ day, kind, name }) => `${day},${kind},${name.replaceAll(/[,;，\t"'\r\n]/g, ' ')}`)
  const wrong = readNotice(lines.join('\n'), given.year).problems.filter(problem => problem.blocking)
  if (wrong.length > 0) throw new Refusal('invalid', calendarsReasons['notice-not-clear'], { count: wrong.length })
  const { country } = await store.placeOf(tx, actor.orgId)
  await store.writeNotice(tx, actor, country, { ...given, days })
  const facts = { year: given.year, source: given.source, days: days.length }
  await tellChange(tx, actor, 'holidays.notice-entered', given.year, facts)
}

/** Takes back the notice the organisation entered for a year; the reference table holds again where it has that year. */
export async function withdrawNotice(tx: Tx, actor: Actor, year: number): Promise<void> {
  permit(actor, 'calendars.manage')
  demandWhole(actor)
  const { country } = await store.placeOf(tx, actor.orgId)
  if (!(await store.deleteNotice(tx, actor, country, year))) throw notFound()
  await tellChange(tx, actor, 'holidays.notice-withdrawn', year, { year })
}

/** Corrects one day for the organisation, or takes a correction back. */
export async function correctHoliday(
  tx: Tx,
  actor: Actor,
  given: { day: Temporal.PlainDate; kind: store.HoldingDay['kind'] | null; name: string },
): Promise<void> {
  permit(actor, 'calendars.manage')
  demandWhole(actor)
  const { country } = await store.placeOf(tx, actor.orgId)
  await store.writeCorrection(tx, actor, country, given)
  const facts = { day: given.day.toString(), kind: given.kind, name: given.name }
  await tellChange(tx, actor, 'holidays.corrected', given.day.year, facts)
}

async function tellChange(tx: Tx, actor: Actor, action: string, year: number, facts: Record<string, unknown>) {
  await deedDone.tell(tx, actor, { action, subject: 'holidays', subjectId: null, facts })
  await holidaysChanged.tell(tx, actor, { year })
}

/** What holds for the whole organisation is for those who see the whole of it. */
function demandWhole(actor: Actor): void {
  if (actor.ancestorIds.length > 0) throw notFound()
}
