import './insight.css'
import './reports.css'
import { Skeleton } from 'antd'
import { downloadOutcomesBook, readOutcomes } from '../../server/reports/outcomes-contract.ts'
import { useAsk } from '../kit/ask.ts'
import { Page } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { sayNumber } from '../kit/say-time.ts'
import { useT } from '../kit/words.ts'
import { OutcomesTable } from './OutcomesTable.tsx'
import { PeriodBar } from './PeriodBar.tsx'
import { Rates } from './Rates.tsx'
import { SaveBook } from './SaveBook.tsx'
import { usePeriod } from './use-period.ts'

/** How the calls of a period ended, with every AAPOR rate and its definition. */
export function OutcomesPage() {
  const t = useT()
  const language = useLanguage()
  const state = usePeriod('week')
  const { query } = state
  const report = useAsk(readOutcomes, { query }, { topics: ['followups', 'reports'] })
  const ended = report.data?.ended ?? 0
  return (
    <Page
      title={t('insight.outcomes-title')}
      hint={t('insight.outcomes-hint')}
      action={
        <SaveBook
          endpoint={downloadOutcomesBook}
          given={{ query }}
          fileName={`outcomes-${query.from}_${query.to}.xlsx`}
        />
      }
    >
      <PeriodBar state={state} />
      {report.error && <ProblemNote error={report.error} onRetry={() => void report.refetch()} />}
      {report.data ? (
        <div className={report.isPlaceholderData ? 'today today-stale' : 'today'}>
          <OutcomesTable outcomes={report.data.outcomes} />
          <Rates
            report={report.data}
            basis={
              ended > 0
                ? t('insight.rates-basis-period', { count: sayNumber(ended, language) })
                : t('insight.rates-none-period')
            }
          />
        </div>
      ) : (
        !report.error && <Skeleton active paragraph={{ rows: 10 }} />
      )}
    </Page>
  )
}
