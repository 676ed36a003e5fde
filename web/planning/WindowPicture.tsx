import { useT } from '../kit/words.ts'
import type { WholeTrigger } from './say-campaign.ts'
import './planning.css'

/** How much of the line is left after its last mark, as a share of all before it. */
const REST = 0.18

/** The right moment as a line of days: the day that is counted from, and the days on which customers may be called. */
export function WindowPicture({ trigger: { kind, fromDay, toDay } }: { trigger: WholeTrigger }) {
  const t = useT()
  const before = toDay < 0
  const label = t('planning.window-picture', { from: fromDay, to: toDay, kind: t(`planning.a-${kind}`) })
  const event = (
    <span className="window-event">
      <i />
      <span>{t('planning.event-day', { kind: t(`planning.a-${kind}`) })}</span>
    </span>
  )
  const open = (
    <span className="window-open" style={{ flexGrow: toDay - fromDay + 1 }}>
      <i />
      <b>{t('planning.day-span', { from: fromDay, to: toDay })}</b>
      <span>{t('planning.window-opens')}</span>
    </span>
  )
  const wait = (days: number) => days > 0 && <span className="window-wait" style={{ flexGrow: days }} />
  return (
    <div className="window-picture" role="img" aria-label={label}>
      {before ? (
        <>
          {open}
          {wait(-toDay)}
          {event}
        </>
      ) : (
        <>
          {fromDay >= 0 && event}
          {wait(fromDay)}
          {open}
          {fromDay < 0 && event}
        </>
      )}
      {wait((Math.abs(toDay) + 1) * REST)}
    </div>
  )
}
