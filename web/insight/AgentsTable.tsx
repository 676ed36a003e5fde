import { Empty } from '../kit/Empty.tsx'
import { Panel } from '../kit/Page.tsx'
import { rowsAsList, Table } from '../kit/Table.tsx'
import { Num } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import type { Report } from './report.ts'
import { ShareBar } from './ShareBar.tsx'

type AgentRow = Report['agents'][number]

/** What each agent did on the day. */
export function AgentsTable({ agents }: { agents: readonly AgentRow[] }) {
  const t = useT()
  const number = (of: 'attempts' | 'conversations' | 'completed', title: string) => ({
    key: of,
    title,
    right: true,
    value: (row: AgentRow) => <Num value={row[of]} />,
  })
  return (
    <Panel title={t('insight.by-agent')} extra={<span className="panel-note">{t('insight.success-rate-hint')}</span>}>
      <Table<AgentRow>
        label={t('insight.by-agent')}
        list={rowsAsList(agents)}
        rowKey={row => row.staffId}
        empty={<Empty title={t('insight.no-agents')} hint={t('insight.no-agents-hint')} />}
        columns={[
          { key: 'name', title: t('insight.agent'), phone: 'title', value: row => <strong>{row.name}</strong> },
          number('attempts', t('insight.attempts')),
          number('conversations', t('insight.conversations')),
          number('completed', t('insight.completed')),
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
          {
            key: 'talk',
            title: t('insight.talk-minutes'),
            right: true,
            value: row => <Num value={row.talkMinutes} />,
          },
        ]}
      />
    </Panel>
  )
}
