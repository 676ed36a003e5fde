import { z } from 'zod'
import { day, endpoint } from '../platform/endpoint.ts'

const tag = 'calendars'
const year = z.coerce.number().int().min(2000).max(2100)
const kind = z.enum(['holiday', 'make-up-workday'])
const name = z.string().trim().max(60)

const NoticeDay = z.object({ day, kind, name })

export const readHolidays = endpoint({
  method: 'GET',
  path: '/holidays',
  summary: 'The public holidays and make-up working days of a year as they hold here',
  tag,
  permission: 'people.read',
  query: z.object({ year }),
  response: z.object({
    country: z.string(),
    year: z.number().int(),
    /** From the product's reference table, entered by the organisation itself, or missing. */
    state: z.enum(['reference', 'own', 'missing']),
    source: z.string().nullable(),
    days: z.array(
      z.object({
        day,
        kind: z.enum(['holiday', 'make-up-workday', 'ordinary']),
        name: z.string(),
        origin: z.enum(['reference', 'notice', 'correction']),
      }),
    ),
  }),
})

export const missingHolidays = endpoint({
  method: 'GET',
  path: '/holidays/missing',
  summary: 'The years whose public holidays are missing and needed: this one, and from 1 November on the next',
  tag,
  permission: 'people.read',
  response: z.object({ country: z.string(), years: z.array(z.number().int()) }),
})

export const readNotice = endpoint({
  method: 'POST',
  path: '/holidays/notice/read',
  summary: 'Read the days from the text of a notice or from CSV lines; nothing is saved',
  tag,
  permission: 'calendars.manage',
  body: z.object({ year, text: z.string().max(20_000) }),
  response: z.object({
    source: z.string(),
    days: z.array(NoticeDay),
    problems: z.array(z.object({ code: z.string(), text: z.string(), blocking: z.boolean(), sentence: z.string() })),
  }),
})

export const enterNotice = endpoint({
  method: 'PUT',
  path: '/holidays/notice',
  summary: 'Enter the notice of a year; it stands in place of the reference table for that year',
  tag,
  permission: 'calendars.manage',
  body: z.object({ year, source: z.string().trim().min(1).max(300), days: z.array(NoticeDay).min(1).max(120) }),
})

export const withdrawNotice = endpoint({
  method: 'DELETE',
  path: '/holidays/notice',
  summary: 'Take back the notice entered for a year',
  tag,
  permission: 'calendars.manage',
  query: z.object({ year }),
})

export const correctHoliday = endpoint({
  method: 'PUT',
  path: '/holidays/correction',
  summary: 'Correct one day for this organisation; without a kind the correction is taken back',
  tag,
  permission: 'calendars.manage',
  body: z.object({ day, kind: z.enum(['holiday', 'make-up-workday', 'ordinary']).nullable(), name: name.default('') }),
})
