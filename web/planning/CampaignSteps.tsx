import { App, Form, Input } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import {
  approveCampaign,
  cloneCampaign,
  discardRevision,
  pauseCampaign,
  resumeCampaign,
  returnCampaign,
  stopCampaign,
  submitCampaign,
  updateCampaign,
  withdrawCampaign,
} from '../../server/campaigns/contract.ts'
import { campaignsReasons } from '../../server/campaigns/reasons.ts'
import { CAMPAIGN_STEPS, type CampaignStep, leadsOn, mayEdit, problemOfStep } from '../../server/campaigns/rules.ts'
import { useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useMe } from '../kit/me.ts'
import { useLanguage } from '../kit/preferences.ts'
import { useSay } from '../kit/say.tsx'
import { sayNumber } from '../kit/say-time.ts'
import { useT } from '../kit/words.ts'
import { contentBeingWritten, draftOf, problemsOfDraft } from './campaign-draft.ts'
import { type Campaign, todayIn } from './say-campaign.ts'

interface CampaignStepsProps {
  campaign: Campaign
  /** How many customers would be dialled, when it is known. */
  dialable: number | undefined
  /** Only approving and returning, where a version is read. */
  only?: 'decision'
}

const MAIN_STEPS: readonly CampaignStep[] = ['submit', 'approve', 'resume']
/** From the quiet ones to the main one, which stands at the end. */
const ORDER: readonly CampaignStep[] = [
  ...(['discard', 'withdraw', 'return', 'pause', 'stop', 'submit', 'approve', 'resume'] as const),
]
const DECISION: readonly CampaignStep[] = ['return', 'approve']

/** The steps a campaign can take from its state; those this person cannot take say why. */
export function CampaignSteps({ campaign, dialable, only }: CampaignStepsProps) {
  const t = useT()
  const [returning, setReturning] = useState(false)
  const { step, pending } = useStepping(campaign, dialable, () => setReturning(true))
  const whyNot = useWhyNot(campaign)
  const where = standing(campaign)
  const steps = (only ? DECISION : ORDER).filter(name => leadsOn(where, name))
  return (
    <>
      {!only && <CopyButton campaign={campaign} />}
      {!only && mayEdit(where) && <EditButton campaign={campaign} />}
      {steps.map(name => (
        <Button
          key={name}
          type={MAIN_STEPS.includes(name) ? 'primary' : 'default'}
          danger={name === 'stop'}
          {...(whyNot(name) ? { whyNot: whyNot(name) } : { needs: ENDPOINTS[name] })}
          loading={pending === name}
          onClick={() => step(name)}
        >
          {t(`planning.do-${name}`)}
        </Button>
      ))}
      <ReturnDrawer campaign={campaign} open={returning} onClose={() => setReturning(false)} />
    </>
  )
}

/** Where a campaign and its next version stand. */
function standing({ state, revision }: Campaign) {
  return { state, revision: revision?.state ?? null }
}

function CopyButton({ campaign }: { campaign: Campaign }) {
  const t = useT()
  const say = useSay()
  const navigate = useNavigate()
  const copy = useDo(cloneCampaign, { onDone: ({ id }) => navigate(`/campaigns/${id}/edit?step=why`) })
  const name = t('planning.copy-of', { name: campaign.name }).slice(0, 100)
  return (
    <Button
      needs={cloneCampaign}
      type="text"
      loading={copy.isPending}
      onClick={() => copy.mutate({ params: { id: campaign.id }, body: { name } }, { onError: say.problem })}
    >
      {t('planning.do-copy')}
    </Button>
  )
}

function EditButton({ campaign }: { campaign: Campaign }) {
  const t = useT()
  const navigate = useNavigate()
  return (
    <Button
      needs={updateCampaign}
      whyNot={!campaign.own && t('planning.not-own')}
      onClick={() => navigate(`/campaigns/${campaign.id}/edit`)}
    >
      {t(campaign.state === 'draft' ? 'planning.do-edit' : 'planning.do-revise')}
    </Button>
  )
}

const ENDPOINTS = {
  submit: submitCampaign,
  withdraw: withdrawCampaign,
  approve: approveCampaign,
  return: returnCampaign,
  discard: discardRevision,
  pause: pauseCampaign,
  resume: resumeCampaign,
  stop: stopCampaign,
} as const satisfies Record<(typeof CAMPAIGN_STEPS)[number], unknown>

/** Why a person cannot take a step now, by the same rule the server keeps; `null` when he can. */
function useWhyNot(campaign: Campaign): (step: CampaignStep) => string | null {
  const t = useT()
  const language = useLanguage()
  const { staffId, organisation } = useMe()
  const content = contentBeingWritten(campaign)
  const { validUntil } = content
  const incomplete = problemsOfDraft(draftOf(campaign)).length > 0
  const judged = {
    ...standing(campaign),
    version: campaign.version,
    plannedBy: (campaign.revision ?? campaign).plannedBy.map(({ id }) => id),
    validUntil: validUntil === null ? null : Temporal.PlainDate.from(validUntil),
  }
  return step => {
    if (!campaign.own) return t('planning.not-own')
    const problem = problemOfStep(judged, step, { staffId, today: todayIn(organisation.timeZone) })
    if (!problem && step === 'submit' && incomplete) return t('planning.submit-when-complete')
    return problem && campaignsReasons[problem.code][language](problem.facts)
  }
}

/** Takes the steps: what cannot be undone is asked first, the rest is done at once. */
function useStepping(campaign: Campaign, dialable: number | undefined, onReturn: () => void) {
  const t = useT()
  const say = useSay()
  const language = useLanguage()
  const { modal } = App.useApp()
  const done = (step: CampaignStep) => ({ onDone: () => say.done(t(`planning.done-${step}`)) })
  const doing = {
    submit: useDo(submitCampaign, { ...done('submit'), topics: ['campaigns', 'scripts'] }),
    withdraw: useDo(withdrawCampaign, done('withdraw')),
    discard: useDo(discardRevision, done('discard')),
    pause: useDo(pauseCampaign, done('pause')),
    resume: useDo(resumeCampaign, done('resume')),
    stop: useDo(stopCampaign, done('stop')),
  }
  const approve = useDo(approveCampaign, done('approve'))
  const params = { id: campaign.id }
  const refused = { onError: say.problem }
  const ask = (
    texts: { title: string; content: string; okText: string; danger?: boolean },
    act: () => Promise<unknown>,
  ) => modal.confirm({ ...texts, okButtonProps: { danger: texts.danger }, onOk: () => act().catch(say.problem) })

  const step = (name: CampaignStep) => {
    if (name === 'return') return onReturn()
    if (name === 'submit') {
      const content = t('planning.submit-effect', { script: contentBeingWritten(campaign).scriptName ?? '' })
      const texts = { title: t('planning.submit-sure'), content, okText: t('planning.do-submit') }
      return ask(texts, () => doing.submit.mutateAsync({ params }))
    }
    if (name === 'approve') {
      const count = dialable === undefined ? null : sayNumber(dialable, language)
      const content = campaign.revision
        ? t('planning.approve-revision-effect')
        : count
          ? t('planning.approve-effect', { count })
          : t('planning.approve-effect-plain')
      const texts = {
        title: t('planning.approve-sure', { name: contentBeingWritten(campaign).name }),
        content,
        okText: t('planning.do-approve'),
      }
      return ask(texts, () => approve.mutateAsync({ params, body: { version: campaign.version } }))
    }
    if (name === 'discard') {
      const content = t('planning.discard-effect')
      const texts = { title: t('planning.discard-sure'), content, okText: t('planning.do-discard'), danger: true }
      return ask(texts, () => doing.discard.mutateAsync({ params }))
    }
    if (name === 'stop') {
      const title = t('planning.stop-sure', { name: campaign.name })
      const texts = { title, content: t('planning.stop-effect'), okText: t('planning.do-stop'), danger: true }
      return ask(texts, () => doing.stop.mutateAsync({ params }))
    }
    doing[name].mutate({ params }, refused)
  }
  const all = { ...doing, approve }
  const pending = CAMPAIGN_STEPS.find(name => name !== 'return' && all[name].isPending)
  return { step, pending }
}

interface ReturnDrawerProps {
  campaign: Campaign
  open: boolean
  onClose: () => void
}

/** Gives a campaign back to its planners with what has to change. */
function ReturnDrawer({ campaign, open, onClose }: ReturnDrawerProps) {
  const t = useT()
  const say = useSay()
  return (
    <FormDrawer<{ note: string }, { params: { id: string }; body: { note: string } }, Campaign>
      title={t('planning.do-return')}
      submit={t('planning.do-return')}
      open={open}
      onClose={onClose}
      action={useDo(returnCampaign)}
      given={body => ({ params: { id: campaign.id }, body })}
      onDone={() => say.done(t('planning.done-return'))}
    >
      <Form.Item
        name="note"
        label={t('planning.return-note')}
        extra={t('planning.return-note-hint')}
        rules={[{ required: true, whitespace: true }]}
      >
        <Input.TextArea maxLength={1000} showCount autoSize={{ minRows: 4, maxRows: 12 }} />
      </Form.Item>
    </FormDrawer>
  )
}
