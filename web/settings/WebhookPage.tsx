import { App, Drawer } from 'antd'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import {
  changeWebhook,
  listWebhookDeliveries,
  listWebhooks,
  removeWebhook,
  renewWebhookSecret,
  replayWebhook,
  replayWebhookDelivery,
  testWebhook,
} from '../../server/integrations/webhook-contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useAsk, useDo, useList } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { Filters, useFilters } from '../kit/Filters.tsx'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { Page } from '../kit/Page.tsx'
import { type Feel, Status } from '../kit/Status.tsx'
import { useSay } from '../kit/say.tsx'
import { Table } from '../kit/Table.tsx'
import { Num, Time } from '../kit/Time.tsx'
import { type Key, type Say, useT } from '../kit/words.ts'
import { Health, sayEvent, type Webhook, WebhookFields, WebhookSecret } from './WebhooksPage.tsx'

type Delivery = AnswerOf<typeof listWebhookDeliveries>['items'][number]
type Fields = Omit<GivenTo<typeof changeWebhook>['body'], 'state'>

const STATES = ['waiting', 'delivered', 'dead'] as const
const FEEL: Record<Delivery['state'], Feel> = { waiting: 'waiting', delivered: 'good', dead: 'bad' }

/** One webhook: what was told, what the receiver answered, what was missed. */
export function WebhookPage() {
  const t = useT()
  const { id = '' } = useParams()
  const { data } = useAsk(listWebhooks)
  const webhook = data?.items.find(one => one.id === id)
  const [values, set] = useFilters(['state'])
  const [shown, setShown] = useState<Delivery | null>(null)
  const list = useList(listWebhookDeliveries, { params: { id }, query: values as { state?: Delivery['state'] } })
  return (
    <Page
      title={webhook?.name ?? t('integrations.deliveries')}
      hint={webhook && <About webhook={webhook} />}
      action={webhook && <Actions webhook={webhook} />}
    >
      <Filters
        values={values}
        set={set}
        filters={[
          {
            name: 'state',
            label: t('integrations.state'),
            options: STATES.map(state => ({ value: state, label: t(`integrations.delivery-state-${state}`) })),
          },
        ]}
      />
      <Table
        label={t('integrations.deliveries')}
        list={list}
        rowKey={row => row.id}
        onOpen={setShown}
        openKey={shown?.id ?? null}
        empty={<Empty title={t('integrations.no-deliveries')} hint={t('integrations.no-deliveries-hint')} />}
        columns={[
          {
            key: 'event',
            title: t('integrations.delivery-event'),
            phone: 'title',
            value: row => sayEvent(row.event, t),
          },
          { key: 'at', title: t('integrations.delivery-time'), width: 150, value: row => <Time at={row.happenedAt} /> },
          {
            key: 'state',
            title: t('integrations.state'),
            width: 130,
            value: row => <Status feel={FEEL[row.state]}>{t(`integrations.delivery-state-${row.state}`)}</Status>,
          },
          { key: 'answer', title: t('integrations.delivery-answer'), value: row => sayAnswer(row, t) },
          {
            key: 'tries',
            title: t('integrations.delivery-tries'),
            width: 80,
            right: true,
            value: row => <Num value={row.attempts} />,
          },
          {
            key: 'next',
            title: t('integrations.delivery-next'),
            width: 130,
            value: row => (row.state === 'waiting' ? <Time at={row.dueAt} /> : <span className="faint">–</span>),
          },
        ]}
      />
      <DeliveryShown delivery={shown} webhook={webhook} onClose={() => setShown(null)} />
    </Page>
  )
}

function sayAnswer(row: Delivery, t: Say): string {
  const failure = row.failure ? t(`integrations.failure-${row.failure}` as Key as 'integrations.failure-gone') : ''
  const took = row.milliseconds === null ? '' : t('integrations.milliseconds', { n: row.milliseconds })
  return [row.status, failure, took].filter(Boolean).join(' · ') || '–'
}

function About({ webhook }: { webhook: Webhook }) {
  const t = useT()
  return (
    <span className="break-all">
      {webhook.url} · <Health row={webhook} />
      {webhook.oldSecretUntil && (
        <>
          {' · '}
          {t('integrations.webhook-old-secret')} <Time at={webhook.oldSecretUntil} />
        </>
      )}
    </span>
  )
}

function Actions({ webhook }: { webhook: Webhook }) {
  const t = useT()
  const say = useSay()
  const navigate = useNavigate()
  const { modal } = App.useApp()
  const [changing, setChanging] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const params = { id: webhook.id }
  const onError = say.problem
  const off = webhook.state !== 'on'
  const test = useDo(testWebhook, { onDone: () => say.done(t('integrations.webhook-tested')) })
  const replay = useDo(replayWebhook, {
    onDone: ({ replayed }) => say.done(t('integrations.replayed-all', { n: replayed })),
  })
  const change = useDo(changeWebhook, { onDone: () => say.done(t('integrations.webhook-saved')) })
  const renew = useDo(renewWebhookSecret, { onDone: answer => setSecret(answer.secret) })
  const remove = useDo(removeWebhook, {
    onDone: () => {
      say.done(t('integrations.webhook-removed'))
      void navigate('/settings/webhooks')
    },
  })
  const { name, url } = webhook
  const events = webhook.events as Fields['events']
  const toggle = () => change.mutate({ params, body: { name, url, events, state: off ? 'on' : 'off' } }, { onError })
  const askRenew = () =>
    modal.confirm({
      title: t('integrations.webhook-renew-sure'),
      content: t('integrations.webhook-renew-effect'),
      okText: t('integrations.webhook-renew'),
      onOk: () => renew.mutateAsync({ params }).catch(onError),
    })
  const askRemove = () =>
    modal.confirm({
      title: t('integrations.webhook-remove-sure', { name }),
      content: t('integrations.webhook-remove-effect'),
      okText: t('integrations.webhook-remove'),
      okButtonProps: { danger: true },
      onOk: () => remove.mutateAsync({ params }).catch(onError),
    })
  const whyOff = off && t('integrations.webhook-is-off')
  return (
    <>
      <Button type="text" onClick={askRemove}>
        {t('integrations.webhook-remove')}
      </Button>
      <Button type="text" onClick={askRenew}>
        {t('integrations.webhook-renew')}
      </Button>
      <Button type="text" onClick={toggle} loading={change.isPending}>
        {off ? t('integrations.webhook-on') : t('integrations.webhook-off')}
      </Button>
      <Button onClick={() => setChanging(true)}>{t('integrations.webhook-change')}</Button>
      <Button
        whyNot={whyOff || (webhook.dead === 0 && t('integrations.replay-none'))}
        onClick={() => replay.mutate({ params }, { onError })}
      >
        {t('integrations.replay-all')}
      </Button>
      <Button
        type="primary"
        whyNot={whyOff}
        loading={test.isPending}
        onClick={() => test.mutate({ params }, { onError })}
      >
        {t('integrations.webhook-test')}
      </Button>
      <ChangeWebhook webhook={webhook} open={changing} onClose={() => setChanging(false)} />
      <WebhookSecret secret={secret} onClose={() => setSecret(null)} />
    </>
  )
}

function ChangeWebhook({ webhook, open, onClose }: { webhook: Webhook; open: boolean; onClose: () => void }) {
  const t = useT()
  const { id, name, url, state } = webhook
  return (
    <FormDrawer<Fields, GivenTo<typeof changeWebhook>, AnswerOf<typeof changeWebhook>>
      title={t('integrations.webhook-change')}
      submit={t('integrations.webhook-change')}
      open={open}
      onClose={onClose}
      action={useDo(changeWebhook)}
      given={body => ({ params: { id }, body: { ...body, state: state === 'off' ? 'off' : 'on' } })}
      initial={{ name, url, events: webhook.events as Fields['events'] }}
    >
      <WebhookFields />
    </FormDrawer>
  )
}

interface DeliveryShownProps {
  delivery: Delivery | null
  webhook: Webhook | undefined
  onClose: () => void
}

function DeliveryShown({ delivery, webhook, onClose }: DeliveryShownProps) {
  const t = useT()
  const say = useSay()
  const replay = useDo(replayWebhookDelivery, { onDone: () => say.done(t('integrations.delivery-replayed')) })
  const whyNot = webhook?.state !== 'on' && t('integrations.webhook-is-off')
  const again = () => {
    if (delivery) replay.mutate({ params: { id: delivery.id } }, { onError: say.problem, onSuccess: onClose })
  }
  return (
    <Drawer
      open={delivery !== null}
      onClose={onClose}
      size={520}
      styles={{ wrapper: { maxWidth: '100vw' } }}
      title={delivery && sayEvent(delivery.event, t)}
      extra={
        <Button whyNot={whyNot} loading={replay.isPending} onClick={again}>
          {t('integrations.delivery-replay')}
        </Button>
      }
    >
      {delivery && (
        <>
          <p>{sayAnswer(delivery, t)}</p>
          <h3>{t('integrations.delivery-request')}</h3>
          <pre className="excerpt">{JSON.stringify(JSON.parse(delivery.body), null, 2)}</pre>
          <h3>{t('integrations.delivery-response')}</h3>
          <pre className="excerpt">{delivery.answer || t('integrations.delivery-no-answer')}</pre>
        </>
      )}
    </Drawer>
  )
}
