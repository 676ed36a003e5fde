import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import { addBranch, addTeam, may } from '../people/index.ts'
import { packCursor } from '../platform/cursor.ts'
import { getScript } from '../scripts/contract.ts'
import { CARE_CALL, givenScript } from '../scripts/given.ts'
import { routes as scriptRoutes } from '../scripts/routes.ts'
import { updateScript } from '../scripts/update-script.ts'
import { approveCampaign } from './approve-campaign.ts'
import { cloneCampaign } from './clone-campaign.ts'
import * as contract from './contract.ts'
import { createCampaign } from './create-campaign.ts'
import { campaignApproved, campaignPaused, campaignResumed, campaignStopped } from './facts.ts'
import { contentFor, givenDraft, givenRunning, givenSubmitted } from './given.ts'
import { pauseCampaign } from './pause-campaign.ts'
import { campaignBrief, runningCampaigns } from './plan-store.ts'
import { resumeCampaign } from './resume-campaign.ts'
import { returnCampaign } from './return-campaign.ts'
import { routes } from './routes.ts'
import { stopCampaign } from './stop-campaign.ts'
import { campaignPage, seenCampaign } from './store.ts'
import { submitCampaign } from './submit-campaign.ts'
import { updateCampaign } from './update-campaign.ts'
import { listCampaignHistory, listVersions } from './version-contract.ts'
import { versionPage } from './version-store.ts'
import { withdrawCampaign } from './withdraw-campaign.ts'

let org: GivenOrganisation
beforeAll(async () => {
  org = await givenOrganisation()
})

describe('the life of a campaign', () => {
  test('drafted, submitted, approved by a second person, paused, resumed, stopped; each told to listeners', async () => {
    const told: string[] = []
    campaignApproved.listen(async (_tx, _actor, fact) => void told.push(`approved ${fact.campaignId}`))
    campaignPaused.listen(async (_tx, _actor, fact) => void told.push(`paused ${fact.campaignId}`))
    campaignResumed.listen(async (_tx, _actor, fact) => void told.push(`resumed ${fact.campaignId}`))
    campaignStopped.listen(async (_tx, _actor, fact) => void told.push(`stopped ${fact.campaignId}`))
    const { campaign, planner, approver } = await givenRunning(org)
    const { id } = campaign
    expect(campaign).toMatchObject({ state: 'running', approvedBy: { id: approver.staffId }, approvedAt: approver.now })
    expect((await as(planner, tx => pauseCampaign(tx, planner, id))).state).toBe('paused')
    expect((await as(planner, tx => resumeCampaign(tx, planner, id))).state).toBe('running')
    expect((await as(planner, tx => stopCampaign(tx, planner, id))).state).toBe('stopped')
    await expect(as(planner, tx => resumeCampaign(tx, planner, id))).rejects.toThrow('campaign-not-in-state')
    expect(told.filter(fact => fact.endsWith(id)).map(fact => fact.split(' ')[0])).toEqual([
      ...['approved', 'paused', 'resumed', 'stopped'],
    ])
    const audit = await as(org.owner, tx =>
      tx.selectFrom('audit_entry').where('subject_id', '=', id).select(['action', 'staff_id']).orderBy('id').execute(),
    )
    expect(audit.map(entry => entry.action)).toEqual([
      'campaign-drafted',
      ...['submit', 'approve', 'pause', 'resume', 'stop'].map(step => `campaign-${step}`),
    ])
    expect(audit[2]?.staff_id).toBe(approver.staffId)
  })

  test('returned with a note, it is a draft again and can be changed and submitted anew', async () => {
    const { campaign, planner, approver } = await givenSubmitted(org)
    const { id } = campaign
    const returned = await as(approver, tx => returnCampaign(tx, approver, id, { note: '请说明原因' }))
    expect(returned).toMatchObject({ state: 'draft', returnedNote: '请说明原因', submittedAt: null })
    const content = await contentFor(org, planner, { name: '新名称' })
    const changed = await as(planner, tx => updateCampaign(tx, planner, id, { ...content, version: campaign.version }))
    expect(changed).toMatchObject({ name: '新名称', version: campaign.version + 1 })
    const again = await as(planner, tx => submitCampaign(tx, planner, id))
    expect(again).toMatchObject({ state: 'submitted', returnedNote: null })
  })

  test('the content of a submitted or stopped campaign cannot be changed', async () => {
    const stopped = await givenRunning(org)
    await as(stopped.planner, tx => stopCampaign(tx, stopped.planner, stopped.campaign.id))
    for (const { campaign, planner } of [await givenSubmitted(org), stopped]) {
      const given = { ...(await contentFor(org, planner)), version: campaign.version }
      await expect(as(planner, tx => updateCampaign(tx, planner, campaign.id, given))).rejects.toThrow(
        'campaign-not-a-draft',
      )
    }
  })

  test('a campaign whose validity is over is neither approved nor resumed', async () => {
    const validUntil = Temporal.PlainDate.from('2026-11-17')
    const { campaign, approver } = await givenSubmitted(org, { validUntil })
    const tomorrow = org.at(approver, '2026-11-18T00:00:00+08:00')
    const { id, version } = campaign
    await expect(as(tomorrow, tx => approveCampaign(tx, tomorrow, id, { version }))).rejects.toThrow('validity-is-over')
    const lateToday = org.at(approver, '2026-11-17T23:59:59+08:00')
    const approved = await as(lateToday, tx => approveCampaign(tx, lateToday, id, { version }))
    expect(approved.state).toBe('running')
  })

  test('once submitted with a campaign, a script never changes, also after the campaign was withdrawn', async () => {
    const planner = await org.staff('planner')
    const script = await givenScript(planner)
    const { campaign } = await givenSubmitted(org, { scriptId: script.id })
    await as(org.owner, tx => withdrawCampaign(tx, org.owner, campaign.id))
    await expect(
      as(planner, tx => updateScript(tx, planner, script.id, { ...script, version: script.version })),
    ).rejects.toThrow('script-frozen')
  })
})

describe('the second person', () => {
  test('nobody approves what he drafted, edited or submitted', async () => {
    const owners = [await org.staff('owner'), await org.staff('owner'), await org.staff('owner')] as const
    const [author, editor, submitter] = owners
    const content = await contentFor(org, author)
    const { id } = await as(author, tx => createCampaign(tx, author, content))
    const { version } = await as(editor, tx => updateCampaign(tx, editor, id, { ...content, version: 1 }))
    await as(submitter, tx => submitCampaign(tx, submitter, id))
    for (const owner of owners) {
      await expect(as(owner, tx => approveCampaign(tx, owner, id, { version }))).rejects.toThrow('second-person-needed')
    }
    expect((await as(org.owner, tx => approveCampaign(tx, org.owner, id, { version }))).state).toBe('running')
  })

  test('the database refuses an approval by a planner, whatever the program does', async () => {
    const { campaign, planner } = await givenSubmitted(org)
    const approve = as(planner, tx =>
      sql`update campaign set state = 'running', approved_at = now(), approved_by = ${planner.staffId}
        where org_id = ${org.orgId} and id = ${campaign.id}`.execute(tx),
    )
    await expect(approve).rejects.toThrow('campaign_is_approved_by_a_second_person')
    const launch = as(planner, tx =>
      sql`update campaign set state = 'running' where org_id = ${org.orgId} and id = ${campaign.id}`.execute(tx),
    )
    await expect(launch).rejects.toThrow('campaign_runs_only_when_approved')
  })

  test('what was changed after the approver read it is not approved', async () => {
    const { campaign, planner, approver } = await givenSubmitted(org)
    const { id, version } = campaign
    await as(planner, tx => withdrawCampaign(tx, planner, id))
    const content = await contentFor(org, planner)
    await as(planner, tx => updateCampaign(tx, planner, id, { ...content, version }))
    await as(planner, tx => submitCampaign(tx, planner, id))
    await expect(as(approver, tx => approveCampaign(tx, approver, id, { version }))).rejects.toThrow('campaign-changed')
  })

  test('a planner may not approve, an approver may not plan', async () => {
    const { campaign, planner, approver } = await givenSubmitted(org)
    const { id, version } = campaign
    const other = await org.staff('planner')
    await expect(as(other, tx => approveCampaign(tx, other, id, { version }))).rejects.toThrow('forbidden')
    await expect(as(approver, tx => withdrawCampaign(tx, approver, id))).rejects.toThrow('forbidden')
    const content = await contentFor(org, planner)
    await expect(as(approver, tx => createCampaign(tx, approver, content))).rejects.toThrow('forbidden')
  })
})

describe('content', () => {
  const refused = async (content: Parameters<typeof contentFor>[2], reason: string) => {
    const planner = await org.staff('planner')
    const given = await contentFor(org, planner, content)
    const write = as(planner, async tx => submitCampaign(tx, planner, (await createCampaign(tx, planner, given)).id))
    await expect(write).rejects.toThrow(reason)
  }

  test('may be left open in a draft; to submit it, all that is missing is named at once', async () => {
    const planner = await org.staff('planner')
    const empty = {
      ...{
        name: '',
        purposes: [],
        reasonForCustomer: '',
        callerNumber: '',
        conditions: [],
        priority: 5,
        maxAttempts: 5,
      },
      ...{ teamId: null, scriptId: null, validFrom: null, validUntil: null },
      trigger: { kind: null, fromDay: null, toDay: null },
    }
    const { id, version, owner } = await as(planner, tx => createCampaign(tx, planner, empty))
    expect(owner.id).toBe(planner.staffId)
    const refusal = await as(planner, tx => submitCampaign(tx, planner, id)).catch(error => error)
    expect(refusal).toMatchObject({ message: 'campaign-incomplete' })
    expect(refusal.facts.problems).toEqual([
      ...['name-missing', 'purposes-missing', 'reason-missing', 'trigger-missing', 'days-missing', 'validity-missing'],
      ...['team-missing', 'script-missing', 'caller-number-missing'],
    ])
    const unfinished = { ...empty, conditions: [{ field: 'customer.country', operator: 'in' }], version }
    const kept = await as(planner, tx => updateCampaign(tx, planner, id, unfinished))
    expect(kept.conditions.rules).toEqual([{ field: 'customer.country', operator: 'in' }])
    const forced = as(planner, tx =>
      sql`update campaign set state = 'submitted', submitted_at = now() where org_id = ${org.orgId} and id = ${id}`.execute(
        tx,
      ),
    )
    await expect(forced).rejects.toThrow('campaign_beyond_a_draft_is_complete')
  })

  test('goes by phone unless it says otherwise; one that writes needs the mail that goes out', async () => {
    const mail = { subject: '该保养了', text: '{customer}，您好！' }
    const { campaign, planner } = await givenDraft(org, { mail })
    expect(campaign).toMatchObject({ channels: ['phone'], mail: null })
    const given = await contentFor(org, planner)
    const change = (content: Partial<typeof given>, version: number) =>
      as(planner, tx => updateCampaign(tx, planner, campaign.id, { ...given, ...content, version }))
    const unwritten = await change({ channels: ['email', 'phone'] }, campaign.version)
    const refusal = await as(planner, tx => submitCampaign(tx, planner, campaign.id)).catch(error => error)
    expect(refusal.facts.problems).toEqual(['mail-missing'])
    const asking = { subject: '', text: '请提供身份证号' }
    await change({ channels: ['email', 'phone'], mail: asking }, unwritten.version)
    const again = await as(planner, tx => submitCampaign(tx, planner, campaign.id)).catch(error => error)
    expect(again.facts.problems).toEqual(['mail-subject-missing', 'mail-asks-for-secrets'])
    await change({ channels: ['email', 'phone'], mail }, unwritten.version + 1)
    const submitted = await as(planner, tx => submitCampaign(tx, planner, campaign.id))
    expect(submitted).toMatchObject({ channels: ['email', 'phone'], mail })
    const versions = await as(planner, tx => versionPage(tx, org.orgId, campaign.id, { limit: 5 }))
    expect(versions[0]!.content).toMatchObject({ channels: ['email', 'phone'], mail })
    const copy = await as(planner, tx => cloneCampaign(tx, planner, campaign.id, { name: '复制' }))
    expect(copy).toMatchObject({ channels: ['email', 'phone'], mail })
  })

  test('that could not be carried out is refused with its reason', async () => {
    const unknown = crypto.randomUUID()
    await refused({ callerNumber: '13812345678' }, 'caller-number-is-mobile')
    await refused({ callerNumber: '12345' }, 'caller-number-unknown')
    await refused({ ownerId: unknown }, 'owner-unknown')
    await refused({ teamId: unknown }, 'team-unknown')
    await refused({ scriptId: unknown }, 'script-unknown')
    await refused({ purposes: ['care', 'care'] }, 'campaign-incomplete')
    await refused({ trigger: { kind: 'order', fromDay: 4, toDay: 3 } }, 'campaign-incomplete')
    await refused({ validFrom: Temporal.PlainDate.from('2030-01-01') }, 'campaign-incomplete')
    await refused({ conditions: [{ field: 'customer.password', operator: 'in', value: ['x'] }] }, 'unknown-field')
  })

  test('keeps the order of the purposes and writes a fixed line in E.164', async () => {
    const { campaign } = await givenDraft(org, {
      purposes: ['problem-solving', 'care', 'cross-sell'],
      callerNumber: '021-6234 5678',
      conditions: [{ field: 'activity.amount', operator: 'more-than', value: 300 }],
    })
    expect(campaign).toMatchObject({
      purposes: ['problem-solving', 'care', 'cross-sell'],
      callerNumber: '+862162345678',
      conditions: { combinator: 'and', rules: [{ field: 'activity.amount', operator: 'more-than', value: 300 }] },
      own: true,
    })
  })

  test('a team of another organisation is unknown', async () => {
    await refused({ teamId: (await givenOrganisation()).teamId }, 'team-unknown')
  })
})

describe('who sees and changes', () => {
  test('a branch sees campaigns of its own and above, changes only its own', async () => {
    const here = await givenOrganisation()
    const { campaign: upper } = await givenSubmitted(here)
    const { campaign: south } = await givenSubmitted(here, { branchId: here.southId })
    const northern = await here.staff('approver', here.northId)
    const seen = await as(northern, tx => campaignPage(tx, northern, { limit: 10 }))
    expect(seen.map(campaign => [campaign.id, campaign.own])).toEqual([[upper.id, false]])
    for (const { id, version } of [upper, south]) {
      await expect(as(northern, tx => approveCampaign(tx, northern, id, { version }))).rejects.toThrow('not-found')
    }
    const planner = await here.staff('planner', here.northId)
    const content = { ...(await contentFor(here, planner)), branchId: here.southId }
    await expect(as(planner, tx => createCampaign(tx, planner, content))).rejects.toThrow('not-found')
  })

  test('a partner sees those above it only when a team of its own works on them', async () => {
    const here = await givenOrganisation()
    const partner = { parentId: here.rootId, name: '合作方', kind: 'partner' as const }
    const { id: branchId } = await as(here.owner, tx => addBranch(tx, here.owner, partner))
    const wide = { ...here.owner, branchIds: [...here.owner.branchIds, branchId] }
    const team = await as(wide, tx => addTeam(tx, wide, { name: '外呼组', branchId, memberIds: [] }))
    await givenRunning(here)
    const { campaign: theirs } = await givenRunning(here, { teamId: team.id })
    const outsider = await here.staff('planner', branchId)
    const seen = await as(outsider, tx => campaignPage(tx, outsider, { limit: 10 }))
    expect(seen.map(campaign => campaign.id)).toEqual([theirs.id])
    expect(may(await here.staff('partner-agent', branchId), 'campaigns.read')).toBe(false)
  })

  test('another organisation sees none', async () => {
    const { campaign } = await givenRunning(org)
    const other = await givenOrganisation()
    expect(await as(other.owner, tx => seenCampaign(tx, other.owner, campaign.id))).toBeUndefined()
    expect(await as(other.owner, tx => runningCampaigns(tx, org.orgId, org.owner.now))).toEqual([])
  })

  test('pages go on without gap or repeat, by state', async () => {
    const here = await givenOrganisation()
    const drafts = [await givenDraft(here), await givenDraft(here), await givenDraft(here)]
    await givenSubmitted(here)
    const page = (cursor?: string) =>
      as(here.owner, tx => campaignPage(tx, here.owner, { limit: 2, state: 'draft', cursor }))
    const first = await page()
    expect(first).toHaveLength(3)
    const second = await page(packCursor([first[1]!.createdAt, first[1]!.id]))
    expect([first[0], first[1], ...second].map(row => row?.id).sort()).toEqual(drafts.map(d => d.campaign.id).sort())
  })
})

describe('for those who do the work', () => {
  test('running campaigns are those that run and are valid today, with whose customers they mean', async () => {
    const here = await givenOrganisation()
    const { campaign, planner } = await givenRunning(here, { priority: 9 })
    const { campaign: north } = await givenRunning(here, { branchId: here.northId })
    await givenSubmitted(here)
    await givenRunning(here, { validFrom: Temporal.PlainDate.from('2026-11-18') })
    const paused = await givenRunning(here)
    await as(paused.planner, tx => pauseCampaign(tx, paused.planner, paused.campaign.id))
    const running = await as(here.owner, tx => runningCampaigns(tx, here.orgId, planner.now))
    expect(running.map(row => [row.id, row.branchIds.length, row.timeZone])).toEqual([
      [campaign.id, 3, 'Asia/Shanghai'],
      [north.id, 1, 'Asia/Shanghai'],
    ])
    const tomorrow = planner.now.add({ hours: 24 })
    expect(await as(here.owner, tx => runningCampaigns(tx, here.orgId, tomorrow))).toHaveLength(3)
  })

  test('the brief says who, why, with which number and approved by whom', async () => {
    const { campaign, approver } = await givenRunning(org)
    const agent = await org.staff('agent', org.northId)
    expect(await as(agent, tx => campaignBrief(tx, org.orgId, campaign.id))).toMatchObject({
      name: '购后关怀回访',
      reasonForCustomer: '了解您购买后的使用情况',
      callerNumber: '4008001234',
      teamName: '回访组',
      approvedBy: approver.name,
      approvedAt: approver.now,
    })
  })
})

test('what crosses the wire is what the contract promises', async () => {
  const { campaign, planner } = await givenRunning(org, {
    conditions: [{ field: 'orders.total', operator: 'more-than', value: 300, days: 30 }],
  })
  const call = async (endpoint: unknown, params: unknown, query: unknown = {}) => {
    const found = [...routes, ...scriptRoutes].find(route => route.endpoint === endpoint)
    if (found?.kind !== 'action') throw new Error('no such route')
    const answer = await as(planner, tx => found.handle(tx, planner, { params, query, body: {}, language: 'zh' }))
    return JSON.parse(JSON.stringify(z.encode(found.endpoint.response, answer)))
  }
  const sent = await call(contract.getCampaign, { id: campaign.id })
  expect(sent).toMatchObject({
    trigger: { kind: 'order', fromDay: 3, toDay: 10 },
    conditions: {
      combinator: 'and',
      rules: [{ field: 'orders.total', operator: 'more-than', value: 300, days: 30 }],
    },
    validFrom: '2026-11-07',
    approvedAt: '2026-11-17T02:00:00.000Z',
    plannedBy: [{ id: planner.staffId, name: 'planner' }],
  })
  expect((await call(contract.listCampaigns, {}, { limit: 1 })).items).toHaveLength(1)
  const [first] = (await call(listVersions, { id: campaign.id }, { limit: 10 })).items
  expect(first).toMatchObject({
    number: 1,
    decision: 'approved',
    content: { name: '购后关怀回访', teamName: '回访组', validFrom: '2026-11-07', owner: { id: planner.staffId } },
    script: { questions: CARE_CALL.questions },
  })
  const history = (await call(listCampaignHistory, { id: campaign.id }, { limit: 10 })).items
  expect(history.map((entry: { action: string; number: number | null }) => [entry.action, entry.number])).toEqual([
    ['campaign-approve', 1],
    ['campaign-submit', 1],
    ['campaign-drafted', null],
  ])
  const script = await call(getScript, { id: campaign.scriptId })
  expect(script.questions).toEqual(CARE_CALL.questions)
})
