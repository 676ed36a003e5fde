import type { z } from 'zod'
import { type ActivityKind, listActivities } from '../../server/activity/contract.ts'
import { listCasesOfCustomer } from '../../server/cases/contract.ts'
import { listContactsOfCustomer } from '../../server/contacts/contract.ts'
import { listVerdicts } from '../../server/contacts/verdict-log-contract.ts'
import { listConsents } from '../../server/customers/consents-contract.ts'
import { listChanges } from '../../server/customers/facts-contract.ts'
import { listFollowupsOfCustomer } from '../../server/followups/contract.ts'
import { listMachineEvents } from '../../server/machines/contract.ts'
import type { GivenTo } from '../kit/api.ts'
import { type List, useList } from '../kit/ask.ts'
import { useMay } from '../kit/me.ts'
import { type Entry, mergeByTime } from './timeline.ts'

/** What of the timeline is shown: all of it, one kind of activity, or what one module knows. */
export type TimelineFilter = z.output<typeof ActivityKind> | (typeof OF_MODULES)[number] | undefined

const OF_MODULES = [
  'contacts',
  'followups',
  'cases',
  'consents',
  'points',
  'persons',
  'machines',
  'facts',
  'imports',
  'merges',
  'verdicts',
] as const
type OfModule = (typeof OF_MODULES)[number]

/** What of the history of changes a filter asks for; `undefined` for none of it. */
const CHANGES: Partial<Record<OfModule, NonNullable<GivenTo<typeof listChanges>['query']>>> = {
  points: { subject: 'contact-point' },
  persons: { subject: 'person' },
  facts: { subject: 'customer' },
  imports: { source: 'import' },
  merges: { subject: 'merge' },
}
const PAGE = 30

export interface Timeline {
  /** `undefined` until every source has told its first page. */
  entries: readonly Entry[] | undefined
  /** A source that could not be read; the others are shown. */
  problem: unknown
  retry(): void
  hasMore: boolean
  loadingMore: boolean
  loadMore(): void
}

/** Everything that happened with a customer, from every module the person may ask, merged by time and read page by page. */
export function useTimeline(customerId: string, filter: TimelineFilter): Timeline {
  const params = { id: customerId }
  const query = { limit: PAGE }
  const module = OF_MODULES.find(one => one === filter)
  const kind = module ? undefined : (filter as z.output<typeof ActivityKind> | undefined)
  const mayContacts = useMay('contacts.ask')
  const mayCases = useMay('cases.read')
  const wanted = {
    activities: filter === undefined || kind !== undefined,
    contacts: (filter === undefined || filter === 'contacts') && mayContacts,
    followups: filter === undefined || filter === 'followups',
    cases: (filter === undefined || filter === 'cases') && mayCases,
    consents: filter === undefined || filter === 'consents',
    changes: filter === undefined || (module !== undefined && CHANGES[module] !== undefined),
    machines: filter === undefined || filter === 'machines',
    // Each contact has verdicts of its own; among all else they would be noise.
    verdicts: filter === 'verdicts' && mayContacts,
  }
  const activities = useList(
    listActivities,
    { params, query: { ...query, kind } },
    { when: wanted.activities, topics: ['activity', 'customers'] },
  )
  const contacts = useList(listContactsOfCustomer, { params, query }, { when: wanted.contacts })
  const followups = useList(listFollowupsOfCustomer, { params, query }, { when: wanted.followups })
  const cases = useList(listCasesOfCustomer, { params, query }, { when: wanted.cases })
  const consents = useList(listConsents, { params, query }, { when: wanted.consents })
  const ofChanges = (module && CHANGES[module]) ?? {}
  const changes = useList(listChanges, { params, query: { ...query, ...ofChanges } }, { when: wanted.changes })
  const machines = useList(
    listMachineEvents,
    { params, query },
    { when: wanted.machines, topics: ['machines', 'customers', 'imports'] },
  )
  const verdicts = useList(listVerdicts, { params, query }, { when: wanted.verdicts })
  return merged([
    wanted.activities && told(activities, row => ({ kind: 'activity', id: row.id, at: row.happenedAt, row })),
    wanted.contacts && told(contacts, row => ({ kind: 'contact', id: row.id, at: row.at, row })),
    wanted.followups && told(followups, row => ({ kind: 'followup', id: row.id, at: row.createdAt, row })),
    wanted.cases && told(cases, row => ({ kind: 'case', id: row.id, at: row.createdAt, row })),
    wanted.consents && told(consents, row => ({ kind: 'consent', id: row.id, at: row.at, row })),
    wanted.changes && told(changes, row => ({ kind: 'change', id: `${row.id} ${row.field}`, at: row.at, row })),
    wanted.verdicts && told(verdicts, row => ({ kind: 'verdict', id: row.id, at: row.at, row })),
    wanted.machines && told(machines, row => ({ kind: 'machine', id: `${row.id} ${row.kind}`, at: row.at, row })),
  ])
}

interface Told {
  list: Pick<List<unknown>, 'problem' | 'retry' | 'hasMore' | 'loadingMore' | 'loadMore'>
  entries: readonly Entry[] | undefined
}

function told<T>(list: List<T>, entry: (row: T) => Entry): Told {
  return { list, entries: list.rows?.map(entry) }
}

function merged(asked: readonly (Told | false)[]): Timeline {
  const sources = asked.filter(source => source !== false)
  const failed = sources.filter(({ list }) => list.problem)
  const waiting = sources.some(({ entries, list }) => entries === undefined && !list.problem)
  const { shown, hasMore, behind } = mergeByTime(
    sources.map(({ entries, list }) => ({ entries: entries ?? [], hasMore: entries !== undefined && list.hasMore })),
  )
  return {
    entries: waiting ? undefined : shown,
    problem: failed[0]?.list.problem ?? null,
    retry: () => failed.forEach(({ list }) => void list.retry()),
    hasMore,
    loadingMore: sources.some(({ list }) => list.loadingMore),
    loadMore: () => behind.forEach(at => void sources[at]?.list.loadMore()),
  }
}
