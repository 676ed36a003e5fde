import { App, Checkbox } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { STAGE_WORDS } from '../../server/customers/stage-rules.ts'
import {
  changeCoverageRule,
  checkCoverageRule,
  listCoverageAlerts,
  listUncovered,
  planUncovered,
  removeCoverageRule,
} from '../../server/reports/coverage-contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useAsk, useDo, useList } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { Filters, type FilterValues, useFilters } from '../kit/Filters.tsx'
import { useMe } from '../kit/me.ts'
import { Panel } from '../kit/Page.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { useSay } from '../kit/say.tsx'
import { sayNumber, sayTime } from '../kit/say-time.ts'
import { type Column, Table } from '../kit/Table.tsx'
import { Num, Time, useNow } from '../kit/Time.tsx'
import { whenOpened } from '../kit/when-opened.tsx'
import { useT } from '../kit/words.ts'
import { usePeople } from '../supervision/people.ts'
import type { CoverageRule } from './CoverageDrawer.tsx'
import type { Whom } from './PlanUncoveredForm.tsx'

type Customer = AnswerOf<typeof listUncovered>['items'][number]

export const TOPICS = ['followups', 'contacts', 'customers', 'reports']
const FILTERS = ['alert', 'branch', 'owner', 'planned'] as const
const ALERTS_OFFERED = 20

const PlanUncoveredForm = whenOpened(() => import('./PlanUncoveredForm.tsx').then(file => file.PlanUncoveredForm))

/** The customers of a rule, narrowed, and follow-ups planned for them. */
export function Uncovered({ rule, onChange }: { rule: CoverageRule; onChange: () => void }) {
  const t = useT()
  const [values, set] = useFilters(FILTERS)
  const filter = { branchId: values.branch, ownerId: values.owner }
  const planned = (['yes', 'no'] as const).find(value => value === values.planned)
  const query = { ...filter, planned, alertId: values.alert }
  const list = useList(listUncovered, { params: { id: rule.id }, query }, { topics: TOPICS })
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [whom, setWhom] = useState<Whom | null>(null)
  const shown = list.rows ?? []
  const picked = shown.flatMap(row => (chosen.has(row.customerId) ? [row.customerId] : []))
  const filtered = Object.keys(values).length > 0
  return (
    <Panel title={rule.name} extra={<RuleTools rule={rule} onChange={onChange} />}>
      <UncoveredFilters rule={rule} values={values} set={set} />
      <PlanBar
        picked={picked}
        onClear={() => setChosen(new Set())}
        onPlan={customerIds => setWhom({ ruleId: rule.id, customerIds, filter })}
        nobody={shown.length === 0 || (planned === 'yes' && picked.length === 0)}
        wholeRule={values.alert === undefined}
      />
      <Table<Customer>
        label={rule.name}
        list={list}
        rowKey={row => row.customerId}
        empty={
          filtered ? (
            <Empty title={t('insight.coverage-none-found')} hint={t('insight.coverage-none-found-hint')} />
          ) : (
            <Empty title={t('insight.coverage-nobody')} hint={t('insight.coverage-nobody-hint')} />
          )
        }
        columns={[useChoosing(shown, chosen, setChosen), ...useColumns()]}
      />
      {whom && <PlanUncoveredForm open whom={whom} onClose={() => setWhom(null)} onDone={() => setChosen(new Set())} />}
    </Panel>
  )
}

function RuleTools({ rule, onChange }: { rule: CoverageRule; onChange: () => void }) {
  const t = useT()
  const say = useSay()
  const { modal } = App.useApp()
  const remove = useDo(removeCoverageRule, { topics: ['reports'] })
  const check = useDo(checkCoverageRule, { topics: ['reports'] })
  const checkNow = () =>
    check.mutate(
      { params: { id: rule.id } },
      {
        onSuccess: ({ newly }) =>
          say.done(newly > 0 ? t('insight.coverage-checked-new', { newly }) : t('insight.coverage-checked-none')),
        onError: say.problem,
      },
    )
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
    <span className="panel-tools">
      {rule.checkedAt && (
        <span className="panel-note">
          {t('insight.coverage-checked')} <Time at={rule.checkedAt} />
        </span>
      )}
      <Button size="small" type="text" needs={checkCoverageRule} loading={check.isPending} onClick={checkNow}>
        {t('insight.coverage-check')}
      </Button>
      <Button size="small" type="text" needs={changeCoverageRule} onClick={onChange}>
        {t('insight.coverage-change')}
      </Button>
      <Button size="small" type="text" danger needs={removeCoverageRule} onClick={askRemove}>
        {t('insight.coverage-remove')}
      </Button>
    </span>
  )
}

type Values = FilterValues<(typeof FILTERS)[number]>
type SetValue = (name: (typeof FILTERS)[number], value: string | undefined) => void

function UncoveredFilters({ rule, values, set }: { rule: CoverageRule; values: Values; set: SetValue }) {
  const t = useT()
  const language = useLanguage()
  const now = useNow()
  const zone = useMe().organisation.timeZone
  const { branches, workers } = usePeople()
  const alerts = useAsk(listCoverageAlerts, { query: { limit: ALERTS_OFFERED } }, { topics: ['reports'] }).data?.items
  const ofRule = (alerts ?? []).filter(({ ruleId }) => ruleId === rule.id)
  return (
    <Filters
      values={values}
      set={set}
      filters={[
        {
          name: 'alert',
          label: t('insight.coverage-filter-new'),
          options: ofRule.map(({ id, at, newly }) => ({
            value: id,
            label: t('insight.coverage-alert-of', {
              at: sayTime(Temporal.Instant.from(at), { now, zone, language }),
              newly: sayNumber(newly, language),
            }),
          })),
        },
        { name: 'branch', label: t('insight.branch'), options: branches },
        { name: 'owner', label: t('insight.coverage-owner'), options: workers },
        {
          name: 'planned',
          label: t('insight.coverage-filter-planned'),
          options: (['no', 'yes'] as const).map(value => ({ value, label: t(`insight.coverage-planned-${value}`) })),
        },
      ]}
    />
  )
}

interface PlanBarProps {
  picked: string[]
  onClear: () => void
  onPlan: (customerIds: string[] | null) => void
  nobody: boolean
  /** All without a follow-up can be planned for, not only what an alert found. */
  wholeRule: boolean
}

function PlanBar({ picked, onClear, onPlan, nobody, wholeRule }: PlanBarProps) {
  const t = useT()
  const language = useLanguage()
  if (picked.length === 0) {
    return nobody || !wholeRule ? null : (
      <div className="coverage-plan">
        <Button needs={planUncovered} onClick={() => onPlan(null)}>
          {t('insight.coverage-plan-all')}
        </Button>
      </div>
    )
  }
  const said = t('insight.coverage-chosen', { count: sayNumber(picked.length, language) })
  return (
    <section className="coverage-plan" aria-label={said}>
      <b>{said}</b>
      <Button type="primary" needs={planUncovered} onClick={() => onPlan(picked)}>
        {t('insight.coverage-plan')}
      </Button>
      <Button type="text" onClick={onClear}>
        {t('insight.coverage-clear')}
      </Button>
    </section>
  )
}

function useChoosing(
  shown: readonly Customer[],
  chosen: ReadonlySet<string>,
  setChosen: (chosen: ReadonlySet<string>) => void,
): Column<Customer> {
  const t = useT()
  const all = shown.length > 0 && shown.every(row => chosen.has(row.customerId))
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  return {
    key: 'choose',
    width: 44,
    title: (
      <Checkbox
        aria-label={t('insight.coverage-choose-all')}
        checked={all}
        indeterminate={!all && chosen.size > 0}
        onChange={() => setChosen(new Set(all ? [] : shown.map(row => row.customerId)))}
      />
    ),
    value: row => (
      <Checkbox
        aria-label={t('insight.coverage-choose', { name: row.name })}
        checked={chosen.has(row.customerId)}
        onChange={() => toggle(row.customerId)}
      />
    ),
  }
}

function useColumns(): Column<Customer>[] {
  const t = useT()
  const language = useLanguage()
  return [
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
      value: row => (row.stage ? STAGE_WORDS[row.stage][language] : '–'),
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
  ]
}
