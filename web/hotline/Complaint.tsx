import { Input } from 'antd'
import { type KeyboardEvent, useState } from 'react'
import { raiseCase } from '../../server/cases/contract.ts'
import { SEVERITIES, type Severity } from '../../server/cases/rules.ts'
import { useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Key } from '../kit/Key.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'

/** A complaint in the customer's words: it becomes a case with an owner and a deadline. Enter registers it. */
export function Complaint({ customerId, onClose }: { customerId: string; onClose: () => void }) {
  const t = useT()
  const say = useSay()
  const [problem, setProblem] = useState('')
  const [severity, setSeverity] = useState<Severity>('normal')
  const raise = useDo(raiseCase, {
    topics: ['cases', 'customers'],
    onDone: ({ owner }) => {
      onClose()
      say.done(t('hotline.complaint-done', { name: owner.name }))
    },
  })
  const ready = problem.trim() !== ''
  const send = () => {
    if (ready && !raise.isPending) raise.mutate({ body: { customerId, problem, severity } })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose()
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    if (!(event.target instanceof HTMLTextAreaElement)) return
    event.preventDefault()
    send()
  }
  return (
    <section className="panel hotline-box" aria-label={t('hotline.complaint-title')} onKeyDown={onKeyDown}>
      <h2>{t('hotline.complaint-title')}</h2>
      <p className="muted">{t('hotline.complaint-writes')}</p>
      <ProblemNote error={raise.error} />
      <Input.TextArea
        autoFocus
        aria-label={t('hotline.complaint-words')}
        placeholder={t('hotline.complaint-words')}
        autoSize={{ minRows: 3, maxRows: 8 }}
        maxLength={2000}
        value={problem}
        onChange={event => setProblem(event.target.value)}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend of its own. */}
      <div className="hotline-scope" role="group" aria-label={t('supervision.severity')}>
        {SEVERITIES.map(option => (
          <Button key={option} aria-pressed={option === severity} onClick={() => setSeverity(option)}>
            {t(`supervision.severity-${option}`)}
          </Button>
        ))}
      </div>
      <footer>
        <Button onClick={onClose}>{t('kit.cancel')}</Button>
        <Button type="primary" whyNot={!ready && t('hotline.say-it-first')} loading={raise.isPending} onClick={send}>
          {t('hotline.complaint-confirm')}
          <Key>{'Enter'}</Key>
        </Button>
      </footer>
    </section>
  )
}
