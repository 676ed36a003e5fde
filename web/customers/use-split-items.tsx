import { listActivities } from '../../server/activity/contract.ts'
import { listPersons } from '../../server/customers/persons-contract.ts'
import { listMachines } from '../../server/machines/contract.ts'
import { useAsk, useList } from '../kit/ask.ts'
import { Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import type { Customer } from './customer-types.ts'
import { PointMark } from './PointMark.tsx'
import type { SplitItem } from './SplitColumns.tsx'

/** Everything of a customer that may go to another: his own points, persons with theirs, machines, what happened. */
export function useSplitItems(customer: Customer) {
  const t = useT()
  const params = { id: customer.id }
  const persons = useAsk(listPersons, { params })
  const machines = useList(listMachines, { params, query: { limit: 100 } })
  const activities = useList(listActivities, { params, query: { limit: 50 } })
  const items: SplitItem[] = [
    ...customer.points
      .filter(point => !point.personId)
      .map(point => {
        return { id: point.id, part: 'points' as const, said: point.masked, shown: <PointMark point={point} /> }
      }),
    ...(persons.data?.items ?? []).map(person => ({
      id: person.id,
      part: 'persons' as const,
      said: person.name,
      shown: (
        <>
          {person.name} <small className="muted">{person.dutyTexts.join(' · ')}</small>
          {person.points.map(point => (
            <PointMark key={point.id} point={point} />
          ))}
          {person.points.length > 0 && <small className="muted">{t('customers.split-persons-with')}</small>}
        </>
      ),
    })),
    ...(machines.rows ?? []).map(machine => {
      const said = [machine.brand, machine.model, machine.serialNumber].filter(Boolean).join(' ')
      return { id: machine.id, part: 'machines' as const, said, shown: said }
    }),
    ...(activities.rows ?? []).map(activity => {
      const said = [t(`customers.activity-${activity.kind}`), activity.externalId, activity.summary]
      return {
        id: activity.id,
        part: 'activities' as const,
        said: said.filter(Boolean).join(' '),
        shown: (
          <>
            {said.filter(Boolean).join(' ')} <Time at={activity.happenedAt} />
            {activity.serialNumber && <small className="muted"> {activity.serialNumber}</small>}
          </>
        ),
      }
    }),
  ]
  return {
    items: unique(items),
    problem: persons.error ?? machines.problem ?? activities.problem,
    more: activities.hasMore ? { load: activities.loadMore, loading: activities.loadingMore } : null,
  }
}

/** A machine that he bought twice is one machine. */
function unique(items: readonly SplitItem[]): SplitItem[] {
  return [...new Map(items.map(item => [item.id, item])).values()]
}
