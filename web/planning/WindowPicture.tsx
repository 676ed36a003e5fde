import { useT } from '../kit/words.ts'
import type { Trigger } from './say-campaign.ts'
import './planning.css'

/** How much of the line is left after the window, as a share of all before it. */
const REST = 0.18

/** The right moment as a line of days: what happened on day 0, then the days on which customers may be called. */
export function WindowPicture({ trigger: { kind, fromDay, toDay } }: { trigger: Trigger }) {
  const t = useT()
  const days = toDay - fromDay + 1
  return (
    <div
      className="window-picture"
      role="img"
      aria-label={t('planning.window-picture', { from: fromDay, to: toDay, kind: t(`planning.kind-${kind}`) })}
    >
      <span className="window-event">
        <i />
        <span>{t('planning.event-day', { kind: t(`planning.kind-${kind}`) })}</span>
      </span>
      {fromDay > 0 && <span className="window-wait" style={{ flexGrow: fromDay }} />}
      <span className="window-open" style={{ flexGrow: days }}>
        <i />
        <b>{t('planning.day-span', { from: fromDay, to: toDay })}</b>
        <span>{t('planning.window-opens')}</span>
      </span>
      <span className="window-wait" style={{ flexGrow: (toDay + 1) * REST }} />
    </div>
  )
}
