import { CheckCircleFilled, WarningFilled } from '@ant-design/icons'
import { useEffect } from 'react'
import { checkImport } from '../../server/imports/contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { Panel } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { Progress } from '../kit/Progress.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { sayNumber } from '../kit/say-time.ts'
import { rowsAsList, Table } from '../kit/Table.tsx'
import { Num } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import type { Mapping } from './mapping.ts'

const SETTLED_MS = 500

interface ImportCheckProps {
  importId: string
  mapping: Mapping
  /** Why the rows cannot be tried out yet. */
  whyNot: string | null
}

/** The first rows tried out with the mapping as it stands: which would be rejected, why, and by which cell. */
export function ImportCheck({ importId, mapping, whyNot }: ImportCheckProps) {
  const t = useT()
  const { mutate, data, error, isPending } = useDo(checkImport, { topics: [] })
  const asked = JSON.stringify(mapping)
  useEffect(() => {
    if (whyNot) return
    const given = { params: { id: importId }, body: { mapping: JSON.parse(asked) as Mapping } }
    const timer = setTimeout(() => mutate(given), SETTLED_MS)
    return () => clearTimeout(timer)
  }, [importId, asked, whyNot, mutate])
  return (
    <Panel title={t('customers.check')}>
      <p className="muted panel-hint">{t('customers.check-hint')}</p>
      {whyNot ? <p className="muted">{t('customers.check-later')}</p> : <ProblemNote error={error} />}
      {!whyNot && isPending && !data && <Progress label={t('customers.checking')} done={0} total={null} says="" />}
      {!whyNot && data && !error && (
        <div className={isPending ? 'table-stale' : undefined}>
          <Checked checked={data} />
        </div>
      )}
    </Panel>
  )
}

type Answer = AnswerOf<typeof checkImport>
type Trouble = Answer['problems'][number]

function Checked({ checked }: { checked: Answer }) {
  const t = useT()
  const language = useLanguage()
  const count = sayNumber(checked.rows, language)
  if (checked.rejected === 0) {
    return (
      <p className="check-good">
        <CheckCircleFilled aria-hidden /> {t('customers.check-good', { count })}
      </p>
    )
  }
  const bad = sayNumber(checked.rejected, language)
  return (
    <>
      <p className="check-bad" role="status">
        <WarningFilled aria-hidden /> {t('customers.check-bad', { bad, count })}
      </p>
      <p className="muted panel-hint">
        {t('customers.check-bad-hint')}
        {checked.problems.length < checked.rejected &&
          ` ${t('customers.check-first', { count: checked.problems.length })}`}
      </p>
      <Troubles checked={checked} />
    </>
  )
}

function Troubles({ checked: { header, problems } }: { checked: Answer }) {
  const t = useT()
  const cell = (trouble: Trouble, column: string) => {
    const text = trouble.cells[header.indexOf(column)] ?? ''
    const isBad = trouble.columns.includes(column)
    return isBad ? <mark className="bad-cell">{text || '–'}</mark> : text || <span className="faint">–</span>
  }
  return (
    <div className="wide check-table">
      <Table<Trouble>
        label={t('customers.check')}
        list={rowsAsList(problems)}
        rowKey={trouble => String(trouble.row)}
        empty={null}
        columns={[
          {
            key: 'row',
            title: t('customers.row'),
            width: 64,
            right: true,
            value: trouble => <Num value={trouble.row} />,
          },
          {
            key: 'why',
            title: t('customers.why'),
            phone: 'title',
            value: trouble => <span className="check-why">{trouble.sentence}</span>,
          },
          ...header.map(column => ({
            key: `c-${column}`,
            title: column,
            value: (trouble: Trouble) => cell(trouble, column),
          })),
        ]}
      />
    </div>
  )
}
