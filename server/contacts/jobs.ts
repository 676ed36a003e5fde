import { z } from 'zod'
import { inEachOrganisation, organisationIds } from '../people/index.ts'
import { clockNow } from '../platform/clock.ts'
import { type AnyJob, job } from '../platform/jobs.ts'
import { mailConfig } from '../platform/mail.ts'
import { productAddress } from '../platform/product-address.ts'
import { runReplay } from './replay-policy.ts'
import { expireUnreported } from './report-elsewhere.ts'
import { endOldMails, faultOf, sendMailsOfAll } from './send-mails.ts'

/** Ends dials outside the product whose outcome was not reported in time. */
export const expireElsewhereJob = job({
  name: 'expire-outside-contacts',
  cron: '* * * * *',
  expireInSeconds: 300,
  handle: (db, _data, signal) => inEachOrganisation(db, signal, expireUnreported),
})

/** Works a replay of a draft that was begun to its end. One that fails is not tried again by itself: it has ended. */
export const replayJob = job({
  name: 'contacts.replay',
  data: z.object({ orgId: z.uuid(), replayId: z.uuid() }),
  expireInSeconds: 7200,
  retries: 0,
  async handle(db, data, signal) {
    await runReplay(db, data, signal)
  },
})

/** Faults told in one line of the log. */
const MOST_FAULTS = 20

const faultsOf = (error: unknown) => (error instanceof AggregateError ? error.errors.map(faultOf) : [faultOf(error)])

/** Sends the mails to customers that are due, and gives up those that nobody could send. */
export const sendMailsJob = job({
  name: 'send-mails',
  cron: '* * * * *',
  expireInSeconds: 600,
  retries: 0,
  async handle(db, _data, signal) {
    const faults: string[] = []
    const onFault = (fault: string) => faults.push(fault)
    await inEachOrganisation(db, signal, endOldMails).catch(error => faults.push(...faultsOf(error)))
    const config = mailConfig()
    if (config && productAddress()) {
      await sendMailsOfAll(db, config, await organisationIds(db), clockNow, signal, onFault)
    }
    if (faults.length > 0) throw new Error(`some mails met a fault: ${faults.slice(0, MOST_FAULTS).join('; ')}`)
  },
})

export const jobs: readonly AnyJob[] = [expireElsewhereJob, replayJob, sendMailsJob]
