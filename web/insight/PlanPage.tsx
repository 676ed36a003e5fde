import './insight.css'
import './reports.css'
import { Segmented, Skeleton } from 'antd'
import { downloadPlan, readPlanParts, readPlanReport, SPLITS } from '../../server/reports/plan-contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useAsk } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { useFilters } from '../kit/Filters.tsx'
import { Page, Panel } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { sayNumber } from '../kit/say-time.ts'
import { type Column, rowsAsList, Table } from '../kit/Table.tsx'
import { Num, Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { PeriodBar } from './PeriodBar.tsx'
import { PlanChart, type PlanReport, type PlanRow, rowsToDraw } from './PlanChart.tsx'
import type { Days } from './period.ts'
import { shareOf } from './report.ts'
import { SaveBook } from './SaveBook.tsx'
import { ShareBar } from './ShareBar.tsx'
import { type PeriodState, usePeriod } from './use-period.ts'

const TOPICS = ['followups', 'reports']
const EVERY_MS = 60_000

/** The grain in which a period is told: hours of a day, days of some months, else months. */
function grainOf({ from, to }: Days): 'hour' | 'day' | 'month' {
  const days = from.until(to, { largestUnit: 'days' }).days + 1
  return days === 1 ? 'hour' : days <= 92 ? 'day' : 'month'
}

/** Plan against actual, from month to day to hour, in all and per agent, team, branch or campaign. */
export function PlanPage() {
  const t = useT()
  const state = usePeriod()
  const [{ agent }, set] = useFilters(['agent'])
  const query = { ...state.query, by: grainOf(state.days), staffId: agent }
  const report = useAsk(readPlanReport, { query }, { topics: TOPICS, everyMs: EVERY_MS })
  return (
    <Page
      title={t('insight.plan')}
      hint={t('insight.plan-hint')}
      action={
        <SaveBook
          endpoint={downloadPlan}
          given={{ query }}
          fileName={`plan-${state.query.from}_${state.query.to}.xlsx`}
        />
      }
    >
      <PeriodBar state={state} />
      {report.error && <ProblemNote error={report.error} onRetry={() => void report.refetch()} />}
      {report.data ? (
        <div className={report.isPlaceholderData ? 'today today-stale' : 'today'}>
          <Totals report={report.data} />
          <PlanNote report={report.data} agent={agent !== undefined} />
          <PlanChart report={report.data} />
          <PlanRows report={report.data} state={state} />
          <Parts state={state} agent={agent} setAgent={id => set('agent', id)} />
        </div>
      ) : (
        !report.error && <Skeleton active paragraph={{ rows: 10 }} />
      )}
    </Page>
  )
}

function Totals({ report: { totals, rows } }: { report: PlanReport }) {
  const t = useT()
  const language = useLanguage()
  const share = (part: number, whole: number) => sayNumber(shareOf(part, whole) ?? 0, language, true)
  const { plan, attempts, conversations, completed } = totals
  // Against a part of the days a share would say nothing.
  const hasWholePlan = plan !== null && plan > 0 && totals.frozenDays === totals.days
  // What was left from before the first day that has a plan; later days carry the same follow-ups again.
  const carried = rows.find(row => row.carried !== null)?.carried ?? 0
  return (
    <dl className="panel totals">
      <div className="figure">
        <dt>{t('insight.planned')}</dt>
        <dd className="figure-value">
          <Num value={plan} />
          {carried > 0 && <small>{t('insight.carried-over', { count: sayNumber(carried, language) })}</small>}
        </dd>
      </div>
      <div className="figure">
        <dt>{t('insight.done')}</dt>
        <dd className="figure-value">
          <Num value={attempts} />
          {hasWholePlan && <small>{t('insight.of-plan', { share: share(attempts, plan) })}</small>}
        </dd>
      </div>
      <div className="figure">
        <dt>{t('insight.reached')}</dt>
        <dd className="figure-value">
          <Num value={conversations} />
          {attempts > 0 && <small>{t('insight.share-of-done', { share: share(conversations, attempts) })}</small>}
        </dd>
      </div>
      <div className="figure">
        <dt>{t('insight.completed')}</dt>
        <dd className="figure-value">
          <Num value={completed} />
          {conversations > 0 && (
            <small>{t('insight.share-of-reached', { share: share(completed, conversations) })}</small>
          )}
        </dd>
      </div>
    </dl>
  )
}

function PlanNote({ report: { totals, frozenAt }, agent }: { report: PlanReport; agent: boolean }) {
  const t = useT()
  const { frozenDays, days } = totals
  if (agent) return <p className="plan-note">{t('insight.plan-not-for-agents')}</p>
  if (frozenDays === 0) return <p className="plan-note">{t('insight.plan-missing')}</p>
  if (frozenDays < days) {
    return <p className="plan-note">{t('insight.plan-partly', { frozen: String(frozenDays), days: String(days) })}</p>
  }
  return frozenAt ? (
    <p className="plan-note">
      {t('insight.plan-frozen-at')}
      <Time at={frozenAt} />
    </p>
  ) : null
}

/** The same rows as a table; a month opens its days, a day its hours. */
function PlanRows({ report, state }: { report: PlanReport; state: PeriodState }) {
  const t = useT()
  const rows = rowsToDraw(report)
  if (rows.length === 0) return null
  const days = { from: Temporal.PlainDate.from(report.from), to: Temporal.PlainDate.from(report.to) }
  const month = { from: days.from.with({ day: 1 }), to: days.from.with({ day: days.from.daysInMonth }) }
  const year = { from: days.from.with({ month: 1, day: 1 }), to: state.today }
  const open = (row: PlanRow) =>
    state.choose('custom', { from: Temporal.PlainDate.from(row.from), to: Temporal.PlainDate.from(row.to) })
  const carried: Column<PlanRow> = {
    key: 'carried',
    title: t('insight.plan-carried'),
    right: true,
    value: row => <Num value={row.carried} />,
  }
  const daysWithPlan: Column<PlanRow> = {
    key: 'days',
    title: t('insight.plan-days'),
    right: true,
    phone: 'hide',
    value: row => t('insight.plan-days-of', { frozen: String(row.frozenDays), days: String(row.days) }),
  }
  const upTo = report.by === 'hour' ? month : report.by === 'day' ? year : undefined
  return (
    <Panel
      title={t('insight.plan-time')}
      extra={
        <span className="panel-note">
          {report.by !== 'hour' && t('insight.plan-drill')}{' '}
          {upTo && (
            <Button type="link" size="small" onClick={() => state.choose('custom', upTo)}>
              {t(report.by === 'hour' ? 'insight.plan-up-month' : 'insight.plan-up-year')}
            </Button>
          )}
        </span>
      }
    >
      <Table<PlanRow>
        label={t('insight.plan')}
        list={rowsAsList(rows)}
        rowKey={row => row.startsAt}
        onOpen={report.by === 'hour' ? undefined : open}
        empty={null}
        columns={[
          {
            key: 'time',
            title: t('insight.plan-time'),
            phone: 'title',
            value: row => (report.by === 'hour' ? t('insight.hour-of', { hour: row.label }) : row.label),
          },
          { key: 'plan', title: t('insight.planned'), right: true, value: row => <Num value={row.plan} /> },
          // What was left from before belongs to a day, not to its hours; only a month has several plans.
          ...(report.by === 'hour' ? [] : [carried]),
          ...(report.by === 'month' ? [daysWithPlan] : []),
          { key: 'attempts', title: t('insight.attempts'), right: true, value: row => <Num value={row.attempts} /> },
          {
            key: 'conversations',
            title: t('insight.conversations'),
            right: true,
            value: row => <Num value={row.conversations} />,
          },
          { key: 'completed', title: t('insight.completed'), right: true, value: row => <Num value={row.completed} /> },
        ]}
      />
    </Panel>
  )
}

type Part = AnswerOf<typeof readPlanParts>['rows'][number]

function Parts({
  state,
  agent,
  setAgent,
}: {
  state: PeriodState
  agent: string | undefined
  setAgent: (id: string | undefined) => void
}) {
  const t = useT()
  const [{ split: asked }, set] = useFilters(['split'])
  const split = SPLITS.find(name => name === asked) ?? 'agent'
  const parts = useAsk(readPlanParts, { query: { ...state.query, split, staffId: agent } }, { topics: TOPICS })
  const open = ({ id }: Part) => {
    if (!id) return
    if (split === 'agent') setAgent(id)
    else state.set(split, id)
  }
  return (
    <Panel
      title={t('insight.plan-split')}
      extra={
        <span className="panel-tools">
          {agent && (
            <Button size="small" onClick={() => setAgent(undefined)}>
              {t('insight.agent-clear')}
            </Button>
          )}
          <Segmented
            size="small"
            value={split}
            onChange={next => set('split', next === 'agent' ? undefined : next)}
            options={SPLITS.map(value => ({ value, label: t(`insight.split-${value}`) }))}
          />
        </span>
      }
    >
      {parts.error && <ProblemNote error={parts.error} onRetry={() => void parts.refetch()} />}
      {parts.data && (
        <Table<Part>
          label={t(`insight.split-${split}`)}
          list={rowsAsList(parts.data.rows)}
          rowKey={row => row.id ?? 'none'}
          onOpen={open}
          empty={<Empty title={t('insight.parts-empty')} hint={t('insight.parts-empty-hint')} />}
          columns={[
            {
              key: 'name',
              title: t('insight.name'),
              phone: 'title',
              value: row => <strong>{row.name ?? t('insight.no-campaign')}</strong>,
            },
            { key: 'plan', title: t('insight.planned'), right: true, value: row => <Num value={row.plan} /> },
            { key: 'attempts', title: t('insight.attempts'), right: true, value: row => <Num value={row.attempts} /> },
            {
              key: 'conversations',
              title: t('insight.conversations'),
              right: true,
              value: row => <Num value={row.conversations} />,
            },
            {
              key: 'completed',
              title: t('insight.completed'),
              right: true,
              value: row => <Num value={row.completed} />,
            },
            {
              key: 'rate',
              title: t('insight.success-rate'),
              width: 170,
              value: row => (
                <span className="share">
                  <ShareBar share={row.successRate} />
                  <Num value={row.successRate} share />
                </span>
              ),
            },
          ]}
        />
      )}
    </Panel>
  )
}
