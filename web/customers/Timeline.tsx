import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { ActivityKind } from '../../server/activity/contract.ts'
import { readTimeline } from '../../server/reports/timeline-contract.ts'
import type { TimelineKind } from '../../server/reports/timeline-rules.ts'
import { useList } from '../kit/ask.ts'
import { Empty } from '../kit/Empty.tsx'
import { useFilters } from '../kit/Filters.tsx'
import { useMay, useMe } from '../kit/me.ts'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { useT } from '../kit/words.ts'
import { EntryDrawer } from './EntryDrawer.tsx'
import { EntryLine } from './EntryLine.tsx'
import { byMonth, type Entry } from './timeline.ts'

interface TimelineProps {
  customerId: string
  /** The kinds of activity this customer has. */
  kinds: ReadonlySet<string>
}

const PAGE = 30
const TOPICS = ['activity', 'contacts', 'followups', 'cases', 'customers', 'machines', 'imports'] as const

/** Everything that happened with a customer, newest first. */
export function Timeline({ customerId, kinds }: TimelineProps) {
  const t = useT()
  const [values, set] = useFilters(['show'])
  const [opened, setOpened] = useState<Entry>()
  const filter = values.show as TimelineKind | undefined
  const given = { params: { id: customerId }, query: { kinds: filter, limit: PAGE } }
  const timeline = useList(readTimeline, given, { topics: TOPICS })
  const entries = timeline.stale ? undefined : timeline.rows
  return (
    <>
      <Kinds kinds={kinds} chosen={filter} choose={show => set('show', show)} />
      {timeline.problem && <ProblemNote error={timeline.problem} onRetry={timeline.retry} />}
      {!entries && !timeline.problem && <Skeleton active paragraph={{ rows: 8 }} />}
      {entries?.length === 0 && (
        <Empty
          title={t(filter ? 'customers.timeline-empty-kind' : 'customers.timeline-empty')}
          hint={t('customers.timeline-empty-hint')}
        />
      )}
      {entries && <Months entries={entries} onOpen={setOpened} />}
      {entries && timeline.hasMore ? (
        <div className="timeline-more">
          <Button onClick={timeline.loadMore} loading={timeline.loadingMore}>
            {t('kit.more')}
          </Button>
        </div>
      ) : (
        Boolean(entries?.length) && <p className="timeline-end">{t('customers.timeline-end')}</p>
      )}
      <EntryDrawer entry={opened} onClose={() => setOpened(undefined)} />
    </>
  )
}

function Months({ entries, onOpen }: { entries: readonly Entry[]; onOpen: (entry: Entry) => void }) {
  const language = useLanguage()
  const zone = useMe().organisation.timeZone
  const format = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    year: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  })
  return byMonth(entries, zone).map(({ month, entries }) => (
    <section key={month.toString()} className="timeline-month">
      <h3>{format.format(month.toPlainDate({ day: 1 }).toZonedDateTime('UTC').epochMilliseconds)}</h3>
      <ul>
        {entries.map(entry => (
          <li key={`${entry.kind} ${entry.id} ${entry.at}`}>
            <EntryLine entry={entry} onOpen={() => onOpen(entry)} />
          </li>
        ))}
      </ul>
    </section>
  ))
}

const REST = ['machines', 'consents', 'points', 'persons', 'facts', 'imports', 'merges'] as const

interface KindsProps {
  kinds: ReadonlySet<string>
  chosen: TimelineKind | undefined
  choose: (kind: TimelineKind | undefined) => void
}

/** What to show; a kind of activity stands here only if the customer has one. */
function Kinds({ kinds, chosen, choose }: KindsProps) {
  const t = useT()
  const mayAsk = useMay('contacts.ask')
  const mayCases = useMay('cases.read')
  const activities = ActivityKind.options.filter(kind => kinds.has(kind) || kind === chosen)
  const choices: { filter: TimelineKind | undefined; label: string }[] = [
    { filter: undefined, label: t('customers.timeline-all') },
    ...activities.map(kind => ({ filter: kind, label: t(`customers.activity-${kind}`) })),
    ...(mayAsk ? [{ filter: 'contacts' as const, label: t('customers.of-contacts') }] : []),
    { filter: 'followups', label: t('customers.of-followups') },
    ...(mayCases ? [{ filter: 'cases' as const, label: t('customers.of-cases') }] : []),
    ...REST.map(filter => ({ filter, label: t(`customers.of-${filter}`) })),
    ...(mayAsk ? [{ filter: 'verdicts' as const, label: t('customers.of-verdicts') }] : []),
  ]
  return (
    <fieldset className="pills" aria-label={t('customers.kind')}>
      {choices.map(({ filter, label }) => (
        <button
          key={filter ?? ''}
          type="button"
          aria-pressed={filter === chosen}
          onClick={() => choose(filter === chosen ? undefined : filter)}
        >
          {label}
        </button>
      ))}
    </fieldset>
  )
}
