import { Link } from 'react-router'
import { listCoverageAlerts, noteCoverageAlert } from '../server/reports/coverage-contract.ts'
import { useAsk, useDo } from './kit/ask.ts'
import { Button } from './kit/Button.tsx'
import { StandingNote } from './kit/StandingNote.tsx'
import { useSay } from './kit/say.tsx'
import { useT } from './kit/words.ts'

const ASKED = { query: { open: 'true', forMe: 'true', limit: 1 } } as const

/** Tells those a coverage rule names, on every page, that customers are newly left alone, until somebody sees to it. */
export function CoverageNote({ open }: { open: boolean }) {
  const t = useT()
  const say = useSay()
  const alerts = useAsk(listCoverageAlerts, ASKED, { when: open, topics: ['reports'] })
  const note = useDo(noteCoverageAlert, { topics: ['reports'] })
  const alert = alerts.data?.items[0]
  if (!alert) return null
  return (
    <StandingNote>
      {t('shell.newly-alone', { count: alert.newly, rule: alert.ruleName, days: alert.days })}
      <Link to={`/reports/coverage?rule=${alert.ruleId}&alert=${alert.id}`}>{t('shell.newly-alone-see')}</Link>
      <Button
        size="small"
        type="text"
        needs={noteCoverageAlert}
        loading={note.isPending}
        onClick={() => note.mutate({ params: { id: alert.id } }, { onError: say.problem })}
      >
        {t('shell.newly-alone-noted')}
      </Button>
    </StandingNote>
  )
}
