import { useFilters } from '../kit/Filters.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { useT } from '../kit/words.ts'
import { sayTight } from './LoadGrid.tsx'
import { sayPlanDay, type TeamLoad, tightNeeds } from './load-layout.ts'

const MOST_SHOWN = 8

/** Days on which those who can do what not everybody can have little time left; nothing where there are none. */
export function LoadOfNeeds({ teams, today }: { teams: readonly TeamLoad[]; today: string }) {
  const t = useT()
  const language = useLanguage()
  const [, set] = useFilters(['day', 'of'])
  const tight = teams
    .flatMap(team => team.days.flatMap(load => tightNeeds(load).map(one => ({ team, day: load.day, one }))))
    .filter(({ day }) => day >= today)
    .sort((a, b) => (a.day < b.day ? -1 : 1))
  if (tight.length === 0) return null
  return (
    <section className="load-tight-days" aria-label={t('plan.tight-days')}>
      <h3>{t('plan.tight-days')}</h3>
      <ul>
        {tight.slice(0, MOST_SHOWN).map(({ team, day, one }) => (
          <li key={`${team.id} ${day} ${one.needs.join()}`}>
            <button
              type="button"
              className="link"
              onClick={() => {
                set('of', team.id)
                set('day', day)
              }}
            >
              {sayPlanDay(day, language, 'none')} · {team.name}
            </button>
            <span className="muted">{sayTight(one, t, language)}</span>
          </li>
        ))}
      </ul>
      {tight.length > MOST_SHOWN && (
        <p className="muted">{t('plan.tight-more', { count: tight.length - MOST_SHOWN })}</p>
      )}
    </section>
  )
}
