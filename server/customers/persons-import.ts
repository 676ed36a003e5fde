import { type BatchOutcome, dateSurvey, type ImportContext, type ImportKind, type ImportRow } from '../imports/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { customerNumberField } from './import-fields.ts'
import { importedPoints } from './imported-nouns.ts'
import { importedPersons } from './imported-persons.ts'
import { type CustomerReference, customersByExternalId } from './known-customers.ts'
import { PersonBatch, type PlacedPerson } from './person-batch.ts'
import { personRejections } from './person-reasons.ts'
import { type PersonReason, type ReadPerson, type Rejected, readPersonRow } from './person-rows.ts'
import { ownDuties } from './person-store.ts'
import { lockCustomers } from './store.ts'

/** Persons in charge: one row is one person at one customer, known by his number there, else by his name. */
export const personsImport: ImportKind = {
  name: 'persons',
  label: { zh: '负责人（联系人）', en: 'Persons in charge' },
  settings: ['country', 'timeZone', 'dateOrder'],
  nouns: [importedPersons, importedPoints],
  rejections: personRejections,
  fields: [
    customerNumberField,
    {
      name: 'person',
      label: { zh: '姓名', en: 'Name' },
      words: [
        '姓名',
        '联系人',
        '联系人姓名',
        '负责人',
        '人员姓名',
        'name',
        'person',
        'contact',
        'contactname',
        'fullname',
      ],
      required: true,
    },
    {
      name: 'duties',
      label: { zh: '职责（可多列）', en: 'Duties (several columns allowed)' },
      words: [
        '职责',
        '负责事项',
        '职务',
        '岗位',
        '角色',
        'duty',
        'duties',
        'role',
        'responsibility',
        'jobtitle',
        'title',
      ],
      required: true,
      several: true,
    },
    {
      name: 'number',
      label: { zh: '人员编号', en: 'Number of the person' },
      words: ['人员编号', '联系人编号', '工号', 'personid', 'contactid', 'personnumber', 'externalid'],
    },
    {
      name: 'phone',
      longest: 500,
      label: { zh: '电话（可多列）', en: 'Phone (several columns allowed)' },
      words: [
        '电话',
        '手机',
        '手机号',
        '手机号码',
        '联系电话',
        '座机',
        '办公电话',
        'phone',
        'mobile',
        'tel',
        'telephone',
        'cell',
      ],
      several: true,
    },
    {
      name: 'email',
      longest: 500,
      label: { zh: '邮箱（可多列）', en: 'E-mail (several columns allowed)' },
      words: ['邮箱', '电子邮箱', '邮件', 'email', 'mail', 'emailaddress'],
      several: true,
    },
    { name: 'language', label: { zh: '语言', en: 'Language' }, words: ['语言', '常用语言', 'language', 'lang'] },
    {
      name: 'validFrom',
      label: { zh: '任职自', en: 'In charge from' },
      words: ['任职自', '开始日期', '生效日期', 'validfrom', 'from', 'since', 'startdate'],
    },
    {
      name: 'validUntil',
      label: { zh: '任职至', en: 'In charge until' },
      words: ['任职至', '结束日期', '失效日期', '离职日期', 'validuntil', 'until', 'to', 'enddate'],
    },
    {
      name: 'note',
      longest: 2000,
      label: { zh: '备注', en: 'Note' },
      words: ['备注', '说明', 'note', 'notes', 'remark', 'comment'],
    },
  ],
  survey: dateSurvey('validFrom', 'validUntil'),
  lock: lockCustomers,
  apply,
}

async function apply(tx: Tx, actor: Actor, context: ImportContext, rows: readonly ImportRow[]): Promise<BatchOutcome> {
  const rejected: Rejected = []
  const duties = new Set(await ownDuties(tx, actor.orgId))
  const read = rows.flatMap(row => readPersonRow(row, context, duties, rejected))
  const customers = await customersByExternalId(tx, actor.orgId, [...new Set(read.map(row => row.customer))])
  const placed = read.flatMap(row => placeRow(row, customers.get(row.customer), context, rejected))
  const batch = await PersonBatch.open(tx, actor, context, placed)
  await batch.points(tx, placed)
  const fates = new Map<number, 'new' | 'changed' | 'unchanged'>()
  for (const row of placed) {
    const taken = batch.takenBy(row)
    if (taken) rejected.push({ number: row.number, reason: 'number-of-another-person', field: 'phone', facts: taken })
    else fates.set(row.number, batch.take(row))
  }
  await batch.write(tx)
  const count = (fate: string) => [...fates.values()].filter(one => one === fate).length
  return { new: count('new'), changed: count('changed'), unchanged: count('unchanged'), rejected, fates }
}

function placeRow(
  row: ReadPerson,
  customer: CustomerReference | undefined,
  context: ImportContext,
  rejected: Rejected,
): PlacedPerson | [] {
  const reject = (reason: PersonReason): [] => {
    rejected.push({ number: row.number, reason, field: 'customer', facts: { customer: row.customer } })
    return []
  }
  if (!customer) return reject('customer-unknown')
  if (!context.branchIds.has(customer.branchId)) return reject('customer-elsewhere')
  return { ...row, customerId: customer.id }
}
