import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addContactPoint } from '../customers/add-contact-point.ts'
import { customersOf, givenImports, importText, rejectionsOf, takeBack } from '../customers/given.ts'
import { importBatch } from '../imports/import-batch.ts'
import { registerImportKind } from '../imports/index.ts'
import { as, type GivenOrganisation, givenOrganisation, testDatabase } from '../people/given.ts'
import { systemActor } from '../people/index.ts'
import { contactsImported, contactsReleased, contactsStopped } from './contact-facts.ts'
import { contactsImport } from './contacts-import.ts'
import { recentContacts } from './contacts-of-customer.ts'
import { givenPolicy } from './given.ts'
import { stopsOf } from './stop-store.ts'
import { groundFor, verdictOn } from './verdict-on.ts'

beforeAll(() => {
  givenImports()
  registerImportKind(contactsImport)
})

let org: GivenOrganisation
let firstId: string
let secondId: string
beforeEach(async () => {
  org = await givenOrganisation()
  await importText(org.owner, '客户编号,姓名,电话\nC1,王小明,+447700900101\nC2,李红,+447700900102\nC3,无号码,\n')
  const [first, second] = await customersOf(org)
  firstId = first!.id
  secondId = second!.id
})

const HEAD = '联系编号,客户编号,号码,联系时间,结果,是否通话,目的,部门,备注\n'
const load = (rows: string, actor = org.owner) => importText(actor, HEAD + rows, { kind: 'contacts' })
const contacts = (customerId = firstId) =>
  as(org.owner, tx => recentContacts(tx, org.owner, customerId, { limit: 50, language: 'zh' }))
const verdict = (customerId = firstId, purpose = 'care') =>
  as(org.owner, async tx => {
    const ground = await groundFor(tx, org.orgId)
    return (await verdictOn(tx, org.owner, ground, customerId, { purpose, matterId: null })).verdict
  })

/** So long before now, as a file writes it: Tuesday, 17 November 2026, 10:00 in Shanghai is now. */
const before = (given: Temporal.DurationLike) =>
  org.owner.now.subtract(given).toZonedDateTimeISO('Asia/Shanghai').toPlainDateTime().toString()

describe('contacts made elsewhere, from a file', () => {
  test('stand on the timeline as made there, with what the file says; the same file again changes nothing', async () => {
    const rows = `K1,C1,,${before({ hours: 50 })},已完成,,关怀,旧呼叫中心 · 8012,想换大一号\nK2,,+447700900102,${before({ hours: 49 })},无人接听,,满意度,,\n`
    expect(await load(rows)).toMatchObject({ state: 'finished', rowsNew: 2, rowsRejected: 0 })
    expect(await contacts()).toMatchObject([
      {
        ...{ at: org.owner.now.subtract({ hours: 50 }), state: 'made', outcome: 'completed', conversed: true },
        ...{ madeElsewhere: '旧呼叫中心 · 8012', staffName: '旧呼叫中心 · 8012', imported: true, note: '想换大一号' },
        ...{ purposes: ['care'], reason: '关怀', masked: '••• 0101' },
      },
    ])
    expect(await contacts(secondId)).toMatchObject([{ outcome: 'no-answer', conversed: false, staffName: 'test.csv' }])
    expect(await load(rows)).toMatchObject({ rowsNew: 0, rowsChanged: 0, rowsUnchanged: 2 })
  })

  test('are known again by a sum from which no number can be tried out: the same row in another house has another', async () => {
    const other = await givenOrganisation()
    await importText(other.owner, '客户编号,姓名,电话\nC2,李红,+447700900102\n')
    const row = 'K2,,+447700900102,2026/11/16 9:00,无人接听,,满意度,,\n'
    const sums = [org, other].map(async ({ owner, orgId }) => {
      await load(row, owner)
      const kept = await as(owner, tx =>
        tx.selectFrom('imported_contact').where('org_id', '=', orgId).select('content_hash').execute(),
      )
      return kept.map(one => one.content_hash.toString('hex'))
    })
    const [here, there] = await Promise.all(sums)
    expect(here).toHaveLength(1)
    expect(there).toHaveLength(1)
    expect(here).not.toEqual(there)
    expect(await load(row)).toMatchObject({ rowsUnchanged: 1 })
  })

  test('are told, so that whoever plans ahead counts them', async () => {
    const heard: unknown[] = []
    contactsImported.listen(async (_tx, { orgId }, fact) => void (orgId === org.orgId && heard.push(fact)))
    const rows = 'K1,C1,,2026/11/16 9:00,完成,,关怀,,\nK2,C1,,2026/11/15 9:00,占线,,关怀,,\n'
    await load(rows)
    await load(rows)
    expect(heard).toEqual([{ customerIds: [firstId] }])
  })

  test('count in the gap after a conversation and in both caps from the first day', async () => {
    await givenPolicy(org, { capDays: 7, capAttempts: 3, capConversations: 2, gapDays: 2, attemptGapMinutes: 60 })
    expect((await verdict()).kind).toBe('allow')
    await load(`K1,C1,,${before({ hours: 47 })},已完成,,关怀,旧系统,\n`)
    expect(await verdict()).toMatchObject({
      kind: 'defer',
      until: org.owner.now.add({ hours: 1 }),
      reasons: [{ code: 'quiet-period' }],
    })
    await load(
      `K2,C1,,${before({ hours: 100 })},无人接听,,关怀,旧系统,\nK3,C1,,${before({ hours: 120 })},占线,,续约,旧系统,\n`,
    )
    const attempts = (await verdict()).reasons.map(({ code }) => code)
    expect(attempts).toEqual(expect.arrayContaining(['attempt-cap', 'quiet-period']))
    await load(
      `K4,C2,,${before({ hours: 100 })},拒绝,,关怀,旧系统,\nK5,C2,,${before({ hours: 162 })},完成,,关怀,旧系统,\n`,
    )
    expect(await verdict(secondId)).toMatchObject({
      until: org.owner.now.add({ hours: 6 }),
      reasons: [{ code: 'conversation-cap' }],
    })
  })

  test('count no more beyond the window, and no attempt without a conversation opens a gap', async () => {
    await load(
      `K1,C1,,${before({ hours: 24 * 40 })},已完成,,关怀,旧系统,\nK2,C1,,${before({ hours: 30 })},无人接听,,关怀,旧系统,\n`,
    )
    expect((await verdict()).kind).toBe('allow')
  })

  test('are told of the people behind one number by the customer number alone', async () => {
    const shared = { customerId: secondId, kind: 'phone' as const, value: '+447700900101' }
    await as(org.owner, tx => addContactPoint(tx, org.owner, shared))
    const run = await load(
      `K1,,+447700900101,${before({ hours: 5 })},完成,,关怀,,\nK2,C2,+447700900101,${before({ hours: 5 })},完成,,关怀,,\n`,
    )
    expect(run).toMatchObject({ rowsNew: 1, rowsRejected: 1 })
    expect(await rejectionsOf(org, run.id)).toEqual(['phone-of-several'])
  })

  test.each([
    ['K1,,,2026/11/16 9:00,完成,,关怀,,', 'customer-missing'],
    ['K1,C9,,2026/11/16 9:00,完成,,关怀,,', 'customer-unknown'],
    ['K1,,12,2026/11/16 9:00,完成,,关怀,,', 'phone-unreadable'],
    ['K1,,+447700900999,2026/11/16 9:00,完成,,关怀,,', 'phone-of-nobody'],
    ['K1,C1,+447700900102,2026/11/16 9:00,完成,,关怀,,', 'phone-of-another'],
    ['K1,C3,,2026/11/16 9:00,完成,,关怀,,', 'no-phone'],
    ['K1,C1,,上周,完成,,关怀,,', 'time-unreadable'],
    ['K1,C1,,2026/11/16,完成,,关怀,,', 'time-without-hour'],
    ['K1,C1,,2026/11/17 10:01,完成,,关怀,,', 'in-the-future'],
    ['K1,C1,,2026/11/16 9:00,说不清,,关怀,,', 'outcome-unknown'],
    ['K1,C1,,2026/11/16 9:00,完成,也许,关怀,,', 'conversed-unknown'],
    ['K1,C1,,2026/11/16 9:00,完成,,,,', 'purpose-missing'],
    ['K1,C1,,2026/11/16 9:00,完成,,闲聊,,', 'purpose-unknown'],
    ['TAKEN,C1,,2026/11/16 9:00,完成,,关怀,,', 'contact-of-another-customer'],
  ])('have the row “%s” rejected: %s', async (row, reason) => {
    await load('TAKEN,C2,,2026/11/15 9:00,完成,,关怀,,\n')
    const run = await load(`${row}\n`)
    expect(run).toMatchObject({ rowsNew: 0, rowsRejected: 1 })
    expect(await rejectionsOf(org, run.id)).toEqual([reason])
    expect(await contacts()).toEqual([])
  })

  test('of another branch are not brought in under this one, and messages are not calls', async () => {
    const north = await importText(org.owner, '客户编号,姓名,电话\nN1,北方,+447700900103\n', { branchId: org.northId })
    expect(north.rowsNew).toBe(1)
    const text = '客户编号,联系时间,渠道,目的\nN1,2026/11/16 9:00,电话,关怀\nN1,2026/11/16 9:10,短信,关怀\n'
    const south = await importText(org.owner, text, { kind: 'contacts', branchId: org.southId })
    expect(await rejectionsOf(org, south.id)).toEqual(['customer-elsewhere', 'channel-not-counted'])
    expect(await importText(org.owner, text, { kind: 'contacts' })).toMatchObject({ rowsNew: 1, rowsRejected: 1 })
  })

  test('that state one anew change it, and give it back when they are undone', async () => {
    await load('K1,C1,,2026/11/16 9:00,无人接听,,关怀,旧系统,\n')
    const was = await contacts()
    const run = await load('K1,C1,,2026/11/16 9:05,已完成,,关怀,旧系统,更正\n')
    expect(run).toMatchObject({ rowsChanged: 1 })
    expect(await contacts()).toMatchObject([{ outcome: 'completed', note: '更正' }])
    expect((await takeBack(org, run.id)).kept).toEqual([])
    expect(await contacts()).toEqual(was)
  })

  test('are taken back whole, count no more, and what they held back is looked at again', async () => {
    const run = await load(`K1,C1,,${before({ hours: 20 })},已完成,,关怀,旧系统,\n`)
    expect((await verdict()).kind).toBe('defer')
    const released: string[] = []
    contactsReleased.listen(async (_tx, { orgId }) => void released.push(orgId))
    expect((await takeBack(org, run.id)).undone).toContainEqual(
      expect.objectContaining({ noun: 'contact', removed: 1 }),
    )
    expect(await contacts()).toEqual([])
    expect((await verdict()).kind).toBe('allow')
    expect(released).toEqual([org.orgId])
  })

  test('that ended with the wish to be left alone register it in every queue; taken back, it goes', async () => {
    const heard: unknown[] = []
    contactsStopped.listen(async (_tx, _actor, fact) => void heard.push(fact))
    const run = await load(
      'K1,C1,,2026/11/16 9:00,不要再打,,营销,电销部,“别再打了”\nK2,C1,,2026/11/16 9:30,已故,,关怀,,\n',
    )
    expect(run).toMatchObject({ rowsNew: 2, counts: { wishes: 1 } })
    expect(await as(org.owner, tx => stopsOf(tx, org.orgId, firstId))).toMatchObject([
      { source: 'import', purpose: null, createdByName: 'owner' },
    ])
    expect(heard).toEqual([{ customerIds: [firstId], purpose: null, expiresAt: null }])
    expect((await verdict()).kind).toBe('deny')
    await takeBack(org, run.id)
    expect(await as(org.owner, tx => stopsOf(tx, org.orgId, firstId))).toEqual([])
  })

  test('with the wishes of several customers tell of them together, and each is in the log', async () => {
    const heard: { customerIds: readonly string[] }[] = []
    contactsStopped.listen(async (_tx, _actor, fact) => void heard.push(fact))
    await load('K1,C1,,2026/11/16 9:00,不要再打,,营销,,\nK2,C2,,2026/11/16 9:30,不要再打,,营销,,\n')
    expect(heard.map(({ customerIds }) => customerIds.toSorted())).toEqual([[firstId, secondId].toSorted()])
    const logged = await as(org.owner, tx =>
      tx
        .selectFrom('audit_entry')
        .where('org_id', '=', org.orgId)
        .where('action', '=', 'contacts.stopped')
        .select(['subject_id', 'facts'])
        .execute(),
    )
    expect(logged.map(({ subject_id }) => subject_id).toSorted()).toEqual([firstId, secondId].toSorted())
    expect(logged[0]!.facts).toEqual({ purpose: null, source: 'import' })
  })

  test('come by the API and from the operator of the machine as well', async () => {
    const rows = [{ customer: 'C1', at: '2026-11-16T01:00:00Z', purpose: 'care', source: 'CRM' }]
    const batch = { kind: 'contacts', rows, settings: {} }
    expect(await importBatch(testDatabase(), org.owner, batch, 'zh')).toMatchObject({ new: 1, rejected: 0 })
    expect(await contacts()).toMatchObject([{ outcome: 'unreported', conversed: false, madeElsewhere: 'CRM' }])
    const operator = await systemActor(testDatabase(), org.orgId, org.owner.now)
    expect(await load('K9,C2,,2026/11/16 9:00,完成,,关怀,,\n', operator)).toMatchObject({ rowsNew: 1 })
    expect(await contacts(secondId)).toMatchObject([{ staffName: 'test.csv' }])
  })
})
