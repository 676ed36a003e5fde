import type { listExports } from '../../server/privacy/export-contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useMe } from '../kit/me.ts'
import { useLanguage } from '../kit/preferences.ts'
import { type Feel, Status } from '../kit/Status.tsx'
import { sayTime } from '../kit/say-time.ts'
import type { Column } from '../kit/Table.tsx'
import { Num, Time, useNow } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'

export type ExportRow = AnswerOf<typeof listExports>['items'][number]

const FEEL: Record<ExportRow['state'], Feel> = {
  waiting: 'waiting',
  building: 'info',
  ready: 'good',
  refused: 'bad',
  withdrawn: 'quiet',
  expired: 'quiet',
  failed: 'bad',
}

/** What is said of a request: what of it, how much, for what, and where it stands. */
export function useExportColumns(): Column<ExportRow>[] {
  const t = useT()
  return [
    {
      key: 'list',
      title: t('customers.export-what-list'),
      phone: 'title',
      value: row => (
        <span className="export-what">
          <b>{row.kindName}</b> <span className="muted">{row.summary}</span>
          <small className="muted">
            {row.number} · <Time at={row.requestedAt} />
          </small>
        </span>
      ),
    },
    {
      key: 'rows',
      title: t('customers.export-rows'),
      width: 110,
      right: true,
      value: row => <Num value={row.rowsWritten || row.rowsExpected} />,
    },
    {
      key: 'reason',
      title: t('customers.export-reason'),
      value: row => (
        <span className="export-what">
          {row.reason}
          <small className="muted">
            {row.fullNumbers
              ? t('customers.export-numbers-full')
              : row.wantsFullNumbers && row.state === 'waiting'
                ? t('customers.export-numbers-wanted')
                : t('customers.export-numbers-masked')}
          </small>
        </span>
      ),
    },
    { key: 'state', title: t('customers.export-state'), width: 230, value: row => <State row={row} /> },
  ]
}

function State({ row }: { row: ExportRow }) {
  const t = useT()
  const language = useLanguage()
  const now = useNow()
  const zone = useMe().organisation.timeZone
  const left = row.mostDownloads - row.downloads
  return (
    <span className="export-what">
      <Status feel={FEEL[row.state]}>{t(`customers.export-state-${row.state}`)}</Status>
      {row.state === 'ready' && row.expiresAt && (
        <small className="muted">
          {t('customers.export-until', {
            time: sayTime(Temporal.Instant.from(row.expiresAt), { now, zone, language }),
            left,
          })}
        </small>
      )}
      {row.decidedByName && (
        <small className="muted">
          {[t('customers.export-decided', { name: row.decidedByName }), row.decisionNote].filter(Boolean).join(' · ')}
        </small>
      )}
    </span>
  )
}
