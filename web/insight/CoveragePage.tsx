import './insight.css'
import './reports.css'
import { Skeleton } from 'antd'
import { useState } from 'react'
import { STAGE_WORDS } from '../../server/customers/stage-rules.ts'
import { addCoverageRule, downloadUncovered, listCoverageRules } from '../../server/reports/coverage-contract.ts'
import { useAsk } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { useFilters } from '../kit/Filters.tsx'
import { Page } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { Status } from '../kit/Status.tsx'
import { useSay } from '../kit/say.tsx'
import { sayNumber } from '../kit/say-time.ts'
import { whenOpened } from '../kit/when-opened.tsx'
import { useT } from '../kit/words.ts'
import type { CoverageRule } from './CoverageDrawer.tsx'
import { SaveBook } from './SaveBook.tsx'
import { TOPICS, Uncovered } from './Uncovered.tsx'

const CoverageDrawer = whenOpened(() => import('./CoverageDrawer.tsx').then(file => file.CoverageDrawer))

const CLOSED = { writing: null, open: false }

/** Counting stops at the server here. */
const COUNTED_TO = 10_000

/** Whom nobody has spoken to for too long: the rules with their alarms, and the customers of one. */
export function CoveragePage() {
  const t = useT()
  const say = useSay()
  const [{ rule: chosen }, set] = useFilters(['rule'])
  const [{ writing, open }, setDrawer] = useState<{ writing: CoverageRule | null; open: boolean }>(CLOSED)
  const rules = useAsk(listCoverageRules, {}, { topics: TOPICS })
  const items = rules.data?.items ?? []
  const rule = items.find(row => row.id === chosen) ?? items[0]
  const add = (
    <Button type="primary" needs={addCoverageRule} onClick={() => setDrawer({ writing: null, open: true })}>
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
          <Uncovered key={rule.id} rule={rule} onChange={() => setDrawer({ writing: rule, open: true })} />
        </>
      )}
      <CoverageDrawer
        // What was typed belongs to the version of the rule it was typed for.
        key={writing ? `${writing.id}/${writing.version}` : 'new'}
        rule={writing}
        open={open}
        onClose={() => setDrawer({ writing, open: false })}
        onDone={name => say.done(t(writing ? 'insight.coverage-changed' : 'insight.coverage-added', { name }))}
      />
    </Page>
  )
}

function RuleCard({ rule, current, onChoose }: { rule: CoverageRule; current: boolean; onChoose: () => void }) {
  const t = useT()
  const language = useLanguage()
  const say = (value: number) => (value >= COUNTED_TO ? t('insight.coverage-most') : sayNumber(value, language))
  return (
    <button type="button" className="coverage-rule" aria-pressed={current} onClick={onChoose}>
      <strong>{rule.name}</strong>
      <small>
        {[
          rule.branchName,
          rule.stage && STAGE_WORDS[rule.stage][language],
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
      {rule.told.length > 0 && (
        <small>
          {t('insight.coverage-tells', { names: rule.told.map(one => one.name).join(t('insight.list-comma')) })}
        </small>
      )}
    </button>
  )
}
