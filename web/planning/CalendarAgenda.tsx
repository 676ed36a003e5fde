import { Link } from 'react-router'
import { Empty } from '../kit/Empty.tsx'
import { Status } from '../kit/Status.tsx'
import { Day } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { loadOf, useMarks } from './CalendarGrid.tsx'
import type { CalendarAnswer } from './calendar-layout.ts'
import { Between } from './pieces.tsx'
import { FEEL_OF_STATE } from './say-campaign.ts'

interface AgendaProps {
  answer: CalendarAnswer
  span: { from: Temporal.PlainDate; to: Temporal.PlainDate }
  today: Temporal.PlainDate
}

/** The same for a narrow screen: campaigns as a list, then the days that stand out. */
export function Agenda({ answer, span, today }: AgendaProps) {
  const t = useT()
  const days = Array.from({ length: span.from.until(span.to).days + 1 }, (_, ahead) => span.from.add({ days: ahead }))
  return (
    <div className="agenda">
      {answer.campaigns.length === 0 && (
        <Empty title={t('planning.calendar-empty')} hint={t('planning.calendar-empty-hint')} />
      )}
      <ul>
        {answer.campaigns.map(campaign => (
          <li key={campaign.id}>
            <Link to={`/campaigns/${campaign.id}`}>
              <strong>{campaign.name || t('planning.no-name')}</strong>
              <Status feel={FEEL_OF_STATE[campaign.state]}>{t(`planning.state-${campaign.state}`)}</Status>
              <span className="muted">
                <Between from={campaign.validFrom} until={campaign.validUntil} />
                {campaign.teamName && ` · ${campaign.teamName}`}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <ol className="agenda-days">
        {days.map(day => (
          <AgendaDay key={day.toString()} {...{ answer, day }} isToday={day.equals(today)} />
        ))}
      </ol>
    </div>
  )
}

function AgendaDay({ answer, day, isToday }: { answer: CalendarAnswer; day: Temporal.PlainDate; isToday: boolean }) {
  const t = useT()
  const marks = useMarks(day, answer)
  const { due, capacity } = loadOf(answer, day.toString())
  if (marks.length === 0 && due === 0 && !isToday) return null
  return (
    <li>
      <b>
        <Day on={day.toString()} />
      </b>
      <span className="day-marks">{marks.join(' ')}</span>
      {due > 0 && <span>{t('planning.load-of', { due, capacity })}</span>}
    </li>
  )
}
