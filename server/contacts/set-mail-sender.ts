import type { z } from 'zod'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { mailConfig } from '../platform/mail.ts'
import { productAddress } from '../platform/product-address.ts'
import { notFound } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import type { MailSender } from './mail-sender-contract.ts'
import { mailSender, upsertMailSender } from './mail-sender-store.ts'

/** Whom customers see as the sender of mails, and whether what the operator has to set for them is set. */
export async function readMailSender(tx: Tx, actor: Actor): Promise<z.output<typeof MailSender>> {
  permit(actor, 'contacts.ask')
  const lacks = mailConfig() ? (productAddress() ? null : 'product-address') : 'mail-server'
  return { ...(await mailSender(tx, actor.orgId)), lacks }
}

/** Registers whom customers see as the sender of mails, or nobody by ''; refuses an actor of a branch below the root. */
export async function setMailSender(
  tx: Tx,
  actor: Actor,
  given: { address: string },
): Promise<z.output<typeof MailSender>> {
  permit(actor, 'people.manage')
  if (actor.ancestorIds.length > 0) throw notFound()
  await upsertMailSender(tx, actor, given.address.toLowerCase() || null)
  await record(tx, actor, 'contacts.mail-sender-set', 'organisation', actor.orgId, {})
  await announce(tx, actor.orgId, 'contacts')
  return readMailSender(tx, actor)
}
