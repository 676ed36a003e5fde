import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addContactPoint } from '../customers/add-contact-point.ts'
import { customersOf, givenImports, importText, rejectionsOf, takeBack } from '../customers/given.ts'
import { registerImportKind } from '../imports/index.ts'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import { givenPolicy } from '../policy/given.ts'
import { contactsImport } from './contacts-import.ts'
import { recentContacts } from './contacts-of-customer.ts'
import { setMailSender } from './set-mail-sender.ts'
import { groundFor, verdictOn } from './verdict-on.ts'

beforeAll(() => {
  givenImports()
  registerImportKind(contactsImport)
})

let org: GivenOrganisation
let customerId: string
beforeEach(async () => {
  org = await givenOrganisation()
  await importText(
    org.owner,
    '客户编号,姓名,电话,邮箱\nC1,王小明,+447700900101,wang@example.org\nC2,李红,+447700900102,\n',
  )
  customerId = (await customersOf(org))[0]!.id
})

const HEAD = '联系编号,客户编号,收件邮箱,联系时间,结果,是否通话,目的,部门,方式,发件邮箱\n'
const load = (rows: string) => importText(org.owner, HEAD + rows, { kind: 'contacts' })
const contacts = () => as(org.owner, tx => recentContacts(tx, org.owner, customerId, { limit: 50, language: 'zh' }))
const verdict = (channel: 'phone' | 'email') =>
  as(org.owner, async tx => {
    const ground = await groundFor(tx, org.orgId)
    const found = await verdictOn(tx, org.owner, ground, customerId, { purpose: 'care', matterId: null, channel })
    return found.verdict
  })

describe('mails sent elsewhere, from a file', () => {
  test('stand in the ledger as mails with what came of them, found by address or customer; again they change nothing', async () => {
    await as(org.owner, tx => setMailSender(tx, org.owner, { address: 'service@example.com' }))
    const rows = [
      'M1,,WANG@example.org,2026/11/16 9:00,Delivered,,关怀,CRM,邮件,news@example.com',
      'M2,C1,,2026/11/16 9:30,退信,否,满意度,CRM,email,someone@example.net',
      'K1,C1,,2026/11/16 9:30,无人接听,,关怀,CRM,电话,',
      '',
    ].join('\n')
    expect(await load(rows)).toMatchObject({ state: 'finished', rowsNew: 3, rowsRejected: 0 })
    const made = (await contacts()).toSorted((a, b) => a.outcome!.localeCompare(b.outcome!))
    expect(made).toMatchObject([
      { channel: 'email', outcome: 'bounced', conversed: false, callerNumber: '' },
      { channel: 'phone', outcome: 'no-answer' },
      { channel: 'email', outcome: 'sent', conversed: false, madeElsewhere: 'CRM', callerNumber: 'news@example.com' },
    ])
    expect(await load(rows)).toMatchObject({ rowsNew: 0, rowsChanged: 0, rowsUnchanged: 3 })
  })

  test('count with calls where a rule is for all channels, open no quiet period, and are taken back', async () => {
    const day = { kind: 'rolling' as const, seconds: 7 * 86_400 }
    await givenPolicy(org, {
      rules: [{ id: 'all', name: 'all', kind: 'cap', count: 'attempts', per: 'person', limit: 1, window: day }],
    })
    expect((await verdict('phone')).kind).toBe('allow')
    const run = await load('M1,C1,,2026/11/16 9:00,已发出,,关怀,CRM,邮件,\n')
    for (const channel of ['phone', 'email'] as const) {
      expect((await verdict(channel)).reasons).toMatchObject([{ code: 'attempt-cap' }])
    }
    await takeBack(org, run.id)
    expect((await verdict('phone')).kind).toBe('allow')
  })

  test('that the customer asked to be spared leave his telephone to us and his address to nobody; taken back, it is his again', async () => {
    const run = await load('M1,C1,,2026/11/16 9:00,退订,,营销,CRM,邮件,\n')
    expect(run).toMatchObject({ rowsNew: 1, counts: { wishes: 1 } })
    expect((await verdict('email')).kind).toBe('deny')
    expect((await verdict('phone')).kind).toBe('allow')
    expect((await takeBack(org, run.id)).kept).toEqual([])
    expect((await verdict('email')).kind).toBe('allow')
  })

  test('that were a call after all are corrected, and are mails again when that is undone', async () => {
    await load('M1,C1,,2026/11/16 9:00,已发出,,关怀,CRM,邮件,\n')
    const run = await load('M1,C1,,2026/11/16 9:00,已完成,,关怀,CRM,电话,\n')
    expect(run).toMatchObject({ rowsChanged: 1 })
    expect(await contacts()).toMatchObject([{ channel: 'phone', outcome: 'completed', masked: '••• 0101' }])
    await takeBack(org, run.id)
    expect(await contacts()).toMatchObject([{ channel: 'email', outcome: 'sent' }])
  })

  test('are rejected where it cannot be told to whom they went or what came of them, each with its reason', async () => {
    const both = { kind: 'email' as const, value: 'both@example.org' }
    await as(org.owner, async tx => {
      const second = (await customersOf(org))[1]!
      await addContactPoint(tx, org.owner, { customerId: second.id, ...both })
      await addContactPoint(tx, org.owner, { customerId, ...both })
    })
    const run = await load(
      [
        'A1,,nobody,2026/11/16 9:00,已发出,,关怀,,邮件,',
        'A2,,nobody@example.org,2026/11/16 9:00,已发出,,关怀,,邮件,',
        'A3,,both@example.org,2026/11/16 9:00,已发出,,关怀,,邮件,',
        'A4,C1,other@example.org,2026/11/16 9:00,已发出,,关怀,,邮件,',
        'A5,,,2026/11/16 9:00,已发出,,关怀,,邮件,',
        'A6,C1,,2026/11/16 9:00,无人接听,,关怀,,邮件,',
        'A7,C1,,2026/11/16 9:00,已发出,是,关怀,,邮件,',
        '',
      ].join('\n'),
    )
    expect(await rejectionsOf(org, run.id)).toEqual([
      'email-unreadable',
      'email-of-nobody',
      'email-of-several',
      'email-of-another',
      'customer-missing',
      'outcome-unknown',
      'mail-is-no-conversation',
    ])
    expect(await contacts()).toEqual([])
  })
})
