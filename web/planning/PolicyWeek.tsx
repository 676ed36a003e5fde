import { Select } from 'antd'
import { useState } from 'react'
import { minuteOf, type Span } from '../../server/calendars/rules.ts'
import { hoursOfAll } from '../../server/policy/hours-rules.ts'
import { Panel } from '../kit/Page.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { useT } from '../kit/words.ts'
import { type Content, type Rule, sayName, saySpans } from './say-rule.ts'

type HoursRule = Extract<Rule, { kind: 'hours' }>

const HOURS = [0, 6, 9, 12, 14, 18, 21, 24]

/** Whether a rule is about every call: it names nothing, or the telephone among its channels alone. */
function isForAll({ scope }: HoursRule): boolean {
  const named = Object.entries(scope).filter(([, part]) => part && part.length > 0)
  return named.every(([part]) => part === 'channels' && scope.channels!.includes('phone'))
}

/** The week as a picture: when customers may be rung, by the rules for all and one more for those it is about. */
export function PolicyWeek({ content }: { content: Content }) {
  const t = useT()
  const language = useLanguage()
  const rules = content.rules.filter(rule => rule.kind === 'hours')
  const some = rules.filter(rule => !isForAll(rule))
  const [chosen, setChosen] = useState('')
  const own = some.find(rule => rule.id === chosen)
  const holding = [...rules.filter(isForAll), ...(own ? [own] : [])]
  const rows: { day: string; spans: Span[] }[] = [
    ...[1, 2, 3, 4, 5].map(day => ({ day, kind: 'workday' as const })),
    ...[6, 7].map(day => ({ day, kind: 'rest-day' as const })),
  ].map(({ day, kind }) => ({
    day: t(`policy.weekday-${day as 1}`),
    spans: hoursOfAll(holding, day, kind),
  }))
  rows.push({ day: t('policy.day-holiday'), spans: hoursOfAll(holding, 1, 'holiday') })
  rows.push({ day: t('policy.week-make-up'), spans: hoursOfAll(holding, 6, 'workday') })
  return (
    <Panel
      title={t('policy.week-title')}
      extra={
        some.length > 0 && (
          <Select
            aria-label={t('policy.week-of')}
            style={{ minWidth: 160, maxWidth: '100%' }}
            value={chosen}
            onChange={setChosen}
            options={[
              { value: '', label: t('policy.week-all') },
              ...some.map(rule => ({ value: rule.id, label: sayName(rule, language) })),
            ]}
          />
        )
      }
    >
      <p className="panel-hint faint">{t('policy.week-hint')}</p>
      <div className="policy-week">
        <div className="policy-week-row policy-week-head" aria-hidden>
          <span />
          <div className="policy-week-bar">
            {HOURS.map(hour => (
              <span key={hour} className="policy-week-hour" style={{ insetInlineStart: `${(hour / 24) * 100}%` }}>
                {hour}
              </span>
            ))}
          </div>
        </div>
        {rows.map(({ day, spans }) => (
          <Row key={day} day={day} spans={spans} />
        ))}
      </div>
    </Panel>
  )
}

function Row({ day, spans }: { day: string; spans: readonly Span[] }) {
  const t = useT()
  const said = saySpans(spans, t)
  return (
    <div className="policy-week-row">
      <span>{day}</span>
      <div className="policy-week-bar" role="img" aria-label={t('policy.week-row', { day, spans: said })} title={said}>
        {spans.length === 0 && <em>{t('policy.week-closed')}</em>}
        {spans.map(({ from, to }) => (
          <i
            key={from}
            style={{
              insetInlineStart: `${(minuteOf(from) / 1440) * 100}%`,
              width: `${((minuteOf(to) - minuteOf(from)) / 1440) * 100}%`,
            }}
          />
        ))}
      </div>
    </div>
  )
}
