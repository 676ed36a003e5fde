import { Link } from 'react-router'
import { getFacts } from '../../server/customers/facts-contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useAsk } from '../kit/ask.ts'
import { useLanguage } from '../kit/preferences.ts'
import { Table } from '../kit/Table.tsx'
import { Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import type { Customer } from './customer-types.ts'
import { Source } from './Source.tsx'
import { sayFactValue, sayField } from './say-fact.ts'

type Fact = AnswerOf<typeof getFacts>['items'][number]

/** Each thing we know of a customer: since when, from where, and when it changed last. */
export function KnownFacts({ customer }: { customer: Customer }) {
  const t = useT()
  const language = useLanguage()
  const { data, error, refetch } = useAsk(getFacts, { params: { id: customer.id } })
  const list = {
    rows: data?.items,
    problem: error,
    stale: false,
    retry: () => void refetch(),
    hasMore: false,
    loadingMore: false,
    loadMore: () => {},
  }
  const value = ({ field, value }: Fact) =>
    value === null ? (
      <span className="faint">{t('customers.fact-unknown')}</span>
    ) : (
      <span className="as-written">{sayFactValue(field, value, t, language)}</span>
    )
  const changed = (fact: Fact) => {
    if (fact.changedAt) return <Time at={fact.changedAt} />
    return fact.value !== null && <span className="faint">{t('customers.fact-as-added')}</span>
  }
  return (
    <>
      <p className="muted tab-head">{t('customers.known-hint')}</p>
      <Table<Fact>
        label={t('customers.known-title')}
        list={list}
        rowKey={fact => fact.field}
        empty={null}
        columns={[
          {
            key: 'field',
            title: t('customers.fact-field'),
            width: 130,
            value: fact => sayField(fact.field, t),
            phone: 'title',
          },
          { key: 'value', title: t('customers.fact-value'), value },
          {
            key: 'since',
            title: t('customers.fact-since'),
            width: 160,
            value: fact => fact.knownSince && <Time at={fact.knownSince} />,
          },
          { key: 'changed', title: t('customers.fact-changed'), width: 140, value: changed },
          {
            key: 'source',
            title: t('customers.fact-source'),
            width: 180,
            value: fact => (fact.value !== null || fact.changedAt) && <Source of={fact} />,
          },
        ]}
      />
      <p className="known-more">
        <Link to="?show=facts">{t('customers.change-history')}</Link>
      </p>
    </>
  )
}
