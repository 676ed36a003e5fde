import { mailFor } from '../campaigns/mail-text-rules.ts'
import { groundFor, mailSenderInUse, type Reservation, reserveMails } from '../contacts/index.ts'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { afterRefusal, type Refused } from './after-refusal.ts'
import { type DueByMail, holdDueByMail, leaveMail, markMailing, turnToMail } from './by-mail-store.ts'
import { followupsTimed } from './followup-facts.ts'

/** Mails reserved in one transaction, which holds their customers. */
const AT_ONCE = 100

/**
 * Lets what is due by mail go out, not before the day that the plan in force has for it, also what that has by mail instead
 * of a call: each is judged by the contact policy for e-mail and reserved in the ledger together with its mail, which
 * background work sends. What may not go now is put off to its release, with the reasons; what may never go by mail, or is
 * planned as a call, is called where its campaign allows that, else closed. Does nothing where no mail can be sent. Answers
 * whether there may be more.
 */
export async function goByMail(tx: Tx, actor: Actor, size = AT_ONCE): Promise<boolean> {
  const sender = await mailSenderInUse(tx, actor.orgId)
  return sender !== null && goByMailFrom(tx, actor, sender, size)
}

/** As `goByMail`, from a sender, whether or not mails can be sent at all. */
export async function goByMailFrom(tx: Tx, actor: Actor, sender: string, size: number): Promise<boolean> {
  permit(actor, 'followups.work')
  const atOnce = Math.min(size, AT_ONCE)
  await turnToMail(tx, actor, atOnce)
  const held = await holdDueByMail(tx, actor, atOnce)
  if (held.length === 0) return false
  const [calls, due] = [held.filter(({ isCall }) => isCall), held.filter(({ isCall }) => !isCall)]
  const ground = await groundFor(tx, actor.orgId)
  const mails = due.map(followup => ({ contact: contactOf(followup), mail: mailOf(followup) }))
  const reservations = await reserveMails(tx, actor, ground, sender, mails)
  const came = due.map((followup, n) => ({ followup, reservation: reservations[n]! }))
  await markMailing(tx, actor, came.flatMap(underWay))
  const called = calls.map(({ id, customerId }) => ({ id, customerId, becomes: callNow(actor) }))
  const refused = came.flatMap(({ followup, reservation }) => {
    if (reservation.kind !== 'refused') return []
    const { id, customerId } = followup
    return [{ id, customerId, becomes: afterRefusal(followup, reservation.verdict, actor.now, 'email') }]
  })
  const left = [...called, ...refused]
  await leaveMail(tx, actor, 'to-mail', left)
  const toCall = left.filter(({ becomes }) => becomes.state === 'waiting').map(({ customerId }) => customerId)
  if (toCall.length > 0) await followupsTimed.tell(tx, actor, { customerIds: toCall })
  await announce(tx, actor.orgId, 'followups')
  return held.length === atOnce && (calls.length > 0 || came.some(({ reservation }) => reservation.kind !== 'busy'))
}

const callNow = ({ now }: Actor): Refused => ({ state: 'waiting', dueAt: now })

function underWay({ followup, reservation }: { followup: DueByMail; reservation: Reservation }) {
  return reservation.kind === 'reserved' ? [{ id: followup.id, contactId: reservation.contactId }] : []
}

function contactOf({ customerId, branchId, teamId, campaignId, matterId, purpose, reason }: DueByMail) {
  return { customerId, branchId, teamId, campaignId, matterId, purpose, reason }
}

function mailOf({ ownerId, language, mail, customerName, house, reason, product }: DueByMail) {
  const facts = { customer: customerName, company: house, reason, product }
  return { writtenBy: ownerId, language, ...mailFor(mail, facts) }
}
