import { z } from 'zod'
import { byId, endpoint, id, instant, pageOf, pageQuery } from '../platform/endpoint.ts'
import { count } from './period-contract.ts'
import { RHYTHMS } from './schedule-rules.ts'

const tag = 'reports'
const permission = 'reports.schedule'

const times = {
  rhythm: z.enum(RHYTHMS),
  /** 1 is Monday; for a weekly report. */
  weekday: z.number().int().min(1).max(7).nullable(),
  /** For a monthly report; only days that every month has. */
  monthDay: z.number().int().min(1).max(28).nullable(),
  /** Minutes after midnight where the organisation is: 510 is 08:30. */
  atMinute: z.number().int().min(0).max(1439),
  workdaysOnly: z.boolean(),
}

export const NewRecipient = z.object({
  /** A member of staff, or … */
  staffId: id.nullable(),
  /** … an address outside; it gets nothing before an owner has confirmed it. */
  address: z.email().max(200).nullable(),
  language: z.enum(['zh', 'en']),
})

const content = {
  name: z.string().trim().min(1).max(100),
  branchId: id,
  campaignId: id.nullable(),
  teamId: id.nullable(),
  ...times,
  paused: z.boolean(),
  recipients: z.array(NewRecipient).min(1).max(50),
}

export const ReportSchedule = z
  .object({
    id,
    name: z.string(),
    branchId: id,
    branchName: z.string(),
    campaignId: id.nullable(),
    campaignName: z.string().nullable(),
    teamId: id.nullable(),
    teamName: z.string().nullable(),
    ...times,
    paused: z.boolean(),
    /** When it goes out next; `null` while it is paused. */
    nextAt: instant.nullable(),
    version: count,
    createdByName: z.string(),
    recipients: z.array(
      z
        .object({
          id,
          staffId: id.nullable(),
          /** Of staff. */
          name: z.string().nullable(),
          address: z.string().nullable(),
          language: z.enum(['zh', 'en']),
          /** An owner has confirmed the address, or it is one of the staff. */
          confirmed: z.boolean(),
        })
        .meta({ id: 'ReportRecipient' }),
    ),
    /** How the newest slot went. */
    last: z.object({ slot: instant, sent: count, failed: count, open: count }).nullable(),
  })
  .meta({ id: 'ReportSchedule' })

export const ReportMail = z
  .object({
    id,
    slot: instant,
    recipient: z.string(),
    isTest: z.boolean(),
    state: z.enum(['waiting', 'sending', 'sent', 'failed']),
    tries: count,
    /** When it is tried again. */
    nextAt: instant.nullable(),
    failure: z.string().nullable(),
    /** Why it failed, as a sentence. */
    text: z.string().nullable(),
    /** What the mail server said. */
    words: z.string().nullable(),
    endedAt: instant.nullable(),
  })
  .meta({ id: 'ReportMail' })

export const readMailServer = endpoint({
  method: 'GET',
  path: '/reports/mail-server',
  summary: 'Whether the operator has configured a mail server, and in whose name mails go out',
  tag,
  permission,
  response: z.object({ configured: z.boolean(), from: z.string().nullable() }),
})

export const listSchedules = endpoint({
  method: 'GET',
  path: '/report-schedules',
  summary: 'Reports sent by e-mail at set times, newest first',
  tag,
  permission,
  query: pageQuery,
  response: pageOf(ReportSchedule),
})

export const addSchedule = endpoint({
  method: 'POST',
  path: '/report-schedules',
  summary: 'Have a report sent by e-mail at set times',
  tag,
  permission,
  status: 201,
  body: z.object(content),
  response: z.object({ id }),
})

export const changeSchedule = endpoint({
  method: 'PUT',
  path: '/report-schedules/:id',
  summary: 'Change, pause or resume a report sent by e-mail',
  tag,
  permission,
  params: byId,
  body: z.object({ ...content, version: count }),
  response: z.object({ id }),
})

export const removeSchedule = endpoint({
  method: 'DELETE',
  path: '/report-schedules/:id',
  summary: 'Send a report no more; what was sent stays on record',
  tag,
  permission,
  params: byId,
})

export const confirmRecipient = endpoint({
  method: 'POST',
  path: '/report-schedules/:id/confirmations',
  summary: 'As an owner, confirm an address outside the staff',
  tag,
  permission: 'people.manage',
  params: byId,
  body: z.object({ recipientId: id }),
})

export const testSchedule = endpoint({
  method: 'POST',
  path: '/report-schedules/:id/tests',
  summary: 'Send me this report now',
  tag,
  permission,
  status: 202,
  params: byId,
  body: z.object({ language: z.enum(['zh', 'en']) }),
  response: z.object({ mailId: id }),
})

export const listReportMails = endpoint({
  method: 'GET',
  path: '/report-schedules/:id/mails',
  summary: 'The mails of a report, newest first, with what the mail server said',
  tag,
  permission,
  params: byId,
  query: pageQuery,
  response: pageOf(ReportMail),
})
