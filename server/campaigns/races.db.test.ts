import { beforeAll, describe, expect, test } from 'vitest'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import { givenScript } from '../scripts/given.ts'
import { updateScript } from '../scripts/update-script.ts'
import { approveCampaign } from './approve-campaign.ts'
import { contentFor, givenDraft, givenSubmitted } from './given.ts'
import { returnCampaign } from './return-campaign.ts'
import { seenCampaign } from './store.ts'
import { submitCampaign } from './submit-campaign.ts'
import { updateCampaign } from './update-campaign.ts'
import { withdrawCampaign } from './withdraw-campaign.ts'

let org: GivenOrganisation
beforeAll(async () => {
  org = await givenOrganisation()
})

const codes = (results: PromiseSettledResult<unknown>[]) =>
  results.map(result => (result.status === 'fulfilled' ? 'done' : result.reason.message)).sort()

describe('two at the same moment', () => {
  test('of several approvers exactly one approves', async () => {
    for (const _ of [1, 2, 3]) {
      const { campaign, approver } = await givenSubmitted(org)
      const { id, version } = campaign
      const approvers = [approver, await org.staff('approver'), await org.staff('approver'), org.owner]
      const results = await Promise.allSettled(
        approvers.map(actor => as(actor, tx => approveCampaign(tx, actor, id, { version }))),
      )
      expect(codes(results)).toEqual([...Array(3).fill('campaign-not-in-state'), 'done'])
      const after = await as(org.owner, tx => seenCampaign(tx, org.owner, id))
      const winner = approvers[results.findIndex(result => result.status === 'fulfilled')]
      expect(after?.approvedBy?.id).toBe(winner?.staffId)
    }
  })

  test('approval and withdrawal by the planner who wants to edit: exactly one wins', async () => {
    for (const _ of [1, 2, 3, 4, 5]) {
      const { campaign, planner, approver } = await givenSubmitted(org)
      const { id, version } = campaign
      const content = await contentFor(org, planner, { reasonForCustomer: '另一个原因' })
      const results = await Promise.allSettled([
        as(approver, tx => approveCampaign(tx, approver, id, { version })),
        as(planner, async tx => {
          await withdrawCampaign(tx, planner, id)
          return updateCampaign(tx, planner, id, { ...content, version })
        }),
      ])
      expect(codes(results)).toEqual(['campaign-not-in-state', 'done'])
      const after = await as(org.owner, tx => seenCampaign(tx, org.owner, id))
      expect([after?.state, after?.reasonForCustomer === '另一个原因']).toEqual(
        results[0].status === 'fulfilled' ? ['running', false] : ['draft', true],
      )
    }
  })

  test('approval and return: exactly one wins', async () => {
    const { campaign, approver } = await givenSubmitted(org)
    const { id, version } = campaign
    const second = await org.staff('approver')
    const results = await Promise.allSettled([
      as(approver, tx => approveCampaign(tx, approver, id, { version })),
      as(second, tx => returnCampaign(tx, second, id, { note: '再改' })),
    ])
    expect(codes(results)).toEqual(['campaign-not-in-state', 'done'])
  })

  test('of two editors of one version the second is told', async () => {
    const { campaign, planner } = await givenDraft(org)
    const second = await org.staff('planner')
    const content = { ...(await contentFor(org, planner)), version: campaign.version }
    const results = await Promise.allSettled(
      [planner, second].map(actor => as(actor, tx => updateCampaign(tx, actor, campaign.id, content))),
    )
    expect(codes(results)).toEqual(['campaign-changed', 'done'])
  })

  test('a script edited while a campaign is submitted with it is either edited before or refused', async () => {
    for (const _ of [1, 2, 3]) {
      const planner = await org.staff('planner')
      const script = await givenScript(planner)
      const { campaign, planner: owner } = await givenDraft(org, { scriptId: script.id })
      const [submitted, edited] = await Promise.allSettled([
        as(owner, tx => submitCampaign(tx, owner, campaign.id)),
        as(planner, tx => updateScript(tx, planner, script.id, { ...script, minutes: 9, version: script.version })),
      ])
      expect(submitted.status).toBe('fulfilled')
      if (edited.status === 'rejected') expect(edited.reason.message).toBe('script-frozen')
      const late = as(planner, tx => updateScript(tx, planner, script.id, { ...script, version: script.version + 1 }))
      await expect(late).rejects.toThrow('script-frozen')
    }
  })
})
