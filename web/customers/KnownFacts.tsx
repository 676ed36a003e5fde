import { Skeleton } from 'antd'
import { Link } from 'react-router'
import { getFacts } from '../../server/customers/facts-contract.ts'
import { useAsk } from '../kit/ask.ts'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import type { Customer } from './customer-types.ts'
import { Source } from './Source.tsx'
import { sayFactValue, sayField } from './say-fact.ts'

/** Each thing we know of a customer: since when, from where, and when it changed last. */
export function KnownFacts({ customer }: { customer: Customer }) {
  const t = useT()
  const language = useLanguage()
  const { data, error, refetch } = useAsk(getFacts, { params: { id: customer.id } })
  if (!data) return error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : <Skeleton active />
  return (
    <>
      <p className="muted tab-head">{t('customers.known-hint')}</p>
      <div className="table-wrap">
        <table className="table known-table" aria-label={t('customers.known-title')}>
          <thead>
            <tr>
              <th>{t('customers.fact-field')}</th>
              <th>{t('customers.fact-value')}</th>
              <th>{t('customers.fact-since')}</th>
              <th>{t('customers.fact-changed')}</th>
              <th>{t('customers.fact-source')}</th>
            </tr>
          </thead>
          <tbody>
            {data.items.map(fact => (
              <tr key={fact.field}>
                <td className="muted">{sayField(fact.field, t)}</td>
                <td>
                  {fact.value === null ? (
                    <span className="faint">{t('customers.fact-unknown')}</span>
                  ) : (
                    <span className="as-written">{sayFactValue(fact.field, fact.value, t, language)}</span>
                  )}
                </td>
                <td>{fact.knownSince && <Time at={fact.knownSince} />}</td>
                <td>
                  {fact.changedAt ? (
                    <Time at={fact.changedAt} />
                  ) : (
                    fact.value !== null && <span className="faint">{t('customers.fact-as-added')}</span>
                  )}
                </td>
                <td>{(fact.value !== null || fact.changedAt) && <Source of={fact} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="known-more">
        <Link to="?show=facts">{t('customers.change-history')}</Link>
      </p>
    </>
  )
}
