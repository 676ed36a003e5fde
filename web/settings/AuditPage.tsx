import './admin.css'
import { DownOutlined } from '@ant-design/icons'
import { Dropdown } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { listStaff } from '../../server/people/contract.ts'
import { auditKinds, exportAudit, listAudit, verifyAudit } from '../../server/privacy/contract.ts'
import { type AnswerOf, download } from '../kit/api.ts'
import { useAsk, useDo, useList } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { Filters, useFilters } from '../kit/Filters.tsx'
import { useMe } from '../kit/me.ts'
import { Page } from '../kit/Page.tsx'
import { useSay } from '../kit/say.tsx'
import { Table } from '../kit/Table.tsx'
import { Time, useNow } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { AuditCheck } from './AuditCheck.tsx'
import { sayDeed, sayFacts, saySubject } from './deeds.ts'

type Entry = AnswerOf<typeof listAudit>['items'][number]

const PERIODS = ['today', 'week', 'month'] as const
const DAYS_BACK: Record<string, number> = { today: 0, week: 6, month: 29 }

/** Who looked at or changed what; taken out as a file, and checked against its chain. */
export function AuditPage() {
  const t = useT()
  const say = useSay()
  const today = useNow().toZonedDateTimeISO(useMe().organisation.timeZone).toPlainDate()
  const [values, set] = useFilters(['staffId', 'action', 'subject', 'customerId', 'period'])
  const [exporting, setExporting] = useState(false)
  const { period, ...rest } = values
  const back = period === undefined ? undefined : DAYS_BACK[period]
  const query = back === undefined ? rest : { ...rest, fromDay: String(today.subtract({ days: back })) }
  const list = useList(listAudit, { query })
  const staff = useAsk(listStaff).data?.items ?? []
  const kinds = useAsk(auditKinds).data
  const check = useDo(verifyAudit)
  const take = (format: 'csv' | 'xlsx') => {
    setExporting(true)
    download(exportAudit, { query: { ...query, format } }, `audit-${today}.${format}`)
      .then(() => say.done(t('audit.exported')), say.problem)
      .finally(() => setExporting(false))
  }
  return (
    <Page
      title={t('settings.audit')}
      hint={t('settings.audit-hint')}
      action={
        <>
          <Dropdown
            trigger={['click']}
            menu={{
              items: [
                { key: 'xlsx', label: t('audit.export-xlsx') },
                { key: 'csv', label: t('audit.export-csv') },
              ],
              onClick: ({ key }) => take(key as 'csv' | 'xlsx'),
            }}
          >
            <Button loading={exporting} needs={exportAudit}>
              {t('audit.export')} <DownOutlined aria-hidden />
            </Button>
          </Dropdown>
          <Button
            needs={verifyAudit}
            loading={check.isPending}
            onClick={() => check.mutate({ body: {} }, { onError: say.problem })}
          >
            {t('audit.verify')}
          </Button>
        </>
      }
    >
      <AuditCheck found={check.data ?? null} onClose={check.reset} />
      <Filters
        values={values}
        set={set}
        filters={[
          {
            name: 'staffId',
            label: t('settings.who'),
            options: staff.map(({ id, name }) => ({ value: id, label: name })),
          },
          {
            name: 'action',
            label: t('audit.action'),
            options: (kinds?.actions ?? []).map(action => ({ value: action, label: sayDeed(action, t) })),
          },
          {
            name: 'subject',
            label: t('settings.subject'),
            options: (kinds?.subjects ?? []).map(subject => ({ value: subject, label: saySubject(subject, t) })),
          },
          ...(values.customerId
            ? [
                {
                  name: 'customerId' as const,
                  label: t('audit.customer'),
                  options: [{ value: values.customerId, label: t('audit.customer-here') }],
                },
              ]
            : []),
          {
            name: 'period',
            label: t('audit.period'),
            options: PERIODS.map(one => ({ value: one, label: t(`audit.period-${one}`) })),
          },
        ]}
      />
      <Table
        label={t('settings.audit')}
        list={list}
        rowKey={row => row.id}
        empty={<Empty title={t('settings.no-audit')} hint={t('settings.no-audit-hint')} />}
        columns={[
          { key: 'at', title: t('settings.at'), width: 140, value: row => <Time at={row.at} /> },
          {
            key: 'who',
            title: t('settings.who'),
            width: 140,
            value: row => row.staffName ?? <span className="faint">{t('settings.product')}</span>,
          },
          {
            key: 'did',
            title: t('settings.did'),
            width: 240,
            phone: 'title',
            value: row => <Did row={row} onCustomer={id => set('customerId', id)} />,
          },
          {
            key: 'facts',
            title: t('settings.facts'),
            value: row => {
              const facts = sayFacts(row.facts, t)
              return facts === '' ? <span className="faint">–</span> : <span className="facts">{facts}</span>
            },
          },
          {
            key: 'number',
            title: <span title={t('audit.place-hint')}>{t('audit.place')}</span>,
            width: 80,
            right: true,
            phone: 'hide',
            value: row => row.number ?? <span className="faint">{t('audit.pending')}</span>,
          },
        ]}
      />
    </Page>
  )
}

/** What was done; with a customer, the way to him and to everything about him. */
function Did({ row, onCustomer }: { row: Entry; onCustomer: (id: string) => void }) {
  const t = useT()
  return (
    <span className="two-lines">
      <strong>{sayDeed(row.action, t)}</strong>
      <small>
        {saySubject(row.subject, t)}
        {row.customerId && (
          <>
            {' · '}
            <Link to={`/customers/${row.customerId}`}>{t('audit.open-customer')}</Link>
            {' · '}
            <button type="button" className="link" onClick={() => onCustomer(row.customerId!)}>
              {t('audit.customer-only')}
            </button>
          </>
        )}
      </small>
    </span>
  )
}
