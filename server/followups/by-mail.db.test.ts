import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { pauseCampaign } from '../campaigns/pause-campaign.ts'
import { resumeCampaign } from '../campaigns/resume-campaign.ts'
import { stopCampaign } from '../campaigns/stop-campaign.ts'
import { recentContacts } from '../contacts/contacts-of-customer.ts'
import { givenPolicy } from '../contacts/given.ts'
import { stopContacts } from '../contacts/stop-contacts.ts'
import { stopNumber } from '../contacts/stop-number.ts'
import { as } from '../people/given.ts'
import { connectMail } from '../platform/mail.ts'
import { estimateCampaign } from './estimate-yield.ts'
import { dial, settle, take, taken } from './given.ts'
import { givenCombining } from './given-carried.ts'
import { givenHouseThatWrites, type HouseThatWrites, someAddress } from './given-mail.ts'
import { skipFollowup } from './skip-followup.ts'
import { tidyQueue } from './tidy-queue.ts'

let house: HouseThatWrites
beforeEach(async () => {
  house = await givenHouseThatWrites()
})
afterEach(() => house.close())

const contacts = (customerId: string) =>
  as(house.org.owner, tx => recentContacts(tx, house.org.owner, customerId, { limit: 9, language: 'zh' }))
const tidy = (minutes: number) => {
  const at = house.org.at(house.org.owner, house.after(minutes))
  return as(at, tx => tidyQueue(tx, at))
}

describe('a campaign that prefers mail', () => {
  test('writes by itself: no agent is handed it, each mail is registered first, and it ends as sent, not as spoken to', async () => {
    const { campaign } = await house.campaign('email', 'phone')
    const to = someAddress()
    const customerId = await house.buyer({ name: '王芳', emails: [to] })
    await house.plan()
    expect(await house.of(customerId)).toMatchObject([{ state: 'to-mail', channels: ['email', 'phone'] }])
    expect((await take(house.agent)).followup).toBeNull()
    await house.reserve()
    expect(await house.of(customerId)).toMatchObject([{ state: 'mailing', attempts: 0 }])
    expect(await contacts(customerId)).toMatchObject([
      { channel: 'email', state: 'reserved', campaignId: campaign.id, callerNumber: 'service@example.com' },
    ])
    expect(house.lab.mails).toEqual([])
    await house.send()
    expect(house.lab.mails).toMatchObject([{ to: [to], email: { subject: '王芳，您的挖掘机滤芯该保养了' } }])
    const text = house.lab.mails[0]!.email.text!
    for (const said of ['王芳，您好！', campaign.reasonForCustomer, campaign.owner.name, '/stop-mails/'])
      expect(text).toContain(said)
    expect(await house.of(customerId)).toMatchObject([{ state: 'mailed', lastOutcome: null, closedReason: null }])
    expect(await contacts(customerId)).toMatchObject([{ state: 'made', outcome: 'sent', conversed: false }])
    await house.reserve(5)
    await house.send(5)
    expect(house.lab.mails).toHaveLength(1)
  })

  test('says what the version says by which it was planned', async () => {
    const { campaign } = await house.campaign('email')
    const customerId = await house.buyer({ name: '王芳' })
    await house.plan()
    await as(house.org.owner, tx =>
      sql`update campaign set mail = '{"subject": "新", "text": "新"}' where org_id = ${house.org.orgId} and id = ${campaign.id}`.execute(
        tx,
      ),
    )
    await house.reserve()
    await house.send()
    expect(house.lab.mails).toMatchObject([{ email: { subject: '王芳，您的挖掘机滤芯该保养了' } }])
    expect(await house.of(customerId)).toMatchObject([{ state: 'mailed' }])
  })

  test('joins a call that the customer gets anyway, and goes by mail after all when nobody was reached', async () => {
    await givenCombining(house.org)
    await house.campaign('email', 'phone')
    await house.campaign('email')
    await house.campaign('phone')
    const customerId = await house.buyer()
    await house.plan()
    const call = await taken(house.agent)
    const states = async () => (await house.of(customerId)).map(({ state }) => state).toSorted()
    expect(await states()).toEqual(['carried', 'handed-out', 'to-mail'])
    await dial(house.agent, call.id)
    await settle(house.agent, call.id, { outcome: 'no-answer' })
    expect(await states()).toEqual(['to-mail', 'to-mail', 'waiting'])
  })

  test('is put off by the policy to the instant of release, with the reasons', async () => {
    await givenPolicy(house.org, { attemptGapMinutes: 60 })
    await house.campaign('email', 'phone')
    const customerId = await house.buyer()
    const other = await house.campaign('phone')
    await house.plan()
    const call = await taken(house.agent)
    expect(call.campaignId).toBe(other.campaign.id)
    await dial(house.agent, call.id)
    await settle(house.agent, call.id, { outcome: 'no-answer' })
    await house.reserve(1)
    const held = (await house.of(customerId)).find(({ state }) => state === 'to-mail')!
    expect(held.held).toMatchObject([{ code: 'attempt-gap' }])
    expect(held.dueAt).toEqual(house.after(60))
    await house.reserve(59)
    await house.send(59)
    expect(house.lab.mails).toEqual([])
    await house.reserve(60)
    await house.send(60)
    expect(house.lab.mails).toHaveLength(1)
  })

  test('calls whom it has no address of, or where the customer wants no mail, or where the mail came back', async () => {
    await house.campaign('email', 'phone')
    const stopped = someAddress()
    const [none, unwanted, gone] = [
      await house.buyer({ emails: [] }),
      await house.buyer({ emails: [stopped] }),
      await house.buyer({ emails: ['gone@example.org'] }),
    ]
    await house.plan()
    expect(await house.of(none)).toMatchObject([{ state: 'waiting' }])
    const hotline = await house.org.staff('hotline')
    await as(hotline, tx => stopNumber(tx, hotline, { number: stopped, source: 'hotline', note: '' }))
    house.lab.answer({
      onRecipient: to => (to.startsWith('gone') ? { status: 550, words: '5.1.1 No such user' } : undefined),
    })
    await house.reserve()
    expect(await house.of(unwanted)).toMatchObject([{ state: 'waiting', channels: ['phone'] }])
    await house.send()
    expect(await house.of(gone)).toMatchObject([{ state: 'waiting', channels: ['phone'] }])
    expect(house.lab.mails).toEqual([])
  })

  test('closes with its reason what could go by mail alone', async () => {
    await house.campaign('email')
    const stopped = someAddress()
    const [none, unwanted, gone] = [
      await house.buyer({ emails: [] }),
      await house.buyer({ emails: [stopped] }),
      await house.buyer({ emails: ['gone@example.org'] }),
    ]
    expect(await house.plan()).toMatchObject([{ planned: 2, fallenOut: { noAddress: 1, noNumber: 0 } }])
    const hotline = await house.org.staff('hotline')
    await as(hotline, tx => stopNumber(tx, hotline, { number: stopped, source: 'hotline', note: '' }))
    house.lab.answer({ onRecipient: () => ({ status: 550, words: '5.1.1 No such user' }) })
    await house.reserve()
    await house.send()
    expect(await house.of(none)).toMatchObject([{ state: 'closed', closedReason: 'no-address' }])
    expect(await house.of(unwanted)).toMatchObject([{ state: 'closed', closedReason: 'do-not-contact' }])
    expect(await house.of(gone)).toMatchObject([{ state: 'closed', closedReason: 'mail-failed' }])
  })

  test('is not written twice where nobody knows whether the mail arrived', async () => {
    await house.campaign('email', 'phone')
    const customerId = await house.buyer()
    await house.plan()
    await house.reserve()
    house.lab.answer({ onMail: () => 'hang-up' })
    await house.send()
    house.lab.answer({})
    expect(await house.of(customerId)).toMatchObject([{ state: 'waiting', channels: ['phone'] }])
    await house.reserve(60)
    await house.send(60)
    expect(house.lab.mails).toEqual([])
  })

  test('waits while the campaign is paused or no mail can be sent, and ends with the campaign, its time, or a wish', async () => {
    const { campaign, planner } = await house.campaign('email')
    const [one, two] = [await house.buyer(), await house.buyer()]
    await house.plan()
    await as(planner, tx => pauseCampaign(tx, planner, campaign.id))
    await house.reserve()
    expect(await house.of(one)).toMatchObject([{ state: 'to-mail' }])
    await as(planner, tx => resumeCampaign(tx, planner, campaign.id))
    connectMail(undefined)
    await house.reserve()
    connectMail(house.config)
    expect(await house.of(one)).toMatchObject([{ state: 'to-mail' }])
    const wish = { customerId: one, purpose: null, source: 'hotline', note: '', expiresAt: null } as const
    const hotline = await house.org.staff('hotline')
    await as(hotline, tx => stopContacts(tx, hotline, wish))
    expect(await house.of(one)).toMatchObject([{ state: 'closed', closedReason: 'do-not-contact' }])
    await as(planner, tx => stopCampaign(tx, planner, campaign.id))
    expect(await house.of(two)).toMatchObject([{ state: 'closed', closedReason: 'campaign-stopped' }])
    await house.campaign('email')
    const late = await house.buyer()
    await house.plan()
    await tidy(60 * 24 * 30)
    expect(await house.of(late)).toMatchObject([{ state: 'closed', closedReason: 'expired' }])
  })

  test('can be put off or closed by a supervisor like any other', async () => {
    await house.campaign('email')
    const customerId = await house.buyer()
    await house.plan()
    const { id } = (await house.of(customerId))[0]!
    const { owner } = house.org
    await as(owner, tx => skipFollowup(tx, owner, id, { reason: 'customer-away', note: '' }))
    await house.reserve(60)
    expect(await house.of(customerId)).toMatchObject([{ state: 'to-mail', skips: 1, dueAt: house.after(72 * 60) }])
    await as(owner, tx => skipFollowup(tx, owner, id, { reason: 'duplicate', note: '' }))
    expect(await house.of(customerId)).toMatchObject([{ state: 'closed', closedReason: 'skipped' }])
  })
})

test('before launch a campaign tells whom it would write to, whom call, and who can be reached by neither', async () => {
  const [both, byPhone] = [await house.campaign('email', 'phone'), await house.campaign('phone')]
  await house.buyer()
  await house.buyer({ emails: [] })
  await house.buyer({ emails: [], phones: [] })
  await house.buyer({ phones: [] })
  const alone = await house.campaign('email')
  const { owner } = house.org
  const told = (id: string) => as(owner, tx => estimateCampaign(tx, owner, id))
  const either = await told(both.campaign.id)
  expect(either.customers).toMatchObject({ written: 2, called: 1 })
  expect(either.fallenOut).toMatchObject([{ reason: 'no-phone', customers: 1 }])
  expect(either.days[0]).toMatchObject({ written: 2 })
  expect((await told(byPhone.campaign.id)).customers).toMatchObject({ written: 0, called: 2 })
  const onlyMail = await told(alone.campaign.id)
  expect(onlyMail.customers).toMatchObject({ written: 2, called: 0 })
  expect(onlyMail.fallenOut).toMatchObject([{ reason: 'no-address', customers: 2 }])
  expect(onlyMail.forecast).toMatchObject({ agentHours: { low: 0, high: 0 } })
})

describe('a campaign that prefers the phone', () => {
  test('writes to whom it cannot call: no number, numbers that are stopped, the last one wrong', async () => {
    await house.campaign('phone', 'email')
    const unlisted = await house.buyer({ phones: [] })
    const [stopped, wrong] = [await house.buyer({ phones: ['+447700900991'] }), await house.buyer()]
    await house.plan()
    expect(await house.of(unlisted)).toMatchObject([{ state: 'to-mail' }])
    const hotline = await house.org.staff('hotline')
    await as(hotline, tx => stopNumber(tx, hotline, { number: '+447700900991', source: 'hotline', note: '' }))
    const call = await taken(house.agent)
    expect(call.customerId).toBe(wrong)
    await dial(house.agent, call.id)
    await settle(house.agent, call.id, { outcome: 'wrong-number' })
    expect(await house.of(wrong)).toMatchObject([{ state: 'to-mail', channels: ['email'], attempts: 1 }])
    expect((await take(house.agent)).followup).toBeNull()
    expect(await house.of(stopped)).toMatchObject([{ state: 'to-mail', channels: ['email'] }])
    await house.reserve(24 * 60)
    await house.send(24 * 60)
    expect(house.lab.mails).toHaveLength(3)
  })
})
