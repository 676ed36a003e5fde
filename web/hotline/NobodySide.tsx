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
import { isAddress, isWholeNumber } from './asked.ts'
import type { Found } from './told.ts'

/** Nobody we know has this number or address; still the caller may say that it is never to be used, in two keys. */
export function NobodySide({ found, typed }: { found: Found; typed: string }) {
  const t = useT()
  const say = useSay()
  const { organisation } = useMe()
  const mayStop = useMay('contacts.stop')
  const of = isAddress(typed) ? 'address' : 'number'
  const whole = of === 'address' || isWholeNumber(typed)
  const [asking, setAsking] = useState(false)
  const stop = useDo(stopNumber, {
    topics: ['contacts'],
    onDone: () => {
      setAsking(false)
      say.done(t(`hotline.never-done-${of}`))
    },
  })
  const stopped = found.numberStopped || stop.isSuccess
  const send = () => stop.mutate({ body: { number: typed, source: 'hotline' } })
  useKeys({ s: mayStop && whole && !stopped ? () => setAsking(true) : undefined })
  return (
    <>
      <h2>{t('hotline.nobody')}</h2>
      <p className="muted">{t(whole ? `hotline.nobody-hint-${of}` : 'hotline.nobody-part')}</p>
      {stopped && <Status feel="good">{t(`hotline.never-${of}`)}</Status>}
      <ProblemNote error={stop.error} />
      {asking ? (
        <section className="panel hotline-box" aria-label={t(`hotline.never-title-${of}`)}>
          <h2>{t(`hotline.never-title-${of}`)}</h2>
          <p className="muted">{t(`hotline.never-writes-${of}`)}</p>
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
          whyNot={stopped ? t(`hotline.never-${of}`) : !whole && t('hotline.whole-number-first')}
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
