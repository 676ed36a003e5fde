import { ArrowDownOutlined, ArrowUpOutlined, ClockCircleOutlined } from '@ant-design/icons'
import type { listCases } from '../../server/cases/contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { Status } from '../kit/Status.tsx'
import { Time, useNow } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { sayLeft } from './say-left.ts'

export type CaseRow = AnswerOf<typeof listCases>['items'][number]

/** How severe a problem is; told by an arrow as well as by colour. */
export function SeverityMark({ of: severity }: { of: CaseRow['severity'] }) {
  const t = useT()
  return (
    <span className={`severity severity-${severity}`}>
      {severity === 'high' && <ArrowUpOutlined aria-hidden />}
      {severity === 'low' && <ArrowDownOutlined aria-hidden />}
      {t(`supervision.severity-${severity}`)}
    </span>
  )
}

/** Where a case stands. */
export function CaseStatus({ row }: { row: Pick<CaseRow, 'state' | 'escalatedAt'> }) {
  const t = useT()
  if (row.state === 'closed') return <Status feel="good">{t('supervision.case-closed')}</Status>
  if (row.state === 'open') return <Status feel="info">{t('supervision.case-open')}</Status>
  return row.escalatedAt ? (
    <Status feel="warn">{t('supervision.case-escalated')}</Status>
  ) : (
    <Status feel="waiting">{t('supervision.case-confirming')}</Status>
  )
}

/** How long is left to solve an open case, calmly marked once it is overdue. */
export function TimeLeft({ dueAt }: { dueAt: string }) {
  const t = useT()
  const now = useNow()
  const due = Temporal.Instant.from(dueAt)
  const late = Temporal.Instant.compare(due, now) <= 0
  return (
    <span className={late ? 'time-left time-late' : 'time-left'}>
      {late && <ClockCircleOutlined aria-hidden />}
      {sayLeft(due, now, t)}
    </span>
  )
}

/** The deadline of a case in a list: time left while it is open, else when it was due or closed. */
export function CaseDeadline({ row }: { row: CaseRow }) {
  if (row.closedAt) return <Time at={row.closedAt} />
  if (row.state !== 'open') return <span className="faint">–</span>
  return (
    <span className="two-lines">
      <TimeLeft dueAt={row.dueAt} />
      <small>
        <Time at={row.dueAt} />
      </small>
    </span>
  )
}
