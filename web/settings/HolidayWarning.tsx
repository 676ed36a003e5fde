import { Link } from 'react-router'
import { missingHolidays } from '../../server/calendars/holiday-contract.ts'
import { useAsk } from '../kit/ask.ts'
import { useMay } from '../kit/me.ts'
import { StandingNote } from '../kit/StandingNote.tsx'
import { useT } from '../kit/words.ts'

/** Tells administrators and planners that the public holidays of a year are missing, until they are entered. */
export function HolidayWarning() {
  const t = useT()
  const mayEnter = useMay('calendars.manage')
  const plans = useMay('campaigns.plan')
  const years = useAsk(missingHolidays, {}, { when: mayEnter || plans }).data?.years ?? []
  if (years.length === 0) return null
  return (
    <StandingNote>
      {t('shell.holidays-missing', { years: years.join(' / ') })}
      {mayEnter ? (
        <Link to={`/settings/holidays?year=${years[0]}`}>{t('shell.holidays-enter')}</Link>
      ) : (
        <span>{t('shell.holidays-ask')}</span>
      )}
    </StandingNote>
  )
}
