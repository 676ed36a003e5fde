import { useFilters } from '../kit/Filters.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { useT } from '../kit/words.ts'
import { ALL_TEAMS, FullInWords, LoadBar, type LoadProps, useRows, useSaid } from './LoadGrid.tsx'
import { type DayLoad, fullness, isEmpty, sayPlanDay } from './load-layout.ts'

/** The same for a narrow screen: day after day, its teams under it. Days on which nobody works and nothing is planned are left out. */
export function LoadList({ teams, days, today }: LoadProps) {
  const language = useLanguage()
  const rows = useRows(teams, days)
  const shown = days.map((day, at) => ({ day: day.toString(), at })).filter(({ at }) => !isEmpty(rows[0]!.days[at]!))
  return (
    <ol className="load-list">
      {shown.map(({ day, at }) => (
        <li key={day} className={day < today ? 'load-past' : undefined}>
          <h3 className={day === today ? 'load-today' : undefined}>{sayPlanDay(day, language)}</h3>
          <ul>
            {rows
              .filter(
                row =>
                  row.id === ALL_TEAMS || row.days[at]!.contacts > 0 || row.days[at]!.mails > 0 || rows.length === 1,
              )
              .map(row => (
                <li key={row.id}>
                  <Line id={row.id} name={row.name} load={row.days[at]!} />
                </li>
              ))}
          </ul>
        </li>
      ))}
    </ol>
  )
}

function Line({ id, name, load }: { id: string; name: string; load: DayLoad }) {
  const t = useT()
  const [, set] = useFilters(['day', 'of'])
  const said = useSaid(name, load)
  const full = fullness(load)
  return (
    <button
      type="button"
      className="load-line"
      onClick={() => {
        set('of', id === ALL_TEAMS ? undefined : id)
        set('day', load.day)
      }}
    >
      <span className="said-only">{said}</span>
      <span aria-hidden>{name}</span>
      <span className="muted" aria-hidden>
        {[
          (load.contacts > 0 || load.mails === 0) && t('plan.contacts-of', { count: load.contacts }),
          load.mails > 0 && t('plan.mails-of', { count: load.mails }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {full !== null && <FullInWords full={full} />}
      {full !== null && <LoadBar load={load} />}
    </button>
  )
}
