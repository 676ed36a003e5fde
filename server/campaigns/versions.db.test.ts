import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { givenScript } from '../scripts/given.ts'
import { approveCampaign } from './approve-campaign.ts'
import { cloneCampaign } from './clone-campaign.ts'
import { discardRevision } from './discard-revision.ts'
import { contentFor, givenRunning, givenSubmitted } from './given.ts'
import { pauseCampaign } from './pause-campaign.ts'
import { runningCampaigns } from './plan-store.ts'
import { returnCampaign } from './return-campaign.ts'
import { stopCampaign } from './stop-campaign.ts'
import { seenCampaign } from './store.ts'
import { submitCampaign } from './submit-campaign.ts'
import { updateCampaign } from './update-campaign.ts'
import { historyPage, versionPage } from './version-store.ts'
import { withdrawCampaign } from './withdraw-campaign.ts'

let org: GivenOrganisation
beforeAll(async () => {
  org = await givenOrganisation()
})

const versions = (id: string) => as(org.owner, tx => versionPage(tx, org.orgId, id, { limit: 50 }))
const running = (id: string) =>
  as(org.owner, async tx => (await runningCampaigns(tx, org.orgId, org.owner.now)).find(campaign => campaign.id === id))

/** A campaign that runs, with its next version written beside it. */
async function givenRevised(
  content: Parameters<typeof contentFor>[2] = { reasonForCustomer: '新的原因', priority: 9 },
) {
  const { campaign, planner, approver } = await givenRunning(org)
  const { id, version, scriptId } = campaign
  const given = { ...(await contentFor(org, planner, { scriptId, ...content })), version }
  const revised = await as(planner, tx => updateCampaign(tx, planner, id, given))
  return { id, planner, approver, revised, given }
}

describe('a change of a campaign that runs', () => {
  test('waits beside it until a second person approves it; meanwhile the old one runs', async () => {
    const { id, planner, approver, revised } = await givenRevised()
    expect(revised).toMatchObject({
      state: 'running',
      reasonForCustomer: '了解您购买后的使用情况',
      revision: { state: 'draft', content: { reasonForCustomer: '新的原因', teamName: '回访组' } },
    })
    const submitted = await as(planner, tx => submitCampaign(tx, planner, id))
    expect(submitted).toMatchObject({ state: 'running', submissions: 2, revision: { state: 'submitted' } })
    expect(await running(id)).toMatchObject({ reasonForCustomer: '了解您购买后的使用情况', priority: 5 })
    const approved = await as(approver, tx => approveCampaign(tx, approver, id, { version: submitted.version }))
    expect(approved).toMatchObject({ state: 'running', reasonForCustomer: '新的原因', revision: null })
    expect(await running(id)).toMatchObject({ reasonForCustomer: '新的原因', priority: 9 })
    expect((await versions(id)).map(version => [version.number, version.decision, version.content.priority])).toEqual([
      [2, 'approved', 9],
      [1, 'approved', 5],
    ])
  })

  test('is not approved by who wrote it, though he did not write the first version', async () => {
    const { campaign } = await givenRunning(org)
    const editor = await org.staff('owner')
    const given = { ...(await contentFor(org, editor, { priority: 7 })), version: campaign.version }
    const { version } = await as(editor, tx => updateCampaign(tx, editor, campaign.id, given))
    await as(editor, tx => submitCampaign(tx, editor, campaign.id))
    const own = as(editor, tx => approveCampaign(tx, editor, campaign.id, { version }))
    await expect(own).rejects.toThrow('second-person-needed')
    const forced = as(editor, tx =>
      sql`update campaign_version set decision = 'approved', decided_by = ${editor.staffId}, decided_at = now()
        where org_id = ${org.orgId} and campaign_id = ${campaign.id} and number = 2`.execute(tx),
    )
    await expect(forced).rejects.toThrow('campaign_version_is_approved_by_a_second_person')
  })

  test('is returned with a note, withdrawn, given up; the campaign goes on, also while it rests', async () => {
    const { id, planner, approver, given } = await givenRevised()
    await as(planner, tx => pauseCampaign(tx, planner, id))
    await as(planner, tx => submitCampaign(tx, planner, id))
    const late = as(planner, tx => updateCampaign(tx, planner, id, { ...given, version: given.version + 1 }))
    await expect(late).rejects.toThrow('campaign-not-a-draft')
    await expect(as(planner, tx => discardRevision(tx, planner, id))).rejects.toThrow('campaign-not-in-state')
    const returned = await as(approver, tx => returnCampaign(tx, approver, id, { note: '原因太笼统' }))
    expect(returned).toMatchObject({ state: 'paused', revision: { state: 'draft', returnedNote: '原因太笼统' } })
    await as(planner, tx => submitCampaign(tx, planner, id))
    expect((await as(planner, tx => withdrawCampaign(tx, planner, id))).revision?.state).toBe('draft')
    expect((await as(planner, tx => discardRevision(tx, planner, id))).revision).toBeNull()
    expect((await versions(id)).map(version => [version.number, version.decision, version.note])).toEqual([
      [3, 'withdrawn', ''],
      [2, 'returned', '原因太笼统'],
      [1, 'approved', ''],
    ])
  })

  test('ends with the campaign when that is stopped', async () => {
    const { id, planner } = await givenRevised()
    await as(planner, tx => submitCampaign(tx, planner, id))
    expect(await as(planner, tx => stopCampaign(tx, planner, id))).toMatchObject({ state: 'stopped', revision: null })
    expect((await versions(id))[0]?.decision).toBe('withdrawn')
  })

  test('approval and stop at one moment: the campaign is stopped once, whichever came first', async () => {
    for (const _ of [1, 2, 3]) {
      const { id, planner, approver } = await givenRevised()
      const { version } = await as(planner, tx => submitCampaign(tx, planner, id))
      await Promise.allSettled([
        as(approver, tx => approveCampaign(tx, approver, id, { version })),
        as(planner, tx => stopCampaign(tx, planner, id)),
      ])
      const after = await as(org.owner, tx => seenCampaign(tx, org.owner, id))
      expect(after).toMatchObject({ state: 'stopped', revision: null })
      expect((await versions(id)).every(it => it.decision !== null)).toBe(true)
    }
  })
})

describe('a version', () => {
  test('stays as it was submitted, script and names included', async () => {
    const { campaign, approver } = await givenSubmitted(org)
    await as(org.owner, tx =>
      sql`update team set name = '新名' where org_id = ${org.orgId} and id = ${org.teamId}`.execute(tx),
    )
    const [version] = await versions(campaign.id)
    expect(version).toMatchObject({ content: { teamName: '回访组', scriptId: campaign.scriptId }, decision: null })
    expect(version!.script.questions.length).toBeGreaterThan(0)
    await as(org.owner, tx =>
      sql`update team set name = '回访组' where org_id = ${org.orgId} and id = ${org.teamId}`.execute(tx),
    )
    const removed = as(approver, tx => sql`delete from campaign_version where org_id = ${org.orgId}`.execute(tx))
    await expect(removed).rejects.toThrow('permission denied')
  })

  test('is kept with every submission, and the history says who did what, edits in a row as one', async () => {
    const { campaign, planner, approver } = await givenSubmitted(org)
    const { id } = campaign
    await as(approver, tx => returnCampaign(tx, approver, id, { note: '请补充' }))
    let { version } = campaign
    const content = await contentFor(org, planner, { scriptId: (await givenScript(planner)).id })
    for (const name of ['一', '二', '三']) {
      ;({ version } = await as(planner, tx => updateCampaign(tx, planner, id, { ...content, name, version })))
    }
    await as(planner, tx => submitCampaign(tx, planner, id))
    await as(approver, tx => approveCampaign(tx, approver, id, { version }))
    const rows = await as(org.owner, tx => historyPage(tx, org.orgId, id, { limit: 50 }))
    expect(rows.map(row => [row.action, row.by?.id === approver.staffId, row.times, row.note])).toEqual([
      ['campaign-approve', true, 1, null],
      ['campaign-submit', false, 1, null],
      ['campaign-changed', false, 3, null],
      ['campaign-return', true, 1, '请补充'],
      ['campaign-submit', false, 1, null],
      ['campaign-drafted', false, 1, null],
    ])
    expect((await versions(id)).map(it => it.content.name)).toEqual(['三', '购后关怀回访'])
  })
})

test('a copy has the content of the other, its own name and days, and belongs to who made it', async () => {
  const { campaign } = await givenRunning(org, { purposes: ['win-back', 'care'] })
  const planner: Actor = await org.staff('planner')
  const copy = await as(planner, tx => cloneCampaign(tx, planner, campaign.id, { name: '再来一次' }))
  expect(copy).toMatchObject({
    ...{ name: '再来一次', state: 'draft', purposes: ['win-back', 'care'], teamId: campaign.teamId, submissions: 0 },
    ...{ owner: { id: planner.staffId }, createdBy: { id: planner.staffId } },
  })
  expect([String(copy.validFrom), String(copy.validUntil)]).toEqual(['2026-11-17', '2027-06-15'])
})
