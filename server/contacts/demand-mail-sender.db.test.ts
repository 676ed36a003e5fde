import { beforeAll, expect, test } from 'vitest'
import { givenDraft } from '../campaigns/given.ts'
import { campaignSubmitted, submitCampaign } from '../campaigns/index.ts'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import { demandMailSender } from './demand-mail-sender.ts'
import { setMailSender } from './set-mail-sender.ts'

let org: GivenOrganisation
beforeAll(async () => {
  campaignSubmitted.listen(demandMailSender)
  org = await givenOrganisation()
})

test('a campaign that writes is submitted only once customers can know its sender', async () => {
  const { campaign, planner } = await givenDraft(org, { channels: ['email'], mail: { subject: '保养', text: '您好' } })
  const submit = (id: string) => as(planner, tx => submitCampaign(tx, planner, id))
  await expect(submit(campaign.id)).rejects.toThrow('campaign-without-sender')
  expect((await submit((await givenDraft(org)).campaign.id)).state).toBe('submitted')
  await as(org.owner, tx => setMailSender(tx, org.owner, { address: 'service@example.com' }))
  expect((await submit(campaign.id)).state).toBe('submitted')
})
