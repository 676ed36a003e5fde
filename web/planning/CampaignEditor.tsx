import { ArrowLeftOutlined, ArrowRightOutlined, CheckOutlined } from '@ant-design/icons'
import { Form } from 'antd'
import { useSearchParams } from 'react-router'
import { contentReasons } from '../../server/campaigns/content-reasons.ts'
import { type ContentProblem, WRITING_STEPS, type WritingStep } from '../../server/campaigns/content-rules.ts'
import { Button } from '../kit/Button.tsx'
import { useKeys } from '../kit/keys.ts'
import { Page } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { useT } from '../kit/words.ts'
import { CheckSection } from './CheckSection.tsx'
import { bodyOf, type CampaignDraft, fieldOf, problemsOfDraft } from './campaign-draft.ts'
import { HowSection } from './HowSection.tsx'
import { MailSection } from './MailSection.tsx'
import { SampleSection } from './SampleSection.tsx'
import type { Campaign } from './say-campaign.ts'
import { useCampaignEditing } from './use-campaign-editing.ts'
import { WhenSection } from './WhenSection.tsx'
import { WhoSection } from './WhoSection.tsx'
import { WhySection } from './WhySection.tsx'
import { useDraftYield, Yield } from './Yield.tsx'
import './wizard.css'

const STEPS = [...WRITING_STEPS, 'check'] as const
type Step = (typeof STEPS)[number]

/** Five steps from why to a last look: each says what it lacks, all is saved by itself, the yield stands beside it. */
export function CampaignEditor({ campaign }: { campaign: Campaign }) {
  const t = useT()
  const editing = useCampaignEditing(campaign)
  const { form, typed, saving } = editing
  const [step, go] = useStep()
  const problems = problemsOfDraft(typed)
  const draftYield = useDraftYield(bodyOf(typed), campaign)
  const counted = draftYield.data?.customers
  const reached = counted && counted.called + counted.written
  const refused = saving.error && !fieldOf(saving.error) ? saving.error : null
  return (
    <Page
      title={typed.name.trim() || t('planning.no-name')}
      hint={<SavedHint editing={editing} revision={campaign.state !== 'draft'} />}
    >
      <EditingNotes editing={editing} />
      <ProblemNote error={refused} />
      <div className="wizard">
        <StepRail step={step} go={go} problems={problems} />
        <div className="wizard-middle">
          <Form<CampaignDraft>
            form={form}
            layout="vertical"
            requiredMark={false}
            initialValues={editing.initial}
            className="wizard-form"
          >
            <Pane of="why" step={step}>
              <WhySection campaign={campaign} />
            </Pane>
            <Pane of="when" step={step}>
              <WhenSection shown={step === 'when'} />
            </Pane>
            <Pane of="who" step={step}>
              <WhoSection campaign={campaign} shown={step === 'who'} />
              <SampleSection />
            </Pane>
            <Pane of="how" step={step}>
              <HowSection campaign={campaign} />
              <MailSection />
            </Pane>
          </Form>
          {step === 'check' && <CheckSection editing={editing} problems={problems} go={go} called={reached} />}
          {step !== 'check' && <StillMissing problems={problems.filter(problem => problem.step === step)} />}
          <StepFoot step={step} go={go} />
        </div>
        <div className="wizard-side">
          <Yield asked={draftYield} />
        </div>
      </div>
    </Page>
  )
}

/** The step in the address, so that a reload or a colleague's link lands on it. */
function useStep(): [Step, (step: Step) => void] {
  const [search, setSearch] = useSearchParams()
  const step = STEPS.find(name => name === search.get('step')) ?? 'why'
  const go = (next: Step) => {
    setSearch({ step: next }, { replace: true })
    window.scrollTo({ top: 0 })
  }
  const at = STEPS.indexOf(step)
  useKeys({
    'mod+enter': STEPS[at + 1] && (() => go(STEPS[at + 1]!)),
    'alt+arrowright': STEPS[at + 1] && (() => go(STEPS[at + 1]!)),
    'alt+arrowleft': STEPS[at - 1] && (() => go(STEPS[at - 1]!)),
  })
  return [step, go]
}

/** All steps stay in the page, so that nothing typed is lost when another one is shown. */
function Pane({ of, step, children }: { of: Step; step: Step; children: React.ReactNode }) {
  return <div hidden={of !== step}>{children}</div>
}

interface StepProps {
  step: Step
  go: (step: Step) => void
}

function StepRail({ step, go, problems }: StepProps & { problems: readonly ContentProblem[] }) {
  const t = useT()
  return (
    <nav className="wizard-rail" aria-label={t('planning.steps')}>
      <ol>
        {STEPS.map((name, at) => {
          const missing = name === 'check' ? problems.length : problems.filter(it => it.step === name).length
          return (
            <li key={name}>
              <button type="button" aria-current={name === step ? 'step' : undefined} onClick={() => go(name)}>
                <span className={missing === 0 ? 'step-mark step-complete' : 'step-mark'}>
                  {missing === 0 ? <CheckOutlined aria-label={t('planning.step-complete')} /> : at + 1}
                </span>
                <span className="step-name">{t(`planning.step-${name}`)}</span>
                {name !== 'check' && missing > 0 && (
                  <span className="step-missing">{t('planning.step-missing', { count: missing })}</span>
                )}
              </button>
            </li>
          )
        })}
      </ol>
      <p className="wizard-keys">{t('planning.step-keys')}</p>
    </nav>
  )
}

function StillMissing({ problems }: { problems: readonly ContentProblem[] }) {
  const t = useT()
  const language = useLanguage()
  if (problems.length === 0) return null
  return (
    <section className="still-missing" aria-label={t('planning.still-missing')}>
      <b>{t('planning.still-missing')}</b>
      <ul>
        {problems.map(({ code }) => (
          <li key={code}>{contentReasons[code][language]()}</li>
        ))}
      </ul>
    </section>
  )
}

function StepFoot({ step, go }: StepProps) {
  const t = useT()
  const at = STEPS.indexOf(step)
  const [before, next] = [STEPS[at - 1], STEPS[at + 1]]
  return (
    <footer className="wizard-foot">
      {before ? (
        <Button icon={<ArrowLeftOutlined />} onClick={() => go(before)}>
          {t(`planning.step-${before}`)}
        </Button>
      ) : (
        <span />
      )}
      {next && (
        <Button type={step === 'how' ? 'primary' : 'default'} onClick={() => go(next)}>
          {t(`planning.step-${next}`)}
          <ArrowRightOutlined />
        </Button>
      )}
    </footer>
  )
}

export type Editing = ReturnType<typeof useCampaignEditing>
export type GoTo = (step: WritingStep) => void

function SavedHint({ editing, revision }: { editing: Editing; revision: boolean }) {
  const t = useT()
  const { saving, unsaved } = editing
  const state = saving.isPending ? 'saving' : saving.error && unsaved ? 'not-saved' : unsaved ? 'typing' : 'saved'
  return (
    <span className={`saved-hint saved-${state}`} aria-live="polite">
      {revision && <b>{t('planning.next-version')}</b>}
      {t(`planning.hint-${state}`)}
    </span>
  )
}

/** What was brought back, and what others have saved meanwhile. */
function EditingNotes({ editing }: { editing: Editing }) {
  const t = useT()
  return (
    <>
      {editing.restored && (
        <div className="note">
          <p>{t('planning.restored')}</p>
          <Button size="small" onClick={editing.reload}>
            {t('planning.restored-discard')}
          </Button>
        </div>
      )}
      {editing.changedByOthers && (
        <div className="note note-warn" role="alert">
          <p>{t('planning.changed-by-others')}</p>
          <Button size="small" onClick={editing.reload}>
            {t('planning.load-theirs')}
          </Button>
        </div>
      )}
    </>
  )
}
