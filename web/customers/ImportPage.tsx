import './imports.css'
import { LeftOutlined } from '@ant-design/icons'
import { App, Skeleton } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { cancelImport, getImport } from '../../server/imports/contract.ts'
import { useAsk, useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Page, Panel } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useSay } from '../kit/say.tsx'
import { Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { FileDrop } from './FileDrop.tsx'
import { ImportMapping } from './ImportMapping.tsx'
import { ImportOutcome } from './ImportOutcome.tsx'
import { ImportRunning } from './ImportRunning.tsx'
import { ImportStatus } from './ImportStatus.tsx'
import { ImportUndoing, UndoImport, UndoOutcome } from './ImportUndo.tsx'
import type { ImportRun } from './import-progress.ts'
import { SendingBar } from './SendingBar.tsx'
import { send, useSending } from './sending.ts'
import { useImportKinds } from './use-import-kinds.ts'

const ENDED: readonly ImportRun['state'][] = ['finished', 'failed', 'cancelled', 'undone']

/** One import from its file to its result; it can be left and opened again at any point. */
export function ImportPage() {
  const t = useT()
  const { id = '' } = useParams()
  const { data, error, refetch } = useAsk(getImport, { params: { id } }, { topics: ['imports'] })
  if (!data) {
    return (
      <Page title={t('customers.import')}>
        {error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : <Skeleton active />}
      </Page>
    )
  }
  const { run } = data
  return (
    <Page title={run.fileName} hint={<Known run={run} />} action={<WayBack run={run} />}>
      {run.state === 'uploading' && <AwaitFile run={run} />}
      {run.state === 'uploaded' && <ImportMapping run={run} />}
      {run.state === 'running' && <ImportRunning run={run} />}
      {run.state === 'undoing' && <ImportUndoing run={run} />}
      {run.state === 'undone' && <UndoOutcome run={run} undone={data.undone} kept={data.kept} />}
      {ENDED.includes(run.state) && <ImportOutcome run={run} mapping={data.mapping} rejections={data.rejections} />}
    </Page>
  )
}

function Known({ run }: { run: ImportRun }) {
  const t = useT()
  const { labelOf } = useImportKinds()
  return (
    <span className="known">
      <Link to="/customers/import">
        <LeftOutlined aria-hidden /> {t('customers.all-imports')}
      </Link>
      <span>{labelOf(run.kind)}</span>
      <ImportStatus run={run} />
      <span>
        {run.createdByName} <Time at={run.createdAt} />
      </span>
      {run.corrects && <Link to={`/customers/import/${run.corrects}`}>{t('customers.corrects')}</Link>}
    </span>
  )
}

/** An import that has ended can be taken back; one that has not, cancelled. */
function WayBack({ run }: { run: ImportRun }) {
  if (run.state === 'finished' || run.state === 'cancelled') return <UndoImport run={run} />
  if (run.state === 'undoing' || run.state === 'undone') return null
  return <Cancel run={run} />
}

/** Cannot be undone, so it asks first. */
function Cancel({ run }: { run: ImportRun }) {
  const t = useT()
  const say = useSay()
  const { modal } = App.useApp()
  const cancel = useDo(cancelImport, { topics: ['imports'], onDone: () => say.done(t('customers.cancelled')) })
  const ask = () =>
    modal.confirm({
      title: t('customers.cancel-sure'),
      content: t('customers.cancel-effect'),
      okText: t('customers.cancel'),
      okButtonProps: { danger: true },
      cancelText: t('customers.cancel-back'),
      onOk: () => cancel.mutateAsync({ params: { id: run.id } }).catch(say.problem),
    })
  return (
    <Button needs={cancelImport} onClick={ask}>
      {t('customers.cancel')}
    </Button>
  )
}

/** An import whose file did not arrive whole: shows it arriving, or takes it again. */
function AwaitFile({ run }: { run: ImportRun }) {
  const t = useT()
  const sending = useSending()
  const mine = sending?.importId === run.id ? sending : null
  const [file, setFile] = useState(mine?.file)
  const busy = sending?.state === 'sending'
  return (
    <Panel>
      <div className="new-import">
        {!busy && <p>{t('customers.upload-resume')}</p>}
        <FileDrop file={mine?.file ?? file} choose={setFile} disabled={busy} />
        {mine && <SendingBar />}
        <div>
          <Button
            type="primary"
            loading={busy}
            whyNot={!file && t('customers.drop-file')}
            onClick={() => file && void send(file, { kind: run.kind, branchId: run.branchId }, run.id)}
          >
            {t('customers.upload-again')}
          </Button>
        </div>
      </div>
    </Panel>
  )
}
