import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { importBatch } from '../imports/import-batch.ts'
import { guessMapping } from '../imports/import-mapping.ts'
import { as, type GivenOrganisation, givenOrganisation, testDatabase } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { changesOf } from './change-store.ts'
import { customersImport } from './customers-import.ts'
import { givenImports, importText, rejectionsOf, takeBack } from './given.ts'
import { goodHours } from './hours-store.ts'
import { searchCustomers } from './search-customers.ts'
import { setGoodHours } from './set-good-hours.ts'
import { removeTag, setTag } from './tags.ts'
import { tagsOf } from './tags-store.ts'

beforeAll(() => givenImports())

const HEAD = '客户编号,姓名,客户经理,阶段,标签,方便时间\n'

async function called(org: GivenOrganisation, staff: Actor, name: string, email: string): Promise<string> {
  await as(org.owner, tx =>
    sql`update staff set name = ${name}, email = ${email} where id = ${staff.staffId}`.execute(tx),
  )
  return staff.staffId!
}

async function givenManagers() {
  const org = await givenOrganisation()
  const key = org.orgId.slice(-12)
  const wangId = await called(org, await org.staff('agent'), '王经理', `wang.${key}@test.example`)
  const liIds = [
    await called(org, await org.staff('agent'), '李经理', `li1.${key}@test.example`),
    await called(org, await org.staff('agent'), '李经理', `li2.${key}@test.example`),
  ]
  return { ...org, wangId, liIds, mail: (who: string) => `${who}.${key}@test.example` }
}

async function listed(org: GivenOrganisation) {
  const { items } = await as(org.owner, tx => searchCustomers(tx, org.owner, { limit: 100 }))
  const hours = await as(org.owner, tx =>
    Promise.all(items.map(async ({ id }) => (await goodHours(tx, org.orgId, id))?.windows.length ?? 0)),
  )
  return items
    .map(({ id, externalId, ownerId, stage, tags }, at) => ({
      id,
      externalId,
      ownerId,
      stage,
      tags,
      hours: hours[at]!,
    }))
    .toSorted((a, b) => a.externalId!.localeCompare(b.externalId!))
}

const vocabulary = async (org: GivenOrganisation) =>
  (await as(org.owner, tx => tagsOf(tx, org.orgId))).map(tag => tag.name).toSorted()

describe('a file of customers with owner, stage, tags and good hours', () => {
  test('is mapped by its header in both languages, and by that of an export', () => {
    const columns = (header: string[]) => Object.keys(guessMapping(customersImport, header).columns)
    expect(columns(['客户经理', '阶段', '标签', '方便时间'])).toEqual(['owner', 'stage', 'tags', 'goodHours'])
    expect(columns(['Owner', 'Stage', 'Tags', 'Best time to call'])).toEqual(['owner', 'stage', 'tags', 'goodHours'])
  })

  test('sets them, finds the owner by name or e-mail, and the same file again changes nothing', async () => {
    const org = await givenManagers()
    const text = `${HEAD}A1,李雷,王经理,留存,"重点, 老客户",工作日 10:00-12:00
A2,韩梅梅,${org.mail('LI1').toUpperCase()},Loyalty,重点,
A3,林涛,,,,
`
    expect(await importText(org.owner, text)).toMatchObject({ rowsNew: 3, rowsRejected: 0 })
    expect(await listed(org)).toMatchObject([
      { externalId: 'A1', ownerId: org.wangId, stage: 'retention', tags: ['老客户', '重点'], hours: 5 },
      { externalId: 'A2', ownerId: org.liIds[0], stage: 'loyalty', tags: ['重点'], hours: 0 },
      { externalId: 'A3', ownerId: null, stage: null, tags: [], hours: 0 },
    ])
    expect(await vocabulary(org)).toEqual(['老客户', '重点'])
    expect(await importText(org.owner, text)).toMatchObject({ rowsUnchanged: 3, rowsChanged: 0, rowsNew: 0 })
    const { items } = await as(org.owner, tx => searchCustomers(tx, org.owner, { tags: ['重点'], limit: 10 }))
    expect(items).toHaveLength(2)
  })

  test('changes those it knows, adds tags and takes none, and blanks erase nothing; their history says so', async () => {
    const org = await givenManagers()
    await importText(org.owner, `${HEAD}A1,李雷,王经理,留存,重点,周六 14:00-18:00\n`)
    const again = `${HEAD}A1,,${org.mail('li2')},,老客户,\nA1,,,,,周一 9:00-11:00\n`
    expect(await importText(org.owner, again)).toMatchObject({ rowsChanged: 2 })
    const [one] = await listed(org)
    expect(one).toMatchObject({ ownerId: org.liIds[1], stage: 'retention', tags: ['老客户', '重点'], hours: 1 })
    const changes = await as(org.owner, tx => changesOf(tx, org.orgId, one!.id, { limit: 20 }))
    expect(changes.filter(change => change.field !== 'added')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ field: 'owner', oldValue: '王经理', newValue: '李经理', source: 'import' }),
        expect.objectContaining({ field: 'tags', oldValue: '重点', newValue: '老客户, 重点' }),
        expect.objectContaining({ field: 'goodHours', oldValue: '6 14:00–18:00', newValue: '1 09:00–11:00' }),
      ]),
    )
    expect(changes.filter(change => change.field === 'stage')).toEqual([])
  })

  test('is rejected row by row for an owner unknown or meant twice, one who left, a stage, tags or hours it cannot read', async () => {
    const org = await givenManagers()
    await as(org.owner, tx =>
      sql`update staff set deactivated_at = now(), name = '走了' where id = ${org.liIds[1]!}`.execute(tx),
    )
    await called(org, await org.staff('agent'), '李经理', org.mail('li3'))
    const rows = [
      'A1,一,没有人,,,',
      'A2,二,李经理,,,',
      'A3,三,走了,,,',
      'A4,四,,未知,,',
      `A5,五,,,${'长'.repeat(31)},`,
      `A6,六,,,"${Array.from({ length: 21 }, (_, n) => `t${n}`).join(',')}",`,
      'A7,七,,,,下班以后',
      'A8,八,13800134412,,,',
      'A9,九,王经理,,,10:00-12:00',
    ]
    const run = await importText(org.owner, `${HEAD}${rows.join('\n')}\n`)
    expect(run).toMatchObject({ rowsNew: 1, rowsRejected: 8 })
    const reasons = ['owner-unknown', 'owner-ambiguous', 'owner-unknown', 'stage-unknown', 'tag-too-long']
    expect(await rejectionsOf(org, run.id)).toEqual([...reasons, 'too-many-tags', 'hours-unreadable', 'owner-unknown'])
    expect(await vocabulary(org)).toEqual([])
    const facts = await as(org.owner, tx =>
      tx.selectFrom('import_rejection').where('import_id', '=', run.id).select('facts').execute(),
    )
    expect(JSON.stringify(facts)).not.toContain('13800134412')
  })

  test('brings new tags only when whoever imports may add them; those there are may be given by all', async () => {
    const org = await givenManagers()
    await as(org.owner, tx => setTag(tx, org.owner, { name: '重点', colour: 'red' }))
    const importer: Actor = { ...org.owner, permissions: ['customers.import', 'customers.read'] }
    const run = await importText(importer, `${HEAD}A1,李雷,,,重点,\nA2,韩梅梅,,,新标签,\n`)
    expect(run).toMatchObject({ rowsNew: 1, rowsRejected: 1 })
    expect(await rejectionsOf(org, run.id)).toEqual(['tag-unknown'])
    expect(await vocabulary(org)).toEqual(['重点'])
  })

  test('floods the vocabulary with no more than 500 tags', async () => {
    const org = await givenManagers()
    const rows = Array.from({ length: 510 }, (_, n) => `A${n},${n}号,,,备注${n},`)
    expect(await importText(org.owner, `${HEAD}${rows.join('\n')}\n`)).toMatchObject({ rowsNew: 500, rowsRejected: 10 })
    expect(await as(org.owner, tx => tagsOf(tx, org.orgId))).toHaveLength(500)
  })

  test('comes by the batch API as well, tags as a list', async () => {
    const org = await givenManagers()
    const row = {
      externalId: 'A1',
      name: '李雷',
      owner: '王经理',
      tags: ['重点', '老客户'],
      goodHours: 'Mon-Fri 9am-11am',
    }
    const batch = { kind: 'customers', rows: [row, { ...row, externalId: 'A2', owner: '李经理' }], settings: {} }
    const answer = await importBatch(testDatabase(), org.owner, batch, 'en')
    expect(answer.results).toMatchObject([
      { result: 'new' },
      {
        result: 'rejected',
        field: 'owner',
        sentence: '2 people working here are called “李经理”; give the e-mail instead',
      },
    ])
    expect(await listed(org)).toMatchObject([{ ownerId: org.wangId, tags: ['老客户', '重点'], hours: 5 }])
    expect(await importBatch(testDatabase(), org.owner, { ...batch, rows: [row] }, 'en')).toMatchObject({
      unchanged: 1,
    })
  })
})

describe('taking such a file back', () => {
  test('gives owner, stage, tags and hours back, removes the tags it brought, and tells what stays', async () => {
    const org = await givenManagers()
    await importText(org.owner, `${HEAD}A1,李雷,王经理,留存,重点,周六 14:00-18:00\nA2,韩梅梅,,,,\nA3,林涛,,,,\n`)
    const before = await listed(org)
    const change = `${HEAD}A1,,${org.mail('li1')},忠诚,新的,周一 9:00-11:00\nA2,,,,新的,周二 9:00-11:00
A3,,,,,周三 9:00-11:00\nA4,赵六,王经理,触达,"新的,别的",周四 9:00-11:00\nA5,钱七,,,,周五 9:00-11:00\n`
    const run = await importText(org.owner, change)
    expect(run).toMatchObject({ rowsChanged: 3, rowsNew: 2 })
    const [, , third, , fifth] = await listed(org)
    const hours = { windows: [], notBefore: '10:00', notAfter: null, source: 'customer' as const, note: '' }
    for (const { id } of [third!, fifth!]) await as(org.owner, tx => setGoodHours(tx, org.owner, id, hours))
    const { undone, kept } = await takeBack(org, run.id)
    expect((await listed(org)).slice(0, 2)).toEqual(before.slice(0, 2))
    expect(undone).toEqual(
      expect.arrayContaining([
        { noun: 'customer', label: 'customers', removed: 1, restored: 3 },
        { noun: 'good-hours', label: 'good hours', removed: 0, restored: 2 },
        { noun: 'customer-tag', label: 'tags', removed: 2, restored: 0 },
      ]),
    )
    expect(kept).toMatchObject([
      { noun: 'customer', reason: 'has-hours', ids: [fifth!.id] },
      { noun: 'good-hours', reason: 'changed-since', ids: [third!.id] },
    ])
    expect(await vocabulary(org)).toEqual(['重点'])
    const [first] = before
    const changes = await as(org.owner, tx => changesOf(tx, org.orgId, first!.id, { source: 'undo', limit: 20 }))
    expect(changes.map(({ field, newValue }) => [field, newValue]).toSorted()).toEqual([
      ['goodHours', '6 14:00–18:00'],
      ['owner', '王经理'],
      ['stage', 'retention'],
      ['tags', '重点'],
    ])
  })

  test('leaves a tag it brought that somebody has used since', async () => {
    const org = await givenManagers()
    const run = await importText(org.owner, `${HEAD}A1,李雷,,,新的,\n`)
    await importText(org.owner, `${HEAD}B1,韩梅梅,,,新的,\n`)
    const { kept } = await takeBack(org, run.id)
    expect(kept).toMatchObject([{ noun: 'customer-tag', reason: 'used-since', rows: 1 }])
    expect(await vocabulary(org)).toEqual(['新的'])
  })

  test('and removing a tag by hand while a file gives it: whoever carries it, it stays in the vocabulary', async () => {
    const org = await givenManagers()
    for (let n = 0; n < 5; n += 1) {
      await as(org.owner, tx => setTag(tx, org.owner, { name: '常用', colour: 'teal' }))
      await Promise.allSettled([
        importText(org.owner, `${HEAD}A${n},李雷,,,常用,\n`),
        as(org.owner, tx => removeTag(tx, org.owner, '常用')),
      ])
      const carried = (await listed(org)).some(one => one.tags.includes('常用'))
      expect(carried && !(await vocabulary(org)).includes('常用')).toBe(false)
    }
  })
})

describe('the language of a customer', () => {
  const languages = async (org: GivenOrganisation) => {
    const { rows } = await as(org.owner, tx =>
      sql<{ language: string | null }>`
        select language from customer where org_id = ${org.orgId} order by external_id`.execute(tx),
    )
    return rows.map(({ language }) => language)
  }

  test('is read by its name or code, and taken back with the import', async () => {
    const org = await givenOrganisation()
    await importText(org.owner, '客户编号,姓名,语言\nL1,李一,粤语\nL2,李二,en\nL3,李三,\n')
    expect(await languages(org)).toEqual(['yue', 'en', null])
    const run = await importText(org.owner, '客户编号,方言\nL1,Mandarin\nL2,\nL3,ja\n')
    expect(await languages(org)).toEqual(['zh', 'en', 'ja'])
    await takeBack(org, run.id)
    expect(await languages(org)).toEqual(['yue', 'en', null])
  })

  test('that nobody knows rejects the row', async () => {
    const org = await givenOrganisation()
    const run = await importText(org.owner, '客户编号,姓名,语言\nL1,李一,随便说说\n')
    expect(await rejectionsOf(org, run.id)).toEqual(['language-unknown'])
  })
})
