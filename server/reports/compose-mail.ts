import { organisation } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { Mail } from '../platform/mail.ts'
import type { Language } from '../platform/reason.ts'
import type { SliceAsked } from './area.ts'
import { areaOf } from './area.ts'
import { coverageNow, newlyAlone } from './coverage-alert-store.ts'
import { type Book, bytesOf, WORKBOOK } from './export-report.ts'
import { funnelReport } from './funnel.ts'
import { type Figure, mailBody } from './mail-body.ts'
import { figureWords } from './mail-reasons.ts'
import type { OpenMail } from './mail-store.ts'
import { outcomesReport } from './outcomes.ts'
import { lengthOf, spanOfDays } from './period-rules.ts'
import { planParts, planReport } from './plan-actual.ts'
import { daysTold } from './schedule-rules.ts'
import type { ScheduleRow } from './schedule-store.ts'
import { funnelSheets, outcomesSheets, partsSheet, planSheet } from './sheets.ts'
import { casesNow } from './store.ts'
import { workdaysOf } from './workdays.ts'

/** Fates a mail tells; the file has all. */
const FATES_AT_MOST = 8

/**
 * Makes the mail of a schedule as its reader may see it: for one below the schedule's branch it tells of his own
 * branches alone. Its id is that of the row, so that the same mail sent twice can be told by the mail systems.
 */
export async function composeMail(tx: Tx, reader: Actor, schedule: ScheduleRow, mail: OpenMail): Promise<Mail> {
  const { timeZone, isWorkday } = await workdaysOf(tx, reader)
  const day = mail.slot.toZonedDateTimeISO(timeZone).toPlainDate()
  const days = daysTold(schedule, day, isWorkday)
  const sees = reader.branchIds.includes(schedule.branchId)
  const asked: SliceAsked = {
    ...days,
    branchId: sees ? schedule.branchId : undefined,
    campaignId: schedule.campaignId ?? undefined,
    teamId: schedule.teamId ?? undefined,
  }
  const by = lengthOf(days) > 3 ? 'day' : 'hour'
  const area = await areaOf(tx, reader, asked)
  const reports = {
    plan: await planReport(tx, reader, { ...asked, by }),
    agents: await planParts(tx, reader, { ...asked, split: 'agent' }),
    funnel: await funnelReport(tx, reader, { ...asked, split: 'campaign' }, mail.language),
    outcomes: await outcomesReport(tx, reader, asked, mail.language),
    cases: await casesNow(tx, area, reader.now),
    coverage: {
      ...(await coverageNow(tx, reader.orgId, area.branchIds)),
      newly: await newlyAlone(tx, reader.orgId, area.branchIds, spanOfDays(days, timeZone)),
    },
  }
  const { name: house } = await organisation(tx, reader.orgId)
  const { subject, text, html } = mailBody(
    {
      organisation: house,
      name: schedule.name,
      part: [sees ? schedule.branchName : null, schedule.campaignName, schedule.teamName].filter(Boolean).join(' · '),
      days,
      figures: figuresOf(reports, mail.language),
      fates: reports.funnel.total.fates.slice(0, FATES_AT_MOST),
      isTest: mail.isTest,
    },
    mail.language,
  )
  return {
    to: mail.to,
    subject,
    text,
    html,
    attachments: [await attachment(reports, reader, timeZone, mail.language)],
    messageId: `<${mail.id}.${mail.scheduleId}@huifang.reports>`,
  }
}

interface Reports {
  plan: Awaited<ReturnType<typeof planReport>>
  agents: Awaited<ReturnType<typeof planParts>>
  funnel: Awaited<ReturnType<typeof funnelReport>>
  outcomes: Awaited<ReturnType<typeof outcomesReport>>
  cases: Awaited<ReturnType<typeof casesNow>>
  coverage: Awaited<ReturnType<typeof coverageNow>>
}

async function attachment(
  { plan, agents, funnel, outcomes }: Reports,
  reader: Actor,
  timeZone: string,
  language: Language,
) {
  const sheets = [
    planSheet(plan, language),
    partsSheet(agents, language),
    ...funnelSheets(funnel, language),
    ...outcomesSheets(outcomes, language),
  ]
  const period = plan.from.equals(plan.to) ? `${plan.from}` : `${plan.from}_${plan.to}`
  const book: Book = { fileName: `report-${period}.xlsx`, sheets, timeZone }
  return { fileName: book.fileName, contentType: WORKBOOK, content: await bytesOf(book, reader) }
}

function figuresOf({ plan, funnel, outcomes, cases, coverage }: Reports, language: Language): Figure[] {
  const say = (name: keyof typeof figureWords, facts: object = {}) => figureWords[name][language](facts as never)
  const { attempts, conversations, completed } = plan.totals
  const rr1 = outcomes.rates.find(row => row.rate === 'rr1')?.value ?? null
  const share = (part: number, whole: number) => `${Math.round((part / whole) * 100)}%`
  return [
    {
      name: say('due'),
      value: String(funnel.total.due),
      note: plan.totals.plan === null ? say('no-plan') : say('of-plan', { plan: plan.totals.plan }),
    },
    { name: say('attempts'), value: String(attempts) },
    {
      name: say('conversations'),
      value: String(conversations),
      ...(attempts > 0 && { note: say('share-of-attempts', { share: share(conversations, attempts) }) }),
    },
    {
      name: say('completed'),
      value: String(completed),
      ...(conversations > 0 && { note: say('share-of-conversations', { share: share(completed, conversations) }) }),
    },
    {
      name: say('response-rate'),
      value: rr1 === null ? '—' : `${(rr1 * 100).toFixed(1)}%`,
      note: say('ended-basis', { ended: outcomes.ended }),
    },
    { name: say('overdue-cases'), value: String(cases.overdue), note: say('open-cases', { open: cases.open }) },
    ...(coverage.rules > 0
      ? [{ name: say('left-alone'), value: String(coverage.alone), note: say('newly-alone', coverage) }]
      : []),
  ]
}
