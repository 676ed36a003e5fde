import { beforeEach, describe, expect, test } from 'vitest'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { approveDraft } from './approve-draft.ts'
import { confirmPack } from './confirm-pack.ts'
import { draftOf } from './draft-store.ts'
import { policyInForce } from './index.ts'
import { listPacks } from './list-packs.ts'
import { nameIn } from './name-rules.ts'
import { submitDraft } from './submit-draft.ts'

let org: GivenOrganisation
let planner: Actor

beforeEach(async () => {
  org = await givenOrganisation()
  planner = await org.staff('planner')
})

const confirm = (pack: string, ...rules: { id: string; tags?: string[]; branchIds?: string[] }[]) =>
  as(planner, tx => confirmPack(tx, planner, { pack, rules }, 'en'))
const draftRules = () =>
  as(planner, async tx =>
    (await draftOf(tx, org.orgId))!.content.rules.map(rule => [rule.id, rule.name, nameIn(rule, 'en')]),
  )

describe('rules of a pack that somebody confirmed', () => {
  test('are in the draft with their names in both languages and their source in his, and hold only when a second person has approved it', async () => {
    expect(await confirm('insurance-cn', { id: 'insurance-cn-sales-hours' })).toEqual(['insurance-cn-sales-hours'])
    expect((await draftRules()).at(-1)).toEqual([
      'insurance-cn-sales-hours',
      '21 点至次日 9 点不作销售呼出',
      'No sales calls from 21:00 to 09:00',
    ])
    expect((await as(planner, tx => policyInForce(tx, org.orgId))).version).toBe(0)
    await as(planner, tx => submitDraft(tx, planner))
    const approver = await org.staff('approver')
    await as(approver, tx => approveDraft(tx, approver, { version: 1 }))
    const rule = (await as(planner, tx => policyInForce(tx, org.orgId))).rules.at(-1)!
    expect(rule).toMatchObject({ id: 'insurance-cn-sales-hours', source: expect.stringContaining('(2013)') })
  })

  test('are kept with who confirmed them and when', async () => {
    await confirm('commerce-cn', { id: 'commerce-cn-hours' }, { id: 'commerce-cn-day' })
    const { confirmations } = await as(org.owner, tx => listPacks(tx, org.owner, 'zh'))
    expect(confirmations).toMatchObject([
      { pack: 'commerce-cn', ruleIds: ['commerce-cn-hours', 'commerce-cn-day'], by: { id: planner.staffId } },
    ])
    expect(confirmations[0]!.at.toString()).toBe(planner.now.toString())
  })

  test('stay confirmed: the application cannot rewrite who answered for them', async () => {
    await confirm('commerce-cn', { id: 'commerce-cn-day' })
    const rewrite = as(planner, tx =>
      tx.updateTable('policy_confirmation').set({ pack: 'us' }).where('org_id', '=', org.orgId).execute(),
    )
    await expect(rewrite).rejects.toThrow('permission denied')
  })

  test('are not added twice, and never over what was edited', async () => {
    await confirm('commerce-cn', { id: 'commerce-cn-day' })
    expect(await confirm('commerce-cn', { id: 'commerce-cn-day' })).toEqual([])
    expect((await draftRules()).filter(([id]) => id === 'commerce-cn-day')).toHaveLength(1)
  })

  test('about some customers alone are refused until it is said which', async () => {
    const florida = { id: 'us-florida-attempts' }
    await expect(confirm('us', florida)).rejects.toThrow('pack-rule-needs-scope')
    await confirm('us', { ...florida, branchIds: [org.northId] })
    const draft = await as(planner, tx => draftOf(tx, org.orgId))
    expect(draft!.content.rules.at(-1)!.scope).toEqual({
      countries: ['US'],
      purposeClasses: ['marketing'],
      branchIds: [org.northId],
    })
  })

  test('of no pack, or of another one, are refused', async () => {
    await expect(confirm('moon', { id: 'commerce-cn-day' })).rejects.toThrow('pack-unknown')
    await expect(confirm('us', { id: 'commerce-cn-day' })).rejects.toThrow('pack-unknown')
  })
})
