import './supervision.css'
import { Form, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { listElsewhere, reportElsewhere } from '../../server/contacts/elsewhere-contract.ts'
import { mailOutcomeWords } from '../../server/contacts/mail-reasons.ts'
import { ledgerOutcomeWords, outcomeWords } from '../../server/contacts/reasons.ts'
import { begun } from '../customers/begun.ts'
import { CustomerName } from '../customers/CustomerName.tsx'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useDo, useList } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { ChannelMark } from '../kit/ChannelMark.tsx'
import { Empty } from '../kit/Empty.tsx'
import { Filters, useFilters } from '../kit/Filters.tsx'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { Masked } from '../kit/Masked.tsx'
import { Page } from '../kit/Page.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { Status } from '../kit/Status.tsx'
import { useSay } from '../kit/say.tsx'
import { type Column, Table } from '../kit/Table.tsx'
import { Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'

type Outside = AnswerOf<typeof listElsewhere>['items'][number]
type Reporting = GivenTo<typeof reportElsewhere>

const STATES = ['open', 'unreported'] as const

/** Dials and mails made outside the product: what was asked for, what became of it, and what nobody has reported. */
export function OutsideContactsPage() {
  const t = useT()
  const [values, set] = useFilters(['state'])
  const state = STATES.find(known => known === values.state) ?? 'all'
  const list = useList(listElsewhere, { query: { state } }, { topics: ['contacts'] })
  const [reporting, setReporting] = useState<Outside | null>(null)
  return (
    <Page title={t('supervision.outside')} hint={t('supervision.outside-hint')}>
      <Filters
        values={values}
        set={set}
        filters={[
          {
            name: 'state',
            label: t('supervision.outside-state'),
            options: STATES.map(value => ({ value, label: t(`supervision.outside-${value}`) })),
          },
        ]}
      />
      <Table
        label={t('supervision.outside')}
        list={list}
        rowKey={row => row.id}
        columns={useColumns(setReporting)}
        empty={<Empty title={t('supervision.no-outside')} hint={t('supervision.no-outside-hint')} />}
      />
      <ReportDrawer of={reporting} onClose={() => setReporting(null)} />
    </Page>
  )
}

function useColumns(onReport: (row: Outside) => void): Column<Outside>[] {
  const t = useT()
  return [
    {
      key: 'customer',
      title: t('supervision.customer'),
      phone: 'title',
      width: 190,
      value: row => (
        <span className="two-lines">
          <CustomerName id={row.customerId} name={row.customerName} />
          <small>
            <Masked value={row.masked} />
          </small>
        </span>
      ),
    },
    {
      key: 'by',
      title: t('supervision.outside-by'),
      value: row => (
        <span className="two-lines">
          {row.staffName}
          <small>{row.branchName}</small>
        </span>
      ),
    },
    {
      key: 'channel',
      title: t('supervision.outside-channel'),
      width: 90,
      value: row => <ChannelMark of={row.channel} />,
    },
    { key: 'why', title: t('supervision.why'), value: row => row.campaignName ?? row.reason },
    { key: 'at', title: t('supervision.outside-asked'), width: 130, value: row => <Time at={row.at} /> },
    {
      key: 'outcome',
      title: t('supervision.outside-outcome'),
      width: 220,
      value: row =>
        row.reportUntil === null ? (
          begun(row.outcomeText)
        ) : (
          <span className="two-lines">
            <Status feel={row.state === 'dialled' ? 'waiting' : 'warn'}>
              {t(`supervision.outside-${row.state === 'dialled' ? 'open' : 'unreported'}`)}
            </Status>
            <small>
              {t('supervision.outside-until')} <Time at={row.reportUntil} />
            </small>
          </span>
        ),
    },
    {
      key: 'do',
      title: '',
      width: 120,
      value: row =>
        row.reportUntil !== null && (
          <Button size="small" needs={reportElsewhere} onClick={() => onReport(row)}>
            {t('supervision.outside-report')}
          </Button>
        ),
    },
  ]
}

function ReportDrawer({ of: row, onClose }: { of: Outside | null; onClose: () => void }) {
  const t = useT()
  const say = useSay()
  const language = useLanguage()
  const byMail = row?.channel === 'email'
  const known = Object.keys(byMail ? mailOutcomeWords : outcomeWords) as (keyof typeof ledgerOutcomeWords)[]
  const outcomes = known.filter(code => code !== 'unreported')
  return (
    <FormDrawer<Reporting['body'], Reporting, AnswerOf<typeof reportElsewhere>>
      title={t('supervision.outside-report')}
      submit={t('supervision.outside-report')}
      open={row !== null}
      onClose={onClose}
      action={useDo(reportElsewhere, { topics: ['contacts'] })}
      given={body => ({ params: { id: row?.id ?? '' }, body: byMail ? { ...body, conversed: false } : body })}
      onDone={() => say.done(t('supervision.outside-reported'))}
    >
      <p className="drawer-note">{row?.sentence}</p>
      <Form.Item name="outcome" label={t('supervision.outside-outcome')} rules={[{ required: true }]}>
        <Select
          autoFocus
          showSearch={{ optionFilterProp: 'label' }}
          options={[
            ...outcomes.map(value => ({ value, label: ledgerOutcomeWords[value][language]() })),
            { value: 'not-dialled', label: t(`supervision.outside-not-${byMail ? 'sent' : 'dialled'}`) },
          ]}
        />
      </Form.Item>
      {!byMail && (
        <Form.Item name="conversed" label={t('supervision.outside-conversed')} rules={[{ required: true }]}>
          <Radio.Group
            options={[
              { value: true, label: t('supervision.outside-yes') },
              { value: false, label: t('supervision.outside-no') },
            ]}
          />
        </Form.Item>
      )}
      <Form.Item name="note" label={t('supervision.note')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={1000} />
      </Form.Item>
    </FormDrawer>
  )
}
