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
  const { draft, unsaved, faults, judged, faultCount, saving, save, change } = editing
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
      {faultCount > 0 && (
        <div className="note note-warn" role="alert">
          <p>{t('planning.fix-questions', { count: faultCount })}</p>
        </div>
      )}
      <ProblemNote error={saving.error} />
      <div className="editor">
        <div>
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
          <Panel
            title={t('planning.heard-opening')}
            extra={<span className="faint">{t('planning.heard-opening-hint')}</span>}
          >
            {draft.opening.trim() ? (
              <HeardOpening opening={draft.opening} minutes={draft.minutes ?? 0} />
            ) : (
              <p className="muted">{t('planning.opening-empty')}</p>
            )}
          </Panel>
          <TryIt questions={draft.questions.filter(({ text }) => text.trim()).map(questionOf)} />
        </div>
      </div>
    </Page>
  )
}

interface LabelledProps {
  label: string
  hint?: string
  fault?: string | false
  children: ReactNode
}

/** A field with its name above and, below, its hint or what is wrong. */
export function Labelled({ label, hint, fault, children }: LabelledProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child.
    <label className={fault ? 'labelled fault' : 'labelled'}>
      <span>{label}</span>
      {children}
      {fault ? <span className="field-problem">{fault}</span> : hint && <span className="field-hint">{hint}</span>}
    </label>
  )
}

/** What was brought back, and what happened to the script meanwhile. */
function ScriptNotes({ editing }: { editing: ReturnType<typeof useScriptEditing> }) {
  const t = useT()
  if (editing.changedByOthers) {
    return (
      <div className="note note-warn" role="alert">
        <p>{t('planning.changed-by-others')}</p>
        <Button size="small" onClick={editing.reload}>
          {t('planning.load-theirs')}
        </Button>
      </div>
    )
  }
  if (!editing.restored) return null
  return (
    <div className="note">
      <p>{t('planning.restored')}</p>
      <Button size="small" onClick={editing.reload}>
        {t('planning.restored-discard')}
      </Button>
    </div>
  )
}
