import './imports.css'
import { CloseCircleFilled } from '@ant-design/icons'
import { Radio, Skeleton, TreeSelect } from 'antd'
import { useState } from 'react'
import { Link, useLocation, useNavigate } from 'react-router'
import { createImport, listImports } from '../../server/imports/contract.ts'
import { listBranches } from '../../server/people/contract.ts'
import { useAsk, useList } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { useMe } from '../kit/me.ts'
import { Page, Panel } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { Table } from '../kit/Table.tsx'
import { Num, Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { branchTree } from '../settings/branch-tree.ts'
import { checkFile } from './check-file.ts'
import { FileDrop } from './FileDrop.tsx'
import { COUNTS } from './ImportCounts.tsx'
import { ImportStatus } from './ImportStatus.tsx'
import type { ImportRun } from './import-progress.ts'
import { SendingBar } from './SendingBar.tsx'
import { send, useSending } from './sending.ts'
import { useImportKinds } from './use-import-kinds.ts'

/** Brings customers and orders in from files; what was brought in before stands below. */
export function ImportsPage() {
  const t = useT()
  return (
    <Page title={t('customers.import-title')} hint={t('customers.import-hint')}>
      <NewImport />
      <PastImports />
    </Page>
  )
}

function NewImport() {
  const t = useT()
  const me = useMe()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const sending = useSending()
  const [kind, setKind] = useState(sending?.given.kind ?? 'customers')
  const [branchId, setBranchId] = useState(sending?.given.branchId ?? me.branchId)
  const [file, setFile] = useState(sending?.file)
  const [whyNot, setWhyNot] = useState<Awaited<ReturnType<typeof checkFile>>>(null)
  const branches = useAsk(listBranches).data?.items ?? []
  const language = useLanguage()
  const busy = sending?.state === 'sending'
  const choose = (chosen: File) => {
    setFile(chosen)
    void checkFile(chosen).then(setWhyNot)
  }
  const start = async () => {
    if (!file) return
    const again = sending?.state === 'failed' && sending.file === file && sending.given.kind === kind
    const run = await send(file, { kind, branchId }, again ? sending.importId : null)
    // Whoever has gone to another page is not called back.
    if (run && location.pathname === pathname) navigate(`/customers/import/${run.id}`)
  }
  return (
    <Panel title={t('customers.import-new')}>
      <div className="new-import">
        <Kinds kind={kind} setKind={setKind} disabled={busy} />
        {branches.length > 1 && (
          <div className="import-branch">
            <label htmlFor="import-branch">{t('customers.import-branch')}</label>
            <TreeSelect
              id="import-branch"
              value={branchId}
              onChange={setBranchId}
              treeData={branchTree(branches)}
              treeDefaultExpandAll
              disabled={busy}
            />
            <small>{t('customers.import-branch-hint')}</small>
          </div>
        )}
        <FileDrop file={file} choose={choose} disabled={busy} />
        {whyNot && (
          <div className="problem" role="alert">
            <CloseCircleFilled aria-hidden />
            <p>{whyNot[language]()}</p>
          </div>
        )}
        <SendingBar />
        <div>
          <Button
            type="primary"
            needs={createImport}
            loading={busy}
            whyNot={(!file && t('customers.drop-file')) || whyNot?.[language]()}
            onClick={() => void start()}
          >
            {t(sending?.state === 'failed' ? 'customers.upload-again' : 'customers.upload')}
          </Button>
        </div>
      </div>
    </Panel>
  )
}

function Kinds({ kind, setKind, disabled }: { kind: string; setKind: (kind: string) => void; disabled: boolean }) {
  const t = useT()
  const { kinds, error, retry } = useImportKinds()
  const hint = kinds.find(one => one.name === kind)?.hint
  if (kinds.length === 0) return error ? <ProblemNote error={error} onRetry={retry} /> : <Skeleton active />
  return (
    <Radio.Group
      className="import-kinds"
      aria-label={t('customers.import-kind')}
      value={kind}
      disabled={disabled}
      onChange={event => setKind(event.target.value)}
    >
      {kinds.map(({ name, label }) => (
        <Radio key={name} value={name}>
          {label}
        </Radio>
      ))}
      {hint && <small>{hint}</small>}
    </Radio.Group>
  )
}

function PastImports() {
  const t = useT()
  const navigate = useNavigate()
  const list = useList(listImports, {}, { topics: ['imports'] })
  const { labelOf } = useImportKinds()
  return (
    <section className="past-imports">
      <h2>{t('customers.past-imports')}</h2>
      <Table<ImportRun>
        label={t('customers.past-imports')}
        list={list}
        rowKey={run => run.id}
        onOpen={run => navigate(`/customers/import/${run.id}`)}
        empty={<Empty title={t('customers.no-imports')} hint={t('customers.no-imports-hint')} />}
        columns={[
          {
            key: 'file',
            title: t('customers.file'),
            phone: 'title',
            value: run => (
              <Link to={`/customers/import/${run.id}`} className="quiet-link">
                {run.fileName}
              </Link>
            ),
          },
          {
            key: 'kind',
            title: t('customers.kind'),
            width: 90,
            value: run => labelOf(run.kind),
          },
          {
            key: 'state',
            title: t('customers.import-state'),
            width: 170,
            value: run => <ImportStatus run={run} />,
          },
          ...COUNTS.map(({ word, field }) => ({
            key: field,
            title: t(`customers.rows-${word}`),
            width: 96,
            right: true,
            phone: word === 'new' || word === 'rejected' ? undefined : ('hide' as const),
            value: (run: ImportRun) => <Num value={run[field]} />,
          })),
          {
            key: 'source',
            title: t('customers.source-of'),
            width: 90,
            phone: 'hide' as const,
            value: (run: ImportRun) => t(`customers.came-${run.source}`),
          },
          { key: 'by', title: t('customers.started-by'), width: 120, value: run => run.createdByName },
          { key: 'at', title: t('customers.started-at'), width: 140, value: run => <Time at={run.createdAt} /> },
        ]}
      />
    </section>
  )
}
