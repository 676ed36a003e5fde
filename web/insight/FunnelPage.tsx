import './insight.css'
import './reports.css'
import { Segmented, Skeleton } from 'antd'
import { downloadFunnel, FUNNEL_SPLITS, readFunnel } from '../../server/reports/funnel-contract.ts'
import { useAsk } from '../kit/ask.ts'
import { Empty } from '../kit/Empty.tsx'
import { useFilters } from '../kit/Filters.tsx'
import { Page, Panel } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { rowsAsList, Table } from '../kit/Table.tsx'
import { Num } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { Fates, type FunnelReport, Steps } from './Fates.tsx'
import { PeriodBar } from './PeriodBar.tsx'
import { shareOf } from './report.ts'
import { SaveBook } from './SaveBook.tsx'
import { ShareBar } from './ShareBar.tsx'
import { type PeriodState, usePeriod } from './use-period.ts'

const EVERY_MS = 60_000

/** From due to completed, and why the others did not get there. */
export function FunnelPage() {
  const t = useT()
  const state = usePeriod('week')
  const [{ split: asked }, set] = useFilters(['split'])
  const split = FUNNEL_SPLITS.find(name => name === asked) ?? 'campaign'
  const query = { ...state.query, split }
  const report = useAsk(readFunnel, { query }, { topics: ['followups', 'reports'], everyMs: EVERY_MS })
  return (
    <Page
      title={t('insight.funnel-title')}
      hint={t('insight.funnel-hint')}
      action={
        <SaveBook
          endpoint={downloadFunnel}
          given={{ query }}
          fileName={`funnel-${state.query.from}_${state.query.to}.xlsx`}
        />
      }
    >
      <PeriodBar state={state} />
      {report.error && <ProblemNote error={report.error} onRetry={() => void report.refetch()} />}
      {!report.data && !report.error && <Skeleton active paragraph={{ rows: 10 }} />}
      {report.data?.total.due === 0 && (
        <Empty title={t('insight.funnel-empty')} hint={t('insight.funnel-empty-hint')} />
      )}
      {report.data && report.data.total.due > 0 && (
        <div className={report.isPlaceholderData ? 'today today-stale' : 'today'}>
          <Panel title={t('insight.funnel-steps')}>
            <Steps funnel={report.data.total} />
          </Panel>
          <Panel title={t('insight.funnel-fates')}>
            <Fates
              funnel={report.data.total}
              within={{ campaign: query.campaignId, team: query.teamId, branch: query.branchId }}
            />
          </Panel>
          <FunnelParts report={report.data} state={state} onSplit={next => set('split', next)} />
        </div>
      )}
    </Page>
  )
}

type Part = FunnelReport['parts'][number]

function FunnelParts({
  report,
  state,
  onSplit,
}: {
  report: FunnelReport
  state: PeriodState
  onSplit: (split: string | undefined) => void
}) {
  const t = useT()
  const number = (of: 'due' | 'handedOut' | 'attempted' | 'spoken' | 'completed') => ({
    key: of,
    title: t(`insight.funnel-${of}`),
    right: true,
    value: (row: Part) => <Num value={row[of]} />,
  })
  return (
    <Panel
      title={t('insight.plan-split')}
      extra={
        <Segmented
          size="small"
          value={report.split}
          onChange={next => onSplit(next === 'campaign' ? undefined : next)}
          options={FUNNEL_SPLITS.map(value => ({ value, label: t(`insight.split-${value}`) }))}
        />
      }
    >
      <Table<Part>
        label={t(`insight.split-${report.split}`)}
        list={rowsAsList(report.parts)}
        rowKey={row => row.id ?? 'none'}
        onOpen={row => row.id && state.set(report.split, row.id)}
        empty={<Empty title={t('insight.parts-empty')} hint={t('insight.parts-empty-hint')} />}
        columns={[
          {
            key: 'name',
            title: t('insight.name'),
            phone: 'title',
            value: row => <strong>{row.name ?? t('insight.no-campaign')}</strong>,
          },
          number('due'),
          number('handedOut'),
          number('attempted'),
          number('spoken'),
          number('completed'),
          {
            key: 'share',
            title: t('insight.completion-share'),
            width: 150,
            value: row => (
              <span className="share">
                <ShareBar share={shareOf(row.completed, row.due)} />
                <Num value={shareOf(row.completed, row.due)} share />
              </span>
            ),
          },
          {
            key: 'lost',
            title: t('insight.most-lost'),
            value: row => {
              const lost = row.fates.find(fate => fate.kind === 'fell-out')
              return lost ? (
                <>
                  {lost.text} <Num value={lost.followups} />
                </>
              ) : (
                <span className="faint">{t('insight.nothing-fell-out')}</span>
              )
            },
          },
        ]}
      />
    </Panel>
  )
}
