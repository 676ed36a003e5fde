import { beforeEach, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { approveDraft } from './approve-draft.ts'
import { beginDraft } from './begin-draft.ts'
import { bringInForce } from './bring-in-force.ts'
import { discardDraft } from './discard-draft.ts'
import { draftOf } from './draft-store.ts'
import { policyChanged } from './facts.ts'
import { policyInForce, policyVersion } from './index.ts'
import { returnDraft } from './return-draft.ts'
import { PolicyContent } from './rule-contract.ts'
import { DEFAULT_CONTENT } from './rules.ts'
import { saveDraft } from './save-draft.ts'
import { readDraft } from './seen-draft.ts'
import { submitDraft } from './submit-draft.ts'
import { versionPage } from './version-store.ts'
import { withdrawDraft } from './withdraw-draft.ts'

let org: GivenOrganisation
let planner: Actor
let approver: Actor
let told: number[]

policyChanged.listen(async (_tx, _actor, { version }) => void told?.push(version))

beforeEach(async () => {
  org = await givenOrganisation()
  planner = await org.staff('planner')
  approver = await org.staff('approver')
  told = []
})

const CAP = {
  id: 'weekly',
  name: '每周一次',
  kind: 'cap',
  count: 'conversations',
  per: 'person',
  limit: 1,
  window: { kind: 'rolling', seconds: 604_800 },
} as const

type Given = z.input<typeof PolicyContent>
const withRules = (...rules: Given['rules']): PolicyContent =>
  PolicyContent.parse({ ...DEFAULT_CONTENT, rules: [...DEFAULT_CONTENT.rules, ...rules] })

const begin = (who = planner) => as(who, tx => beginDraft(tx, who))
const draft = () => as(org.owner, tx => draftOf(tx, org.orgId))
const submit = (who = planner) => as(who, tx => submitDraft(tx, who))
const approve = (version: number, who = approver) => as(who, tx => approveDraft(tx, who, { version }))
const inForce = () => as(org.owner, tx => policyInForce(tx, org.orgId))

async function save(content: PolicyContent, who = planner, more: { saves?: number; takesEffectOn?: string } = {}) {
  const { saves } = (await draft())!
  const takesEffectOn = more.takesEffectOn ? Temporal.PlainDate.from(more.takesEffectOn) : null
  await as(who, tx => saveDraft(tx, who, { saves: more.saves ?? saves, content, reason: '少打扰', takesEffectOn }))
}

async function submitted(content: PolicyContent, more: { takesEffectOn?: string } = {}): Promise<number> {
  await begin()
  await save(content, planner, more)
  await submit()
  return (await draft())!.submittedVersion!
}

describe('a draft', () => {
  test('begins from what holds, is kept as it is written, and holds only when a second person has approved it', async () => {
    const content = withRules(CAP)
    const version = await submitted(content)
    expect((await inForce()).version).toBe(0)
    const seen = await approve(version)
    expect(seen).toMatchObject({
      version: 1,
      baseVersion: 0,
      reason: '少打扰',
      decision: 'approved',
      carriedOver: false,
    })
    expect(seen.inForceFrom).not.toBeNull()
    expect(await inForce()).toEqual({ version: 1, ...content })
    expect(told).toEqual([1])
    expect(await draft()).toBeUndefined()
  })

  test('is not approved by whoever wrote or submitted it', async () => {
    const version = await submitted(withRules(CAP))
    await expect(approve(version, org.owner)).resolves.toMatchObject({ decision: 'approved' })
    await begin(org.owner)
    await save(withRules(), org.owner)
    await submit(planner)
    await expect(approve(2, org.owner)).rejects.toThrow('second-person-needed')
    await expect(as(planner, tx => approveDraft(tx, planner, { version: 2 }))).rejects.toThrow('forbidden')
    expect((await inForce()).version).toBe(1)
  })

  test('cannot be written while it waits; withdrawn or returned it can, and the note is shown', async () => {
    await submitted(withRules(CAP))
    await expect(save(withRules())).rejects.toThrow('draft-waits')
    await expect(as(planner, tx => discardDraft(tx, planner))).rejects.toThrow('draft-waits')
    await as(planner, tx => withdrawDraft(tx, planner))
    await save(withRules({ ...CAP, limit: 2 }))
    await submit()
    await as(approver, tx => returnDraft(tx, approver, { version: 2, note: '一周两次太多' }))
    const { draft: seen } = await as(planner, tx => readDraft(tx, planner, 'zh'))
    expect(seen).toMatchObject({
      submitted: null,
      returned: { version: 2, note: '一周两次太多', decision: 'returned' },
    })
    await expect(approve(2)).rejects.toThrow('draft-not-waiting')
    await save(withRules(CAP))
    await submit()
    await approve(3)
    const versions = await as(planner, tx => versionPage(tx, org.orgId, { limit: 10 }))
    expect(versions.map(({ version, decision }) => [version, decision])).toEqual([
      [3, 'approved'],
      [2, 'returned'],
      [1, 'withdrawn'],
    ])
  })

  test('says who saved it meanwhile, and loses nothing of what he wrote', async () => {
    const colleague = await org.staff('planner')
    await begin()
    await save(withRules(CAP), colleague)
    await expect(save(withRules(), planner, { saves: 0 })).rejects.toThrow('draft-changed')
    expect((await draft())!.content.rules.map(rule => rule.id)).toContain('weekly')
    expect((await draft())!.writtenBy).toEqual([colleague.staffId])
  })

  test('of two approvers at once is approved by one', async () => {
    const version = await submitted(withRules(CAP))
    const second = await org.staff('approver')
    const results = await Promise.allSettled([approve(version), approve(version, second)])
    expect(results.map(result => result.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(told).toEqual([version])
  })

  test('is begun once by two planners at once', async () => {
    const colleague = await org.staff('planner')
    await Promise.all([begin(), begin(colleague)])
    expect(await draft()).toMatchObject({ baseVersion: 0, saves: 0 })
  })

  test('is not written by a branch below the head office', async () => {
    const northern = await org.staff('planner', org.northId)
    await expect(begin(northern)).rejects.toThrow('policy-of-the-whole')
  })

  test('with something wrong is kept but not submitted, and says what', async () => {
    await begin()
    await save(withRules({ ...CAP, id: 'hours' }, { ...CAP, id: 'of-key', scope: { tags: ['重点客户'] } }))
    const { draft: seen } = await as(planner, tx => readDraft(tx, planner, 'zh'))
    expect(seen!.problems.map(problem => [problem.code, problem.subject])).toEqual([
      ['id-twice', 'hours'],
      ['tag-unknown', 'of-key'],
    ])
    await expect(submit()).rejects.toThrow('policy-faulty')
    await save(withRules())
    await expect(submit()).rejects.toThrow('nothing-differs')
  })

  test('that was given up is gone, and what holds is not touched', async () => {
    await begin()
    await save(withRules(CAP))
    await as(planner, tx => discardDraft(tx, planner))
    expect(await draft()).toBeUndefined()
    expect((await inForce()).version).toBe(0)
  })
})

describe('a version with a day', () => {
  test('waits for it where the organisation is, and then overtakes what held', async () => {
    const version = await submitted(withRules(CAP), { takesEffectOn: '2026-11-20' })
    await approve(version)
    expect((await inForce()).version).toBe(0)
    const bring = (now: string) => as(org.owner, tx => bringInForce(tx, org.at(org.owner, now)))
    expect(await bring('2026-11-19T23:59:00+08:00')).toBeNull()
    expect(told).toEqual([])
    expect(await bring('2026-11-20T00:00:00+08:00')).toBe(version)
    expect(await bring('2026-11-20T00:05:00+08:00')).toBeNull()
    expect(told).toEqual([version])
    expect((await inForce()).version).toBe(version)
  })

  test('never holds when a newer one has overtaken it', async () => {
    await approve(await submitted(withRules(CAP), { takesEffectOn: '2026-11-20' }))
    await approve(await submitted(withRules({ ...CAP, limit: 2 })))
    expect((await inForce()).version).toBe(2)
    expect(await as(org.owner, tx => bringInForce(tx, org.at(org.owner, '2026-11-21T09:00:00+08:00')))).toBeNull()
    expect((await inForce()).version).toBe(2)
    expect((await as(org.owner, tx => policyVersion(tx, org.orgId, 1)))!.rules.at(-1)).toMatchObject({ limit: 1 })
  })
})
