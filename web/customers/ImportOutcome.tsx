import { DownloadOutlined } from '@ant-design/icons'
import { useState } from 'react'
import { Link } from 'react-router'
import { downloadRejections, type getImport, startImport } from '../../server/imports/contract.ts'
import { importReasons } from '../../server/imports/reasons.ts'
import type { Reason } from '../../server/platform/reason.ts'
import { type AnswerOf, download } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Panel } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { Num } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { ImportCounts } from './ImportCounts.tsx'
import type { ImportRun } from './import-progress.ts'

interface ImportOutcomeProps {
  run: ImportRun
  mapping: AnswerOf<typeof getImport>['mapping']
  rejections: AnswerOf<typeof getImport>['rejections']
}

/** An import that has ended: what it came to, why it broke off, and which rows were rejected why. */
export function ImportOutcome({ run, mapping, rejections }: ImportOutcomeProps) {
  const t = useT()
  return (
    <>
      {run.failure && <Failure run={run} mapping={mapping} />}
      <Panel>
        <ImportCounts run={run} />
        {run.rowsRead > 0 && (
          <p className="import-pace">
            <Link to="/customers">{t('customers.see-customers')}</Link>
          </p>
        )}
      </Panel>
      {run.rowsRejected > 0 ? (
        <Rejections run={run} rejections={rejections} />
      ) : (
        run.state === 'finished' && <p className="muted">{t('customers.no-rejected')}</p>
      )}
    </>
  )
}

/** Why it broke off; an import that was interrupted by a fault goes on where it stopped. */
function Failure({ run, mapping }: Pick<ImportOutcomeProps, 'run' | 'mapping'>) {
  const t = useT()
  const language = useLanguage()
  const start = useDo(startImport, { topics: ['imports'] })
  const reason: Reason<never> = importReasons[run.failure as 'unexpected'] ?? importReasons.unexpected
  return (
    <div className="problem" role="alert">
      <p>{reason[language]({ row: run.counts.failedAtRow } as never)}</p>
      {run.failure === 'unexpected' && mapping && (
        <Button
          size="small"
          type="primary"
          needs={startImport}
          loading={start.isPending}
          onClick={() => start.mutate({ params: { id: run.id }, body: { mapping } })}
        >
          {t('customers.go-on')}
        </Button>
      )}
      <ProblemNote error={start.error} />
    </div>
  )
}

function Rejections({ run, rejections }: Pick<ImportOutcomeProps, 'run' | 'rejections'>) {
  const t = useT()
  const [loading, setLoading] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const save = async () => {
    setLoading(true)
    setProblem(null)
    const name = `${run.fileName.replace(/\.[^.]*$/, '')}-rejected.${run.format}`
    await download(downloadRejections, { params: { id: run.id } }, name).catch(setProblem)
    setLoading(false)
  }
  return (
    <Panel
      title={t('customers.rejected')}
      extra={
        <Button icon={<DownloadOutlined />} needs={downloadRejections} loading={loading} onClick={() => void save()}>
          {t('customers.download-rejected')}
        </Button>
      }
    >
      {run.state !== 'undone' && <p className="muted panel-hint">{t('customers.rejected-hint')}</p>}
      <ProblemNote error={problem} onRetry={() => void save()} />
      <ul className="rejections">
        {rejections.map(({ reason, sentence, rows }) => (
          <li key={reason}>
            <Num value={rows} />
            <span>{sentence}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
