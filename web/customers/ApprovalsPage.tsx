import './customers.css'
import './list.css'
import { Checkbox, Form, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { approveExport, listApprovals, refuseExport } from '../../server/privacy/export-contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useDo, useList } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { Page } from '../kit/Page.tsx'
import { useSay } from '../kit/say.tsx'
import { Table } from '../kit/Table.tsx'
import { useT } from '../kit/words.ts'
import { type ExportRow, useExportColumns } from './export-columns.tsx'

type Deciding = { row: ExportRow; how: 'approve' | 'refuse' } | null

/** The requests that wait for a decision, and those decided. */
export function ApprovalsPage() {
  const t = useT()
  const columns = useExportColumns()
  const [deciding, setDeciding] = useState<Deciding>(null)
  const close = () => setDeciding(null)
  return (
    <Page title={t('customers.approvals')} hint={t('customers.approvals-hint')}>
      <Table<ExportRow>
        label={t('customers.approvals')}
        list={useList(listApprovals)}
        rowKey={row => row.id}
        dim={row => row.state !== 'waiting'}
        empty={<Empty title={t('customers.approvals-none')} hint={t('customers.approvals-none-hint')} />}
        columns={[
          columns[0]!,
          { key: 'by', title: t('customers.export-by'), width: 120, value: row => row.requestedByName },
          ...columns.slice(1),
          {
            key: 'act',
            title: '',
            width: 170,
            value: row => row.state === 'waiting' && <Decide row={row} onDecide={how => setDeciding({ row, how })} />,
          },
        ]}
      />
      <Approve row={deciding?.how === 'approve' ? deciding.row : null} onClose={close} />
      <Refuse row={deciding?.how === 'refuse' ? deciding.row : null} onClose={close} />
    </Page>
  )
}

function Decide({ row, onDecide }: { row: ExportRow; onDecide: (how: 'approve' | 'refuse') => void }) {
  const t = useT()
  const whyNot = row.isMine && t('customers.export-own')
  return (
    <span className="row-acts">
      <Button size="small" type="primary" whyNot={whyNot} onClick={() => onDecide('approve')}>
        {t('customers.export-approve')}
      </Button>
      <Button size="small" whyNot={whyNot} onClick={() => onDecide('refuse')}>
        {t('customers.export-refuse')}
      </Button>
    </span>
  )
}

interface DecisionProps {
  row: ExportRow | null
  onClose: () => void
}

interface Approval {
  checked: boolean
  full?: boolean
  hours: number
  note?: string
}

function Approve({ row, onClose }: DecisionProps) {
  const t = useT()
  const say = useSay()
  return (
    <FormDrawer<Approval, GivenTo<typeof approveExport>, AnswerOf<typeof approveExport>>
      title={t('customers.export-approve-title', { number: row?.number ?? '' })}
      submit={t('customers.export-approve')}
      open={row !== null}
      onClose={onClose}
      action={useDo(approveExport)}
      given={({ full, hours, note }) => ({
        params: { id: row?.id ?? '' },
        body: { rows: row?.rowsExpected ?? 0, fullNumbers: Boolean(full), hours, note: note ?? '' },
      })}
      initial={{ hours: 24 }}
      onDone={() => say.done(t('customers.export-approved'))}
    >
      <p className="form-note">
        {row?.requestedByName} · {row?.summary} · {row?.reason}
      </p>
      <Form.Item
        name="checked"
        valuePropName="checked"
        rules={[
          {
            validator: (_, checked) =>
              checked ? Promise.resolve() : Promise.reject(new Error(t('customers.export-confirm-needed'))),
          },
        ]}
      >
        <Checkbox>{t('customers.export-confirm-rows', { count: row?.rowsExpected ?? 0 })}</Checkbox>
      </Form.Item>
      {row?.wantsFullNumbers && (
        <Form.Item name="full" valuePropName="checked">
          <Checkbox>{t('customers.export-allow-full')}</Checkbox>
        </Form.Item>
      )}
      <Form.Item name="hours" label={t('customers.export-hours')}>
        <InputNumber min={1} max={168} />
      </Form.Item>
      <Form.Item name="note" label={t('customers.export-note')}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </FormDrawer>
  )
}

function Refuse({ row, onClose }: DecisionProps) {
  const t = useT()
  const say = useSay()
  return (
    <FormDrawer<{ note: string }, GivenTo<typeof refuseExport>, AnswerOf<typeof refuseExport>>
      title={t('customers.export-refuse-title', { number: row?.number ?? '' })}
      submit={t('customers.export-refuse')}
      open={row !== null}
      onClose={onClose}
      action={useDo(refuseExport)}
      given={body => ({ params: { id: row?.id ?? '' }, body })}
      onDone={() => say.done(t('customers.export-refused'))}
    >
      <Form.Item name="note" label={t('customers.export-note')} rules={[{ required: true, min: 2 }]}>
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
    </FormDrawer>
  )
}
