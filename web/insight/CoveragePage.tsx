import './insight.css'
import './reports.css'
import { App, Skeleton } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import {
  addCoverageRule,
  downloadUncovered,
  listCoverageRules,
  listUncovered,
  removeCoverageRule,
} from '../../server/reports/coverage-contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useAsk, useDo, useList } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { useFilters } from '../kit/Filters.tsx'
import { Page, Panel } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { Status } from '../kit/Status.tsx'
import { useSay } from '../kit/say.tsx'
import { sayNumber } from '../kit/say-time.ts'
import { Table } from '../kit/Table.tsx'
import { Num, Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { CoverageDrawer } from './CoverageDrawer.tsx'
import { SaveBook } from './SaveBook.tsx'

type Rule = AnswerOf<typeof listCoverageRules>['items'][number]
type Customer = AnswerOf<typeof listUncovered>['items'][number]

const TOPICS = ['followups', 'contacts', 'customers', 'reports']
/** Counting stops at the server here. */
const COUNTED_TO = 10_000

/** Whom nobody has spoken to for too long: the rules with their alarms, and the customers of one. */
export function CoveragePage() {
  const t = useT()
  const say = useSay()
  const [{ rule: chosen }, set] = useFilters(['rule'])
  const [adding, setAdding] = useState(false)
  const rules = useAsk(listCoverageRules, {}, { topics: TOPICS })
  const items = rules.data?.items ?? []
  const rule = items.find(row => row.id === chosen) ?? items[0]
  const add = (
    <Button type="primary" needs={addCoverageRule} onClick={() => setAdding(true)}>
      {t('insight.coverage-add')}
    </Button>
  )
  return (
    <Page
      title={t('insight.coverage')}
      hint={t('insight.coverage-hint')}
      action={
        rule && (
          <span className="panel-tools">
            <SaveBook endpoint={downloadUncovered} given={{ params: { id: rule.id } }} fileName={`${rule.name}.xlsx`} />
            {add}
          </span>
        )
      }
    >
      {rules.error && <ProblemNote error={rules.error} onRetry={() => void rules.refetch()} />}
      {!rules.data && !rules.error && <Skeleton active paragraph={{ rows: 8 }} />}
      {rules.data && items.length === 0 && (
        <Empty title={t('insight.coverage-empty')} hint={t('insight.coverage-empty-hint')} action={add} />
      )}
      {rule && (
        <>
          <div className="coverage-rules">
            {items.map(row => (
              <RuleCard key={row.id} rule={row} current={row === rule} onChoose={() => set('rule', row.id)} />
            ))}
          </div>
          <Uncovered key={rule.id} rule={rule} />
        </>
      )}
      <CoverageDrawer
        open={adding}
        onClose={() => setAdding(false)}
        onDone={name => say.done(t('insight.coverage-added', { name }))}
      />
    </Page>
  )
}

function RuleCard({ rule, current, onChoose }: { rule: Rule; current: boolean; onChoose: () => void }) {
  const t = useT()
  const language = useLanguage()
  const say = (value: number) => (value >= COUNTED_TO ? t('insight.coverage-most') : sayNumber(value, language))
  return (
    <button type="button" className="coverage-rule" aria-pressed={current} onClick={onChoose}>
      <strong>{rule.name}</strong>
      <small>
        {[
          rule.branchName,
          rule.stage && t(`insight.stage-${rule.stage}`),
          rule.tag,
          t('insight.coverage-days-of', { days: String(rule.days) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </small>
      {rule.customers === 0 ? (
        <Status feel="quiet">{t('insight.coverage-no-customers')}</Status>
      ) : rule.uncovered > 0 ? (
        <Status feel="bad">{t('insight.coverage-alert', { uncovered: say(rule.uncovered) })}</Status>
      ) : (
        <Status feel="good">{t('insight.coverage-fine')}</Status>
      )}
      <small>{t('insight.coverage-of', { customers: say(rule.customers), planned: say(rule.planned) })}</small>
    </button>
  )
}

function Uncovered({ rule }: { rule: Rule }) {
  const t = useT()
  const say = useSay()
  const { modal } = App.useApp()
  const list = useList(listUncovered, { params: { id: rule.id } }, { topics: TOPICS })
  const remove = useDo(removeCoverageRule, { topics: ['reports'] })
  const askRemove = () =>
    modal.confirm({
      title: t('insight.coverage-remove-sure', { name: rule.name }),
      okText: t('insight.coverage-remove'),
      okButtonProps: { danger: true },
      onOk: () =>
        remove.mutate(
          { params: { id: rule.id } },
          { onSuccess: () => say.done(t('insight.coverage-removed')), onError: say.problem },
        ),
    })
  return (
    <Panel
      title={rule.name}
      extra={
        <Button size="small" type="text" danger needs={removeCoverageRule} onClick={askRemove}>
          {t('insight.coverage-remove')}
        </Button>
      }
    >
      <Table<Customer>
        label={rule.name}
        list={list}
        rowKey={row => row.customerId}
        empty={<Empty title={t('insight.coverage-nobody')} hint={t('insight.coverage-nobody-hint')} />}
        columns={[
          {
            key: 'name',
            title: t('insight.coverage-customer'),
            phone: 'title',
            value: row => <Link to={`/customers/${row.customerId}`}>{row.name}</Link>,
          },
          { key: 'branch', title: t('insight.branch'), value: row => row.branchName },
          { key: 'owner', title: t('insight.coverage-owner'), value: row => row.ownerName ?? '–' },
          {
            key: 'stage',
            title: t('insight.coverage-stage'),
            phone: 'hide',
            value: row => (row.stage ? t(`insight.stage-${row.stage}`) : '–'),
          },
          {
            key: 'last',
            title: t('insight.coverage-last'),
            value: row =>
              row.lastSpokenAt ? (
                <Time at={row.lastSpokenAt} />
              ) : (
                <span className="faint">{t('insight.coverage-never')}</span>
              ),
          },
          { key: 'days', title: t('insight.coverage-since'), right: true, value: row => <Num value={row.days} /> },
          {
            key: 'planned',
            title: t('insight.coverage-planned'),
            value: row =>
              row.plannedFor ? (
                <Time at={row.plannedFor} />
              ) : (
                <span className="faint">{t('insight.coverage-unplanned')}</span>
              ),
          },
        ]}
      />
    </Panel>
  )
}
