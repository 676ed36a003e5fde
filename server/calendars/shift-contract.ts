import { z } from 'zod'
import { day, endpoint, id } from '../platform/endpoint.ts'
import { spans, WorkSpan } from './contract.ts'

const tag = 'calendars'

export const ABSENCES = ['leave', 'sick', 'training', 'other'] as const

/** What one person works on one day, and where that comes from. */
export const PlannedDay = z.object({
  day,
  windows: z.array(WorkSpan),
  from: z.enum(['calendar', 'shift']),
  absence: z.enum(ABSENCES).nullable(),
  note: z.string(),
})

export const readShifts = endpoint({
  method: 'GET',
  path: '/shifts',
  summary: 'The week of a team, person by person, and the agent-minutes of each day',
  tag,
  permission: 'people.read',
  query: z.object({ teamId: id, monday: day }),
  response: z.object({
    people: z.array(z.object({ staffId: id, name: z.string(), days: z.array(PlannedDay) })),
    capacity: z.array(
      z.object({
        day,
        /** Minutes the members can work for this team. */
        minutes: z.number().int(),
        agents: z.number().int(),
        /** False: the public holidays of this year are not loaded, and its weekdays were taken as ordinary ones. */
        yearLoaded: z.boolean(),
      }),
    ),
  }),
})

export const planShifts = endpoint({
  method: 'PUT',
  path: '/shifts',
  summary: 'Plan hours or an absence of one person for some days; without either his calendar holds again',
  tag,
  permission: 'calendars.manage',
  body: z.object({
    staffId: id,
    days: z.array(day).min(1).max(62),
    windows: spans.nullable().default(null),
    absence: z.enum(ABSENCES).nullable().default(null),
    note: z.string().trim().max(200).default(''),
  }),
})

export const copyShifts = endpoint({
  method: 'POST',
  path: '/shifts/copy',
  summary: 'Copy the planned hours of a week to another one; absences are not copied',
  tag,
  permission: 'calendars.manage',
  body: z.object({ teamId: id, fromMonday: day, toMonday: day }),
  response: z.object({ copied: z.number().int() }),
})
