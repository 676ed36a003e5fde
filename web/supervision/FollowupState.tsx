import { CalendarOutlined } from '@ant-design/icons'
import { PURPOSE_WORDS } from '../../server/campaigns/rules.ts'
import type { listFollowups } from '../../server/followups/list-contract.ts'
import { ENDED_STATES, isStateIn } from '../../server/followups/rules.ts'
import { type Situation, situationOf } from '../../server/followups/steering-rules.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useLanguage } from '../kit/preferences.ts'
import { type Feel, Status } from '../kit/Status.tsx'
import { Time, useNow } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'

export type FollowupRow = AnswerOf<typeof listFollowups>['items'][number]
type Shown = Situation | (typeof ENDED_STATES)[number]

const FEEL: Record<Exclude<Shown, 'appointment'>, Feel> = {
  'handed-out': 'info',
  carried: 'info',
  'to-mail': 'waiting',
  mailing: 'info',
  mailed: 'good',
  'with-supervisor': 'warn',
  done: 'good',
  closed: 'quiet',
  held: 'warn',
  due: 'waiting',
  later: 'waiting',
}

/** Where a follow-up stands; one that waits is told apart by what it waits for, as the server counts it. */
function shownOf(row: FollowupRow, now: Temporal.Instant): Shown {
  if (isStateIn(ENDED_STATES, row.state)) return row.state
  const appointmentAt = row.appointmentAt ? Temporal.Instant.from(row.appointmentAt) : null
  const { state, withSupervisor, held } = row
  const waiting = { state, withSupervisor, appointmentAt, dueAt: Temporal.Instant.from(row.dueAt), heldBy: held.length }
  return situationOf(waiting, now)
}

/** The state of a follow-up with its icon; put off or closed, with the reason in words under it. */
export function FollowupState({ row }: { row: FollowupRow }) {
  const t = useT()
  const situation = shownOf(row, useNow())
  const why = useWhy(row, situation)
  return (
    <span className="followup-state">
      {situation === 'appointment' ? (
        <span className="status status-info">
          <CalendarOutlined aria-hidden />
          {t('supervision.state-appointment')}
        </span>
      ) : (
        <Status feel={FEEL[situation]}>
          {t(`supervision.state-${situation}`)}
          {situation === 'held' && <Time at={row.dueAt} />}
        </Status>
      )}
      {why && <small>{why}</small>}
    </span>
  )
}

function useWhy(row: FollowupRow, situation: Shown) {
  const t = useT()
  const language = useLanguage()
  if (situation === 'held') return <HeldBecause row={row} />
  if (situation === 'carried' && row.carriedBy) {
    return t('supervision.carried-with', { purpose: PURPOSE_WORDS[row.carriedBy.purpose][language] })
  }
  return situation === 'closed' ? row.closedText : null
}

/** Why the contact policy put it off. */
function HeldBecause({ row }: { row: FollowupRow }) {
  const t = useT()
  const language = useLanguage()
  const reasons = row.held.map(({ sentence }) => sentence).join(language === 'zh' ? '' : ' ')
  return <span title={reasons}>{t('supervision.held-because', { reasons })}</span>
}

/** The one time that counts now: when it ended, was agreed, or is due. */
export function FollowupTime({ row }: { row: FollowupRow }) {
  const t = useT()
  const now = useNow()
  if (row.settledAt) {
    return (
      <span className="muted">
        <Time at={row.settledAt} />
      </span>
    )
  }
  const late = Temporal.Instant.compare(Temporal.Instant.from(row.dueAt), now) <= 0
  return (
    <span>
      {late && <span className="muted">{t('supervision.due-since')}</span>}
      <Time at={row.appointmentAt ?? row.dueAt} />
    </span>
  )
}

/** In whose hands it is, for whom it is kept, or which team it waits for. */
export function WhoHasIt({ row }: { row: FollowupRow }) {
  const t = useT()
  if (row.handedToName) return row.handedToName
  return (
    <span className="muted">
      {row.reservedForName && row.state === 'waiting'
        ? t('supervision.kept-for', { name: row.reservedForName })
        : row.teamName}
    </span>
  )
}
