import {
  type BatchOutcome,
  type ImportContext,
  type ImportKind,
  type ImportRow,
  noteAdded,
  noteChanged,
} from '../imports/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { maskOf, protect } from '../privacy/index.ts'
import { readBirthday } from './birthday-rules.ts'
import { saidBy } from './change-store.ts'
import { readCountry } from './country.ts'
import { importedCustomers, importedPoints } from './imported-nouns.ts'
import { customerImages } from './imported-store.ts'
import { CustomerIndex } from './known-customers.ts'
import { readEmail, readPhone } from './phone.ts'
import { customerRejections } from './reasons.ts'
import type { GivenCustomer, KnownCustomer, LineType } from './rules.ts'
import * as rules from './rules.ts'
import { insertCustomers, insertPoints, lockCustomers, type NewPoint, updateCustomers } from './store.ts'

interface ReadPoint {
  kind: 'phone' | 'email'
  value: string
  lineType: LineType | null
  extension?: string | undefined
}

/** Numbers a row may hold, and addresses, as for a customer added by hand. */
const MOST_POINTS = 20

type ReadRow = { number: number; given: Omit<GivenCustomer, 'points'>; points: ReadPoint[] }

export const customersImport: ImportKind = {
  name: 'customers',
  label: { zh: '客户', en: 'Customers' },
  hint: {
    zh: '姓名、编号、电话、邮箱。已有的客户会更新，空白的格子不会清除原有资料。',
    en: 'Names, numbers, phones, e-mails. Known customers are updated; a blank cell never erases anything.',
  },
  settings: ['country'],
  nouns: [importedCustomers, importedPoints],
  rejections: customerRejections,
  fields: [
    {
      name: 'externalId',
      longest: 100,
      label: { zh: '客户编号', en: 'Customer number' },
      words: [
        '客户编号',
        '客户号',
        '客户id',
        '会员号',
        '会员编号',
        '编号',
        'customerid',
        'customernumber',
        'customerno',
        'externalid',
        'id',
      ],
    },
    {
      name: 'name',
      label: { zh: '姓名或名称', en: 'Name' },
      words: [
        '姓名',
        '名称',
        '客户姓名',
        '客户名称',
        '客户',
        '公司名称',
        '单位名称',
        'name',
        'customername',
        'fullname',
        'company',
        'customer',
      ],
    },
    {
      name: 'phone',
      longest: 1000,
      label: { zh: '电话（可多列）', en: 'Phone (several columns allowed)' },
      words: [
        ...[
          '电话',
          '电话号码',
          '手机',
          '手机号',
          '手机号码',
          '联系电话',
          '联系方式',
          '座机',
          '固定电话',
          '移动电话',
          '备用电话',
          '办公电话',
        ],
        ...[
          'phone',
          'phonenumber',
          'telephone',
          'tel',
          'mobile',
          'mobilephone',
          'cell',
          'cellphone',
          'landline',
          'workphone',
          'homephone',
        ],
      ],
      several: true,
    },
    {
      name: 'email',
      longest: 2000,
      label: { zh: '邮箱（可多列）', en: 'E-mail (several columns allowed)' },
      words: ['邮箱', '电子邮箱', '邮件', '电子邮件', 'email', 'emailaddress', 'mail'],
      several: true,
    },
    {
      name: 'kind',
      label: { zh: '类型（个人/企业）', en: 'Kind (person/organisation)' },
      words: ['类型', '客户类型', '性质', 'kind', 'type', 'customertype'],
    },
    {
      name: 'branch',
      label: { zh: '所属机构', en: 'Branch' },
      words: ['机构', '所属机构', '分支机构', '分公司', '门店', '网点', '部门', 'branch', 'store', 'office'],
    },
    {
      name: 'country',
      label: { zh: '国家或地区', en: 'Country' },
      words: ['国家', '国家地区', '国家或地区', 'country', 'countrycode'],
    },
    {
      name: 'note',
      longest: 2000,
      label: { zh: '备注', en: 'Note' },
      words: ['备注', '说明', 'note', 'notes', 'remark', 'remarks', 'comment'],
    },
    {
      name: 'birthday',
      label: { zh: '生日（年份可不填）', en: 'Birthday (with or without year)' },
      words: ['生日', '出生日期', '出生年月日', 'birthday', 'birthdate', 'dateofbirth', 'dob', 'born'],
    },
  ],
  lock: lockCustomers,
  prepare,
  apply: async (tx, actor, context, rows) => (await prepare(tx, actor, context, rows))(tx),
}

/** Reads rows and puts their numbers and addresses into the vault; whom they mean is left to the step. */
async function prepare(tx: Tx, actor: Actor, context: ImportContext, rows: readonly ImportRow[]) {
  const rejected: BatchOutcome['rejected'] = []
  const today = actor.now.toZonedDateTimeISO(context.timeZone).toPlainDate()
  const read = rows.flatMap(row => readRow(row, context, rejected, today))
  const points = read.flatMap(row => row.points)
  const valuesOf = (kind: ReadPoint['kind']) => points.filter(point => point.kind === kind).map(point => point.value)
  const ids = {
    phone: await protect(tx, actor, 'phone', valuesOf('phone')),
    email: await protect(tx, actor, 'email', valuesOf('email')),
  }
  const given = read.map(row => ({
    number: row.number,
    given: {
      ...row.given,
      points: row.points.map(point => ({ ...point, identifierId: ids[point.kind].get(point.value)! })),
    },
  }))
  return (step: Tx) => takeIn(step, actor, context, given, rejected)
}

async function takeIn(
  tx: Tx,
  actor: Actor,
  context: ImportContext,
  given: readonly { number: number; given: GivenCustomer }[],
  rejected: BatchOutcome['rejected'],
): Promise<BatchOutcome> {
  const index = await CustomerIndex.open(tx, actor.orgId, {
    externalIds: given.flatMap(row => row.given.externalId ?? []),
    identifierIds: given.flatMap(row => row.given.points.map(point => point.identifierId)),
  })
  const work = new Batch(index, context)
  for (const row of given) {
    const reason = work.take(row.number, row.given)
    if (reason) rejected.push({ number: row.number, reason })
  }
  await work.write(tx, actor)
  return { ...work.outcome, fates: work.fates, rejected }
}

/** Reads the cells of a row; a row that holds something unreadable is rejected as a whole. */
function readRow(
  row: ImportRow,
  context: ImportContext,
  rejected: BatchOutcome['rejected'],
  today: Temporal.PlainDate,
): ReadRow | [] {
  const reject = (field: string, reason: keyof typeof customerRejections, facts = {}): [] => {
    rejected.push({ number: row.number, reason, field, facts })
    return []
  }
  const blankless = (field: string) => row.value(field) || undefined
  const country = readCountry(row.value('country'))
  const points = new Map<string, ReadPoint>()
  const [phones, emails] = [rules.severalIn(row.value('phone')), rules.severalIn(row.value('email'))]
  if (phones.length > MOST_POINTS || emails.length > MOST_POINTS)
    return reject(phones.length > MOST_POINTS ? 'phone' : 'email', 'too-many-points', { most: MOST_POINTS })
  for (const text of phones) {
    const phone = readPhone(text, country ?? context.country)
    if (!phone)
      return reject('phone', 'phone-invalid', { masked: maskOf({ kind: 'phone', lastFour: rules.tailOf(text) }) })
    const { e164, lineType, extension } = phone
    points.set(`${e164} ${extension ?? ''}`, { kind: 'phone', value: e164, lineType, extension })
  }
  for (const text of emails) {
    const email = readEmail(text)
    if (!email) return reject('email', 'email-invalid')
    points.set(email, { kind: 'email', value: email, lineType: null })
  }
  const [branch, kindWord] = [row.value('branch'), row.value('kind')]
  const branchId = context.branchIdByName.get(branch)
  if (branch && !branchId) return reject('branch', 'branch-unknown', { branch })
  const kind = rules.readCustomerKind(kindWord)
  if (kindWord && !kind) return reject('kind', 'kind-unknown', { kind: kindWord })
  const bornOn = row.value('birthday')
  const birthday = bornOn ? readBirthday(bornOn, today) : undefined
  if (bornOn && !birthday) return reject('birthday', 'birthday-unreadable')
  const [externalId, name, note] = [blankless('externalId'), blankless('name'), blankless('note')]
  return {
    number: row.number,
    given: { externalId, name, note, kind, branchId, country, birthday },
    points: [...points.values()],
  }
}

/** What a batch of rows comes to: customers to add, to change, and points to register, written at once at the end. */
class Batch {
  readonly outcome = { new: 0, changed: 0, unchanged: 0 }
  readonly fates = new Map<number, 'new' | 'changed' | 'unchanged'>()
  readonly #added = new Map<string, KnownCustomer>()
  readonly #changed = new Map<string, KnownCustomer>()
  readonly #points: NewPoint[] = []
  readonly #index: CustomerIndex
  readonly #context: ImportContext

  constructor(index: CustomerIndex, context: ImportContext) {
    this.#index = index
    this.#context = context
  }

  /** Takes one row in; answers the reason when it is rejected. */
  take(number: number, given: GivenCustomer): keyof typeof customerRejections | undefined {
    const match = rules.matchCustomer(given, this.#index)
    if (match.kind === 'rejected') return match.reason
    const isNew = match.kind === 'new'
    const customer = isNew ? rules.newCustomer(newId(), given, this.#context.branchId) : match.customer
    if (!isNew && !this.#context.branchIds.has(customer.branchId)) return 'customer-elsewhere'
    const { changed, points } = rules.applyRow(customer, given)
    if (isNew) this.#added.set(customer.id, customer)
    else if (changed && !this.#added.has(customer.id)) this.#changed.set(customer.id, customer)
    for (const point of points) {
      customer.topRank += 1
      this.#points.push({ ...point, id: newId(), customerId: customer.id, rank: customer.topRank })
    }
    this.#index.note(customer)
    const fate = isNew ? 'new' : changed ? 'changed' : 'unchanged'
    this.fates.set(number, fate)
    this.outcome[fate] += 1
    return undefined
  }

  async write(tx: Tx, actor: Actor): Promise<void> {
    const { importId } = this.#context
    const common = saidBy(actor, 'import', importId)
    await insertCustomers(tx, common, [...this.#added.values()])
    await noteAdded(tx, actor, importId, importedCustomers.name, [...this.#added.keys()])
    const changed = [...this.#changed.keys()]
    const before = await customerImages(tx, actor.orgId, changed)
    await updateCustomers(tx, common, [...this.#changed.values()])
    const after = await customerImages(tx, actor.orgId, changed)
    const images = changed.map(id => ({ id, before: before.get(id)!, after: after.get(id)! }))
    await noteChanged(tx, actor, importId, importedCustomers.name, images)
    await insertPoints(tx, common, this.#points)
    const added = this.#points.filter(point => !this.#added.has(point.customerId)).map(point => point.id)
    await noteAdded(tx, actor, importId, importedPoints.name, added)
  }
}
