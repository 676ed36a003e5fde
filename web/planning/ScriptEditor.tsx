import { Input, InputNumber } from 'antd'
import type { ReactNode } from 'react'
import { createScript } from '../../server/scripts/contract.ts'
import { Button } from '../kit/Button.tsx'
import { Page, Panel } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useT } from '../kit/words.ts'
import { OpeningEditor } from './OpeningEditor.tsx'
import { QuestionsEditor } from './QuestionsEditor.tsx'
import { HeardOpening } from './ScriptHeard.tsx'
import { ScriptRead } from './ScriptRead.tsx'
import { questionOf, type SavedScript } from './script-draft.ts'
import { TryIt } from './TryIt.tsx'
import { useScriptEditing } from './use-script-editing.ts'

/** Writes a script: what is said and asked on the left, how it will be heard and how it runs on the right. */
export function ScriptEditor({ script }: { script: SavedScript | null }) {
  const t = useT()
  const editing = useScriptEditing(script)
  const { draft, unsaved, faults, judged, saving, save, change } = editing
  if (script?.frozenAt && !unsaved) return <ScriptRead script={script} />
  return (
    <Page
      title={script ? script.name : t('planning.new-script')}
      hint={(unsaved || script) && t(unsaved ? 'planning.unsaved-changes' : 'planning.nothing-changed')}
      action={
        <Button
          type="primary"
          needs={createScript}
          whyNot={!unsaved && t('planning.nothing-changed')}
          loading={saving.isPending}
          onClick={save}
        >
          {t('planning.save-script')}
        </Button>
      }
    >
      <ScriptNotes editing={editing} />
      <ProblemNote error={saving.error} />
      <div className="editor">
        <div>
          <Basics editing={editing} />
          <OpeningEditor
            opening={draft.opening}
            missing={judged && faults.opening === 'missing'}
            onChange={opening => change({ opening })}
          />
          <QuestionsEditor
            questions={draft.questions}
            faults={faults.questions}
            judged={judged}
            onChange={questions => change({ questions })}
            onPutBack={editing.putBack}
          />
        </div>
        <div className="editor-side">
          <Heard opening={draft.opening} minutes={draft.minutes} />
          <TryIt questions={draft.questions.filter(({ text }) => text.trim()).map(questionOf)} />
        </div>
      </div>
    </Page>
  )
}

type Editing = ReturnType<typeof useScriptEditing>

function Basics({ editing: { draft, faults, judged, change } }: { editing: Editing }) {
  const t = useT()
  return (
    <Panel title={t('planning.basics')}>
      <div className="script-basics">
        <Labelled label={t('planning.script-name')} fault={judged && faults.name && t('kit.required')}>
          <Input maxLength={100} value={draft.name} onChange={event => change({ name: event.target.value })} />
        </Labelled>
        <Labelled
          label={t('planning.minutes')}
          hint={t('planning.minutes-hint')}
          fault={judged && faults.minutes && t('kit.required')}
        >
          <InputNumber<number>
            min={1}
            max={120}
            precision={0}
            suffix={t('planning.minutes-unit')}
            value={draft.minutes}
            onChange={minutes => change({ minutes })}
          />
        </Labelled>
      </div>
    </Panel>
  )
}

/** The opening as it will be heard, while it is written. */
function Heard({ opening, minutes }: { opening: string; minutes: number | null }) {
  const t = useT()
  return (
    <Panel
      title={t('planning.heard-opening')}
      extra={<span className="faint">{t('planning.heard-opening-hint')}</span>}
    >
      {opening.trim() ? (
        <HeardOpening opening={opening} minutes={minutes ?? 0} />
      ) : (
        <p className="muted">{t('planning.opening-empty')}</p>
      )}
    </Panel>
  )
}

interface LabelledProps {
  label: string
  hint?: string
  fault?: string | false
  children: ReactNode
}

/** A field with its name above and, below, its hint or what is wrong. */
function Labelled({ label, hint, fault, children }: LabelledProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child.
    <label className={fault ? 'labelled fault' : 'labelled'}>
      <span>{label}</span>
      {children}
      {fault ? <span className="field-problem">{fault}</span> : hint && <span className="field-hint">{hint}</span>}
    </label>
  )
}

/** What was brought back, what happened to the script meanwhile, and what has to be mended before it is saved. */
function ScriptNotes({ editing }: { editing: Editing }) {
  const t = useT()
  const { changedByOthers, restored, faultCount, reload } = editing
  return (
    <>
      {(changedByOthers || restored) && (
        <div className={changedByOthers ? 'note note-warn' : 'note'} role={changedByOthers ? 'alert' : undefined}>
          <p>{t(changedByOthers ? 'planning.changed-by-others' : 'planning.restored')}</p>
          <Button size="small" onClick={reload}>
            {t(changedByOthers ? 'planning.load-theirs' : 'planning.restored-discard')}
          </Button>
        </div>
      )}
      {faultCount > 0 && (
        <div className="note note-warn" role="alert">
          <p>{t('planning.fix-questions', { count: faultCount })}</p>
        </div>
      )}
    </>
  )
}
