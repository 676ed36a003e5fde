import { ArrowRightOutlined } from '@ant-design/icons'
import { useNavigate } from 'react-router'
import { contentReasons } from '../../server/campaigns/content-reasons.ts'
import type { ContentProblem } from '../../server/campaigns/content-rules.ts'
import { submitCampaign } from '../../server/campaigns/contract.ts'
import { useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Panel } from '../kit/Page.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import type { Editing, GoTo } from './CampaignEditor.tsx'
import { ContentInWords } from './CampaignInWords.tsx'
import { contentBeingWritten } from './campaign-draft.ts'
import { SenderMissing, useSenderMissing } from './SenderMissing.tsx'

interface CheckSectionProps {
  editing: Editing
  problems: readonly ContentProblem[]
  go: GoTo
  called: number | undefined
}

/** A last look: what is missing with a way to it, the whole in words, and submitting it for approval. */
export function CheckSection({ editing, problems, go, called }: CheckSectionProps) {
  const t = useT()
  const say = useSay()
  const navigate = useNavigate()
  const language = useLanguage()
  const { base, unsaved } = editing
  const submit = useDo(submitCampaign, {
    topics: ['campaigns', 'scripts'],
    onDone: () => {
      say.done(t('planning.done-submit'))
      navigate(`/campaigns/${base.id}`)
    },
  })
  const content = contentBeingWritten(base)
  const senderMissing = useSenderMissing(content.channels.includes('email'))
  const whyNot =
    problems.length > 0
      ? t('planning.submit-when-complete')
      : unsaved
        ? t('planning.submit-when-saved')
        : senderMissing && t('planning.sender-missing')
  return (
    <>
      <Panel title={t(problems.length > 0 || senderMissing ? 'planning.missing-before' : 'planning.ready')}>
        {problems.length > 0 ? (
          <ul className="check-list">
            {problems.map(({ step, code }) => (
              <li key={code}>
                <button type="button" onClick={() => go(step)}>
                  <span>{contentReasons[code][language]()}</span>
                  <span className="faint">
                    {t(`planning.step-${step}`)} <ArrowRightOutlined aria-hidden />
                  </span>
                </button>
              </li>
            ))}
          </ul>
        ) : (
          <p className="muted">
            {t('planning.submit-effect', { script: content.scriptName ?? '' })}
            {called === 0 && <span className="warn"> {t('planning.nobody-called')}</span>}
          </p>
        )}
        {senderMissing && <SenderMissing />}
        <div className="check-foot">
          <Button
            type="primary"
            needs={submitCampaign}
            whyNot={whyNot}
            loading={submit.isPending}
            onClick={() => submit.mutate({ params: { id: base.id } }, { onError: say.problem })}
          >
            {t('planning.do-submit')}
          </Button>
        </div>
      </Panel>
      <ContentInWords content={content} branchId={base.branchId} />
    </>
  )
}
