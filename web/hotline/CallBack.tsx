import { Checkbox, Input } from 'antd'
import { useState } from 'react'
import { promiseCallBack, readRingBack } from '../../server/followups/steering-contract.ts'
import { instantOf, localOf } from '../customers/local-time.ts'
import { quickTimes } from '../desk/appointment.ts'
import { useAsk, useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { useMe } from '../kit/me.ts'
import { useLanguage } from '../kit/preferences.ts'
import { useSay } from '../kit/say.tsx'
import { sayTime } from '../kit/say-time.ts'
import { useNow } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { SaidBox } from './SaidBox.tsx'

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
  const sameAgent = same && known?.callBackBy != null
  return (
    <SaidBox
      title={t('hotline.call-back-title')}
      label={t('hotline.call-back-words')}
      said={note}
      onSaid={setNote}
      maxLength={1000}
      confirm={t('hotline.call-back-confirm')}
      action={promise}
      onSend={() => promise.mutate({ params: { id: customerId }, body: { at, note, sameAgent } })}
      onClose={onClose}
    >
      <Times at={at} onChoose={setAt} />
      <Checkbox checked={sameAgent} disabled={!known?.callBackBy} onChange={event => setSame(event.target.checked)}>
        {known?.callBackBy
          ? t('hotline.call-back-by', { name: known.callBackBy })
          : t('hotline.call-back-team', { team: known?.callBackTeam ?? '–' })}
      </Checkbox>
    </SaidBox>
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
