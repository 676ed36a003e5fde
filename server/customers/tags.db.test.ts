import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { as, givenOrganisation, testDatabase } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { conditionsHold } from '../segments/index.ts'
import { addCustomer } from './add-customer.ts'
import { changeCustomers, undoBatch } from './change-customers.ts'
import { customersOf, givenImports, importText, takeBack } from './given.ts'
import { runBatch } from './jobs.ts'
import { mergeCustomers, undoMerge } from './merge-customers.ts'
import { renameTag } from './rename-tag.ts'
import { searchCustomers } from './search-customers.ts'
import { listTagUse, removeTag, setTag } from './tags.ts'
import { viewCustomer } from './view-customer.ts'
import { addView, listViews } from './views.ts'

const set = (actor: Actor, name: string) => as(actor, tx => setTag(tx, actor, { name, colour: 'teal' }))
const use = async (actor: Actor) =>
  Object.fromEntries((await as(actor, tx => listTagUse(tx, actor))).map(tag => [tag.name, tag.customers]))
const rename = (actor: Actor, name: string, to: string, merge = false) =>
  as(actor, tx => renameTag(tx, actor, { name, to, merge }, async () => {}))

async function tagged(actor: Actor, tags: string[], branchId?: string) {
  const given = { name: '李雷', kind: 'person' as const, phones: [], emails: [], ...(branchId ? { branchId } : {}) }
  const id = await as(actor, tx => addCustomer(tx, actor, given))
  await as(actor, tx => changeCustomers(tx, actor, { ids: [id], change: { addTags: tags } }, async () => {}))
  return id
}

describe('the tags of customers', () => {
  test('are listed with how many customers of one’s branches carry each', async () => {
    const org = await givenOrganisation()
    const { owner } = org
    for (const name of ['重点', '老客户', '没人用']) await set(owner, name)
    await tagged(owner, ['重点', '老客户'], org.northId)
    await tagged(owner, ['重点'], org.southId)
    expect(await use(owner)).toEqual({ 重点: 2, 老客户: 1, 没人用: 0 })
    expect(await use(await org.staff('supervisor', org.southId))).toEqual({ 重点: 1, 老客户: 0, 没人用: 0 })
    await expect(as(owner, tx => removeTag(tx, owner, '重点'))).rejects.toThrow('tag-in-use')
    await as(owner, tx => removeTag(tx, owner, '没人用'))
    expect(Object.keys(await use(owner))).not.toContain('没人用')
  })

  test('get another name with everyone who carries them, and that can be undone', async () => {
    const org = await givenOrganisation()
    const { owner } = org
    await set(owner, '重点')
    const id = await tagged(owner, ['重点'])
    const { batch, removed } = await rename(owner, '重点', '大客户')
    expect(removed).toBe(true)
    expect(await use(owner)).toEqual({ 大客户: 1 })
    expect(await as(owner, tx => viewCustomer(tx, owner, id))).toMatchObject({ tags: ['大客户'] })
    await as(owner, tx => undoBatch(tx, owner, batch.id))
    expect(await use(owner)).toEqual({ 大客户: 0, 重点: 1 })
    const { rows } = await as(owner, tx =>
      sql`select source, old_value, new_value from customer_change
        where customer_id = ${id} and field = 'tags' order by id desc limit 1`.execute(tx),
    )
    expect(rows).toEqual([{ source: 'undo', old_value: '大客户', new_value: '重点' }])
  })

  test('become one of two only when that is meant; who carried both carries one', async () => {
    const org = await givenOrganisation()
    const { owner } = org
    for (const name of ['重点', '大客户']) await set(owner, name)
    const ids = [await tagged(owner, ['重点', '大客户']), await tagged(owner, ['重点'])]
    await expect(rename(owner, '重点', '大客户')).rejects.toThrow('tag-name-taken')
    await rename(owner, '重点', '大客户', true)
    expect(await use(owner)).toEqual({ 大客户: 2 })
    for (const id of ids) expect(await as(owner, tx => viewCustomer(tx, owner, id))).toMatchObject({ tags: ['大客户'] })
  })

  test('stay while a customer of another branch still carries the old name', async () => {
    const org = await givenOrganisation()
    const { owner } = org
    const south = await org.staff('supervisor', org.southId)
    await set(owner, '重点')
    await tagged(owner, ['重点'], org.northId)
    await tagged(owner, ['重点'], org.southId)
    expect((await rename(south, '重点', '大客户')).removed).toBe(false)
    expect(await use(owner)).toEqual({ 大客户: 1, 重点: 1 })
  })

  test('carried by thousands are renamed in the background', async () => {
    const org = await givenOrganisation()
    const { owner } = org
    await set(owner, '重点')
    givenImports()
    const lines = Array.from({ length: 2100 }, (_, n) => `T${n},${n}号`).join('\n')
    await importText(owner, `id,name\n${lines}\n`)
    const all = { criteria: {}, change: { addTags: ['重点'] } }
    const first = await as(owner, tx => changeCustomers(tx, owner, all, async () => {}))
    await runBatch(testDatabase(), { orgId: org.orgId, batchId: first.id })
    const { batch, removed } = await rename(owner, '重点', '大客户')
    expect([batch.state, removed]).toEqual(['running', false])
    await runBatch(testDatabase(), { orgId: org.orgId, batchId: batch.id })
    expect(await use(owner)).toEqual({ 大客户: 2100 })
  })

  test('under another name are still meant by views, lists, conditions, files and API rows that say the old one', async () => {
    const org = await givenOrganisation()
    const { owner } = org
    givenImports()
    for (const name of ['重点', '老客户']) await set(owner, name)
    const id = await tagged(owner, ['重点'])
    const kept = { sharedWith: 'organisation' as const, teamId: null, sort: 'name' as const, columns: [] }
    const view = await as(owner, tx => addView(tx, owner, { ...kept, name: '我的', criteria: { tags: ['重点'] } }))
    await rename(owner, '重点', '大客户')
    await rename(owner, '大客户', '战略客户')
    const agent = await org.staff('agent')
    const [seen] = await as(agent, tx => listViews(tx, agent))
    expect(seen).toMatchObject({ id: view.id, criteria: { tags: ['战略客户'] } })
    const found = await as(owner, tx => searchCustomers(tx, owner, { tags: ['重点'], limit: 10 }))
    expect(found.items.map(one => one.id)).toEqual([id])
    const audience = async (tag: string) => {
      const condition = { field: 'customer.tags' as const, operator: 'in' as const, value: [tag] }
      const rows = await as(owner, tx =>
        sql<{ id: string }>`select c.id from customer c where c.org_id = ${org.orgId}
          and ${conditionsHold({ combinator: 'and', rules: [condition] }, owner.now)}`.execute(tx),
      )
      return rows.rows.map(one => one.id)
    }
    expect([await audience('重点'), await audience('大客户'), await audience('老客户')]).toEqual([[id], [id], []])
    await importText(owner, 'id,name,tags\nA1,韩梅梅,重点\n')
    expect(await use(owner)).toEqual({ 战略客户: 2, 老客户: 0 })
    await set(owner, '重点')
    expect(await audience('重点')).toEqual([])
    expect((await audience('大客户')).length).toBe(2)
  })

  test('under another name are what comes back when something older is taken back', async () => {
    const org = await givenOrganisation()
    const { owner } = org
    givenImports()
    for (const name of ['重点', '老客户']) await set(owner, name)
    await importText(owner, 'id,name,tags\nA1,李雷,重点\nA2,韩梅梅,重点\n')
    const run = await importText(owner, 'id,name,tags\nA1,李雷雷,老客户\n')
    const later = org.at(owner, owner.now.add({ minutes: 1 }))
    const [lei, mei] = await customersOf(org)
    const merge = await as(later, tx =>
      mergeCustomers(tx, later, { survivorId: lei!.id, goneId: mei!.id, taken: [], note: '' }),
    )
    await rename(owner, '重点', '大客户')
    expect(await use(owner)).toEqual({ 大客户: 1, 老客户: 1 })
    await as(later, tx => undoMerge(tx, later, merge.id))
    expect(await as(owner, tx => viewCustomer(tx, owner, mei!.id))).toMatchObject({ tags: ['大客户'] })
    const other = await as(owner, tx =>
      changeCustomers(tx, owner, { ids: [mei!.id], change: { removeTags: ['大客户'] } }, async () => {}),
    )
    await rename(owner, '大客户', '战略客户')
    await as(owner, tx => undoBatch(tx, owner, other.id))
    expect(await as(owner, tx => viewCustomer(tx, owner, mei!.id))).toMatchObject({ tags: ['战略客户'] })
    expect((await takeBack(org, run.id)).run.state).toBe('undone')
    expect(await use(owner)).toEqual({ 战略客户: 2, 老客户: 1 })
  })

  test('are not for those who may not change customers', async () => {
    const org = await givenOrganisation()
    const quality = await org.staff('quality')
    await expect(use(quality)).rejects.toThrow('forbidden')
    await expect(rename(quality, '重点', '大客户')).rejects.toThrow('forbidden')
    await expect(rename(org.owner, '没有', '大客户')).rejects.toThrow('not-found')
  })
})
