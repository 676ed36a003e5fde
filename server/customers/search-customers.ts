import { organisation, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { pageFrom, unpackCursor } from '../platform/cursor.ts'
import type { Tx } from '../platform/database.ts'
import { notFound } from '../platform/refusal.ts'
import { findIdentifier } from '../privacy/index.ts'
import { maskedPoint } from './contact-points.ts'
import { readEmail, readPhone } from './phone.ts'
import { bestPointsOf, customersLike } from './store.ts'

/**
 * Customers of the actor's branches by name. Search words match a part of the name, the beginning of a customer number,
 * the last four digits of a phone, or a whole number or e-mail, which is looked up without being readable anywhere.
 * Refuses a branch outside the actor's.
 */
export async function searchCustomers(
  tx: Tx,
  actor: Actor,
  query: { search?: string; branchId?: string; cursor?: string; limit: number },
) {
  permit(actor, 'customers.read')
  if (query.branchId && !actor.branchIds.includes(query.branchId)) throw notFound()
  const words = query.search || undefined
  const rows = await customersLike(tx, actor.orgId, {
    words,
    lastFour: words && /^\d{4}$/.test(words) ? words : undefined,
    identifierIds: words ? await identifiersMeant(tx, actor, words) : [],
    branchIds: query.branchId ? [query.branchId] : actor.branchIds,
    after: unpackCursor(query.cursor, ['text', 'id']),
    limit: query.limit,
  })
  const page = pageFrom(rows, query.limit, row => [row.name, row.id])
  const points = await bestPointsOf(
    tx,
    actor.orgId,
    page.items.map(row => row.id),
  )
  return { ...page, items: page.items.map(row => ({ ...row, points: (points.get(row.id) ?? []).map(maskedPoint) })) }
}

async function identifiersMeant(tx: Tx, actor: Actor, words: string): Promise<string[]> {
  const email = readEmail(words)
  if (email) return found(await findIdentifier(tx, actor, 'email', email))
  if (!/\d{5}/.test(words.replaceAll(/\D/g, ''))) return []
  const phone = readPhone(words, (await organisation(tx, actor.orgId)).country)
  return phone ? found(await findIdentifier(tx, actor, 'phone', phone.e164)) : []
}

const found = (id: string | undefined): string[] => (id ? [id] : [])
