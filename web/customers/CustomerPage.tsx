import './customers.css'
import './facts.css'
import { EditOutlined, LeftOutlined, SplitCellsOutlined } from '@ant-design/icons'
import { Skeleton } from 'antd'
import { type ReactNode, Suspense, useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { activityTotals, recordActivity } from '../../server/activity/contract.ts'
import { stopContacts } from '../../server/contacts/contract.ts'
import { getCustomer } from '../../server/customers/contract.ts'
import { changeCustomer } from '../../server/customers/facts-contract.ts'
import { listTags } from '../../server/customers/list-contract.ts'
import { splitCustomer } from '../../server/customers/split-contract.ts'
import { addFollowup } from '../../server/followups/contract.ts'
import { useAsk } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { useMay } from '../kit/me.ts'
import { Page } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useVersionWhenOpened, whenOpened } from '../kit/when-opened.tsx'
import { useT } from '../kit/words.ts'
import { AddFollowup } from '../supervision/AddFollowup.tsx'
import { CustomerFacts } from './CustomerFacts.tsx'
import { CustomerTabs } from './CustomerTabs.tsx'
import type { Customer } from './customer-types.ts'
import { coloursOf, StageMark, TagMark } from './marks.tsx'
import { PlanPanel } from './PlanPanel.tsx'
import { ReachPanel } from './ReachPanel.tsx'
import { SaturationPanel } from './SaturationPanel.tsx'
import { VerdictPanel } from './VerdictPanel.tsx'

const EditCustomer = whenOpened(() => import('./EditCustomer.tsx').then(file => file.EditCustomer))
const RecordActivity = whenOpened(() => import('./RecordActivity.tsx').then(file => file.RecordActivity))
const StopContacts = whenOpened(() => import('./StopContacts.tsx').then(file => file.StopContacts))

export type { Customer } from './customer-types.ts'

type Drawer = 'stop' | 'activity' | 'followup' | 'edit'

/** One customer: who he is, whether we may call him now, everything that happened, and what we know since when. */
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
  const navigate = useNavigate()
  const [open, setOpen] = useState<Drawer>()
  const close = () => setOpen(undefined)
  const version = useVersionWhenOpened(open === 'edit', customer.updatedAt)
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
            {t('supervision.add-followup')}
          </Button>
        </>
      }
    >
      <div className="customer">
        <div>
          {mayAsk && <VerdictPanel customerId={customer.id} />}
          {mayAsk && <SaturationPanel customerId={customer.id} />}
          <PlanPanel customerId={customer.id} />
          <ReachPanel customer={customer} />
          <CustomerFacts
            customer={customer}
            totals={totals.data?.items ?? []}
            edit={
              <span>
                <Button
                  type="text"
                  size="small"
                  icon={<SplitCellsOutlined />}
                  needs={splitCustomer}
                  aria-label={t('customers.split')}
                  title={t('customers.split')}
                  onClick={() => navigate(`/customers/split?id=${customer.id}`)}
                />
                <Button
                  type="text"
                  size="small"
                  icon={<EditOutlined />}
                  needs={changeCustomer}
                  aria-label={t('customers.edit-customer')}
                  title={t('customers.edit-customer')}
                  onClick={() => setOpen('edit')}
                />
              </span>
            }
          />
        </div>
        <Suspense fallback={<Skeleton active />}>
          <CustomerTabs customer={customer} kinds={new Set(totals.data?.items.map(total => total.kind))} />
        </Suspense>
      </div>
      <StopContacts open={open === 'stop'} onClose={close} customerId={customer.id} />
      <RecordActivity open={open === 'activity'} onClose={close} customerId={customer.id} />
      <AddFollowup open={open === 'followup'} onClose={close} customer={customer} />
      <EditCustomer key={version} open={open === 'edit'} onClose={close} customer={customer} />
    </Page>
  )
}

/** One line under the name: what kind of customer, whose, under which number, and how far he has come. */
function Known({ customer }: { customer: Customer }) {
  const t = useT()
  const tags = useAsk(listTags, {}, { when: customer.tags.length > 0 })
  const colours = coloursOf(tags.data?.items)
  const parts: ReactNode[] = [
    <Back key="back" />,
    t(`customers.kind-${customer.kind}`),
    customer.branchName,
    customer.externalId && (
      <>
        {t('customers.external-id')} <b>{customer.externalId}</b>
      </>
    ),
    customer.ownerName && (
      <>
        {t('customers.looked-after-by')} <b>{customer.ownerName}</b>
      </>
    ),
    customer.stage && <StageMark stage={customer.stage} />,
    ...customer.tags.map(tag => <TagMark key={tag} name={tag} colour={colours.get(tag)} />),
  ]
  return (
    <span className="known">
      {parts.filter(Boolean).map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one line keep their places.
        <span key={at}>{part}</span>
      ))}
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
