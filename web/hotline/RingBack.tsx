import { readRingBack } from '../../server/followups/steering-contract.ts'
import { useAsk } from '../kit/ask.ts'
import { Spoken } from '../kit/Spoken.tsx'
import { Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'

/** A customer who rings back lands with his context: who called, for what, what is still open, which number is ours. */
export function RingBack({ customerId }: { customerId: string }) {
  const t = useT()
  const { data } = useAsk(readRingBack, { params: { id: customerId } }, { topics: ['contacts', 'followups'] })
  if (!data) return null
  return (
    <section className="panel hotline-ring-back">
      <h2>{t('hotline.ring-back')}</h2>
      <p className="hotline-say">
        <Spoken>{data.sentence}</Spoken>
      </p>
      {data.open.map(row => (
        <p key={row.id} className="hotline-open">
          {row.appointmentAt ? t('hotline.open-appointment') : t('hotline.open-followup')}{' '}
          <Time at={row.appointmentAt ?? row.dueAt} />
          <span className="muted">{` · ${row.reservedForName ?? row.teamName}`}</span>
        </p>
      ))}
      {data.serviceNumber && (
        <p className="muted">
          {t('hotline.our-number')} <b className="num">{data.serviceNumber}</b>
        </p>
      )}
    </section>
  )
}
