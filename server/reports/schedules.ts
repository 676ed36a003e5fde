import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { pageFrom } from '../platform/cursor.ts'
import type { Tx } from '../platform/database.ts'
import { enqueue } from '../platform/jobs.ts'
import { mailConfig } from '../platform/mail.ts'
import type { Language } from '../platform/reason.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { insertTest, mailPage } from './mail-store.ts'
import { type MailFailureCode, mailFailureWords, scheduleReasons } from './schedule-reasons.ts'
import { nextSlot } from './schedule-rules.ts'
import { lastSlots, recipientsOf, scheduleOf, schedulePage } from './schedule-store.ts'
import { workdaysOf } from './workdays.ts'

interface PageAsked {
  cursor?: string | undefined
  limit: number
}

/** The schedules of the actor's branches, newest first, with when each goes out next and how it last went. */
export async function schedulesOf(tx: Tx, actor: Actor, asked: PageAsked) {
  permit(actor, 'reports.schedule')
  const page = pageFrom(await schedulePage(tx, actor, asked), asked.limit, row => [row.createdAt, row.id])
  const ids = page.items.map(row => row.id)
  const recipients = Map.groupBy(await recipientsOf(tx, actor.orgId, ids), row => row.scheduleId)
  const last = new Map((await lastSlots(tx, actor.orgId, ids)).map(row => [row.scheduleId, row]))
  const { timeZone, isWorkday } = await workdaysOf(tx, actor)
  const items = page.items.map(({ pausedAt, ...row }) => ({
    ...row,
    paused: pausedAt !== null,
    nextAt: pausedAt ? null : nextSlot(row, actor.now, timeZone, isWorkday),
    recipients: recipients.get(row.id) ?? [],
    last: last.get(row.id) ?? null,
  }))
  return { items, next: page.next }
}

/** The mails of a schedule, with what the mail server said. */
export async function mailsOf(tx: Tx, actor: Actor, id: string, asked: PageAsked, language: Language) {
  permit(actor, 'reports.schedule')
  if (!(await scheduleOf(tx, actor, id))) throw notFound()
  const page = pageFrom(await mailPage(tx, actor.orgId, id, asked), asked.limit, row => [row.slot, row.id])
  const items = page.items.map(row => ({
    ...row,
    text: row.failure ? mailFailureWords[row.failure as MailFailureCode][language]() : null,
  }))
  return { items, next: page.next }
}

/** Sends the actor the report at once, whether or not its time has come. */
export async function testSchedule(tx: Tx, actor: Actor, id: string, language: Language): Promise<{ mailId: string }> {
  permit(actor, 'reports.schedule')
  if (!(await scheduleOf(tx, actor, id))) throw notFound()
  if (!mailConfig()) throw new Refusal('conflict', scheduleReasons['mail-not-configured'])
  const mailId = await insertTest(tx, actor, id, language)
  await enqueue(tx, { name: 'send-reports' }, {})
  return { mailId }
}

/** Whether mails can go out, and in whose name. */
export async function mailServer(_tx: Tx, actor: Actor): Promise<{ configured: boolean; from: string | null }> {
  permit(actor, 'reports.schedule')
  const config = mailConfig()
  return { configured: config !== null, from: config?.from ?? null }
}
