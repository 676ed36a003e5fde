import { Form, Input } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { copyScript } from '../../server/scripts/contract.ts'
import { useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { Page, Panel } from '../kit/Page.tsx'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import { AskedQuestions } from './AskedQuestions.tsx'
import { HeardOpening } from './ScriptHeard.tsx'
import type { SavedScript } from './script-draft.ts'
import { TryIt } from './TryIt.tsx'

/** A script that cannot be changed, or not by this person: to be read, tried and copied. */
export function ScriptRead({ script }: { script: SavedScript }) {
  const t = useT()
  const [copying, setCopying] = useState(false)
  return (
    <Page
      title={script.name}
      hint={t('planning.minutes-count', { minutes: script.minutes })}
      action={
        <Button type="primary" needs={copyScript} onClick={() => setCopying(true)}>
          {t('planning.copy-script')}
        </Button>
      }
    >
      {script.frozenAt && (
        <div className="note">
          <p>{t('planning.script-frozen')}</p>
        </div>
      )}
      <div className="editor">
        <div>
          <Panel title={t('planning.heard-opening')}>
            <HeardOpening opening={script.opening} minutes={script.minutes} />
          </Panel>
          <Panel title={t('planning.questions')}>
            <AskedQuestions questions={script.questions} />
          </Panel>
        </div>
        <div className="editor-side">
          <TryIt
            questions={script.questions.map(question => ({ ...question, required: question.required ?? false }))}
          />
        </div>
      </div>
      <CopyDrawer script={script} open={copying} onClose={() => setCopying(false)} />
    </Page>
  )
}

interface CopyDrawerProps {
  script: SavedScript
  open: boolean
  onClose: () => void
}

function CopyDrawer({ script, open, onClose }: CopyDrawerProps) {
  const t = useT()
  const say = useSay()
  const navigate = useNavigate()
  return (
    <FormDrawer<{ name: string }, { params: { id: string }; body: { name: string } }, SavedScript>
      title={t('planning.copy-script')}
      submit={t('planning.copy-script')}
      open={open}
      onClose={onClose}
      action={useDo(copyScript, { topics: ['campaigns', 'scripts'] })}
      given={body => ({ params: { id: script.id }, body })}
      initial={{ name: t('planning.copy-of', { name: script.name }).slice(0, 100) }}
      onDone={({ id }) => {
        say.done(t('planning.copied'))
        navigate(`/scripts/${id}`)
      }}
    >
      <Form.Item name="name" label={t('planning.copy-name')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={100} />
      </Form.Item>
    </FormDrawer>
  )
}
