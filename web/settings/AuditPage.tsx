import { listStaff } from '../../server/people/contract.ts'
import { listAudit } from '../../server/privacy/contract.ts'
import { useAsk, useList } from '../kit/ask.ts'
import { Empty } from '../kit/Empty.tsx'
import { Filters, useFilters } from '../kit/Filters.tsx'
import { Page } from '../kit/Page.tsx'
import { Table } from '../kit/Table.tsx'
import { Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { SUBJECTS, sayDeed } from './deeds.ts'

/** Who looked at or changed what. */
export function AuditPage() {
  const t = useT()
  const [values, set] = useFilters(['subject', 'staffId'])
  const list = useList(listAudit, { query: values })
  const staff = useAsk(listStaff).data?.items ?? []
  return (
    <Page title={t('settings.audit')} hint={t('settings.audit-hint')}>
      <Filters
        values={values}
        set={set}
        filters={[
          {
            name: 'subject',
            label: t('settings.subject'),
            options: SUBJECTS.map(subject => ({ value: subject, label: t(`settings.subject-${subject}`) })),
          },
          {
            name: 'staffId',
            label: t('settings.who'),
            options: staff.map(({ id, name }) => ({ value: id, label: name })),
          },
        ]}
      />
      <Table
        label={t('settings.audit')}
        list={list}
        rowKey={row => row.id}
        empty={<Empty title={t('settings.no-audit')} hint={t('settings.no-audit-hint')} />}
        columns={[
          { key: 'at', title: t('settings.at'), width: 150, value: row => <Time at={row.at} /> },
          {
            key: 'who',
            title: t('settings.who'),
            width: 160,
            value: row => row.staffName ?? <span className="faint">{t('settings.product')}</span>,
          },
          {
            key: 'did',
            title: t('settings.did'),
            width: 220,
            phone: 'title',
            value: row => sayDeed(row.action, t),
          },
          { key: 'facts', title: t('settings.facts'), value: row => <Facts of={row.facts} /> },
        ]}
      />
    </Page>
  )
}

function Facts({ of: facts }: { of: Record<string, unknown> }) {
  const known = Object.entries(facts).filter(([, value]) => value !== null && value !== '')
  if (known.length === 0) return <span className="faint">–</span>
  return <code className="facts">{known.map(([name, value]) => `${name}: ${asText(value)}`).join('  ')}</code>
}

function asText(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
