import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { as, givenOrganisation, testDatabase } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { addCustomer } from './add-customer.ts'
import { changeCustomers, undoBatch } from './change-customers.ts'
import { givenImports, importText } from './given.ts'
import { runBatch } from './jobs.ts'
import { renameTag } from './rename-tag.ts'
import { listTagUse, removeTag, setTag } from './tags.ts'
import { viewCustomer } from './view-customer.ts'

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
    await set(owner, '重点')
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
    expect(await use(owner)).toEqual({ 大客户: 2100, 重点: 0 })
  })

  test('are not for those who may not change customers', async () => {
    const org = await givenOrganisation()
    const quality = await org.staff('quality')
    await expect(use(quality)).rejects.toThrow('forbidden')
    await expect(rename(quality, '重点', '大客户')).rejects.toThrow('forbidden')
    await expect(rename(org.owner, '没有', '大客户')).rejects.toThrow('not-found')
  })
})
