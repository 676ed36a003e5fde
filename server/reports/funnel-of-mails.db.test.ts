import { afterEach, beforeEach, expect, test } from 'vitest'
import { dial, settle, taken } from '../followups/given.ts'
import { givenHouseThatWrites, type HouseThatWrites } from '../followups/given-mail.ts'
import { as, TUESDAY_10_AM } from '../people/given.ts'
import { campaignFunnel, funnelReport } from './funnel.ts'

let house: HouseThatWrites
beforeEach(async () => {
  house = await givenHouseThatWrites()
})
afterEach(() => house.close())

test('a funnel tells who was written to beside who was spoken to, and whose mail failed among those fallen out', async () => {
  const { campaign } = await house.campaign('email')
  await house.campaign('phone')
  const [written, lost, open] = [
    await house.buyer({ phones: [] }),
    await house.buyer({ phones: [], emails: ['gone@example.org'] }),
    await house.buyer({ emails: [] }),
  ]
  await house.plan()
  house.lab.answer({
    onRecipient: to => (to.startsWith('gone') ? { status: 550, words: '5.1.1 No such user' } : undefined),
  })
  const boss = house.org.at(house.org.owner, house.after(2))
  const funnel = () => as(boss, tx => campaignFunnel(tx, boss, campaign.id, 'en'))
  await house.reserve()
  expect(await funnel()).toMatchObject({
    mailed: 0,
    fates: [
      { kind: 'fell-out', fate: 'no-address', followups: 1 },
      { kind: 'open', fate: 'mailing', followups: 2 },
    ],
  })
  await house.send()
  const endOf = async (customerId: string) => {
    const own = (await house.of(customerId)).find(({ campaignId }) => campaignId === campaign.id)!
    return `${own.state} ${own.closedReason}`
  }
  expect(await Promise.all([written, lost, open].map(endOf))).toEqual([
    'mailed null',
    'closed mail-failed',
    'closed no-address',
  ])
  expect(await funnel()).toMatchObject({
    ...{ planned: 3, mailed: 1, completed: 0, spoken: 0 },
    fates: [
      { kind: 'ended', fate: 'mailed', followups: 1 },
      { kind: 'fell-out', followups: 1 },
      { kind: 'fell-out', followups: 1 },
    ],
  })
  const call = await taken(house.agent)
  expect(call.customerId).toBe(open)
  await dial(house.agent, call.id)
  await settle(house.agent, call.id, { outcome: 'completed', answers: {} }).catch(() =>
    settle(house.agent, call.id, { outcome: 'refused' }),
  )
  const today = TUESDAY_10_AM.toZonedDateTimeISO('Asia/Shanghai').toPlainDate()
  const report = await as(boss, tx =>
    funnelReport(tx, boss, { from: today.subtract({ days: 5 }), to: today, split: 'campaign' }, 'en'),
  )
  expect(report.total).toMatchObject({ mailed: 1, spoken: 1 })
  const sum = (kind: string) =>
    report.total.fates.filter(one => one.kind === kind).reduce((total, { followups }) => total + followups, 0)
  expect(sum('ended') + sum('fell-out') + sum('open')).toBe(report.total.due)
  expect(report.parts.find(({ id }) => id === campaign.id)).toMatchObject({ mailed: 1, spoken: 0 })
})
