import { readLanguage } from '../people/ability-rules.ts'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { isViolationOf, type Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { readBirthday } from './birthday-rules.ts'
import { insertChanges, saidBy } from './change-store.ts'
import { customerChanged } from './customer-facts.ts'
import { factsReasons } from './facts-reasons.ts'
import { ownTimeZone, setTimeZone } from './fields-store.ts'
import { customerReasons } from './reasons.ts'
import type { CustomerKind } from './rules.ts'
import { customerById, lockCustomers, updateCustomers } from './store.ts'

export interface CustomerCorrection {
  name?: string | undefined
  kind?: CustomerKind | undefined
  externalId?: string | null | undefined
  branchId?: string | undefined
  country?: string | null | undefined
  timeZone?: string | null | undefined
  note?: string | null | undefined
  birthday?: string | null | undefined
  language?: string | null | undefined
}

/**
 * Corrects what is known of a customer; what it said before stays in his history. Fields left out stay as they are. Refuses
 * a customer number in use, an unknown time zone, a birthday that is no day, a word that is no language, and a customer or
 * branch outside the actor's branches.
 */
export async function changeCustomer(
  tx: Tx,
  actor: Actor,
  customerId: string,
  given: CustomerCorrection,
): Promise<void> {
  permit(actor, 'customers.write')
  await lockCustomers(tx, actor.orgId)
  const customer = await customerById(tx, actor, customerId)
  if (!customer) throw notFound()
  if (given.branchId && !actor.branchIds.includes(given.branchId)) throw notFound()
  const { timeZone, ...said } = given
  if (timeZone && !isTimeZone(timeZone)) throw new Refusal('invalid', factsReasons['time-zone-unknown'], { timeZone })
  const next = { ...customer, ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) }
  next.note ||= null
  if (given.birthday !== undefined) next.birthday = birthdayOf(actor, given.birthday, customer.timeZone)
  if (given.language !== undefined) next.language = languageOf(given.language)
  const common = saidBy(actor)
  try {
    await updateCustomers(tx, common, [next])
  } catch (error) {
    if (!isViolationOf('customer_external_id_is_unique', error)) throw error
    throw new Refusal('conflict', customerReasons['external-id-taken'], { externalId: next.externalId })
  }
  if (timeZone !== undefined) {
    const before = await ownTimeZone(tx, actor.orgId, customerId)
    if (before !== timeZone) {
      const change = { customerId, subject: 'customer' as const, field: 'timeZone', old: before, new: timeZone }
      await insertChanges(tx, common, [change])
      await setTimeZone(tx, actor, customerId, timeZone)
    }
  }
  await record(tx, actor, 'customer.changed', 'customer', customerId, { fields: Object.keys(given) })
  await customerChanged.tell(tx, actor, { customerId, branchId: next.branchId, what: 'changed' })
  await announce(tx, actor.orgId, 'customers')
}

function birthdayOf(actor: Actor, text: string | null, timeZone: string): string | null {
  if (!text) return null
  const birthday = readBirthday(text, actor.now.toZonedDateTimeISO(timeZone).toPlainDate())
  if (!birthday) throw new Refusal('invalid', factsReasons['birthday-unreadable'])
  return birthday
}

function languageOf(text: string | null): string | null {
  const language = readLanguage(text ?? '')
  if (language === undefined) throw new Refusal('invalid', factsReasons['language-unknown'], { language: text })
  return language
}

function isTimeZone(timeZone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone)
    return true
  } catch {
    return false
  }
}
