import { Num } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { type ImportRun, rowsWaiting } from './import-progress.ts'

/** Every row that was read is one of these, or waits to be put in place. */
export const COUNTS = [
  { word: 'read', field: 'rowsRead' },
  { word: 'new', field: 'rowsNew' },
  { word: 'changed', field: 'rowsChanged' },
  { word: 'unchanged', field: 'rowsUnchanged' },
  { word: 'rejected', field: 'rowsRejected' },
] as const

/** What the rows of an import came to, as large numbers. */
export function ImportCounts({ run }: { run: ImportRun }) {
  const t = useT()
  const waiting = rowsWaiting(run)
  return (
    <dl className="counts">
      {COUNTS.map(({ word, field }) => (
        <div key={field} className={word === 'rejected' && run[field] > 0 ? 'count-warn' : undefined}>
          <dt>{t(`customers.rows-${word}`)}</dt>
          <dd>
            <Num value={run[field]} />
          </dd>
        </div>
      ))}
      {waiting > 0 && (
        <div>
          <dt>{t('customers.rows-waiting')}</dt>
          <dd>
            <Num value={waiting} />
          </dd>
        </div>
      )}
      {(['orders', 'customersAdded', 'wishes'] as const).map(
        name =>
          run.counts[name] !== undefined && (
            <div key={name} className="count-further">
              <dt>{t(`customers.count-${name}`)}</dt>
              <dd>
                <Num value={run.counts[name]} />
              </dd>
            </div>
          ),
      )}
    </dl>
  )
}
