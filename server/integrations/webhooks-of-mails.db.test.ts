import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { givenHouseThatWrites, type HouseThatWrites } from '../followups/given-mail.ts'
import { as, testDatabase } from '../people/given.ts'
import { givenVault } from '../privacy/given.ts'
import { wireModules } from '../wiring.ts'
import { createWebhook } from './create-webhook.ts'
import { deliverWebhooks } from './deliver-webhooks.ts'
import { openReceiver, type Receiver } from './given-receiver.ts'
import { allowHosts } from './outgoing.ts'
import { EVENT_DATA } from './webhook-contract.ts'

givenVault()
let house: HouseThatWrites
let receiver: Receiver
beforeAll(() => wireModules())
beforeEach(async () => {
  house = await givenHouseThatWrites()
  receiver = await openReceiver()
  allowHosts(['127.0.0.1', 'localhost'])
})
afterEach(async () => {
  await house.close()
  await receiver.close()
})

const deliver = () => deliverWebhooks(testDatabase(), house.org.orgId, undefined, () => house.after(1))

test('a follow-up that ended by its mail is told once, with its contact and without an address; one whose mail failed is not', async () => {
  const { owner } = house.org
  await as(owner, tx =>
    createWebhook(tx, owner, { name: 'ERP', url: receiver.url, events: ['followup.mailed', 'followup.settled'] }),
  )
  const { campaign } = await house.campaign('email')
  const customerId = await house.buyer()
  await house.buyer({ emails: ['gone@example.org'] })
  await house.plan()
  house.lab.answer({
    onRecipient: to => (to.startsWith('gone') ? { status: 550, words: '5.1.1 No such user' } : undefined),
  })
  await house.reserve()
  await deliver()
  expect(receiver.heard).toEqual([])
  await house.send()
  await deliver()
  await house.reserve(5)
  await house.send(5)
  await deliver()
  expect(receiver.heard.map(({ event }) => event)).toEqual(['followup.mailed'])
  const { id: followupId } = (await house.of(customerId))[0]!
  const { data } = JSON.parse(receiver.heard[0]!.body)
  expect(data).toMatchObject({ followupId, customerId, campaignId: campaign.id, purpose: 'care', channel: 'email' })
  expect(EVENT_DATA['followup.mailed'].strict().parse(data)).toEqual(data)
  expect(receiver.heard[0]!.body).not.toContain('example.org')
})
