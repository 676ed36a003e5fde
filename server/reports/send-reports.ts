import { actorOf, may, systemActor } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { type Database, inScope, type Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { type Mail, type MailConfig, MailFailure, sendMail } from '../platform/mail.ts'
import { Refusal } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { composeMail } from './compose-mail.ts'
import { insertMails, markFailed, markSent, type OpenMail, takeMail } from './mail-store.ts'
import type { MailFailureCode } from './schedule-reasons.ts'
import { dueSlot, minutesUntilRetry, TRIES_AT_MOST } from './schedule-rules.ts'
import { runningSchedules, scheduleOf } from './schedule-store.ts'
import { workdaysOf } from './workdays.ts'

/** Mails of one organisation in one round; the rest waits for the next. */
const MAILS_PER_ROUND = 200

/** Puts the slots that have come into the queue; a slot is there once, whichever server comes first. */
export async function queueDue(tx: Tx, actor: Actor): Promise<number> {
  const schedules = await runningSchedules(tx, actor)
  if (schedules.length === 0) return 0
  const { timeZone, isWorkday } = await workdaysOf(tx, actor)
  const slots = schedules.flatMap(schedule => {
    const due = dueSlot(schedule, schedule.since, actor.now, timeZone, isWorkday)
    return due ? [{ scheduleId: schedule.id, slot: due.slot }] : []
  })
  return slots.length > 0 ? insertMails(tx, actor, slots) : 0
}

/**
 * Sends what is due in an organisation, one mail after the other, each taken, sent and written down by itself. Several
 * servers share the work. A server that dies between sending and writing down leaves the mail to another after five
 * minutes, so that mail may go out twice, under the same message id; so may one whose receipt the mail server never
 * confirmed. No other does.
 */
export async function sendReports(
  db: Database,
  config: MailConfig,
  orgId: string,
  clock: () => Temporal.Instant,
  signal: AbortSignal,
): Promise<number> {
  const now = async () => systemActor(db, orgId, clock())
  const first = await now()
  await inScope(db, first, tx => queueDue(tx, first))
  for (let sent = 0; sent < MAILS_PER_ROUND; sent++) {
    if (signal.aborted) return sent
    const actor = await now()
    const mail = await inScope(db, actor, tx => takeMail(tx, actor))
    if (!mail) return sent
    await sendOne(db, config, actor, mail)
  }
  return MAILS_PER_ROUND
}

async function sendOne(db: Database, config: MailConfig, actor: Actor, mail: OpenMail): Promise<void> {
  const composed = await compose(db, actor, mail)
  const result = 'failure' in composed ? composed : await handOver(config, composed)
  await inScope(db, actor, async tx => {
    if (result) await markFailed(tx, actor, mail.id, { ...result, again: againAt(result.failure, mail, actor.now) })
    else {
      await markSent(tx, actor, mail.id)
      const facts = { slot: String(mail.slot), staffId: mail.staffId, isTest: mail.isTest }
      await record(tx, actor, 'report-mailed', 'report-schedule', mail.scheduleId, facts)
    }
    await announce(tx, actor.orgId, 'reports')
  })
}

interface Failed {
  failure: MailFailureCode
  words: string | null
}

const FINAL: readonly MailFailureCode[] = ['refused', 'recipient-gone', 'recipient-may-not', 'schedule-removed']

function againAt(failure: MailFailureCode, { tries }: OpenMail, now: Temporal.Instant): Temporal.Instant | null {
  if (FINAL.includes(failure) || tries >= TRIES_AT_MOST) return null
  return now.add({ minutes: minutesUntilRetry(tries) })
}

/** The mail as its reader may see it today; an address outside sees what the owner sees who confirmed it. */
async function compose(db: Database, actor: Actor, mail: OpenMail): Promise<Mail | Failed> {
  const readerId = mail.staffId ?? mail.confirmedBy
  const reader = readerId ? await actorOf(db, actor.orgId, readerId, actor.now, actor.requestId) : null
  if (!reader) return { failure: 'recipient-gone', words: null }
  const schedule = await inScope(db, actor, tx => scheduleOf(tx, actor, mail.scheduleId))
  if (!schedule) return { failure: 'schedule-removed', words: null }
  const sees = [...reader.branchIds, ...reader.ancestorIds].includes(schedule.branchId)
  if (!may(reader, 'reports.read') || !sees) return { failure: 'recipient-may-not', words: null }
  try {
    return await inScope(db, reader, tx => composeMail(tx, reader, schedule, mail))
  } catch (error) {
    if (error instanceof Refusal) return { failure: 'recipient-may-not', words: null }
    return { failure: 'not-built', words: actor.requestId }
  }
}

async function handOver(config: MailConfig, mail: Mail): Promise<Failed | null> {
  try {
    await sendMail(config, mail)
    return null
  } catch (error) {
    if (!(error instanceof MailFailure)) throw error
    return { failure: error.kind, words: error.words }
  }
}
