import { beforeAll, describe, expect, test } from 'vitest'
import { as, givenOrganisation, testDatabase } from '../people/given.ts'
import { systemActor } from '../people/index.ts'
import { branchScope } from '../people/store.ts'
import type { Actor } from '../platform/actor.ts'
import { givenVault } from '../privacy/given.ts'
import { addCustomer, type NewCustomer } from './add-customer.ts'
import { changeCustomers, undoBatch } from './change-customers.ts'
import { runBatch } from './jobs.ts'
import type { CustomerCriteria, CustomersChange } from './list-contract.ts'
import { readNames } from './read-names.ts'
import { countCustomers, searchCustomers } from './search-customers.ts'
import { removeTag, setTag } from './tags.ts'
import { addView, changeView, listViews } from './views.ts'

beforeAll(() => givenVault())

const add = (actor: Actor, name: string, given: Partial<NewCustomer> = {}) =>
  as(actor, tx => addCustomer(tx, actor, { name, kind: 'person', phones: [], emails: [], ...given }))

const find = (actor: Actor, criteria: CustomerCriteria, more: { cursor?: string; limit?: number } = {}) =>
  as(actor, tx => searchCustomers(tx, actor, { limit: 50, ...criteria, ...more }))

const names = async (actor: Actor, criteria: CustomerCriteria) =>
  (await find(actor, criteria)).items.map(one => one.name)

const change = (actor: Actor, given: { ids?: string[]; criteria?: CustomerCriteria; change: CustomersChange }) =>
  as(actor, tx => changeCustomers(tx, actor, given, async () => {}))

async function givenFour() {
  const org = await givenOrganisation()
  const ids = {
    liMing: await add(org.owner, '李明', { branchId: org.northId, phones: ['13800134412'] }),
    zhangWei: await add(org.owner, '张伟', { branchId: org.southId }),
    anNa: await add(org.owner, '安娜', { branchId: org.northId }),
    hualian: await add(org.owner, '上海华联机械有限公司', { kind: 'organisation', externalId: 'HL-1' }),
  }
  await as(org.owner, tx => setTag(tx, org.owner, { name: 'VIP', colour: 'teal' }))
  return { ...org, ids }
}

describe('the list', () => {
  test('is in the order of pinyin, and comes page by page without gap or repetition', async () => {
    const { owner } = await givenFour()
    const seen: string[] = []
    for (let cursor: string | undefined, more = true; more; ) {
      const page = await find(owner, {}, { limit: 1, cursor })
      seen.push(...page.items.map(one => one.name))
      cursor = page.next ?? undefined
      more = page.next !== null
    }
    expect(seen).toEqual(['安娜', '李明', '上海华联机械有限公司', '张伟'])
  })

  test('shows names that begin with the words first, also over pages', async () => {
    const org = await givenOrganisation()
    for (const name of ['安明', '明华', '李明', '明月']) await add(org.owner, name)
    const first = await find(org.owner, { words: '明' }, { limit: 3 })
    const second = await find(org.owner, { words: '明' }, { limit: 3, cursor: first.next! })
    expect([...first.items, ...second.items].map(one => one.name)).toEqual(['明华', '明月', '安明', '李明'])
  })

  test('is cut by branch with all below it, kind, phone, owner, stage and tags', async () => {
    const org = await givenFour()
    const { owner, ids } = org
    await change(owner, { ids: [ids.liMing], change: { ownerId: owner.staffId, stage: 'reach', addTags: ['VIP'] } })
    expect(await names(owner, { branchId: org.rootId })).toHaveLength(4)
    expect(await names(owner, { branchId: org.northId })).toEqual(['安娜', '李明'])
    expect(await names(owner, { kind: 'organisation' })).toEqual(['上海华联机械有限公司'])
    expect(await names(owner, { hasPhone: true })).toEqual(['李明'])
    expect(await names(owner, { ownerId: owner.staffId! })).toEqual(['李明'])
    expect(await names(owner, { ownerId: 'none', stage: 'none' })).toEqual(['安娜', '上海华联机械有限公司', '张伟'])
    expect(await names(owner, { stage: 'reach', tags: ['VIP'], words: 'lm' })).toEqual(['李明'])
    expect(await as(owner, tx => countCustomers(tx, owner, { tags: ['VIP'] }))).toEqual({ count: 1, exact: true })
  })

  test('shows nobody of another branch or organisation, by whatever way he is sought', async () => {
    const org = await givenFour()
    const south = await org.staff('supervisor', org.southId)
    const other = await givenOrganisation()
    for (const words of ['李明', 'lm', '4412', '13800134412', 'hl']) {
      expect(await names(south, { words })).toEqual([])
      expect(await names(other.owner, { words })).toEqual([])
    }
    await expect(find(south, { branchId: org.northId })).rejects.toThrow('not-found')
  })

  test('finds customers written by another program once their names were read', async () => {
    const org = await givenOrganisation()
    await as(org.owner, tx =>
      tx
        .insertInto('customer')
        .values({
          org_id: org.orgId,
          branch_id: org.northId,
          name: '韩梅梅',
          created_at: org.owner.now,
          updated_at: org.owner.now,
        })
        .execute(),
    )
    await readNames(testDatabase(), await systemActor(testDatabase(), org.orgId))
    expect(await names(org.owner, { words: 'hmm' })).toEqual(['韩梅梅'])
  })
})

describe('a change of many', () => {
  test('is undone exactly, except where somebody changed a customer since', async () => {
    const { owner, ids } = await givenFour()
    await change(owner, { ids: [ids.anNa], change: { stage: 'loyalty' } })
    const before = (await find(owner, {})).items.map(({ updatedAt: _, ...row }) => row)
    const batch = await change(owner, {
      criteria: {},
      change: { stage: 'retention', addTags: ['VIP'], ownerId: owner.staffId },
    })
    expect(batch).toMatchObject({ state: 'finished', lookedAt: 4, changed: 4, undoable: true })
    await change(owner, { ids: [ids.zhangWei], change: { stage: 'reach' } })
    await as(owner, tx => undoBatch(tx, owner, batch.id))
    const after = (await find(owner, {})).items.map(({ updatedAt: _, ...row }) => row)
    expect(after.filter(row => row.id !== ids.zhangWei)).toEqual(before.filter(row => row.id !== ids.zhangWei))
    expect(after.find(row => row.id === ids.zhangWei)).toMatchObject({ stage: 'reach', ownerId: null, tags: [] })
    expect(await names(owner, { tags: ['VIP'] })).toEqual([])
    await expect(as(owner, tx => undoBatch(tx, owner, batch.id))).rejects.toThrow('batch-undone')
  })

  test('leaves the customers of other branches alone, in the background too', async () => {
    const org = await givenFour()
    const south = await org.staff('supervisor', org.southId)
    const batch = await change(south, { ids: Object.values(org.ids), change: { stage: 'loyalty' } })
    expect(batch).toMatchObject({ changed: 1 })
    await runBatch(testDatabase(), { orgId: org.orgId, batchId: batch.id })
    expect(await names(org.owner, { stage: 'loyalty' })).toEqual(['张伟'])
  })

  test('begun with a key of one branch stays in it, although its maker sees more', async () => {
    const org = await givenFour()
    const planner = await org.staff('planner')
    const south = await as(org.owner, tx => branchScope(tx, org.orgId, org.southId))
    const program = { ...planner, ...south, branchId: org.southId }
    const batch = await change(program, { criteria: {}, change: { stage: 'loyalty' } })
    await as(org.owner, tx =>
      tx.updateTable('customer_batch').set({ state: 'running', last_id: null }).where('id', '=', batch.id).execute(),
    )
    await runBatch(testDatabase(), { orgId: org.orgId, batchId: batch.id })
    expect(await names(org.owner, { stage: 'loyalty' })).toEqual(['张伟'])
  })

  test('is given up in the background when whoever began it may no longer', async () => {
    const org = await givenFour()
    const planner = await org.staff('planner')
    const batch = await change(planner, { criteria: {}, change: { stage: 'loyalty' } })
    await as(org.owner, async tx => {
      await tx
        .updateTable('customer_batch')
        .set({ state: 'running', last_id: null })
        .where('id', '=', batch.id)
        .execute()
      await tx.updateTable('customer').set({ stage: null, stage_since: null }).where('org_id', '=', org.orgId).execute()
      await tx
        .updateTable('staff')
        .set({ roles: ['quality'] })
        .where('id', '=', planner.staffId)
        .execute()
    })
    await runBatch(testDatabase(), { orgId: org.orgId, batchId: batch.id })
    expect(await names(org.owner, { stage: 'loyalty' })).toEqual([])
  })

  test('refuses an unknown tag, an owner who is not of the house, and nothing at all', async () => {
    const [org, other] = [await givenFour(), await givenOrganisation()]
    const ids = [org.ids.liMing]
    await expect(change(org.owner, { ids, change: { addTags: ['?'] } })).rejects.toThrow('tag-unknown')
    await expect(change(org.owner, { ids, change: { ownerId: other.owner.staffId } })).rejects.toThrow('owner-unknown')
    await expect(change(org.owner, { ids, change: {} })).rejects.toThrow('nothing-to-change')
    const agent = await org.staff('agent')
    await expect(change(agent, { ids, change: { stage: 'reach' } })).rejects.toThrow('forbidden')
  })

  test('keeps a tag in the vocabulary while anyone carries it', async () => {
    const { owner, ids } = await givenFour()
    const remove = () => as(owner, tx => removeTag(tx, owner, 'VIP'))
    await change(owner, { ids: [ids.liMing], change: { addTags: ['VIP'] } })
    await expect(remove()).rejects.toThrow('tag-in-use')
    await change(owner, { ids: [ids.liMing], change: { removeTags: ['VIP'] } })
    await remove()
  })
})

describe('a view', () => {
  const view = {
    name: '重点客户',
    sharedWith: 'nobody',
    teamId: null,
    criteria: {},
    sort: 'name',
    columns: ['owner'],
  } as const

  async function seenBy(actor: Actor) {
    return (await as(actor, tx => listViews(tx, actor))).map(one => one.name)
  }

  test('is one’s own until it is shared with a team or with everyone', async () => {
    const org = await givenOrganisation()
    const [agent, quality] = [await org.staff('agent'), await org.staff('quality')]
    const own = await as(agent, tx => addView(tx, agent, { ...view, columns: ['owner'] }))
    expect(await seenBy(quality)).toEqual([])
    const shared = { ...view, columns: ['owner' as const], sharedWith: 'organisation' as const }
    await as(agent, tx => changeView(tx, agent, own.id, shared))
    expect(await seenBy(quality)).toEqual(['重点客户'])
    await expect(as(quality, tx => changeView(tx, quality, own.id, shared))).rejects.toThrow('view-of-another')
    await as(agent, tx => changeView(tx, agent, own.id, { ...shared, sharedWith: 'team', teamId: org.teamId }))
    expect(await seenBy(quality)).toEqual([])
    expect(await seenBy(await org.staff('agent'))).toEqual(['重点客户'])
  })

  test('keeps no number, and refuses a name used already', async () => {
    const { owner } = await givenOrganisation()
    const keep = (given: object) => as(owner, tx => addView(tx, owner, { ...view, columns: [], ...given }))
    await expect(keep({ criteria: { words: '138 0013 4412' } })).rejects.toThrow('words-point-at-one')
    await keep({})
    await expect(keep({})).rejects.toThrow('view-name-taken')
  })
})
