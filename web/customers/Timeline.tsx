import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { ActivityKind } from '../../server/activity/contract.ts'
import { Empty } from '../kit/Empty.tsx'
import { useFilters } from '../kit/Filters.tsx'
import { useMay, useMe } from '../kit/me.ts'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { useT } from '../kit/words.ts'
import { EntryDrawer } from './EntryDrawer.tsx'
import { EntryLine } from './EntryLine.tsx'
import { byMonth, type Entry } from './timeline.ts'
import { type TimelineFilter, useTimeline } from './use-timeline.ts'

interface TimelineProps {
  customerId: string
  /** The kinds of activity this customer has. */
  kinds: ReadonlySet<string>
}

/** Everything that happened with a customer, newest first. */
export function Timeline({ customerId, kinds }: TimelineProps) {
  const t = useT()
  const [values, set] = useFilters(['show'])
  const [opened, setOpened] = useState<Entry>()
  const filter = values.show as TimelineFilter
  const timeline = useTimeline(customerId, filter)
  return (
    <>
      <Kinds kinds={kinds} chosen={filter} choose={show => set('show', show)} />
      {timeline.problem !== null && (
        <>
          <p className="muted">{t('customers.some-missing')}</p>
          <ProblemNote error={timeline.problem} onRetry={timeline.retry} />
        </>
      )}
      {!timeline.entries && <Skeleton active paragraph={{ rows: 8 }} />}
      {timeline.entries?.length === 0 && timeline.problem === null && (
        <Empty
          title={t(filter ? 'customers.timeline-empty-kind' : 'customers.timeline-empty')}
          hint={t('customers.timeline-empty-hint')}
        />
      )}
      {timeline.entries && <Months entries={timeline.entries} onOpen={setOpened} />}
      {timeline.hasMore ? (
        <div className="timeline-more">
          <Button onClick={timeline.loadMore} loading={timeline.loadingMore}>
            {t('kit.more')}
          </Button>
        </div>
      ) : (
        Boolean(timeline.entries?.length) && <p className="timeline-end">{t('customers.timeline-end')}</p>
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
          <li key={`${entry.kind} ${entry.id}`}>
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
  chosen: TimelineFilter
  choose: (filter: TimelineFilter) => void
}

/** What to show; a kind of activity stands here only if the customer has one. */
function Kinds({ kinds, chosen, choose }: KindsProps) {
  const t = useT()
  const mayAsk = useMay('contacts.ask')
  const mayCases = useMay('cases.read')
  const activities = ActivityKind.options.filter(kind => kinds.has(kind) || kind === chosen)
  const choices: { filter: TimelineFilter; label: string }[] = [
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
