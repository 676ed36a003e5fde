import { Checkbox, Input } from 'antd'
import { type KeyboardEvent, useState } from 'react'
import { promiseCallBack, readRingBack } from '../../server/followups/steering-contract.ts'
import { instantOf, localOf } from '../customers/local-time.ts'
import { quickTimes } from '../desk/appointment.ts'
import { useAsk, useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Key } from '../kit/Key.tsx'
import { useMe } from '../kit/me.ts'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { useSay } from '../kit/say.tsx'
import { sayTime } from '../kit/say-time.ts'
import { useNow } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'

/** A promised call-back: what about, when, and by whom; Enter registers it, and it is kept for that agent or team. */
export function CallBack({ customerId, onClose }: { customerId: string; onClose: () => void }) {
  const t = useT()
  const say = useSay()
  const { organisation } = useMe()
  const zone = organisation.timeZone
  const now = useNow()
  const times = quickTimes(now, zone)
  const [chosen, setAt] = useState<string | null>(null)
  const at = chosen ?? times[0]!.at.toString()
  const [note, setNote] = useState('')
  const [same, setSame] = useState(true)
  const known = useAsk(readRingBack, { params: { id: customerId } }).data
  const promise = useDo(promiseCallBack, {
    topics: ['followups', 'contacts'],
    onDone: ({ sentence }) => {
      onClose()
      say.done(sentence)
    },
  })
  const ready = note.trim() !== ''
  const sameAgent = same && known?.callBackBy != null
  const send = () => {
    if (ready && !promise.isPending) promise.mutate({ params: { id: customerId }, body: { at, note, sameAgent } })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose()
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    if (!(event.target instanceof HTMLTextAreaElement)) return
    event.preventDefault()
    send()
  }
  return (
    <section className="panel hotline-box" aria-label={t('hotline.call-back-title')} onKeyDown={onKeyDown}>
      <h2>{t('hotline.call-back-title')}</h2>
      <ProblemNote error={promise.error} />
      <Input.TextArea
        autoFocus
        aria-label={t('hotline.call-back-words')}
        placeholder={t('hotline.call-back-words')}
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={1000}
        value={note}
        onChange={event => setNote(event.target.value)}
      />
      <Times at={at} onChoose={setAt} />
      <Checkbox checked={sameAgent} disabled={!known?.callBackBy} onChange={event => setSame(event.target.checked)}>
        {known?.callBackBy
          ? t('hotline.call-back-by', { name: known.callBackBy })
          : t('hotline.call-back-team', { team: known?.callBackTeam ?? '–' })}
      </Checkbox>
      <footer>
        <Button onClick={onClose}>{t('kit.cancel')}</Button>
        <Button type="primary" whyNot={!ready && t('hotline.say-it-first')} loading={promise.isPending} onClick={send}>
          {t('hotline.call-back-confirm')}
          <Key>{'Enter'}</Key>
        </Button>
      </footer>
    </section>
  )
}

function Times({ at, onChoose }: { at: string; onChoose: (at: string) => void }) {
  const t = useT()
  const language = useLanguage()
  const zone = useMe().organisation.timeZone
  const now = useNow()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend of its own.
    <div className="hotline-scope" role="group" aria-label={t('hotline.call-back-when')}>
      {quickTimes(now, zone).map(time => (
        <Button key={time.name} aria-pressed={time.at.toString() === at} onClick={() => onChoose(time.at.toString())}>
          {sayTime(time.at, { now, zone, language })}
        </Button>
      ))}
      <Input
        type="datetime-local"
        aria-label={t('hotline.call-back-when')}
        value={localOf(Temporal.Instant.from(at), zone)}
        onChange={event => {
          const chosen = instantOf(event.target.value, zone)
          if (chosen) onChoose(chosen)
        }}
      />
    </div>
  )
}
