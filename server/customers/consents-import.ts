import { readTime } from '../imports/cell-rules.ts'
import {
  type BatchOutcome,
  dateSurvey,
  type ImportContext,
  type ImportedNoun,
  type ImportKind,
  type ImportRow,
  noteAdded,
} from '../imports/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { saidBy } from './change-store.ts'
import { consentRejections } from './consent-reasons.ts'
import { readChannel, readGiven, readPurposeClass } from './consent-rules.ts'
import { consentsByExternalId, insertConsents, type NewConsent, voidConsents } from './consent-store.ts'
import type { ConsentChannel, EvidenceKind, PurposeClass } from './facts-rules.ts'
import { customerNumberField, plainCustomerNumber } from './import-fields.ts'
import { customersByExternalId } from './known-customers.ts'
import { severalIn } from './rules.ts'
import { lockCustomers } from './store.ts'

/** Consents that an import brought. Taken back they count no more, and stay on record as void. */
const importedConsents: ImportedNoun = {
  name: 'consent',
  label: { zh: '同意记录', en: 'consents' },
  async remove(tx, actor, _importId, rows) {
    await voidConsents(
      tx,
      actor,
      rows.map(row => row.id),
    )
    return []
  },
  async restore() {
    return []
  },
}

type Reason = keyof typeof consentRejections
type Rejection = { reason: Reason; field: string; facts?: Record<string, unknown> }

interface ReadConsent {
  number: number
  customer: string
  channels: readonly ConsentChannel[]
  consent: Omit<NewConsent, 'id' | 'customerId' | 'channel' | 'externalId'> & { externalId: string }
}

/** Consents: one row is one word of a customer for one purpose, by one or several channels. */
export const consentsImport: ImportKind = {
  name: 'consents',
  label: { zh: '同意与撤回', en: 'Consents' },
  settings: ['timeZone', 'dateOrder'],
  nouns: [importedConsents],
  rejections: consentRejections,
  fields: [
    customerNumberField,
    {
      name: 'number',
      label: { zh: '同意书编号', en: 'Number of the consent' },
      words: ['同意书编号', '同意编号', '授权编号', '授权书编号', '编号', 'consentid', 'consentnumber', 'externalid'],
    },
    {
      name: 'purpose',
      label: { zh: '用途（服务/调研/营销）', en: 'Purpose (service/research/marketing)' },
      words: ['用途', '目的', '授权用途', '用途类别', 'purpose', 'purposeclass', 'category'],
      required: true,
    },
    {
      name: 'channel',
      label: { zh: '方式（可多列）', en: 'Channel (several columns allowed)' },
      words: ['渠道', '联系渠道', '授权渠道', '方式', '联系方式', 'channel', 'channels'],
      required: true,
      several: true,
    },
    {
      name: 'given',
      label: { zh: '同意或撤回', en: 'Given or withdrawn' },
      words: ['同意', '是否同意', '同意或撤回', '状态', '授权状态', 'consent', 'given', 'status', 'optin'],
    },
    {
      name: 'at',
      label: { zh: '时间', en: 'Time' },
      words: [
        '时间',
        '日期',
        '同意时间',
        '授权时间',
        '授权日期',
        '签署日期',
        'date',
        'time',
        'consentdate',
        'signedat',
        'at',
      ],
      required: true,
    },
    {
      name: 'expiresAt',
      label: { zh: '到期', en: 'Expiry' },
      words: ['到期', '到期日期', '到期时间', '有效期至', '失效日期', 'expiry', 'expires', 'expiresat', 'validuntil'],
    },
    {
      name: 'evidence',
      longest: 2000,
      label: { zh: '证据', en: 'Evidence' },
      words: ['证据', '依据', '凭证', '原话', '来源', '备注', 'evidence', 'proof', 'source', 'note'],
      required: true,
    },
  ],
  survey: dateSurvey('at', 'expiresAt'),
  lock: lockCustomers,
  apply,
}

async function apply(tx: Tx, actor: Actor, context: ImportContext, rows: readonly ImportRow[]): Promise<BatchOutcome> {
  const rejected: BatchOutcome['rejected'] = []
  const read: ReadConsent[] = []
  for (const row of rows) {
    const one = readRow(row, context, actor.now)
    if ('reason' in one) rejected.push({ number: row.number, ...one })
    else read.push(one)
  }
  const customers = await customersByExternalId(tx, actor.orgId, [...new Set(read.map(row => row.customer))])
  const numbers = [...new Set(read.map(row => row.consent.externalId))]
  const known = new Map((await consentsByExternalId(tx, actor.orgId, numbers)).map(one => [keyOf(one), one]))
  const added: NewConsent[] = []
  const fates = new Map<number, 'new' | 'unchanged'>()
  for (const { number, customer: name, channels, consent } of read) {
    const reject = (reason: Reason, facts = {}) => rejected.push({ number, reason, facts })
    const customer = customers.get(name)
    if (!customer) reject('customer-unknown', { customer: name })
    else if (!context.branchIds.has(customer.branchId)) reject('customer-elsewhere')
    else {
      const wanted = channels.map(channel => ({ ...consent, channel, id: newId(), customerId: customer.id }))
      const differs = wanted.some(one => !sameAs(known.get(keyOf(one)), one))
      if (differs) reject('consent-differs', { number: consent.externalId })
      else {
        const fresh = wanted.filter(one => !known.has(keyOf(one)))
        for (const one of fresh) known.set(keyOf(one), one)
        added.push(...fresh)
        fates.set(number, fresh.length > 0 ? 'new' : 'unchanged')
      }
    }
  }
  await insertConsents(tx, saidBy(actor, 'import', context.importId), added)
  await noteAdded(
    tx,
    actor,
    context.importId,
    importedConsents.name,
    added.map(one => one.id),
  )
  const count = (fate: string) => [...fates.values()].filter(one => one === fate).length
  return { new: count('new'), changed: 0, unchanged: count('unchanged'), rejected, fates }
}

type Keyed = Pick<NewConsent, 'externalId' | 'purposeClass' | 'channel'>
const keyOf = (one: Keyed) => `${one.externalId} ${one.purposeClass} ${one.channel}`

function sameAs(known: Omit<NewConsent, 'id'> | undefined, given: NewConsent): boolean {
  if (!known) return true
  return (['customerId', 'given', 'at', 'expiresAt', 'evidence'] as const).every(
    field => String(known[field]) === String(given[field]),
  )
}

function readRow(row: ImportRow, context: ImportContext, now: Temporal.Instant): ReadConsent | Rejection {
  const customer = plainCustomerNumber(row.value('customer'))
  if (!customer) return { reason: 'customer-missing', field: 'customer' }
  const purpose = row.value('purpose')
  const purposeClass: PurposeClass | undefined = readPurposeClass(purpose)
  if (!purposeClass) return { reason: 'purpose-unknown', field: 'purpose', facts: { word: purpose } }
  const words = severalIn(row.value('channel'))
  const unknown = words.find(word => !readChannel(word))
  if (unknown !== undefined || words.length === 0) {
    return { reason: 'channel-unknown', field: 'channel', facts: { word: unknown ?? '' } }
  }
  const given = readGiven(row.value('given'))
  if (given === undefined) return { reason: 'given-unknown', field: 'given', facts: { word: row.value('given') } }
  const order = context.mapping.dateOrder ?? 'mdy'
  const at = readTime(row.value('at'), context.timeZone, order)
  if (!at) return { reason: 'time-unreadable', field: 'at' }
  if (Temporal.Instant.compare(at, now) > 0) return { reason: 'in-the-future', field: 'at' }
  const until = row.value('expiresAt')
  const expiresAt = until ? readTime(until, context.timeZone, order) : null
  const crossed = expiresAt && (!given || Temporal.Instant.compare(expiresAt, at) <= 0)
  if (expiresAt === undefined || crossed) return { reason: 'expiry-crossed', field: 'expiresAt' }
  const evidence = row.value('evidence')
  if (!evidence) return { reason: 'evidence-missing', field: 'evidence' }
  const externalId = row.value('number') || `${customer}@${at}`
  const evidenceKind: EvidenceKind = /^(https?:|file:|.*\.(pdf|jpe?g|png|docx?)$)/i.test(evidence) ? 'file' : 'text'
  return {
    number: row.number,
    customer,
    channels: [...new Set(words.map(word => readChannel(word)!))],
    consent: { purposeClass, given, at, expiresAt, evidenceKind, evidence, externalId },
  }
}
