import { type LabMail, startLabMail } from '../../lab/mail.ts'
import { givenRunning } from '../campaigns/given.ts'
import type { CampaignChannel } from '../campaigns/rules.ts'
import { givenCustomer } from '../contacts/given.ts'
import { sendMails } from '../contacts/send-mails.ts'
import { setMailSender } from '../contacts/set-mail-sender.ts'
import { as, type GivenOrganisation, givenOrganisation, TUESDAY_10_AM, testDatabase } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { inScope } from '../platform/database.ts'
import { connectMail, type MailConfig, readMailUrl } from '../platform/mail.ts'
import { reachAt } from '../platform/product-address.ts'
import { givenListeners, givenOrder } from './given.ts'
import { goByMail } from './go-by-mail.ts'
import { followupPage } from './list-store.ts'
import { planFollowups } from './plan-followups.ts'

/** An organisation whose mails go to a real mail server of this machine. */
export interface HouseThatWrites {
  org: GivenOrganisation
  agent: Actor
  lab: LabMail
  config: MailConfig
  after(minutes: number): Temporal.Instant
  /** A running campaign by these channels, the preferred one first. */
  campaign(...channels: CampaignChannel[]): ReturnType<typeof givenRunning>
  /** A customer who ordered four days ago. */
  buyer(given?: Parameters<typeof givenCustomer>[1]): Promise<string>
  plan(): ReturnType<typeof planFollowups>
  /** Reserves what is due by mail, so many minutes later. */
  reserve(minutes?: number): Promise<boolean>
  send(minutes?: number): Promise<number>
  of(customerId: string): ReturnType<typeof followupPage>
  close(): Promise<void>
}

let addresses = 0
export const someAddress = () => `buyer.${++addresses}@example.org`

export async function givenHouseThatWrites(): Promise<HouseThatWrites> {
  givenListeners()
  const org = await givenOrganisation()
  const agent = await org.staff('agent')
  await as(org.owner, tx => setMailSender(tx, org.owner, { address: 'service@example.com' }))
  const lab = await startLabMail()
  const config = { ...readMailUrl(lab.url)!, from: '回访 <huifang@example.com>', patienceMs: 2000 }
  connectMail(config)
  reachAt('https://huifang.example.com')
  const after = (minutes: number) => TUESDAY_10_AM.add({ minutes })
  const mail = { subject: '{customer}，您的{product}该保养了', text: '{customer}，您好！{company}提醒您：{reason}。' }
  return {
    ...{ org, agent, lab, config, after },
    campaign: (...channels) =>
      givenRunning(org, { channels, mail: channels.includes('email') ? mail : null, priority: 5 }),
    async buyer(given = {}) {
      const customerId = await givenCustomer(org, { emails: [someAddress()], ...given })
      await givenOrder(org, customerId, TUESDAY_10_AM.subtract({ hours: 24 * 4 }))
      return customerId
    },
    plan: () => as(org.owner, tx => planFollowups(tx, org.owner)),
    reserve(minutes = 0) {
      const system = org.at(org.owner, after(minutes))
      return inScope(testDatabase(), system, tx => goByMail(tx, system))
    },
    send: (minutes = 0) =>
      sendMails(
        testDatabase(),
        config,
        org.orgId,
        () => after(minutes),
        new AbortController().signal,
        () => {},
      ),
    of: customerId => as(org.owner, tx => followupPage(tx, org.owner, { customerId, limit: 9 })),
    async close() {
      connectMail(undefined)
      reachAt(undefined)
      await lab.close()
    },
  }
}
