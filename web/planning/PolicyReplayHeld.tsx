import { Form, Input } from 'antd'
import { useState } from 'react'
import { listHeldByDraft } from '../../server/contacts/replay-contract.ts'
import { requestExport } from '../../server/privacy/export-contract.ts'
import { CustomerName } from '../customers/CustomerName.tsx'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useDo, useList } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { ChannelMark } from '../kit/ChannelMark.tsx'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useSay } from '../kit/say.tsx'
import { type Column, Table } from '../kit/Table.tsx'
import { Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'

type Held = AnswerOf<typeof listHeldByDraft>['items'][number]

interface HeldByDraftProps {
  replayId: string
  /** Those that the policy in force would have held back as well. */
  anyway: boolean
  /** Those of one rule alone. */
  rule: { rule: string; name: string } | null
  onAllRules: () => void
}

/** Which contacts the draft would have held back, page by page, and the way to ask for them as a file. */
export function HeldByDraft({ replayId, anyway, rule, onAllRules }: HeldByDraftProps) {
  const t = useT()
  const [exporting, setExporting] = useState(false)
  const query = { anyway: String(anyway), ...(rule && { rule: rule.rule }) } as never
  // What a replay found does not change; the next one has another id.
  const list = useList(listHeldByDraft, { params: { id: replayId }, query }, { topics: [] })
  return (
    <>
      <div className="replay-tools">
        {rule ? (
          <span>
            {t('policy.replay-of-rule', { name: rule.name })}{' '}
            <Button type="link" size="small" onClick={onAllRules}>
              {t('policy.replay-all-rules')}
            </Button>
          </span>
        ) : (
          <span />
        )}
        <Button
          size="small"
          needs={requestExport}
          whyNot={list.rows?.length ? null : t('policy.replay-nothing')}
          onClick={() => setExporting(true)}
        >
          {t('policy.replay-export')}
        </Button>
      </div>
      <Table
        label={t('policy.replay-list')}
        list={list}
        rowKey={row => row.contactId}
        columns={useColumns()}
        empty={<p className="muted">{t('policy.replay-nothing')}</p>}
      />
      <ReplayExport
        open={exporting}
        onClose={() => setExporting(false)}
        criteria={{ replayId, anyway, ...(rule && { rule: rule.rule }) }}
      />
    </>
  )
}

function useColumns(): Column<Held>[] {
  const t = useT()
  return [
    {
      key: 'customer',
      title: t('policy.replay-customer'),
      phone: 'title',
      width: 150,
      value: ({ customerId, customerName }) => <CustomerName id={customerId} name={customerName} />,
    },
    { key: 'at', title: t('policy.replay-at'), width: 130, value: ({ at }) => <Time at={at} /> },
    {
      key: 'by',
      title: t('policy.replay-staff'),
      width: 110,
      value: ({ staffName, channel }) => (
        <span className="two-lines">
          {staffName}
          <small>
            <ChannelMark of={channel} />
          </small>
        </span>
      ),
    },
    {
      key: 'until',
      title: t('policy.replay-until'),
      width: 130,
      value: ({ until }) => (until ? <Time at={until} /> : t('policy.replay-never')),
    },
    {
      key: 'why',
      title: t('policy.replay-why'),
      value: ({ reasons }) => (
        <ul className="replay-why">
          {reasons.map(reason => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      ),
    },
  ]
}

interface ReplayExportProps {
  open: boolean
  onClose: () => void
  criteria: Record<string, unknown>
}

function ReplayExport({ open, onClose, criteria }: ReplayExportProps) {
  const t = useT()
  const say = useSay()
  return (
    <FormDrawer<{ reason: string }, GivenTo<typeof requestExport>, AnswerOf<typeof requestExport>>
      title={t('policy.replay-export')}
      submit={t('policy.replay-export-ask')}
      open={open}
      onClose={onClose}
      action={useDo(requestExport)}
      given={({ reason }) => ({ body: { kind: 'policy-replay', criteria, reason, wantsFullNumbers: false } })}
      onDone={() => say.done(t('policy.replay-export-sent'))}
    >
      <p className="form-note">{t('policy.replay-export-what')}</p>
      <Form.Item name="reason" label={t('policy.replay-export-why')} rules={[{ required: true, min: 5 }]}>
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
    </FormDrawer>
  )
}
