import type { z } from 'zod'
import { may, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { areaOf } from './area.ts'
import type { addSchedule as addEndpoint } from './schedule-contract.ts'
import { scheduleReasons } from './schedule-reasons.ts'
import {
  activeOf,
  endSchedule,
  insertSchedule,
  markConfirmed,
  type ScheduleContent,
  scheduleOf,
  setRecipients,
  unconfirm,
  updateSchedule,
} from './schedule-store.ts'

type Given = z.output<(typeof addEndpoint)['body']>

/** Has a report sent at set times from now on. Addresses outside the staff wait for an owner's confirmation. */
export async function addSchedule(tx: Tx, actor: Actor, given: Given): Promise<{ id: string }> {
  permit(actor, 'reports.schedule')
  const content = await checked(tx, actor, given)
  const id = await insertSchedule(tx, actor, content)
  await setRecipients(tx, actor, id, given.recipients, may(actor, 'people.manage'))
  await record(tx, actor, 'report-scheduled', 'report-schedule', id, factsOf(given))
  await announce(tx, actor.orgId, 'reports')
  return { id }
}

/**
 * Changes, pauses or resumes a schedule; the newer of two changes made at once is refused. Addresses outside wait for a new
 * confirmation when somebody other than an owner lets the report tell of something else.
 */
export async function changeSchedule(
  tx: Tx,
  actor: Actor,
  id: string,
  { version, ...given }: Given & { version: number },
): Promise<{ id: string }> {
  permit(actor, 'reports.schedule')
  const before = await scheduleOf(tx, actor, id)
  if (!before) throw notFound()
  const content = await checked(tx, actor, given)
  if (!(await updateSchedule(tx, actor, id, version, content))) {
    throw new Refusal('conflict', scheduleReasons['schedule-changed-meanwhile'])
  }
  const vouches = may(actor, 'people.manage')
  const told = ['branchId', 'campaignId', 'teamId'] as const
  if (!vouches && told.some(field => before[field] !== content[field])) await unconfirm(tx, actor, id)
  await setRecipients(tx, actor, id, given.recipients, vouches)
  await record(tx, actor, 'report-schedule-changed', 'report-schedule', id, factsOf(given))
  await announce(tx, actor.orgId, 'reports')
  return { id }
}

/** Ends a schedule; what it sent stays on record. */
export async function removeSchedule(tx: Tx, actor: Actor, id: string): Promise<Record<string, never>> {
  permit(actor, 'reports.schedule')
  if (!(await scheduleOf(tx, actor, id))) throw notFound()
  await endSchedule(tx, actor, id)
  await record(tx, actor, 'report-schedule-removed', 'report-schedule', id)
  await announce(tx, actor.orgId, 'reports')
  return {}
}

/** Lets an owner vouch for an address outside the staff. */
export async function confirmRecipient(
  tx: Tx,
  actor: Actor,
  id: string,
  recipientId: string,
): Promise<Record<string, never>> {
  permit(actor, 'people.manage')
  if (!(await scheduleOf(tx, actor, id))) throw notFound()
  if (!(await markConfirmed(tx, actor, id, recipientId))) throw notFound()
  await record(tx, actor, 'report-recipient-confirmed', 'report-schedule', id, { recipientId })
  await announce(tx, actor.orgId, 'reports')
  return {}
}

async function checked(tx: Tx, actor: Actor, given: Given): Promise<ScheduleContent> {
  const { campaignId, teamId, rhythm, weekday, monthDay } = given
  await areaOf(tx, actor, {
    branchId: given.branchId,
    campaignId: campaignId ?? undefined,
    teamId: teamId ?? undefined,
  })
  if ((rhythm === 'weekly' && weekday === null) || (rhythm === 'monthly' && monthDay === null)) {
    throw new Refusal('invalid', scheduleReasons['schedule-day-missing'])
  }
  const wanted = given.recipients.flatMap(({ staffId }) => (staffId ? [staffId] : []))
  const known = new Set((await activeOf(tx, actor.orgId, wanted)).map(row => row.id))
  const isSomebody = ({ staffId, address }: Given['recipients'][number]) => (staffId === null) !== (address === null)
  if (!given.recipients.every(isSomebody) || wanted.some(staffId => !known.has(staffId))) {
    throw new Refusal('invalid', scheduleReasons['recipient-not-known'])
  }
  return {
    name: given.name,
    branchId: given.branchId,
    campaignId,
    teamId,
    rhythm,
    weekday: rhythm === 'weekly' ? weekday : null,
    monthDay: rhythm === 'monthly' ? monthDay : null,
    atMinute: given.atMinute,
    workdaysOnly: given.workdaysOnly,
    paused: given.paused,
  }
}

/** What the audit log keeps; an address outside is an identifier and stays out of it. */
function factsOf({ name, rhythm, atMinute, paused, recipients }: Given): Record<string, unknown> {
  const staff = recipients.filter(row => row.staffId !== null).length
  return { name, rhythm, atMinute, paused, staff, outside: recipients.length - staff }
}
