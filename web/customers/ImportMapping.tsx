import { Select, Skeleton } from 'antd'
import { useState } from 'react'
import { ImportEncoding, previewImport, startImport } from '../../server/imports/contract.ts'
import { useAsk, useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Panel } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { sayList } from '../kit/say-time.ts'
import { rowsAsList, Table } from '../kit/Table.tsx'
import { useT } from '../kit/words.ts'
import { ImportCheck } from './ImportCheck.tsx'
import { ImportOptions } from './ImportOptions.tsx'
import { ImportProfile } from './ImportProfile.tsx'
import type { ImportRun } from './import-progress.ts'
import { asRead, assign, type Field, fieldOf, type Mapping, type Preview, samplesOf, unmapped } from './mapping.ts'

/** What each column of the file becomes: guessed, to be corrected, tried out, and shown as it will be read; then the start. */
export function ImportMapping({ run }: { run: ImportRun }) {
  const [told, setTold] = useState<Told>({})
  const given = { params: { id: run.id }, query: told }
  const { data: preview, error, refetch } = useAsk(previewImport, given, { topics: [] })
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />
  if (!preview) return <Skeleton active />
  return <Mapped key={JSON.stringify(preview.header)} run={run} preview={preview} tell={setTold} />
}

type Told = Pick<Mapping, 'encoding' | 'sheet'>

function Mapped({ run, preview, tell }: { run: ImportRun; preview: Preview; tell: (told: Told) => void }) {
  const t = useT()
  const [columns, setMapping] = useState(preview.mapping)
  const [profileId, setProfileId] = useState(preview.profileId)
  const { encoding, sheet } = preview.mapping
  const mapping = { ...columns, encoding, sheet }
  const start = useDo(startImport, { topics: ['imports'] })
  const whyNot = useWhyNotStart(run, preview, mapping)
  const choose = (id: string | null, chosen: Mapping) => {
    setProfileId(id)
    setMapping(chosen)
  }
  return (
    <>
      <Panel title={t('customers.mapping')} extra={<Dialect preview={preview} tell={tell} />}>
        <p className="muted panel-hint">
          {preview.corrects && t('customers.mapping-hint-corrects')}
          {!preview.corrects && t(preview.profileId ? 'customers.mapping-hint-profile' : 'customers.mapping-hint')}
        </p>
        <ImportProfile run={run} preview={preview} mapping={mapping} profileId={profileId} choose={choose} />
        <Columns preview={preview} mapping={mapping} change={setMapping} />
      </Panel>
      {preview.settings.length > 0 && (
        <Panel title={t('customers.options')}>
          <ImportOptions settings={preview.settings} mapping={mapping} change={setMapping} />
        </Panel>
      )}
      <Panel title={t('customers.preview')}>
        <AsRead preview={preview} mapping={mapping} />
      </Panel>
      <ImportCheck importId={run.id} mapping={mapping} whyNot={whyNot} />
      <ProblemNote error={start.error} />
      <div className="import-start">
        <Button
          type="primary"
          size="large"
          needs={startImport}
          loading={start.isPending}
          whyNot={whyNot}
          onClick={() => start.mutate({ params: { id: run.id }, body: { mapping } })}
        >
          {t('customers.start')}
        </Button>
        <span className="muted">{t('customers.in-background')}</span>
      </div>
    </>
  )
}

/** One of these tells a customer from all others. */
const KNOWN_BY = ['externalId', 'phone', 'email']

function useWhyNotStart(run: ImportRun, preview: Preview, mapping: Mapping): string | null {
  const t = useT()
  const language = useLanguage()
  const missing = unmapped(mapping, preview.fields)
  if (missing.length > 0) {
    const fields = sayList(
      missing.map(field => field.label),
      language,
    )
    return t('customers.not-mapped', { fields })
  }
  const known = KNOWN_BY.some(field => mapping.columns[field]?.length)
  return run.kind === 'customers' && !known ? t('customers.nothing-to-know-by') : null
}

const DELIMITER: Record<string, 'comma' | 'semicolon' | 'tab' | 'bar'> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'bar',
}

const ENCODINGS = ImportEncoding.options.map(value => ({ value, label: value.toUpperCase() }))

/** How the file is written, as it was found out; encoding and sheet can be corrected. */
function Dialect({ preview, tell }: { preview: Preview; tell: (told: Told) => void }) {
  const t = useT()
  const delimiter = DELIMITER[preview.delimiter ?? '']
  return (
    <span className="dialect muted">
      {preview.encoding && (
        <Select
          size="small"
          aria-label={t('customers.encoding')}
          value={preview.encoding}
          options={ENCODINGS}
          onChange={encoding => tell({ encoding })}
        />
      )}
      {preview.sheets.length > 1 && (
        <Select
          size="small"
          aria-label={t('customers.sheet')}
          value={preview.sheet}
          options={preview.sheets.map(value => ({ value, label: value }))}
          onChange={sheet => tell({ sheet: sheet ?? undefined })}
        />
      )}
      {[
        preview.format === 'xlsx' && preview.format.toUpperCase(),
        delimiter && t(`customers.delimiter-${delimiter}`),
        t('customers.columns', { count: preview.header.length }),
      ]
        .filter(Boolean)
        .join(' · ')}
    </span>
  )
}

interface ColumnsProps {
  preview: Preview
  mapping: Mapping
  change: (mapping: Mapping) => void
}

function Columns({ preview, mapping, change }: ColumnsProps) {
  const t = useT()
  const starred = ({ label, required }: Field) => (required ? `${label} *` : label)
  const options = [
    { value: '', label: t('customers.not-imported') },
    ...preview.fields.map(field => ({ value: field.name, label: starred(field) })),
  ]
  return (
    <Table
      label={t('customers.mapping')}
      list={rowsAsList(preview.header)}
      rowKey={column => column}
      dim={column => fieldOf(mapping, column) === undefined}
      empty={null}
      columns={[
        {
          key: 'column',
          title: t('customers.column'),
          phone: 'title',
          width: '26%',
          value: column => <strong>{column}</strong>,
        },
        {
          key: 'sample',
          title: t('customers.sample'),
          value: column => <span className="samples">{samplesOf(preview, column).join(' · ')}</span>,
        },
        {
          key: 'becomes',
          title: t('customers.becomes'),
          width: 280,
          value: column => (
            <Select
              className="becomes"
              aria-label={`${column} ${t('customers.becomes')}`}
              value={fieldOf(mapping, column) ?? ''}
              options={options}
              onChange={field => change(assign(mapping, preview.fields, column, field || undefined))}
            />
          ),
        },
      ]}
    />
  )
}

const ROWS_SHOWN = 5

function AsRead({ preview, mapping }: { preview: Preview; mapping: Mapping }) {
  const t = useT()
  const { fields, rows } = asRead(preview, mapping)
  const shown = rows.slice(0, ROWS_SHOWN).map((cells, at) => ({ at, cells }))
  if (fields.length === 0) return <p className="muted">{t('customers.nothing-to-know-by')}</p>
  return (
    <>
      <p className="muted panel-hint">{t('customers.preview-hint', { rows: shown.length })}</p>
      <div className="wide">
        <Table<(typeof shown)[number]>
          label={t('customers.preview')}
          list={rowsAsList(shown)}
          rowKey={row => String(row.at)}
          empty={null}
          columns={fields.map((field, at) => ({
            key: field.name,
            title: field.label,
            phone: at === 0 ? ('title' as const) : undefined,
            value: row => row.cells[field.name] || <span className="faint">–</span>,
          }))}
        />
      </div>
    </>
  )
}
