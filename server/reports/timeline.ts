import type { z } from 'zod'
import { activitiesOf } from '../activity/index.ts'
import { seenCasesOf } from '../cases/index.ts'
import { contactsOverTime, loggedVerdicts } from '../contacts/index.ts'
import { changesTold, consentsOf, customerBrief } from '../customers/index.ts'
import { followupsOverTime } from '../followups/index.ts'
import { machineEvents } from '../machines/index.ts'
import { may, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { pageFrom, unpackCursor } from '../platform/cursor.ts'
import type { Tx } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import type { TimelineEntry } from './timeline-contract.ts'
import {
  byPlace,
  permissionFor,
  rankOf,
  readOnFrom,
  sourceOf,
  type TimelineKind,
  type TimelineSource,
  type TimelineWish,
  wishOf,
} from './timeline-rules.ts'

type Entry = z.output<typeof TimelineEntry>

interface Asked {
  kinds?: readonly TimelineKind[] | undefined
  before?: Temporal.Instant | undefined
  cursor?: string | undefined
  limit: number
}

/**
 * Everything that happened with a customer, newest first, page by page: one bounded question to each module that knows some
 * of it. Refuses a customer outside the actor's branches, and a kind asked for by name that the actor may not see.
 */
export async function timelineOf(tx: Tx, actor: Actor, customerId: string, asked: Asked, language: Language) {
  permit(actor, 'customers.read')
  for (const kind of asked.kinds ?? []) permit(actor, permissionFor(sourceOf(kind)))
  const { id } = await customerBrief(tx, actor, customerId)
  const wish = wishOf(asked.kinds, permission => may(actor, permission))
  const place = placeOf(asked)
  const entries: Entry[] = []
  for (const source of wish.sources) {
    const after = place && readOnFrom(source, place)
    const read = READERS[source]
    entries.push(...(await read(tx, actor, id, { after, limit: asked.limit, language, wish })))
  }
  const sorted = entries.sort((a, b) => byPlace({ ...a, source: a.kind }, { ...b, source: b.kind }))
  return pageFrom(sorted, asked.limit, entry => [entry.at, rankOf(entry.kind), entry.id])
}

const BEFORE_ALL_SOURCES = { rank: Number.POSITIVE_INFINITY, id: '' }

function placeOf({ cursor, before }: Asked) {
  const after = unpackCursor(cursor, ['instant', 'number', 'id'])
  if (after) return { at: after[0]!, rank: Number(after[1]), id: after[2]! }
  return before && { at: before.toString(), ...BEFORE_ALL_SOURCES }
}

interface Page {
  after: readonly string[] | undefined
  limit: number
  language: Language
  wish: TimelineWish
}

type Reader = (tx: Tx, actor: Actor, customerId: string, page: Page) => Promise<Entry[]>

/** One more entry of each source than `limit`. */
const READERS: Record<TimelineSource, Reader> = {
  activity: async (tx, actor, customerId, { wish, ...page }) =>
    (await activitiesOf(tx, actor.orgId, customerId, { kinds: wish.activities, ...page })).map(row => ({
      kind: 'activity',
      id: row.id,
      at: row.happenedAt,
      row,
    })),
  contact: async (tx, actor, customerId, page) =>
    (await contactsOverTime(tx, actor, customerId, page)).map(row => ({
      kind: 'contact',
      id: row.id,
      at: row.at,
      row,
    })),
  followup: async (tx, actor, customerId, page) =>
    (await followupsOverTime(tx, actor, customerId, page, page.language)).map(row => ({
      kind: 'followup',
      id: row.id,
      at: row.createdAt,
      row,
    })),
  case: async (tx, actor, customerId, page) =>
    (await seenCasesOf(tx, actor, customerId, page)).map(row => ({ kind: 'case', id: row.id, at: row.createdAt, row })),
  consent: async (tx, actor, customerId, page) =>
    (await consentsOf(tx, actor.orgId, customerId, page)).map(row => ({
      kind: 'consent',
      id: row.id,
      at: row.at,
      row,
    })),
  change: async (tx, actor, customerId, { wish, ...page }) =>
    (await changesTold(tx, actor, customerId, { ...wish.changes, ...page })).map(row => ({
      kind: 'change',
      id: row.id,
      at: row.at,
      row,
    })),
  machine: async (tx, actor, customerId, page) =>
    (await machineEvents(tx, actor, customerId, page)).map(row => ({ kind: 'machine', id: row.id, at: row.at, row })),
  verdict: async (tx, actor, customerId, page) =>
    (await loggedVerdicts(tx, actor, customerId, page)).map(row => ({ kind: 'verdict', id: row.id, at: row.at, row })),
}
