import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { type AlikeRow, keepPairs, sharingNames, sharingNumbers } from './alike-store.ts'
import { Neighbours } from './neighbours.ts'
import { customerAt } from './survey-store.ts'

/** Where a walk stands; `null` before its first customer and after its last. */
export type Place = readonly string[] | null

/** Looks at some customers more, about so many; answers where it stands then. */
export type Walk = (tx: Tx, actor: Actor, given: { surveyId: string; after: Place; size: number }) => Promise<Place>

/** Customers after one, in the order of their ids, up to another. */
export interface Stretch {
  after: string
  upTo: string
}

const [FIRST_ID, LAST_ID] = ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff']

/** A walk through all customers, stretch by stretch. */
export function byStretches(look: (tx: Tx, orgId: string, surveyId: string, stretch: Stretch) => Promise<void>) {
  return (): Walk =>
    async (tx, { orgId }, { surveyId, after, size }) => {
      const from = after?.[0] ?? FIRST_ID
      const upTo = await customerAt(tx, orgId, from, size)
      await look(tx, orgId, surveyId, { after: from, upTo: upTo ?? LAST_ID })
      return upTo ? [upTo] : null
    }
}

interface Grouping {
  read: typeof sharingNames
  /** The place before the first group. */
  beforeAll: readonly [group: string, id: string]
  /** What a customer is recognised by within his group. */
  marksOf(row: AlikeRow & { branchId: string }): readonly string[]
  reasonOf(row: AlikeRow): 'phone' | 'name-and-branch' | 'name-and-last-four'
}

/** A walk through customers in groups of those who may be one. One taken up again begins with the group it was left in. */
function byGroups({ read, beforeAll, marksOf, reasonOf }: Grouping): () => Walk {
  return () => {
    const neighbours = new Neighbours()
    let begun = false
    return async (tx, { orgId }, { surveyId, after, size }) => {
      const from = after ? ([after[0]!, begun ? after[1]! : FIRST_ID] as const) : beforeAll
      begun = true
      const page = await read(tx, orgId, from, size)
      const pairs = page.rows.flatMap(row => {
        const { group, id, branchId } = row
        if (branchId === null) return []
        const marks = marksOf({ ...row, branchId })
        return neighbours.see(group, { id, branchId, marks }).map(pair => ({ ...pair, reason: reasonOf(row) }))
      })
      await keepPairs(tx, { orgId, surveyId }, pairs)
      const last = page.rows.at(-1)
      return last && page.size === size ? [last.group, last.id] : null
    }
  }
}

/** Pairs those who share a number. */
export const pairByNumber = byGroups({
  read: sharingNumbers,
  beforeAll: [FIRST_ID, FIRST_ID],
  marksOf: () => ['number'],
  reasonOf: () => 'phone',
})

/** Pairs organisations of one name in one branch, and persons of one name with phones that end alike. */
export const pairByName = byGroups({
  read: sharingNames,
  beforeAll: ['', LAST_ID],
  marksOf: row => (row.kind === 'organisation' ? [row.branchId] : row.lastFours),
  reasonOf: row => (row.kind === 'organisation' ? 'name-and-branch' : 'name-and-last-four'),
})
