import './insight.css'
import './reports.css'
import './answers.css'
import { Skeleton } from 'antd'
import { ANSWER_SPLITS, downloadAnswers, readAnswers } from '../../server/reports/answers-contract.ts'
import { useAsk } from '../kit/ask.ts'
import { Empty } from '../kit/Empty.tsx'
import { Filters, useFilters } from '../kit/Filters.tsx'
import { Page } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useT } from '../kit/words.ts'
import { PeriodBar } from './PeriodBar.tsx'
import { QuestionPanel } from './QuestionPanel.tsx'
import { SaveBook } from './SaveBook.tsx'
import type { AnswersReport } from './say-measure.ts'
import { usePeriod } from './use-period.ts'

/** What customers answered, question by question of one script, with how far it can be trusted. */
export function AnswersPage() {
  const t = useT()
  const state = usePeriod('month')
  const [values, set] = useFilters(['script', 'split'])
  const split = ANSWER_SPLITS.find(name => name === values.split) ?? 'branch'
  const query = { ...state.query, scriptId: values.script, split }
  const report = useAsk(readAnswers, { query }, { topics: ['followups', 'reports'] })
  return (
    <Page
      title={t('insight.answers-title')}
      hint={t('insight.answers-hint')}
      action={
        <SaveBook
          endpoint={downloadAnswers}
          given={{ query }}
          fileName={`answers-${state.query.from}_${state.query.to}.xlsx`}
        />
      }
    >
      <PeriodBar state={state} />
      <div className="report-filters">
        <Filters
          values={{ script: report.data?.scriptId ?? undefined, split }}
          set={set}
          filters={[
            {
              name: 'script',
              label: t('insight.script'),
              options: (report.data?.scripts ?? []).map(row => ({
                value: row.id,
                label: `${row.name} (${row.followups})`,
              })),
            },
            {
              name: 'split',
              label: t('insight.answer-parts'),
              options: ANSWER_SPLITS.map(value => ({ value, label: t(`insight.split-${value}`) })),
            },
          ]}
        />
      </div>
      {report.error && <ProblemNote error={report.error} onRetry={() => void report.refetch()} />}
      {report.data ? (
        <div className={report.isPlaceholderData ? 'today-stale' : undefined}>
          <Questions report={report.data} query={state.query} />
        </div>
      ) : (
        !report.error && <Skeleton active paragraph={{ rows: 10 }} />
      )}
    </Page>
  )
}

function Questions({ report, query }: { report: AnswersReport; query: ReturnType<typeof usePeriod>['query'] }) {
  const t = useT()
  const { scriptId } = report
  if (report.questions.length === 0 || scriptId === null) {
    return <Empty title={t('insight.answers-empty')} hint={t('insight.answers-empty-hint')} />
  }
  return report.questions.map(question => (
    <QuestionPanel
      key={question.id}
      question={question}
      smallBelow={report.smallBelow}
      asked={{ ...query, scriptId }}
    />
  ))
}
