import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button as AntButton } from 'antd'
import { useRef } from 'react'
import { Button } from '../kit/Button.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { useT } from '../kit/words.ts'

interface DayStepperProps {
  day: Temporal.PlainDate
  today: Temporal.PlainDate
  onChange: (day: Temporal.PlainDate) => void
}

/** Which day: one back, one forward, or any from a calendar; never later than today. */
export function DayStepper({ day, today, onChange }: DayStepperProps) {
  const t = useT()
  const calendar = useRef<HTMLInputElement>(null)
  const isToday = day.equals(today)
  const choose = (next: Temporal.PlainDate) => onChange(Temporal.PlainDate.compare(next, today) > 0 ? today : next)
  return (
    <fieldset className="day-stepper" aria-label={t('insight.day')}>
      <Button
        icon={<LeftOutlined />}
        aria-label={t('insight.day-before')}
        onClick={() => choose(day.subtract({ days: 1 }))}
      />
      <AntButton title={t('insight.choose-day')} onClick={() => calendar.current?.showPicker()}>
        <DayName day={day} />
      </AntButton>
      <input
        ref={calendar}
        type="date"
        tabIndex={-1}
        aria-label={t('insight.choose-day')}
        value={day.toString()}
        max={today.toString()}
        onChange={({ target }) => target.value && choose(Temporal.PlainDate.from(target.value))}
      />
      <Button
        icon={<RightOutlined />}
        aria-label={t('insight.day-after')}
        whyNot={isToday && t('insight.no-day-after')}
        onClick={() => choose(day.add({ days: 1 }))}
      />
      {!isToday && (
        <AntButton type="link" onClick={() => choose(today)}>
          {t('insight.back-to-today')}
        </AntButton>
      )}
    </fieldset>
  )
}

function DayName({ day }: { day: Temporal.PlainDate }) {
  const language = useLanguage()
  const format = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    year: 'numeric',
    month: language === 'zh' ? 'long' : 'short',
    day: 'numeric',
    weekday: 'short',
    timeZone: 'UTC',
  })
  return format.format(day.toZonedDateTime('UTC').epochMilliseconds)
}
