import { Empty } from '../kit/Empty.tsx'
import { Panel } from '../kit/Page.tsx'
import { rowsAsList, Table } from '../kit/Table.tsx'
import { Num } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { type Report, shareOf } from './report.ts'
import { ShareBar } from './ShareBar.tsx'

type OutcomeRow = Report['outcomes'][number]

/** How the attempts of the day ended: one bar an outcome, with count and share; picture and table in one. */
export function OutcomesTable({ outcomes }: { outcomes: readonly OutcomeRow[] }) {
  const t = useT()
  const all = outcomes.reduce((sum, row) => sum + row.attempts, 0)
  const most = Math.max(...outcomes.map(row => row.attempts))
  return (
    <Panel title={t('insight.by-outcome')}>
      <Table<OutcomeRow>
        label={t('insight.by-outcome')}
        list={rowsAsList(outcomes)}
        rowKey={row => row.outcome}
        empty={<Empty title={t('insight.no-outcomes')} hint={t('insight.no-outcomes-hint')} />}
        columns={[
          { key: 'outcome', title: t('insight.outcome'), phone: 'title', width: '38%', value: row => row.text },
          {
            key: 'bar',
            title: t('insight.attempts'),
            value: row => (
              <span className="share share-wide">
                <ShareBar share={shareOf(row.attempts, most)} />
                <Num value={row.attempts} />
              </span>
            ),
          },
          {
            key: 'share',
            title: t('insight.share'),
            right: true,
            width: 72,
            phone: 'hide',
            value: row => <Num value={shareOf(row.attempts, all)} share />,
          },
          {
            key: 'final',
            title: <span title={t('insight.final-hint')}>{t('insight.final')}</span>,
            right: true,
            width: 64,
            phone: 'hide',
            value: row => <Num value={row.final} />,
          },
        ]}
      />
    </Panel>
  )
}
