import { z } from 'zod'
import { byId, day, endpoint, id } from '../platform/endpoint.ts'

const tag = 'calendars'
const clock = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/)

/** A span of local working time: `09:00`–`12:00`; `24:00` is the end of the day. */
export const WorkSpan = z.object({ from: clock, to: clock }).meta({ id: 'WorkSpan' })
export const spans = z.array(WorkSpan).max(6)

const Exception = z.object({ day, windows: spans, note: z.string().trim().max(100).default('') })

const fields = {
  name: z.string().trim().min(1).max(60),
  /** Monday first. */
  week: z.array(spans).length(7),
  keepsHolidays: z.boolean(),
  makeUpDay: spans,
  exceptions: z.array(Exception).max(400).default([]),
}

export const WorkCalendar = z.object({ id, ...fields }).meta({ id: 'WorkCalendar' })

/** Which calendar holds for a branch or a team; without both, for the organisation. */
export const CalendarUse = z
  .object({ branchId: id.nullable(), teamId: id.nullable(), calendarId: id })
  .meta({ id: 'CalendarUse' })

export const listCalendars = endpoint({
  method: 'GET',
  path: '/calendars',
  summary: 'The working calendars, and for whom each holds',
  tag,
  permission: 'people.read',
  response: z.object({ items: z.array(WorkCalendar), uses: z.array(CalendarUse) }),
})

export const addCalendar = endpoint({
  method: 'POST',
  path: '/calendars',
  summary: 'Add a working calendar',
  tag,
  permission: 'calendars.manage',
  status: 201,
  body: z.object(fields),
  response: WorkCalendar,
})

export const changeCalendar = endpoint({
  method: 'PUT',
  path: '/calendars/:id',
  summary: 'Change a working calendar with its exceptions',
  tag,
  permission: 'calendars.manage',
  params: byId,
  body: z.object(fields),
  response: WorkCalendar,
})

export const removeCalendar = endpoint({
  method: 'DELETE',
  path: '/calendars/:id',
  summary: 'Remove a working calendar nobody uses',
  tag,
  permission: 'calendars.manage',
  params: byId,
})

export const assignCalendar = endpoint({
  method: 'PUT',
  path: '/calendar-uses',
  summary: 'Let a calendar hold for a team, a branch or the organisation; without one, that of the next above holds',
  tag,
  permission: 'calendars.manage',
  body: z.object({
    branchId: id.nullable().default(null),
    teamId: id.nullable().default(null),
    calendarId: id.nullable(),
  }),
})
