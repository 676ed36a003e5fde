import { FESTIVAL_WORDS, FESTIVALS, type Festival } from '../../server/campaigns/festival-reasons.ts'
import { festivalsBetween } from '../../server/campaigns/festival-rules.ts'
import { useMe } from '../kit/me.ts'
import { useLanguage } from '../kit/preferences.ts'
import { Day } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { todayIn } from './say-campaign.ts'

interface FestivalChoiceProps {
  /** Whether festivals are asked about at all: the almanac is large. */
  open: boolean
  value?: Festival[]
  onChange?: (festivals: Festival[]) => void
}

/** Which festivals; each with the day it falls on next. */
export function FestivalChoice({ value = [], onChange = () => {} }: FestivalChoiceProps) {
  const t = useT()
  const language = useLanguage()
  const today = todayIn(useMe().organisation.timeZone)
  const next = festivalsBetween(today, today.add({ days: 400 }))
  const toggle = (festival: Festival) =>
    onChange(value.includes(festival) ? value.filter(other => other !== festival) : [...value, festival])
  return (
    <fieldset className="festival-choice" aria-label={t('planning.festivals')}>
      {[...FESTIVALS]
        .sort((a, b) =>
          `${next.find(it => it.festival === a)?.day}` < `${next.find(it => it.festival === b)?.day}` ? -1 : 1,
        )
        .map(festival => (
          <label key={festival} className={value.includes(festival) ? 'trigger-tile trigger-chosen' : 'trigger-tile'}>
            <input type="checkbox" checked={value.includes(festival)} onChange={() => toggle(festival)} />
            {FESTIVAL_WORDS[festival][language]}
            <small>
              <Day on={next.find(it => it.festival === festival)?.day.toString()} />
            </small>
          </label>
        ))}
    </fieldset>
  )
}
