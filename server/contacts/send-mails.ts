import { randomBytes } from 'node:crypto'
import { markPointWrong } from '../customers/index.ts'
import { organisation, systemActor } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { type Database, inScope, type Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { type Mail, type MailConfig, MailFailure, sendMail } from '../platform/mail.ts'
import { productAddress } from '../platform/product-address.ts'
import { isRolledBackForOthers, runAgain } from '../platform/run-again.ts'
import { hashOfToken } from '../platform/token.ts'
import { reveal } from '../privacy/index.ts'
import { domainOf, quietUntil } from './channel-rules.ts'
import { contactsReleased, mailEnded } from './contact-facts.ts'
import { contactablePointsOf } from './contactable-points.ts'
import { ADDRESS_NOT_IN_USE } from './mail-reasons.ts'
import { type Handed, mailBody, minutesUntilNextTry, whatBecame, withoutAddresses } from './mail-rules.ts'
import * as store from './mail-store.ts'
import { insertVerdict, lockCustomer, markDialled } from './store.ts'
import { groundFor, verdictOn } from './verdict-on.ts'
import { MINUTES_TO_SEND } from './write-mail.ts'

/** Mails of one organisation in one round; the rest waits for the next. */
const AT_MOST_PER_ROUND = 200
/** Organisations whose mails are sent side by side. */
const ORGANISATIONS_AT_ONCE = 4
/** No talk with a mail server lasts so long; who has not come back by then is dead. */
const MINUTES_UNTIL_LOST = 10
/** A mail that nobody could send for so long is no longer what its writer meant, and holds the customer no longer. */
const MINUTES_UNTIL_OLD = 60

/** As `sendMailsBy`, by a mail server. */
export const sendMails = (db: Database, config: MailConfig, ...given: OfOrganisation) =>
  sendMailsBy(db, mail => handOver(config, mail), ...given)

type OfOrganisation = [
  orgId: string,
  clock: () => Temporal.Instant,
  signal: AbortSignal,
  onFault: (fault: string) => void,
]

/**
 * Sends the mails of an organisation that are due, one after the other, each judged once more at this instant. What is being
 * handed over is written down before; so a mail whose server dies meanwhile is never sent again, and ends as one of which
 * nobody knows. One that cannot be composed ends by itself and keeps no other waiting. Several servers share the work.
 * Answers how many were taken; what went wrong is told without what is in the mails.
 * @param hand gives a mail away and answers what came of it
 */
export async function sendMailsBy(
  db: Database,
  hand: (mail: Mail) => Promise<Handed>,
  ...[orgId, clock, signal, onFault]: OfOrganisation
): Promise<number> {
  const now = () => systemActor(db, orgId, clock())
  const first = await now()
  await inScope(db, first, tx => endLost(tx, first))
  for (let taken = 0; taken < AT_MOST_PER_ROUND; taken++) {
    if (signal.aborted) return taken
    const mail = await takeOrGiveUp(db, await now(), onFault)
    if (!mail) return taken
    if (mail === 'stopped') continue
    const handed = await hand(mail.composed)
    const after = await now()
    await runAgain(() => inScope(db, after, tx => settle(tx, after, mail.row, handed)))
  }
  return AT_MOST_PER_ROUND
}

/** As `sendMails`, for several organisations: none waits for the mails of another to end, nor for its faults to be mended. */
export async function sendMailsOfAll(
  db: Database,
  config: MailConfig,
  orgIds: readonly string[],
  clock: () => Temporal.Instant,
  signal: AbortSignal,
  onFault: (fault: string) => void,
): Promise<void> {
  const waiting = [...orgIds]
  const lane = async () => {
    for (let orgId = waiting.shift(); orgId && !signal.aborted; orgId = waiting.shift()) {
      await sendMails(db, config, orgId, clock, signal, onFault).catch(error => onFault(faultOf(error)))
    }
  }
  await Promise.all(Array.from({ length: ORGANISATIONS_AT_ONCE }, lane))
}

/** What went wrong, for the log: never the words of an error, for they may hold what it stumbled over. */
export function faultOf(error: unknown): string {
  const { name, code } = error as { name?: string; code?: string }
  return `${name ?? 'Error'}${code ? ` ${code}` : ''}`
}

/** Takes the next mail; one that cannot be taken fails, unless that was for the sake of others and it may go well next time. */
async function takeOrGiveUp(db: Database, actor: Actor, onFault: (fault: string) => void): ReturnType<typeof take> {
  let held: store.OpenMail | undefined
  const taken = () => {
    held = undefined
    return inScope(db, actor, tx => take(tx, actor, row => (held = row)))
  }
  try {
    return await runAgain(taken)
  } catch (error) {
    if (!held || isRolledBackForOthers(error)) throw error
    const row: store.OpenMail = held
    onFault(`mail ${row.id}: ${faultOf(error)}`)
    await runAgain(() => inScope(db, actor, tx => giveUp(tx, actor, row)))
    return 'stopped'
  }
}

async function giveUp(tx: Tx, actor: Actor, row: store.OpenMail): Promise<void> {
  if (!(await store.holdWaiting(tx, actor.orgId, row.id))) return
  await lockCustomer(tx, actor.orgId, row.customerId)
  await end(tx, actor, row, { state: 'failed', failure: 'uncomposed' })
}

async function endLost(tx: Tx, actor: Actor): Promise<void> {
  const before = actor.now.subtract({ minutes: MINUTES_UNTIL_LOST })
  for (const mail of await store.openMails(tx, actor.orgId, 'sending', before)) {
    await lockCustomer(tx, actor.orgId, mail.customerId)
    await end(tx, actor, mail, { state: 'unconfirmed' })
  }
}

/** Gives up the mails that could not be sent for an hour, as where the mail server was taken away; their contacts count nothing. */
export async function endOldMails(tx: Tx, actor: Actor): Promise<boolean> {
  const before = actor.now.subtract({ minutes: MINUTES_UNTIL_OLD })
  const old = await store.openMails(tx, actor.orgId, 'waiting', before)
  for (const mail of old) {
    await lockCustomer(tx, actor.orgId, mail.customerId)
    await end(tx, actor, mail, { state: 'failed', failure: 'unreachable' })
  }
  return old.length === store.MAILS_AT_ONCE
}

/**
 * Ends a mail and its contact, which counts only where the mail may have reached somebody; answers whether it was open. The
 * caller holds the customer.
 */
async function end(
  tx: Tx,
  actor: Actor,
  { id, contactId, customerId }: Pick<store.OpenMail, 'id' | 'contactId' | 'customerId'>,
  ended: Parameters<typeof store.markEnded>[3],
): Promise<boolean> {
  if (!(await store.markEnded(tx, actor, id, ended))) return false
  const { state } = ended
  await store.endMailContact(tx, actor, contactId, state === 'failed' || state === 'stopped' ? null : state)
  await mailEnded.tell(tx, actor, { contactId, customerId, state })
  await contactsReleased.tell(tx, actor, { customerId })
  await announce(tx, actor.orgId, 'contacts')
  return true
}

/** Takes the next mail and says so, so that from now on it is sent at most once; `undefined` when there is none. */
async function take(
  tx: Tx,
  actor: Actor,
  onHeld: (row: store.OpenMail) => void,
): Promise<{ row: store.OpenMail; composed: Mail } | 'stopped' | undefined> {
  const row = await store.holdDueMail(tx, actor)
  if (!row) return undefined
  onHeld(row)
  await lockCustomer(tx, actor.orgId, row.customerId)
  const { customerId, contactId, matterId, campaignId, purpose, sender, identifierId: numberId } = row
  const ground = await groundFor(tx, actor.orgId)
  const request = {
    ...{ purpose, matterId, campaignId, callerNumber: sender, numberId, ownContactId: contactId },
    channel: 'email' as const,
  }
  const { verdict } = await verdictOn(tx, actor, ground, customerId, request)
  await insertVerdict(tx, actor, {
    customerId,
    matterId,
    moment: 'dial',
    purposes: [purpose],
    channel: 'email',
    verdict,
  })
  const pointsOf = await contactablePointsOf(tx, actor.orgId, [customerId], 'email')
  const isInUse = pointsOf(customerId).some(({ identifierId }) => identifierId === numberId)
  if (verdict.kind !== 'allow' || !isInUse) {
    const failure = verdict.kind === 'allow' ? ADDRESS_NOT_IN_USE : (verdict.reasons[0]?.code ?? null)
    await end(tx, actor, row, { state: 'stopped', failure })
    return 'stopped'
  }
  const token = randomBytes(32).toString('base64url')
  await store.markSending(tx, actor, row.id, hashOfToken(token))
  if (!row.isDialled) {
    await markDialled(tx, actor, {
      ...{ contactId, contactPointId: row.contactPointId, identifierId: numberId },
      heldUntil: actor.now.add({ minutes: MINUTES_TO_SEND }),
      quietUntil: quietUntil('email', ground.rules, actor.now),
      ...{ exemption: verdict.exemption, override: verdict.override },
    })
  }
  return { row, composed: await compose(tx, actor, row, token) }
}

async function compose(tx: Tx, actor: Actor, row: store.OpenMail, token: string): Promise<Mail> {
  const house = await organisation(tx, actor.orgId)
  const address = productAddress() ?? ''
  const link = `${address}/stop-mails/${token}`
  return {
    to: await reveal(tx, actor, row.identifierId, 'mail'),
    from: { name: house.name, address: row.sender },
    subject: row.subject,
    text: mailBody(row, { organisation: house.name, serviceNumber: house.serviceNumber, link }),
    messageId: `<${row.id}@${domainOf(row.sender)}>`,
    stopAt: `${address}/api/v1/mail-stops/${token}`,
  }
}

async function handOver(config: MailConfig, mail: Mail): Promise<Handed> {
  try {
    await sendMail(config, mail)
    return { kind: 'sent', words: '' }
  } catch (error) {
    if (!(error instanceof MailFailure)) throw error
    return { kind: error.kind, words: withoutAddresses(error.words), command: error.command }
  }
}

async function settle(tx: Tx, actor: Actor, row: store.OpenMail, handed: Handed): Promise<void> {
  await lockCustomer(tx, actor.orgId, row.customerId)
  const became = whatBecame(handed, row.tries + 1)
  const { kind: failure, words } = handed
  if (became === 'again') {
    const at = actor.now.add({ minutes: minutesUntilNextTry(row.tries + 1) })
    await store.markAgain(tx, actor, row.id, { at, failure, words })
    return
  }
  const isEnded = await end(tx, actor, row, { state: became, ...(became !== 'sent' && { failure, words }) })
  if (isEnded && became === 'bounced') await markPointWrong(tx, actor, row.contactPointId)
}
