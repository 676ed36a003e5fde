import { sendMailsBy } from '../server/contacts/send-mails.ts'
import { setMailSender } from '../server/contacts/set-mail-sender.ts'
import { goByMailFrom } from '../server/followups/go-by-mail.ts'
import { systemActor } from '../server/people/index.ts'
import { inScope } from '../server/platform/database.ts'
import type { House } from './house.ts'
import { handedOver } from './mail-ends.ts'
import { random } from './random.ts'

/** Registers whom customers see as the sender of the business's mails, on the day it was founded. */
export async function registerSender({ db, business, foundedAt, ...house }: House): Promise<void> {
  const owner = house.staff('owner', foundedAt)
  await inScope(db, owner, tx => setMailSender(tx, owner, { address: business.mailSender }))
}

/** Lets some of what is due by mail go out, as the background does, without a mail server: how each ends is drawn. */
export async function sendSome({ db, business, orgId }: House, seed: number, at: Temporal.Instant): Promise<void> {
  const system = await systemActor(db, orgId, at)
  await inScope(db, system, tx => goByMailFrom(tx, system, business.mailSender, business.mailsADay))
  const draw = random(`${seed}/mails/${business.name}/${at}`)
  const fault = (words: string) => {
    throw new Error(words)
  }
  await sendMailsBy(
    db,
    async () => handedOver(draw),
    orgId,
    () => at,
    new AbortController().signal,
    fault,
  )
}
