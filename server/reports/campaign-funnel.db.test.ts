import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { givenRunning } from '../campaigns/given.ts'
import { listFollowups } from '../followups/list-followups.ts'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { givenPolicy } from '../policy/given.ts'
import { campaignFunnel, campaignFunnels } from './funnel.ts'
import { type GivenFollowup, givenFollowups } from './given.ts'

const NOW = Temporal.Instant.from('2026-11-17T12:00:00+08:00')

describe('the funnel of a campaign', () => {
  let org: GivenOrganisation
  let boss: Actor
  let north: Actor
  let worked: string
  let idle: string
  const funnel = (actor: Actor, id = worked) => as(actor, tx => campaignFunnel(tx, actor, id, 'zh'))

  beforeAll(async () => {
    org = await givenOrganisation()
    boss = org.at(org.owner, NOW)
    north = org.at(await org.staff('supervisor', org.northId), NOW)
    const agent = await org.staff('agent')
    worked = (await givenRunning(org, { name: '夏季关怀' })).campaign.id
    idle = (await givenRunning(org, { name: '秋季关怀' })).campaign.id
    const settledAt = '2026-11-17T09:30:00+08:00'
    const tried = (outcome: 'completed' | 'no-answer' | 'refused') => [{ by: agent, at: settledAt, outcome }]
    const of = (given: Partial<GivenFollowup>): GivenFollowup => ({
      branchId: org.northId,
      campaignId: worked,
      dueAt: '2026-11-17T09:00:00+08:00',
      ...given,
    })
    const ids = await givenFollowups(org, [
      of({}),
      of({ dueAt: '2026-11-20T09:00:00+08:00' }),
      of({ held: true, dueAt: '2026-11-17T15:00:00+08:00' }),
      of({ held: true, dueAt: '2026-11-19T09:00:00+08:00', attempts: tried('no-answer') }),
      of({ held: true, dueAt: '2026-11-18T09:00:00+08:00' }),
      of({ state: 'done', settledAt, attempts: tried('completed') }),
      of({ state: 'done', settledAt, attempts: tried('refused'), branchId: org.southId }),
      of({ state: 'closed', settledAt, closedReason: 'expired' }),
      of({ state: 'closed', settledAt, closedReason: 'max-attempts', attempts: tried('no-answer') }),
      of({ state: 'closed', settledAt, closedReason: 'campaign-stopped', dueAt: '2026-11-25T09:00:00+08:00' }),
      of({}),
    ])
    await as(boss, async tx => {
      await sql`
        update followup set held = jsonb_build_array(
          jsonb_build_object('rule', 'quiet', 'code', 'quiet-period', 'facts', held -> 0 -> 'facts'), held -> 0)
        where org_id = ${org.orgId} and id = ${ids[4]}`.execute(tx)
      await sql`
        update followup set state = 'handed-out', handed_to = ${agent.staffId}, lease_until = ${NOW.add({ minutes: 5 })}
        where org_id = ${org.orgId} and id = ${ids[10]}`.execute(tx)
    })
  })

  test('goes from planned to completed, each step a part of the one before', async () => {
    expect(await funnel(boss)).toMatchObject({
      name: '夏季关怀',
      policyVersion: 0,
      planned: 11,
      due: 7,
      handedOut: 5,
      attempted: 4,
      spoken: 2,
      completed: 1,
    })
  })

  test('says by which rule each is held and from when to when they are released', async () => {
    const held = (await funnel(boss)).fates.filter(row => row.fate === 'held')
    expect(held).toEqual([
      {
        kind: 'open',
        fate: 'held',
        rule: 'cap',
        code: 'attempt-cap',
        text: '因联系规则暂缓：拨打次数上限',
        followups: 2,
        releasedFrom: Temporal.Instant.from('2026-11-17T15:00:00+08:00'),
        releasedTo: Temporal.Instant.from('2026-11-19T09:00:00+08:00'),
      },
      expect.objectContaining({ rule: 'quiet', text: '因联系规则暂缓：其他事项的静默期', followups: 1 }),
    ])
    for (const { rule, followups } of held) {
      const asked = { campaignId: worked, heldBy: rule!, due: 'held', sort: 'due', limit: 50 } as const
      expect((await as(boss, tx => listFollowups(tx, boss, asked, 'zh'))).items).toHaveLength(followups)
    }
  })

  test('says why the others fell out, and adds up', async () => {
    const { fates, planned } = await funnel(boss)
    expect(fates.reduce((sum, row) => sum + row.followups, 0)).toBe(planned)
    expect(fates.filter(row => row.kind === 'fell-out').map(row => [row.fate, row.followups])).toEqual(
      expect.arrayContaining([
        ['expired', 1],
        ['max-attempts', 1],
        ['campaign-stopped', 1],
      ]),
    )
  })

  test('is the same in the list of all campaigns, newest first, page by page', async () => {
    const page = (cursor?: string) =>
      as(boss, tx => campaignFunnels(tx, boss, { limit: 1, ...(cursor ? { cursor } : {}) }, 'zh'))
    const first = await page()
    expect(first.items).toMatchObject([{ campaignId: idle, planned: 0, due: 0, fates: [] }])
    const { asOf, policyVersion, ...own } = await funnel(boss)
    expect((await page(first.next!)).items).toEqual([own])
  })

  test('counts the follow-ups of the reader’s branches alone', async () => {
    expect(await funnel(north)).toMatchObject({ planned: 10, spoken: 1, completed: 1 })
    const elsewhere = await givenOrganisation()
    await expect(funnel(elsewhere.owner)).rejects.toThrow('not-found')
  })

  test('names a rule of the policy as it is called in the reader’s language', async () => {
    const cap = {
      ...({ id: 'cap', kind: 'cap', count: 'attempts', per: 'person', limit: 9, effect: 'delay' } as const),
      window: { kind: 'rolling', seconds: 86_400 },
    } as const
    await givenPolicy(org, { rules: [{ ...cap, name: '一天九次', nameEn: 'Nine a day' }] })
    const heldBy = async (language: 'zh' | 'en') => {
      const { fates } = await as(boss, tx => campaignFunnel(tx, boss, worked, language))
      return fates.find(({ rule }) => rule === 'cap')!.text
    }
    expect(await heldBy('zh')).toBe('因联系规则暂缓：一天九次')
    expect(await heldBy('en')).toContain('Nine a day')
  })
})
