import { customerBrief, readPhone } from '../customers/index.ts'
import { organisation, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { protect, record } from '../privacy/index.ts'
import { contactsReasons } from './reasons.ts'
import { insertSuspectedCall, markHandled, type SuspectedCallRow, suspectedCallById } from './suspected-store.ts'

export interface ReportSuspectedCall {
  /** The number that was called, and the one that was shown; kept in the vault. Left out when the caller does not know. */
  called?: string | undefined
  shown?: string | undefined
  customerId?: string | undefined
  happenedAt?: Temporal.Instant | undefined
  /** What the stranger said or wanted, in the customer's words. */
  said: string
}

/** Reports a call that was made in our name and was not ours, for the privacy officer. Refuses numbers that are none. */
export async function reportSuspectedCall(tx: Tx, actor: Actor, given: ReportSuspectedCall): Promise<string> {
  permit(actor, 'contacts.ask')
  const { country } = await organisation(tx, actor.orgId)
  if (given.customerId) await customerBrief(tx, actor, given.customerId)
  const id = await insertSuspectedCall(tx, actor, {
    calledIdentifierId: await kept(tx, actor, given.called, country),
    shownIdentifierId: await kept(tx, actor, given.shown, country),
    customerId: given.customerId ?? null,
    happenedAt: given.happenedAt ?? null,
    said: given.said,
  })
  await record(tx, actor, 'contacts.suspected-call', 'suspected-call', id, {})
  await announce(tx, actor.orgId, 'contacts')
  return id
}

async function kept(tx: Tx, actor: Actor, text: string | undefined, country: string): Promise<string | null> {
  if (!text) return null
  const phone = readPhone(text, country)
  if (!phone) throw new Refusal('invalid', contactsReasons['number-not-readable'])
  return (await protect(tx, actor, 'phone', [phone.e164])).get(phone.e164)!
}

/** Writes down how a report was dealt with. Refuses one that was before. */
export async function handleSuspectedCall(
  tx: Tx,
  actor: Actor,
  id: string,
  handling: string,
): Promise<SuspectedCallRow> {
  permit(actor, 'audit.read')
  if (!(await suspectedCallById(tx, actor, id))) throw notFound()
  if (!(await markHandled(tx, actor, id, handling))) throw new Refusal('conflict', contactsReasons['handled-already'])
  await record(tx, actor, 'contacts.suspected-call-handled', 'suspected-call', id, {})
  await announce(tx, actor.orgId, 'contacts')
  return (await suspectedCallById(tx, actor, id))!
}
