import type { z } from 'zod'
import { type ActivityKind, listActivities } from '../../server/activity/contract.ts'
import { listCasesOfCustomer } from '../../server/cases/contract.ts'
import { listContactsOfCustomer } from '../../server/contacts/contract.ts'
import { listFollowupsOfCustomer } from '../../server/followups/contract.ts'
import { type List, useList } from '../kit/ask.ts'
import { useMay } from '../kit/me.ts'
import { type Entry, mergeByTime } from './timeline.ts'

/** What of the timeline is shown: all of it, one kind of activity, or what one module knows. */
export type TimelineFilter = z.output<typeof ActivityKind> | 'contacts' | 'followups' | 'cases' | undefined

const OF_MODULES: readonly TimelineFilter[] = ['contacts', 'followups', 'cases']
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
  const kind = OF_MODULES.includes(filter) ? undefined : (filter as z.output<typeof ActivityKind> | undefined)
  const mayContacts = useMay('contacts.ask')
  const mayCases = useMay('cases.read')
  const wanted = {
    activities: filter === undefined || kind !== undefined,
    contacts: (filter === undefined || filter === 'contacts') && mayContacts,
    followups: filter === undefined || filter === 'followups',
    cases: (filter === undefined || filter === 'cases') && mayCases,
  }
  const activities = useList(
    listActivities,
    { params, query: { ...query, kind } },
    { when: wanted.activities, topics: ['activity', 'customers'] },
  )
  const contacts = useList(listContactsOfCustomer, { params, query }, { when: wanted.contacts })
  const followups = useList(listFollowupsOfCustomer, { params, query }, { when: wanted.followups })
  const cases = useList(listCasesOfCustomer, { params, query }, { when: wanted.cases })
  return merged([
    wanted.activities && told(activities, row => ({ kind: 'activity', id: row.id, at: row.happenedAt, row })),
    wanted.contacts && told(contacts, row => ({ kind: 'contact', id: row.id, at: row.at, row })),
    wanted.followups && told(followups, row => ({ kind: 'followup', id: row.id, at: row.createdAt, row })),
    wanted.cases && told(cases, row => ({ kind: 'case', id: row.id, at: row.createdAt, row })),
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
