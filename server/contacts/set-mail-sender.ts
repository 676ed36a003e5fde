import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { notFound } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { type MailSenderRow, mailSender, upsertMailSender } from './mail-sender-store.ts'

/** Registers whom customers see as the sender of mails, or nobody by ''; refuses an actor of a branch below the root. */
export async function setMailSender(tx: Tx, actor: Actor, given: { address: string }): Promise<MailSenderRow> {
  permit(actor, 'people.manage')
  if (actor.ancestorIds.length > 0) throw notFound()
  await upsertMailSender(tx, actor, given.address.toLowerCase() || null)
  await record(tx, actor, 'contacts.mail-sender-set', 'organisation', actor.orgId, {})
  await announce(tx, actor.orgId, 'contacts')
  return mailSender(tx, actor.orgId)
}
