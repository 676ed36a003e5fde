import { StopFilled } from '@ant-design/icons'
import { useT } from '../kit/words.ts'
import type { Work } from './use-work.ts'

const STOPS: readonly string[] = [
  'do-not-contact',
  'do-not-contact-purpose',
  'do-not-contact-until',
  'number-stopped',
  'consent-withdrawn',
]

/** The customer has just said, in whatever way, that he wants no more calls: it stands here at once. */
export function Stopped({ work: { sheet, dialled, lost } }: { work: Work }) {
  const t = useT()
  const stop = sheet.verdict.reasons.find(({ code }) => STOPS.includes(code))
  if (!stop || lost) return null
  return (
    <section className="desk-stopped" role="alert">
      <StopFilled aria-hidden />
      <div>
        <b>{t(dialled ? 'desk.stopped-in-call' : 'desk.stopped')}</b>
        <p>{stop.sentence}</p>
      </div>
    </section>
  )
}
