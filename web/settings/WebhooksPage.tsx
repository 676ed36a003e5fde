import './integrations.css'
import { Alert, Checkbox, Form, Input } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { createWebhook, listWebhooks } from '../../server/integrations/webhook-contract.ts'
import { EVENTS } from '../../server/integrations/webhook-rules.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useDo, useList } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { Page } from '../kit/Page.tsx'
import { Status } from '../kit/Status.tsx'
import { Table } from '../kit/Table.tsx'
import { Names, Time } from '../kit/Time.tsx'
import { type Key, type Say, useT } from '../kit/words.ts'
import { SecretShown } from './SecretShown.tsx'

export type Webhook = AnswerOf<typeof listWebhooks>['items'][number]
type Fields = GivenTo<typeof createWebhook>['body']

export const sayEvent = (event: string, t: Say) =>
  t(`integrations.event-${event.replace('.', '-')}` as Key as 'integrations.event-ping')

/** The programs that are told: what each hears, and whether it is well. */
export function WebhooksPage() {
  const t = useT()
  const navigate = useNavigate()
  const [making, setMaking] = useState(false)
  const [made, setMade] = useState<string | null>(null)
  const list = useList(listWebhooks)
  const disabled = list.rows?.filter(row => row.state === 'disabled').length ?? 0
  const create = (
    <Button type="primary" needs={createWebhook} onClick={() => setMaking(true)}>
      {t('integrations.webhook-create')}
    </Button>
  )
  return (
    <Page title={t('integrations.webhooks')} hint={t('integrations.webhooks-hint')} action={create}>
      {disabled > 0 && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 12 }}
          title={t('integrations.webhook-disabled-note', { n: disabled })}
        />
      )}
      <Table
        label={t('integrations.webhooks')}
        list={list}
        rowKey={row => row.id}
        dim={row => row.state === 'off'}
        onOpen={row => void navigate(`/settings/webhooks/${row.id}`)}
        empty={<Empty title={t('integrations.no-webhooks')} hint={t('integrations.no-webhooks-hint')} />}
        columns={[
          {
            key: 'name',
            title: t('integrations.webhook-name'),
            phone: 'title',
            value: row => (
              <span className="two-lines">
                <strong>{row.name}</strong>
                <small className="break-all">{row.url}</small>
              </span>
            ),
          },
          {
            key: 'events',
            title: t('integrations.webhook-events'),
            value: row => <Names of={row.events.map(event => sayEvent(event, t))} />,
          },
          { key: 'health', title: t('integrations.webhook-health'), value: row => <Counts row={row} /> },
          {
            key: 'last',
            title: t('integrations.webhook-last'),
            width: 130,
            value: row => <Time at={row.lastDeliveredAt} />,
          },
          { key: 'state', title: t('integrations.state'), width: 190, value: row => <Health row={row} /> },
        ]}
      />
      <FormDrawer<Fields, GivenTo<typeof createWebhook>, AnswerOf<typeof createWebhook>>
        title={t('integrations.webhook-create')}
        submit={t('integrations.webhook-create')}
        open={making}
        onClose={() => setMaking(false)}
        action={useDo(createWebhook)}
        given={body => ({ body })}
        onDone={({ secret }) => setMade(secret)}
      >
        <WebhookFields />
      </FormDrawer>
      <WebhookSecret secret={made} onClose={() => setMade(null)} />
    </Page>
  )
}

function Counts({ row: { delivered, waiting, dead } }: { row: Webhook }) {
  return useT()('integrations.webhook-counts', { delivered, waiting, dead })
}

/** How a webhook stands: working, failing, off, or switched off by the product. */
export function Health({ row }: { row: Webhook }) {
  const t = useT()
  if (row.disabledReason) return <Status feel="bad">{t(`integrations.webhook-disabled-${row.disabledReason}`)}</Status>
  if (row.state === 'off') return <Status feel="quiet">{t('integrations.webhook-state-off')}</Status>
  if (row.failingSince) return <Status feel="warn">{t('integrations.webhook-failing')}</Status>
  return <Status feel="good">{t('integrations.webhook-state-on')}</Status>
}

/** What a webhook is: the fields of making one and of changing it. */
export function WebhookFields() {
  const t = useT()
  return (
    <>
      <Form.Item name="name" label={t('integrations.webhook-name')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="url"
        label={t('integrations.webhook-url')}
        extra={t('integrations.webhook-url-hint')}
        rules={[{ required: true, whitespace: true }]}
      >
        <Input inputMode="url" maxLength={2000} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="events"
        label={t('integrations.webhook-events')}
        rules={[{ required: true, message: t('integrations.webhook-events-needed') }]}
      >
        <Checkbox.Group style={{ display: 'block' }}>
          <div className="permission-group">
            {EVENTS.map(event => (
              <Checkbox key={event} value={event}>
                {sayEvent(event, t)}
              </Checkbox>
            ))}
          </div>
        </Checkbox.Group>
      </Form.Item>
    </>
  )
}

export function WebhookSecret({ secret, onClose }: { secret: string | null; onClose: () => void }) {
  const t = useT()
  return (
    <SecretShown title={t('integrations.secret-webhook')} secret={secret} onClose={onClose}>
      <p className="muted">{t('integrations.secret-webhook-use')}</p>
    </SecretShown>
  )
}
