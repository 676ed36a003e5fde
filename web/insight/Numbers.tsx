import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useMay } from '../kit/me.ts'
import { useLanguage } from '../kit/preferences.ts'
import { sayNumber } from '../kit/say-time.ts'
import { Num } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { type Report, shareOf } from './report.ts'

/** The numbers one looks at first: the day on the left, this moment on the right. */
export function Numbers({ report }: { report: Report }) {
  const t = useT()
  return (
    <div className="numbers">
      <section className="panel" aria-label={t('insight.of-the-day')}>
        <h2>{t('insight.of-the-day')}</h2>
        <OfTheDay totals={report.totals} />
      </section>
      <section className="panel" aria-label={t('insight.at-this-moment')}>
        <h2>{t('insight.at-this-moment')}</h2>
        <AtThisMoment now={report.now} cases={report.cases} coverage={report.coverage} />
      </section>
    </div>
  )
}

function OfTheDay({ totals: { due, carriedOver, done, reached, completed } }: { totals: Report['totals'] }) {
  const t = useT()
  const say = useSayCount()
  return (
    <dl>
      <Figure
        name={t('insight.due')}
        value={due}
        note={carriedOver > 0 && t('insight.carried-over', { count: say(carriedOver) })}
      />
      <Figure name={t('insight.done')} value={done} />
      <Figure
        name={t('insight.reached')}
        value={reached}
        note={done > 0 && t('insight.share-of-done', { share: say(shareOf(reached, done) ?? 0, true) })}
      />
      <Figure
        name={t('insight.completed')}
        value={completed}
        note={reached > 0 && t('insight.share-of-reached', { share: say(shareOf(completed, reached) ?? 0, true) })}
      />
    </dl>
  )
}

function AtThisMoment({ now, cases, coverage }: Pick<Report, 'now' | 'cases' | 'coverage'>) {
  const t = useT()
  const say = useSayCount()
  const mayFollowups = useMay('followups.read')
  const mayCases = useMay('cases.read')
  const waiting = mayFollowups ? '/followups?state=waiting' : undefined
  return (
    <dl>
      <Figure
        name={t('insight.waiting')}
        value={now.waiting}
        to={waiting}
        note={t('insight.later-too', { later: say(now.later), appointments: say(now.appointments) })}
      />
      <Figure name={t('insight.held')} value={now.held} to={waiting} note={t('insight.held-why')} />
      <Figure
        name={t('insight.handed-out')}
        value={now.handedOut}
        to={mayFollowups ? '/followups?state=handed-out' : undefined}
        note={t('insight.handed-out-why')}
      />
      {now.byMail > 0 && (
        <Figure
          name={t('insight.to-mail')}
          value={now.byMail}
          to={mayFollowups ? '/followups?state=to-mail' : undefined}
          note={t('insight.to-mail-why')}
        />
      )}
      <Figure
        name={t('insight.overdue-cases')}
        value={cases.overdue}
        late={cases.overdue > 0}
        to={mayCases ? '/cases?show=overdue' : undefined}
        note={t('insight.other-cases', {
          open: say(cases.open),
          confirming: say(cases.confirming),
          escalated: say(cases.escalated),
        })}
      />
      {coverage.rules > 0 && (
        <Figure
          name={t('insight.left-alone')}
          value={coverage.alone}
          late={coverage.newly > 0}
          to="/reports/coverage"
          note={coverage.newly > 0 && t('insight.left-alone-new', { newly: say(coverage.newly) })}
        />
      )}
    </dl>
  )
}

interface FigureProps {
  name: string
  value: number
  note?: ReactNode
  /** The list behind the number. */
  to?: string | undefined
  late?: boolean
}

function Figure({ name, value, note, to, late }: FigureProps) {
  return (
    <div className={late ? 'figure figure-late' : 'figure'}>
      <dt>{to ? <Link to={to}>{name}</Link> : name}</dt>
      <dd className="figure-value">
        <Num value={value} />
        {note && <small>{note}</small>}
      </dd>
    </div>
  )
}

function useSayCount(): (value: number, share?: boolean) => string {
  const language = useLanguage()
  return (value, share) => sayNumber(value, language, share)
}
