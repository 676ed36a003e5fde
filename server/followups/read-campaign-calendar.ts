import type { z } from 'zod'
import { capacityOf, holidayNames } from '../calendars/index.ts'
import { festivalsBetween } from '../campaigns/festival-rules.ts'
import { groundFor } from '../contacts/index.ts'
import { dayKind, windowsOn } from '../contacts/rules.ts'
import { organisation, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { platformReasons, Refusal } from '../platform/refusal.ts'
import { type CampaignCalendar, MAX_CALENDAR_DAYS } from './plan-calendar-contract.ts'
import {
  type CalendarQuery,
  campaignsBetween,
  type DayOfWork,
  MOST_CAMPAIGNS,
  namesOfTeams,
  workByDay,
} from './plan-calendar-store.ts'
import { callsIn, type Experience } from './plan-yield-rules.ts'
import { experienceOf } from './plan-yield-store.ts'

/** The campaigns of some days with their work, what their teams can deal with, and which days are no ordinary ones. */
export async function readCampaignCalendar(
  tx: Tx,
  actor: Actor,
  query: CalendarQuery,
): Promise<z.output<typeof CampaignCalendar>> {
  permit(actor, 'campaigns.read')
  const length = query.from.until(query.to).days
  if (length < 0 || length >= MAX_CALENDAR_DAYS) {
    const problems = [{ path: 'to', message: `0–${MAX_CALENDAR_DAYS - 1} days after from` }]
    throw new Refusal('invalid', platformReasons['invalid-input'], { problems })
  }
  const { timeZone, country } = await organisation(tx, actor.orgId)
  const found = await campaignsBetween(tx, actor, query)
  const campaigns = found.slice(0, MOST_CAMPAIGNS)
  const work = await workByDay(
    tx,
    actor,
    campaigns.map(({ id }) => id),
    query,
    timeZone,
  )
  const teamIds = [...new Set(campaigns.flatMap(({ teamId }) => teamId ?? []))]
  const experience = await experienceOf(tx, actor)
  const teams = await namesOfTeams(tx, actor.orgId, teamIds)
  const { policy, holidays } = await groundFor(tx, actor.orgId)
  const calendar = { timeZone, country, ...(holidays.get(country) ?? { days: new Map(), years: new Set<number>() }) }
  const days = Array.from({ length: length + 1 }, (_, ahead) => query.from.add({ days: ahead }))
  const names = await holidayNames(tx, actor.orgId, country, query.from, query.to)
  const festivals = Map.groupBy(festivalsBetween(query.from, query.to), ({ day }) => day.toString())
  const capacity = await capacityOfTeams(tx, actor, teamIds, days, experience)
  return {
    campaigns: campaigns.map(campaign => ({
      ...campaign,
      days: byDay(work.filter(({ campaignId }) => campaignId === campaign.id)),
    })),
    more: found.length > MOST_CAMPAIGNS,
    teams: teams.map(({ id, name }) => ({
      ...{ id, name },
      capacity: capacity.get(id)!,
      days: byDay(work.filter(({ teamId }) => teamId === id)),
    })),
    days: days.map(day => ({
      day,
      kind: dayKind(calendar, day),
      name: names.get(day.toString()) ?? null,
      festivals: (festivals.get(day.toString()) ?? []).map(({ festival }) => festival),
      open: windowsOn(policy, calendar, day).length > 0,
    })),
  }
}

/** What each team can deal with on each of these days. */
async function capacityOfTeams(
  tx: Tx,
  actor: Actor,
  teamIds: readonly string[],
  days: readonly Temporal.PlainDate[],
  experience: Experience,
) {
  const found = new Map<string, { day: Temporal.PlainDate; calls: number }[]>()
  for (const teamId of teamIds) {
    const working = await capacityOf(tx, actor.orgId, teamId, days)
    found.set(
      teamId,
      working.map(({ day, minutes }) => ({ day, calls: callsIn(minutes, experience) })),
    )
  }
  return found
}

function byDay(work: readonly DayOfWork[]) {
  const days = new Map<string, { day: Temporal.PlainDate; due: number; done: number }>()
  for (const { day, due, done } of work) {
    const known = days.get(day.toString()) ?? { day, due: 0, done: 0 }
    days.set(day.toString(), { day, due: known.due + due, done: known.done + done })
  }
  return [...days.values()].sort((a, b) => Temporal.PlainDate.compare(a.day, b.day))
}
