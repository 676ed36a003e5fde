import { beforeEach, describe, expect, test } from 'vitest'
import { givenRunning } from '../campaigns/given.ts'
import type { Sample } from '../campaigns/sample-rules.ts'
import { givenCustomer } from '../contacts/given.ts'
import { setMailSender } from '../contacts/set-mail-sender.ts'
import { changeCustomers } from '../customers/change-customers.ts'
import { renameTag } from '../customers/rename-tag.ts'
import { setTag } from '../customers/tags.ts'
import { as, type GivenOrganisation, givenOrganisation, TUESDAY_10_AM } from '../people/given.ts'
import { estimateCampaign } from './estimate-yield.ts'
import { givenListeners, givenOrder } from './given.ts'
import { followupPage } from './list-store.ts'
import { planFollowups } from './plan-followups.ts'

givenListeners()

let org: GivenOrganisation
beforeEach(async () => {
  org = await givenOrganisation()
  await org.staff('agent')
})

const ALL: Sample = { kind: 'all', amount: null, per: 'campaign', always: [] }
const plan = async () => (await as(org.owner, tx => planFollowups(tx, org.owner)))[0]!

/** So many customers of a branch who bought something on a day, the time of the day differing. */
async function givenBuyers(
  count: number,
  given: { branchId?: string; daysAgo?: number; phones?: string[]; haveMail?: boolean } = {},
) {
  const { daysAgo = 5, haveMail = false, ...customer } = given
  const ids: string[] = []
  for (let n = 0; n < count; n++) {
    const id = await givenCustomer(org, { ...customer, emails: haveMail ? [`buyer.${n}@example.org`] : [] })
    await givenOrder(org, id, TUESDAY_10_AM.subtract({ hours: 24 * daysAgo }).add({ minutes: n }))
    ids.push(id)
  }
  return ids
}

async function planned(): Promise<string[]> {
  const rows = await as(org.owner, tx => followupPage(tx, org.owner, { limit: 200 }))
  return rows.filter(({ state }) => state === 'waiting').map(({ customerId }) => customerId)
}

describe('a sample of those a campaign means', () => {
  test('is told before launch as it is planned later, and stays the same however often it is planned', async () => {
    const buyers = await givenBuyers(40)
    const { campaign } = await givenRunning(org, { sample: { ...ALL, kind: 'share', amount: 30 } })
    const { customers, fallenOut } = await as(org.owner, tx => estimateCampaign(tx, org.owner, campaign.id))
    const first = await plan()
    expect(first.planned).toBe(customers.called)
    expect(fallenOut).toMatchObject([{ reason: 'not-drawn', customers: first.fallenOut.notDrawn }])
    expect(first.planned + first.fallenOut.notDrawn).toBe(buyers.length)
    expect(first.planned).toBeGreaterThan(2)
    expect(first.planned).toBeLessThan(30)
    expect(await plan()).toMatchObject({ planned: 0, fallenOut: { notDrawn: first.fallenOut.notDrawn } })
  })

  test('takes one of three of a day, evenly over the day', async () => {
    const buyers = await givenBuyers(12)
    await givenRunning(org, { sample: { ...ALL, kind: 'every', amount: 3 } })
    expect(await plan()).toMatchObject({ planned: 4, fallenOut: { notDrawn: 8 } })
    const places = (await planned()).map(id => buyers.indexOf(id)).sort((a, b) => a - b)
    expect(new Set(places.map(place => place % 3)).size).toBe(1)
  })

  test('takes so many of each branch and not one more, when more come later', async () => {
    await givenBuyers(6, { branchId: org.northId })
    await givenBuyers(2, { branchId: org.southId })
    const { campaign } = await givenRunning(org, { sample: { kind: 'count', amount: 3, per: 'branch', always: [] } })
    const { customers } = await as(org.owner, tx => estimateCampaign(tx, org.owner, campaign.id))
    expect(customers.called).toBe(5)
    expect(await plan()).toMatchObject({ planned: 5, fallenOut: { notDrawn: 3 } })
    await givenBuyers(4, { branchId: org.northId, daysAgo: 6 })
    await givenBuyers(4, { branchId: org.southId, daysAgo: 6 })
    expect(await plan()).toMatchObject({ planned: 1, fallenOut: { notDrawn: 10 } })
  })

  test('replaces who has no number, and always takes the key accounts beside the count', async () => {
    await givenBuyers(3, { phones: [] })
    const key = (await givenBuyers(3)).slice(0, 2)
    await givenBuyers(4)
    await as(org.owner, async tx => {
      await setTag(tx, org.owner, { name: '重点客户', colour: 'teal' })
      await changeCustomers(tx, org.owner, { ids: key, change: { addTags: ['重点客户'] } }, async () => {})
    })
    await givenRunning(org, { sample: { kind: 'count', amount: 2, per: 'campaign', always: ['重点客户'] } })
    await as(org.owner, tx =>
      renameTag(tx, org.owner, { name: '重点客户', to: '战略客户', merge: false }, async () => {}),
    )
    expect(await plan()).toMatchObject({ planned: 4, fallenOut: { noNumber: 3 } })
    expect(await planned()).toEqual(expect.arrayContaining(key))
    expect(await plan()).toMatchObject({ planned: 0 })
  })

  test('replaces who has no address where the campaign writes alone', async () => {
    await as(org.owner, tx => setMailSender(tx, org.owner, { address: 'service@example.com' }))
    await givenBuyers(3)
    const mail = { subject: '该保养了', text: '{customer}，您好！{company}提醒您：{reason}。' }
    const sample: Sample = { kind: 'count', amount: 2, per: 'campaign', always: [] }
    await givenRunning(org, { channels: ['email'], mail, sample })
    expect(await plan()).toMatchObject({ planned: 0, fallenOut: { noAddress: 3 } })
    await givenBuyers(4, { haveMail: true })
    expect(await plan()).toMatchObject({ planned: 2, fallenOut: { notDrawn: 2 } })
    expect(await plan()).toMatchObject({ planned: 0 })
  })
})
