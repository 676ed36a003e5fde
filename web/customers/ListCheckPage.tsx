import './customers.css'
import './list.css'
import { Segmented, Skeleton } from 'antd'
import { Link, useNavigate } from 'react-router'
import { checkList, LIST_FAULTS, type ListFault, listFaulty } from '../../server/contacts/list-check-contract.ts'
import { listDuplicates } from '../../server/customers/merge-contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useAsk, useList } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { useFilters } from '../kit/Filters.tsx'
import { Page } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { Table } from '../kit/Table.tsx'
import { Num, Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { SurveyLine } from './SurveyLine.tsx'

type Row = AnswerOf<typeof listFaulty>['items'][number]
type Scope = 'yes' | 'no'

/** What stands in the way of reaching the customers of a list, with the step that mends each. */
export function ListCheckPage() {
  const t = useT()
  const [values, set] = useFilters(['fault', 'everyone'])
  const prospects: Scope = values.everyone ? 'no' : 'yes'
  const fault = LIST_FAULTS.find(one => one === values.fault)
  const { data, error, refetch } = useAsk(checkList, { query: { prospects } }, { topics: ['customers'] })
  return (
    <Page title={t('customers.list-check')} hint={t('customers.list-check-hint')}>
      <div className="list-line">
        <Segmented
          size="small"
          aria-label={t('customers.check-scope')}
          value={prospects}
          options={[
            { value: 'yes', label: t('customers.check-prospects') },
            { value: 'no', label: t('customers.check-everyone') },
          ]}
          onChange={value => set('everyone', value === 'no' ? '1' : undefined)}
        />
        {data?.survey.asOf && <span>{t('customers.check-of', { count: data.customers })}</span>}
      </div>
      {data && <SurveyLine kind="list-check" state={data.survey} />}
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {!data && !error && <Skeleton active />}
      {data && !data.survey.asOf && <Empty title={t('customers.survey-wait')} hint={t('customers.survey-wait-hint')} />}
      {data?.survey.asOf && (
        <div className="check-faults">
          {data.faults.map(one => (
            <button
              type="button"
              key={one.fault}
              aria-pressed={one.fault === fault}
              className="check-fault"
              onClick={() => set('fault', one.fault === fault ? undefined : one.fault)}
            >
              <span>{t(`customers.check-${one.fault}`)}</span>
              <b>
                <Num value={one.count} />
              </b>
            </button>
          ))}
          <Duplicates {...data.duplicates} />
        </div>
      )}
      {data && fault && <Faulty fault={fault} prospects={prospects} />}
    </Page>
  )
}

function Duplicates({ count, more }: { count: number; more: boolean }) {
  const t = useT()
  const navigate = useNavigate()
  return (
    <div className="check-fault">
      <span>{t('customers.check-duplicate')}</span>
      <b>{t('customers.check-pairs', { count: more ? `${count}+` : String(count) })}</b>
      <small>{t('customers.check-duplicate-step')}</small>
      <Button size="small" needs={listDuplicates} onClick={() => navigate('/customers/duplicates')}>
        {t('customers.check-go-duplicates')}
      </Button>
    </div>
  )
}

function Faulty({ fault, prospects }: { fault: ListFault; prospects: Scope }) {
  const t = useT()
  const navigate = useNavigate()
  const list = useList(listFaulty, { query: { fault, prospects } })
  return (
    <>
      <p className="check-step">{t(`customers.check-${fault}-step`)}</p>
      <Table<Row>
        label={t(`customers.check-${fault}`)}
        list={list}
        rowKey={row => row.id}
        onOpen={row => navigate(`/customers/${row.id}`)}
        empty={<Empty title={t('customers.check-clean')} />}
        columns={[
          {
            key: 'name',
            title: t('customers.name'),
            phone: 'title',
            value: row => (
              <Link to={`/customers/${row.id}`} className="quiet-link">
                {row.name}
              </Link>
            ),
          },
          { key: 'id', title: t('customers.external-id'), width: 160, value: row => row.externalId },
          { key: 'branch', title: t('customers.branch'), width: 160, value: row => row.branchName },
          {
            key: 'phones',
            title: t('customers.check-phones'),
            width: 140,
            value: row => t('customers.check-phones-of', { phones: row.phones, wrong: row.wrongPhones }),
          },
          {
            key: 'tries',
            title: t('customers.check-tries'),
            width: 100,
            value: row => row.tries > 0 && t('customers.check-tries-of', { count: row.tries }),
          },
          {
            key: 'last',
            title: t('customers.check-last'),
            width: 150,
            value: row => row.lastTriedAt && <Time at={row.lastTriedAt} />,
          },
        ]}
      />
    </>
  )
}
