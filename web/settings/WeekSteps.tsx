import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button } from '../kit/Button.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { useT } from '../kit/words.ts'

interface WeekStepsProps {
  monday: Temporal.PlainDate
  thisMonday: Temporal.PlainDate
  onGo: (monday: Temporal.PlainDate) => void
}

/** The week that is shown, and the ways to the one before, the next and this one. */
export function WeekSteps({ monday, thisMonday, onGo }: WeekStepsProps) {
  const t = useT()
  const language = useLanguage()
  const say = (day: Temporal.PlainDate) =>
    day.toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB', { month: 'long', day: 'numeric' })
  return (
    <span className="week-steps">
      <Button
        icon={<LeftOutlined />}
        aria-label={t('calendars.week-before')}
        onClick={() => onGo(monday.subtract({ days: 7 }))}
      />
      <b>{`${say(monday)} – ${say(monday.add({ days: 6 }))}`}</b>
      <Button
        icon={<RightOutlined />}
        aria-label={t('calendars.week-after')}
        onClick={() => onGo(monday.add({ days: 7 }))}
      />
      <Button onClick={() => onGo(thisMonday)}>{t('calendars.this-week')}</Button>
    </span>
  )
}
