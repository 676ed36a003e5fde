import { Input } from 'antd'
import { type KeyboardEvent, useState } from 'react'
import { stopContacts } from '../../server/contacts/contract.ts'
import { sayPurpose } from '../customers/say-purpose.ts'
import { useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Key } from '../kit/Key.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'

interface StopProps {
  customerId: string
  purposes: readonly string[]
  onClose: () => void
}

/** Opened with everything chosen, so that Enter alone confirms; above it stands what will be written. */
export function Stop({ customerId, purposes, onClose }: StopProps) {
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
    stop.mutate({ params: { id: customerId }, body: { purpose, source: 'hotline', note: note.trim() } })
  const onKeyDown = (event: KeyboardEvent) => event.key === 'Escape' && onClose()
  return (
    <section className="panel hotline-box" aria-label={t('hotline.stop-title')} onKeyDown={onKeyDown}>
      <h2>{t('hotline.stop-title')}</h2>
      <p className="muted">{t('hotline.stop-writes')}</p>
      <ProblemNote error={stop.error} />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend of its own. */}
      <div className="hotline-scope" role="group" aria-label={t('hotline.stop-scope')}>
        {[null, ...purposes].map(option => (
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
