import { UndoOutlined } from '@ant-design/icons'
import { App } from 'antd'
import { Link } from 'react-router'
import { type getImport, undoImport } from '../../server/imports/contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Panel } from '../kit/Page.tsx'
import { Progress } from '../kit/Progress.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { useSay } from '../kit/say.tsx'
import { sayNumber } from '../kit/say-time.ts'
import { Num, Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import type { ImportRun } from './import-progress.ts'

/** Takes a whole import back; it asks first, because that cannot be undone. */
export function UndoImport({ run }: { run: ImportRun }) {
  const t = useT()
  const say = useSay()
  const { modal } = App.useApp()
  const undo = useDo(undoImport, { topics: ['imports'], onDone: () => say.done(t('customers.undo-begun')) })
  const ask = () =>
    modal.confirm({
      title: t('customers.undo-sure'),
      content: t('customers.undo-effect'),
      okText: t('customers.undo'),
      okButtonProps: { danger: true },
      cancelText: t('customers.undo-back'),
      onOk: () => undo.mutateAsync({ params: { id: run.id } }).catch(say.problem),
    })
  const nothing = run.rowsNew + run.rowsChanged === 0
  return (
    <Button
      icon={<UndoOutlined />}
      needs={undoImport}
      whyNot={nothing && t('customers.undo-nothing')}
      loading={undo.isPending}
      onClick={ask}
    >
      {t('customers.undo')}
    </Button>
  )
}

/** An import that is being taken back: how far. */
export function ImportUndoing({ run }: { run: ImportRun }) {
  const t = useT()
  return (
    <Panel>
      <Progress label={t('customers.stage-undoing')} done={run.rowsUndone} total={run.rowsToUndo} />
      <p className="import-pace">{t('customers.in-background')}</p>
    </Panel>
  )
}

type Answer = AnswerOf<typeof getImport>

/** What taking an import back did, and the exact account of what stays. */
export function UndoOutcome({ run, undone, kept }: Pick<Answer, 'run' | 'undone' | 'kept'>) {
  const t = useT()
  const language = useLanguage()
  const said = undone.flatMap(({ label, removed, restored }) => [
    ...(removed > 0 ? [t('customers.undone-removed', { label, count: sayNumber(removed, language) })] : []),
    ...(restored > 0 ? [t('customers.undone-restored', { label, count: sayNumber(restored, language) })] : []),
  ])
  return (
    <Panel
      title={t('customers.undone')}
      extra={
        <span className="muted">
          {run.undoneByName} {run.undoneAt && <Time at={run.undoneAt} />}
        </span>
      }
    >
      <ul className="undone">
        {said.map(line => (
          <li key={line}>{line}</li>
        ))}
        {kept.length === 0 && <li>{t('customers.undone-all')}</li>}
      </ul>
      {kept.length > 0 && (
        <>
          <h3 className="kept-title">{t('customers.kept')}</h3>
          <ul className="rejections">
            {kept.map(group => (
              <li key={`${group.noun} ${group.reason}`}>
                <Num value={group.rows} />
                <span>
                  {t('customers.kept-group', group)} <Examples group={group} />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  )
}

const SHOWN = 5

/** A few of the customers who stay, to look at. */
function Examples({ group }: { group: Answer['kept'][number] }) {
  const t = useT()
  if (group.noun !== 'customer') return null
  return (
    <span className="kept-examples">
      {group.ids.slice(0, SHOWN).map((id, at) => (
        <Link key={id} to={`/customers/${id}`}>
          {t('customers.kept-see')} {at + 1}
        </Link>
      ))}
    </span>
  )
}
