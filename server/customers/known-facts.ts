import { may, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { pageFrom, unpackCursor } from '../platform/cursor.ts'
import type { Tx } from '../platform/database.ts'
import { maskOf } from '../privacy/index.ts'
import { HIDDEN_BIRTHDAY } from './birthday-rules.ts'
import { customerBrief } from './brief.ts'
import { type ChangesAsked, changesOf, fieldHistories, type Told } from './change-store.ts'
import { type ChangeSource, type ChangeSubject, factOf } from './facts-rules.ts'
import { addedBy, ownTimeZone } from './fields-store.ts'

/**
 * What we know of a customer, field by field: since when, from where, by whom changed last. Refuses a customer outside the
 * actor's branches.
 */
export async function knownFacts(tx: Tx, actor: Actor, customerId: string) {
  permit(actor, 'customers.read')
  const customer = await customerBrief(tx, actor, customerId)
  const histories = await fieldHistories(tx, actor.orgId, customerId)
  const added = await addedBy(tx, actor.orgId, customerId)
  const values: Record<string, string | null> = {
    name: customer.name,
    kind: customer.kind,
    externalId: customer.externalId,
    branch: customer.branchName,
    country: customer.country,
    timeZone: await ownTimeZone(tx, actor.orgId, customerId),
    note: customer.note,
    birthday: customer.birthday,
    language: customer.language,
    owner: customer.ownerName,
    stage: customer.stage,
    tags: customer.tags.join(', ') || null,
  }
  // Fields that other parts keep are told by their last change.
  for (const field of histories.keys()) values[field] ??= null
  return Object.entries(values).map(([field, value]) => {
    const { since, changed, changes } = factOf<Told>(field, value, added, histories.get(field))
    const { source, staffName, importId, importFile } = changed ?? since ?? added
    const when = { knownSince: since?.at ?? null, changedAt: changed?.at ?? null }
    return { field, value, ...when, changes, source, staffName, importId, importFile }
  })
}

/** How what we know of a customer came to be and changed, newest first; refuses one outside the actor's branches. */
export async function changesOfCustomer(
  tx: Tx,
  actor: Actor,
  customerId: string,
  query: {
    subject?: ChangeSubject | undefined
    field?: string | undefined
    source?: ChangeSource | undefined
    cursor?: string | undefined
    limit: number
  },
) {
  permit(actor, 'customers.read')
  await customerBrief(tx, actor, customerId)
  const { subject, cursor, ...asked } = query
  const after = unpackCursor(cursor, ['instant', 'id'])
  const told = await changesTold(tx, actor, customerId, { ...asked, subjects: subject && [subject], after })
  return pageFrom(told, query.limit, row => [row.at, row.id])
}

/**
 * One more change than `limit`, after time and id, with numbers in masks and birthdays only for those who may see them; for
 * a caller who has checked that the actor may see the customer.
 */
export async function changesTold(tx: Tx, actor: Actor, customerId: string, asked: ChangesAsked) {
  const rows = await changesOf(tx, actor.orgId, customerId, asked)
  return rows.map(({ pointKind, lastFour, ...row }) => ({
    ...hidden(actor, row),
    subjectText: pointKind ? maskOf({ kind: pointKind, lastFour: lastFour ?? '' }) : row.subjectText,
  }))
}

/** Birthdays are for those who keep the customers' data; others see only that one changed. */
function hidden<T extends { field: string; oldValue: string | null; newValue: string | null }>(
  actor: Actor,
  row: T,
): T {
  if (row.field !== 'birthday' || may(actor, 'customers.write')) return row
  return { ...row, oldValue: row.oldValue && HIDDEN_BIRTHDAY, newValue: row.newValue && HIDDEN_BIRTHDAY }
}
