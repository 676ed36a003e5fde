import './customers.css'
import './list.css'
import { Skeleton } from 'antd'
import { useNavigate, useSearchParams } from 'react-router'
import { getCustomer } from '../../server/customers/contract.ts'
import { useAsk } from '../kit/ask.ts'
import { Empty } from '../kit/Empty.tsx'
import { Page } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useT } from '../kit/words.ts'
import { MergeCard } from './MergeCard.tsx'

/** Two customers chosen in the list, side by side, to be merged. */
export function MergePage() {
  const t = useT()
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const [a, b] = [search.get('a') ?? '', search.get('b') ?? '']
  const first = useAsk(getCustomer, { params: { id: a } }, { when: a !== '' })
  const second = useAsk(getCustomer, { params: { id: b } }, { when: b !== '' })
  return (
    <Page title={t('customers.merge-title')} hint={t('customers.merge-hint')}>
      <ProblemNote error={first.error ?? second.error} />
      {(!a || !b) && (
        <Empty
          title={t('customers.merge-choose')}
          hint={t('customers.merge-choose-hint')}
          to="/customers"
          step={t('customers.merge-go-list')}
        />
      )}
      {first.isLoading || second.isLoading ? <Skeleton active /> : null}
      {first.data && second.data && (
        <MergeCard pair={[first.data, second.data]} onDone={id => navigate(`/customers/${id}`)} />
      )}
    </Page>
  )
}
