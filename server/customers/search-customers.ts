import { organisation, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { packCursor, unpackCursor } from '../platform/cursor.ts'
import type { Tx } from '../platform/database.ts'
import { notFound } from '../platform/refusal.ts'
import { findIdentifier } from '../privacy/index.ts'
import { maskedPoint } from './contact-points.ts'
import { tagsNow } from './former-tags-store.ts'
import type { CustomerCriteria, CustomerSort } from './list-contract.ts'
import { countOf, type ListCriteria, type ListRow, listPage, subtreeOf } from './list-store.ts'
import { beginningsOf, namesMeant } from './name-terms.ts'
import { readEmail, readPhone } from './phone.ts'
import { bestPointsOf } from './store.ts'

/** So many customers are counted; of more the number is estimated. */
const MOST_COUNTED = 2000

/**
 * Customers of the actor's branches that fit all criteria, by name or by their last change. Words mean a part of a name
 * (Chinese from one character on, pinyin initials, whole pinyin), the beginning of a customer number, the last four
 * digits of a phone, or a whole number or e-mail, which is looked up without being readable anywhere. Names that begin
 * with the words come first. Refuses a branch outside the actor's.
 */
export async function searchCustomers(
  tx: Tx,
  actor: Actor,
  given: CustomerCriteria & { sort?: CustomerSort; cursor?: string; limit: number },
) {
  permit(actor, 'customers.read')
  const sort = given.sort ?? 'name'
  const criteria = await criteriaMeant(tx, actor, given)
  const place = unpackCursor(given.cursor, ['number', sort === 'name' ? 'text' : 'instant', 'id'])
  const after = place && { part: Number(place[0]), key: place[1]!, id: place[2]! }
  const rows = await listPage(tx, actor.orgId, criteria, { sort, after, limit: given.limit })
  const items = rows.slice(0, given.limit)
  const last = items.at(-1)
  const ids = items.map(row => row.id)
  const points = await bestPointsOf(tx, actor.orgId, ids)
  return {
    items: items.map(({ nameKey: _, ...row }) => ({ ...row, points: (points.get(row.id) ?? []).map(maskedPoint) })),
    next: rows.length > given.limit && last ? packCursor(placeOf(last, sort, criteria)) : null,
  }
}

/** How many customers fit all criteria: counted when they are few, else estimated. Refuses as `searchCustomers`. */
export async function countCustomers(tx: Tx, actor: Actor, given: CustomerCriteria) {
  permit(actor, 'customers.read')
  return countOf(tx, actor.orgId, await criteriaMeant(tx, actor, given), MOST_COUNTED)
}

/** The criteria with what their words and their branch mean for this actor. */
export async function criteriaMeant(tx: Tx, actor: Actor, given: CustomerCriteria): Promise<ListCriteria> {
  const { words, branchId, createdWithinDays, changedWithinDays, ...rest } = given
  const daysBack = (days: number) => actor.now.subtract({ hours: 24 * days })
  if (createdWithinDays) rest.createdSince = daysBack(createdWithinDays)
  if (changedWithinDays) rest.updatedSince = daysBack(changedWithinDays)
  if (rest.tags) rest.tags = await tagsNow(tx, actor.orgId, rest.tags)
  if (branchId && !actor.branchIds.includes(branchId)) throw notFound()
  const branchIds = branchId ? await subtreeOf(tx, actor.orgId, branchId) : actor.branchIds
  if (!words) return { ...rest, branchIds }
  return {
    ...rest,
    branchIds: branchIds.filter(id => actor.branchIds.includes(id)),
    words: {
      meant: namesMeant(words),
      begins: beginningsOf(words),
      number: words,
      lastFour: /^\d{4}$/.test(words) ? words : undefined,
      identifierIds: await identifiersMeant(tx, actor, words),
    },
  }
}

function placeOf(row: ListRow, sort: CustomerSort, { words }: ListCriteria): readonly unknown[] {
  if (sort === 'updated') return [0, row.updatedAt.toString(), row.id]
  const begins = !words || (row.nameKey >= words.begins[0] && row.nameKey < words.begins[1])
  return [begins ? 0 : 1, row.nameKey, row.id]
}

async function identifiersMeant(tx: Tx, actor: Actor, words: string): Promise<string[]> {
  const email = readEmail(words)
  if (email) return found(await findIdentifier(tx, actor, 'email', email))
  if (!/\d{5}/.test(words.replaceAll(/\D/g, ''))) return []
  const phone = readPhone(words, (await organisation(tx, actor.orgId)).country)
  return phone ? found(await findIdentifier(tx, actor, 'phone', phone.e164)) : []
}

const found = (id: string | undefined): string[] => (id ? [id] : [])
