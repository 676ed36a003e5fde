import { lockCustomers } from '../customers/index.ts'
import {
  type BatchOutcome,
  dateSurvey,
  type ImportContext,
  type ImportKind,
  type ImportRow,
  noteAdded,
  timeReader,
} from '../imports/index.ts'
import { organisation } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { recordEach } from '../privacy/index.ts'
import { contactsStopped } from './contact-facts.ts'
import { importedContactFields } from './imported-contact-fields.ts'
import { importedContactRejections } from './imported-contact-reasons.ts'
import { holdCustomers } from './imported-contact-store.ts'
import { importedContacts, importedWishes } from './imported-contacts.ts'
import { type Fate, ImportedLedger } from './imported-ledger.ts'
import { Whom } from './imported-whom.ts'
import { type ImportedWish, insertImportedStops, insertImportedWishes } from './imported-wish-store.ts'
import { mailSender } from './mail-sender-store.ts'
import { readImportedContact } from './read-imported-contact.ts'
import { groundFor } from './verdict-on.ts'

/**
 * Contacts made before the product came, or in another system: one row is one call or mail that is over. They count in every cap
 * and gap as from when they were made. A wish not to be contacted that was the outcome is registered.
 */
export const contactsImport: ImportKind = {
  name: 'contacts',
  label: { zh: '在别处的联系', en: 'Contacts made elsewhere' },
  hint: {
    zh: '迁移前或在其他系统里打过的电话、发过的邮件，每行一次，按客户编号、号码或邮箱归到客户名下；“方式”一列说明是电话还是邮件，留空即电话，从第一天起计入联系规则的上限和间隔。建议导入规则窗口所及的天数，例如最近 90 天。',
    en: 'Calls made and mails sent before you moved here or in another system, one per row, found by customer number, phone number or e-mail address; the column channel tells which, and blank is a call. They count in the caps and gaps of the policy from the first day. Import as many days as its windows reach, such as the last 90.',
  },
  settings: ['country', 'timeZone', 'dateOrder'],
  nouns: [importedContacts, importedWishes],
  rejections: importedContactRejections,
  fields: importedContactFields,
  survey: dateSurvey('at'),
  lock: lockCustomers,
  apply,
}

async function apply(tx: Tx, actor: Actor, context: ImportContext, rows: readonly ImportRow[]): Promise<BatchOutcome> {
  const rejected: BatchOutcome['rejected'] = []
  const house = await organisation(tx, actor.orgId)
  const { address: sender } = await mailSender(tx, actor.orgId)
  const timeAt = timeReader(context)
  const read = rows.flatMap(row => {
    const one = readImportedContact(row, context, { now: actor.now, house, sender, timeAt })
    if (!('rejection' in one)) return [one]
    rejected.push({ number: row.number, ...one.rejection })
    return []
  })
  const whom = await Whom.open(tx, actor, context, read)
  const { rules } = await groundFor(tx, actor.orgId)
  const found = read.flatMap(row => {
    const point = whom.find(row)
    if (!('reason' in point)) return [{ row, point }]
    rejected.push({ number: row.number, ...point })
    return []
  })
  await holdCustomers(tx, actor.orgId, [...new Set(found.map(({ point }) => point.customerId))])
  const ledger = await ImportedLedger.open(tx, actor.orgId, found, rules.quiet)
  const fates = new Map<number, Fate>()
  for (const { row, point } of found) {
    const fate = ledger.take(row, point)
    if (fate) fates.set(row.number, fate)
    else {
      const facts = { number: row.externalId }
      rejected.push({ number: row.number, reason: 'contact-of-another-customer', field: 'number', facts })
    }
  }
  await ledger.write(tx, actor, context, rules.version)
  const wishes = await keepWishes(tx, actor, context, ledger.wishes)
  const count = (fate: Fate) => [...fates.values()].filter(one => one === fate).length
  return {
    new: count('new'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    rejected,
    fates,
    counts: wishes > 0 ? { wishes } : {},
  }
}

/** Registers the wishes that contacts ended with, and lets every queue honour them; answers how many. */
async function keepWishes(tx: Tx, system: Actor, context: ImportContext, wishes: readonly ImportedWish[]) {
  if (wishes.length === 0) return 0
  const actor = { ...system, staffId: context.startedBy }
  const kept = await insertImportedWishes(
    tx,
    actor,
    wishes.filter(({ addressId }) => addressId === null),
  )
  const stops = await insertImportedStops(
    tx,
    actor,
    wishes.flatMap(({ addressId, ...wish }) => (addressId === null ? [] : [{ ...wish, addressId }])),
  )
  const ids = [...kept, ...stops].map(one => one.id)
  await noteAdded(tx, actor, context.importId, importedWishes.name, ids)
  const customerIds = kept.map(({ customerId }) => customerId)
  await recordEach(tx, actor, 'contacts.stopped', 'customer', customerIds, { purpose: null, source: 'import' })
  const addressIds = stops.map(({ addressId }) => addressId)
  await recordEach(tx, actor, 'contacts.number-stopped', 'identifier', addressIds, { source: 'import' })
  if (customerIds.length > 0) await contactsStopped.tell(tx, actor, { customerIds, purpose: null, expiresAt: null })
  return ids.length
}
