import './customers.css'
import './list.css'
import { downloadExport, listExports, withdrawExport } from '../../server/privacy/export-contract.ts'
import { download } from '../kit/api.ts'
import { answers, askAgain, useDo, useList } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { Page } from '../kit/Page.tsx'
import { useSay } from '../kit/say.tsx'
import { Table } from '../kit/Table.tsx'
import { useT } from '../kit/words.ts'
import { type ExportRow, useExportColumns } from './export-columns.tsx'

/** The lists one asked for, where each stands, and the files that can be downloaded. */
export function ExportsPage() {
  const t = useT()
  const columns = useExportColumns()
  return (
    <Page title={t('customers.exports')} hint={t('customers.exports-hint')}>
      <Table<ExportRow>
        label={t('customers.exports')}
        list={useList(listExports)}
        rowKey={row => row.id}
        dim={row => ['withdrawn', 'expired', 'refused'].includes(row.state)}
        empty={
          <Empty
            title={t('customers.exports-none')}
            hint={t('customers.exports-none-hint')}
            to="/customers"
            step={t('customers.merge-go-list')}
          />
        }
        columns={[...columns, { key: 'act', title: '', width: 190, value: row => <OwnActs row={row} /> }]}
      />
    </Page>
  )
}

function OwnActs({ row }: { row: ExportRow }) {
  const t = useT()
  const say = useSay()
  const withdraw = useDo(withdrawExport, { onDone: () => say.done(t('customers.export-withdrawn-now')) })
  const isReady = row.state === 'ready'
  const fetchFile = () =>
    download(downloadExport, { params: { id: row.id } }, `${row.number}.xlsx`)
      .catch(say.problem)
      .finally(() => void askAgain(answers, ['exports']))
  if (!['waiting', 'building', 'ready'].includes(row.state)) return null
  return (
    <span className="row-acts">
      {isReady && row.downloads < row.mostDownloads && (
        <Button size="small" type="primary" onClick={() => void fetchFile()}>
          {t('customers.export-download')}
        </Button>
      )}
      <Button
        size="small"
        loading={withdraw.isPending}
        onClick={() => withdraw.mutate({ params: { id: row.id }, body: {} }, { onError: say.problem })}
      >
        {isReady ? t('customers.export-delete') : t('customers.export-withdraw')}
      </Button>
    </span>
  )
}
