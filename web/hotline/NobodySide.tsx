import { StopOutlined } from '@ant-design/icons'
import { useState } from 'react'
import { stopNumber } from '../../server/contacts/number-contract.ts'
import { useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Key } from '../kit/Key.tsx'
import { useKeys } from '../kit/keys.ts'
import { useMay, useMe } from '../kit/me.ts'
import { ProblemNote } from '../kit/Problem.tsx'
import { Status } from '../kit/Status.tsx'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import { isWholeNumber } from './asked.ts'
import type { Found } from './told.ts'

/** Nobody we know has this number; still the caller may say that it is never to be called, in two keys. */
export function NobodySide({ found, typed }: { found: Found; typed: string }) {
  const t = useT()
  const say = useSay()
  const { organisation } = useMe()
  const mayStop = useMay('contacts.stop')
  const whole = isWholeNumber(typed)
  const [asking, setAsking] = useState(false)
  const stop = useDo(stopNumber, {
    topics: ['contacts'],
    onDone: () => {
      setAsking(false)
      say.done(t('hotline.number-stop-done'))
    },
  })
  const stopped = found.numberStopped || stop.isSuccess
  const send = () => stop.mutate({ body: { number: typed, source: 'hotline' } })
  useKeys({ s: mayStop && whole && !stopped ? () => setAsking(true) : undefined })
  return (
    <>
      <h2>{t('hotline.nobody')}</h2>
      <p className="muted">{t(whole ? 'hotline.nobody-hint' : 'hotline.nobody-part')}</p>
      {stopped && <Status feel="good">{t('hotline.number-stopped')}</Status>}
      <ProblemNote error={stop.error} />
      {asking ? (
        <section className="panel hotline-box" aria-label={t('hotline.number-stop-title')}>
          <h2>{t('hotline.number-stop-title')}</h2>
          <p className="muted">{t('hotline.number-stop-writes')}</p>
          <footer>
            <Button onClick={() => setAsking(false)}>{t('kit.cancel')}</Button>
            <Button type="primary" danger autoFocus loading={stop.isPending} onClick={send}>
              {t('hotline.stop-confirm')}
              <Key>{'Enter'}</Key>
            </Button>
          </footer>
        </section>
      ) : (
        <Button
          block
          icon={<StopOutlined />}
          needs={stopNumber}
          whyNot={stopped ? t('hotline.number-stopped') : !whole && t('hotline.whole-number-first')}
          onClick={() => setAsking(true)}
        >
          {t('hotline.stop')}
          <Key>{'S'}</Key>
        </Button>
      )}
      {organisation.serviceNumber && (
        <p className="muted">
          {t('hotline.our-number')} <b className="num">{organisation.serviceNumber}</b>
        </p>
      )}
    </>
  )
}
