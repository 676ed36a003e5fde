import { useState } from 'react'
import { raiseCase } from '../../server/cases/contract.ts'
import { SEVERITIES, type Severity } from '../../server/cases/rules.ts'
import { useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import { SaidBox } from './SaidBox.tsx'

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
  return (
    <SaidBox
      title={t('hotline.complaint-title')}
      hint={t('hotline.complaint-writes')}
      label={t('hotline.complaint-words')}
      said={problem}
      onSaid={setProblem}
      maxLength={2000}
      confirm={t('hotline.complaint-confirm')}
      action={raise}
      onSend={() => raise.mutate({ body: { customerId, problem, severity } })}
      onClose={onClose}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend of its own. */}
      <div className="hotline-scope" role="group" aria-label={t('supervision.severity')}>
        {SEVERITIES.map(option => (
          <Button key={option} aria-pressed={option === severity} onClick={() => setSeverity(option)}>
            {t(`supervision.severity-${option}`)}
          </Button>
        ))}
      </div>
    </SaidBox>
  )
}
