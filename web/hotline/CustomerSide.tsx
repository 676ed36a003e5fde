import { StopOutlined } from '@ant-design/icons'
import { Input } from 'antd'
import { type KeyboardEvent, useState } from 'react'
import { Link } from 'react-router'
import { listStops, stopContacts } from '../../server/contacts/contract.ts'
import { sayPurpose } from '../customers/say-purpose.ts'
import { VerdictPanel } from '../customers/VerdictPanel.tsx'
import { useAsk, useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Key } from '../kit/Key.tsx'
import { useKeys } from '../kit/keys.ts'
import { useMay } from '../kit/me.ts'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import type { Contact } from './told.ts'

/** The customer behind a contact: may we call, why not, when next; and his wish to be left alone, in two keys. */
export function CustomerSide({ contact }: { contact: Contact }) {
  const t = useT()
  const mayOpen = useMay('customers.read')
  const mayStop = useMay('contacts.stop')
  const [stopping, setStopping] = useState(false)
  const stops = useAsk(listStops, { params: { id: contact.customerId } }).data?.items ?? []
  const stopped = stops.some(({ purpose, liftedAt, expiresAt }) => !purpose && !liftedAt && !expiresAt)
  useKeys({ s: mayStop && !stopped ? () => setStopping(true) : undefined })
  return (
    <aside className="hotline-customer" aria-label={contact.customerName}>
      <h2>
        {contact.customerName}
        {mayOpen && <Link to={`/customers/${contact.customerId}`}>{t('hotline.customer-page')}</Link>}
      </h2>
      <VerdictPanel customerId={contact.customerId} />
      {stopping ? (
        <Stop contact={contact} onClose={() => setStopping(false)} />
      ) : (
        <Button
          block
          icon={<StopOutlined />}
          needs={stopContacts}
          whyNot={stopped && t('hotline.stopped-already')}
          onClick={() => setStopping(true)}
        >
          {t('hotline.stop')}
          <Key>{'S'}</Key>
        </Button>
      )}
    </aside>
  )
}

/** Opened with everything chosen, so that Enter alone confirms. */
function Stop({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const t = useT()
  const say = useSay()
  const language = useLanguage()
  const [purpose, setPurpose] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const stop = useDo(stopContacts, {
    topics: ['contacts', 'followups', 'customers'],
    onDone: () => {
      onClose()
      say.done(t('hotline.stop-done'))
    },
  })
  const send = () =>
    stop.mutate({ params: { id: contact.customerId }, body: { purpose, source: 'hotline', note: note.trim() } })
  const onKeyDown = (event: KeyboardEvent) => event.key === 'Escape' && onClose()
  return (
    <section className="panel hotline-stop" aria-label={t('hotline.stop-title')} onKeyDown={onKeyDown}>
      <h2>{t('hotline.stop-title')}</h2>
      <ProblemNote error={stop.error} />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend of its own. */}
      <div className="hotline-scope" role="group" aria-label={t('hotline.stop-scope')}>
        {[null, ...contact.purposes].map(option => (
          <Button key={option} aria-pressed={option === purpose} onClick={() => setPurpose(option)}>
            {option === null
              ? t('hotline.stop-all')
              : t('hotline.stop-purpose', { purpose: sayPurpose(option, language) })}
          </Button>
        ))}
      </div>
      <Input.TextArea
        aria-label={t('hotline.stop-note')}
        placeholder={t('hotline.stop-note')}
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={1000}
        value={note}
        onChange={event => setNote(event.target.value)}
      />
      <footer>
        <Button onClick={onClose}>{t('kit.cancel')}</Button>
        <Button type="primary" danger autoFocus loading={stop.isPending} onClick={send}>
          {t('hotline.stop-confirm')}
          <Key>{'Enter'}</Key>
        </Button>
      </footer>
    </section>
  )
}
