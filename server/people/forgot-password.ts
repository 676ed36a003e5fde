import { clockNow } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { inScope } from '../platform/database.ts'
import { mailConfig, sendMail } from '../platform/mail.ts'
import { makeLink } from './link.ts'
import { linkMail } from './link-mail.ts'
import { lastLinkAt } from './link-store.ts'
import { deedDone } from './people-facts.ts'
import { credentialOf } from './sign-in-store.ts'
import { activeStaff, organisation } from './store.ts'
import { systemActor } from './system-actor.ts'

/** Nobody's mailbox is filled by others: one such mail in this time. */
const ONE_IN_MINUTES = 5

/**
 * Mails a link for a new password to whoever has an account under an address; does nothing where nobody has one, where he
 * is deactivated or has not joined, or where he was sent one just now. The caller answers the same in every case, and
 * before this is done, so that neither answer nor time tells which it was.
 * @param address where the product is reached, as the operator stated it: never as a request names it
 */
export async function forgotPassword(db: Database, email: string, address: string): Promise<void> {
  const server = mailConfig()
  const credential = await credentialOf(db, email)
  if (!server || !credential?.passwordHash) return
  const { orgId, staffId } = credential
  const actor = await systemActor(db, orgId, clockNow())
  const mail = await inScope(db, actor, async tx => {
    const staff = await activeStaff(tx, orgId, staffId)
    const last = await lastLinkAt(tx, orgId, staffId, 'password-reset')
    const soon = last && Temporal.Instant.compare(last.add({ minutes: ONE_IN_MINUTES }), actor.now) > 0
    if (!staff || soon) return undefined
    const link = await makeLink(tx, actor, staffId, 'password-reset')
    await deedDone.tell(tx, actor, { action: 'staff.password-forgotten', subject: 'staff', subjectId: staffId })
    const { name, timeZone } = await organisation(tx, orgId)
    return linkMail({ ...staff, organisation: name, link, address, timeZone, language: staff.language ?? 'zh' })
  })
  if (mail) await sendMail(server, mail)
}
