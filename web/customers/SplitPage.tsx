import './customers.css'
import './split.css'
import { Skeleton } from 'antd'
import { useSearchParams } from 'react-router'
import { getCustomer } from '../../server/customers/contract.ts'
import { useAsk } from '../kit/ask.ts'
import { Empty } from '../kit/Empty.tsx'
import { Page } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useT } from '../kit/words.ts'
import { SplitForm } from './SplitForm.tsx'

/** One customer who turns out to be two: what stays with him, and what goes to a new one. */
export function SplitPage() {
  const t = useT()
  const [search] = useSearchParams()
  const id = search.get('id') ?? ''
  const customer = useAsk(getCustomer, { params: { id } }, { when: id !== '' })
  return (
    <Page title={t('customers.split')} hint={t('customers.split-hint')}>
      <ProblemNote error={customer.error} onRetry={() => void customer.refetch()} />
      {!id && (
        <Empty
          title={t('customers.split-choose')}
          hint={t('customers.split-choose-hint')}
          to="/customers"
          step={t('customers.merge-go-list')}
        />
      )}
      {customer.isLoading && <Skeleton active />}
      {customer.data && <SplitForm key={id} customer={customer.data} />}
    </Page>
  )
}
