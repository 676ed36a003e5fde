import './customers.css'
import { LeftOutlined } from '@ant-design/icons'
import { Skeleton } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { activityTotals, recordActivity } from '../../server/activity/contract.ts'
import { stopContacts } from '../../server/contacts/contract.ts'
import { getCustomer } from '../../server/customers/contract.ts'
import { addFollowup } from '../../server/followups/contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useAsk } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { useMay } from '../kit/me.ts'
import { Page, Panel } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useT } from '../kit/words.ts'
import { ContactPoints } from './ContactPoints.tsx'
import { CustomerFacts } from './CustomerFacts.tsx'
import { Timeline } from './Timeline.tsx'
import { VerdictPanel } from './VerdictPanel.tsx'
import { whenOpened } from './when-opened.tsx'

const AddFollowup = whenOpened(() => import('./AddFollowup.tsx').then(file => file.AddFollowup))
const RecordActivity = whenOpened(() => import('./RecordActivity.tsx').then(file => file.RecordActivity))
const StopContacts = whenOpened(() => import('./StopContacts.tsx').then(file => file.StopContacts))

export type Customer = AnswerOf<typeof getCustomer>

type Drawer = 'stop' | 'activity' | 'followup'

/** One customer: who he is, whether we may call him now, and everything that happened. */
export function CustomerPage() {
  const t = useT()
  const { id = '' } = useParams()
  const { data: customer, error, refetch } = useAsk(getCustomer, { params: { id } })
  if (customer) return <Loaded key={id} customer={customer} />
  return (
    <Page title={t('customers.customers')} hint={<Back />}>
      {error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : <Skeleton active />}
    </Page>
  )
}

function Loaded({ customer }: { customer: Customer }) {
  const t = useT()
  const [open, setOpen] = useState<Drawer>()
  const close = () => setOpen(undefined)
  const mayAsk = useMay('contacts.ask')
  const totals = useAsk(activityTotals, { params: { id: customer.id } }, { topics: ['activity', 'customers'] })
  return (
    <Page
      title={customer.name}
      hint={<Known customer={customer} />}
      action={
        <>
          <Button needs={stopContacts} onClick={() => setOpen('stop')}>
            {t('customers.stop-contacts')}
          </Button>
          <Button needs={recordActivity} onClick={() => setOpen('activity')}>
            {t('customers.record-activity')}
          </Button>
          <Button type="primary" needs={addFollowup} onClick={() => setOpen('followup')}>
            {t('customers.add-followup')}
          </Button>
        </>
      }
    >
      <div className="customer">
        <div>
          {mayAsk && <VerdictPanel customerId={customer.id} />}
          <ContactPoints customer={customer} />
          <CustomerFacts customer={customer} totals={totals.data?.items ?? []} />
        </div>
        <Panel title={t('customers.timeline')}>
          <Timeline customerId={customer.id} kinds={new Set(totals.data?.items.map(total => total.kind))} />
        </Panel>
      </div>
      <StopContacts open={open === 'stop'} onClose={close} customerId={customer.id} />
      <RecordActivity open={open === 'activity'} onClose={close} customerId={customer.id} />
      <AddFollowup open={open === 'followup'} onClose={close} customerId={customer.id} />
    </Page>
  )
}

/** One line under the name: what kind of customer, whose, and under which number. */
function Known({ customer }: { customer: Customer }) {
  const t = useT()
  return (
    <span className="known">
      <Back />
      <span>{t(`customers.kind-${customer.kind}`)}</span>
      <span>{customer.branchName}</span>
      {customer.externalId && (
        <span>
          {t('customers.external-id')} <b>{customer.externalId}</b>
        </span>
      )}
    </span>
  )
}

function Back() {
  const t = useT()
  return (
    <Link to="/customers">
      <LeftOutlined aria-hidden /> {t('customers.back')}
    </Link>
  )
}
