import { Form, type FormInstance } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { createCampaign, getCampaign, updateCampaign } from '../../server/campaigns/contract.ts'
import type { Problem } from '../kit/api.ts'
import { remember, useDo } from '../kit/ask.ts'
import { useKeys } from '../kit/keys.ts'
import { useMe } from '../kit/me.ts'
import { sentenceOf } from '../kit/Problem.tsx'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import { bodyOf, type CampaignDraft, draftOf, fieldsOf, sameDraft } from './campaign-draft.ts'
import type { Campaign } from './say-campaign.ts'
import { useFound, useUnsaved } from './use-unsaved.ts'

/**
 * Writing a campaign: what is typed, whether it is saved, and saving it. Typed text is kept in the browser until it is
 * saved or given up, and a version that others have saved meanwhile is neither overwritten nor hidden.
 * @param copyOf the campaign a new one is planned after
 */
export function useCampaignEditing(campaign: Campaign | null, fresh: CampaignDraft, copyOf: string | null) {
  const place = `campaign.${useMe().staffId}.${campaign?.id ?? (copyOf ? `after-${copyOf}` : 'new')}`
  const [form] = Form.useForm<CampaignDraft>()
  const [base, setBase] = useState(campaign)
  const [judged, setJudged] = useState(false)
  const { found, release } = useFound<CampaignDraft>(place)
  const clean = base ? draftOf(base) : fresh
  const [initial] = useState(() => ({ ...clean, ...found?.draft }))
  const typed = { ...initial, ...Form.useWatch([], form) } as CampaignDraft
  const unsaved = !sameDraft(typed, clean)
  const version = base?.version ?? null
  const { letGo } = useUnsaved(place, { draft: typed, version, unsaved })
  const { saving, send } = useSaving(base, form, answer => {
    release()
    setBase(answer)
    setJudged(false)
    letGo()
  })
  const save = () => {
    setJudged(true)
    if (!saving.isPending) form.submit()
  }
  useKeys({ 'mod+s': save })
  return {
    ...{ form, initial, typed, unsaved, judged, saving, send, save },
    restored: found !== null && unsaved,
    changedByOthers: (campaign?.version ?? 0) > (version ?? 0) || (found !== null && found.version !== version),
    /** Gives up what was typed and shows what is saved. */
    reload: () => {
      release()
      setBase(campaign)
      form.setFieldsValue(campaign ? draftOf(campaign) : fresh)
    },
  }
}

function useSaving(base: Campaign | null, form: FormInstance<CampaignDraft>, onSaved: (answer: Campaign) => void) {
  const t = useT()
  const say = useSay()
  const navigate = useNavigate()
  const saved = (answer: Campaign, given: { body: { callerNumber: string } }) => {
    // The server writes numbers its own way; what was typed since stays.
    if (form.getFieldValue('callerNumber')?.trim() === given.body.callerNumber) {
      form.setFieldValue('callerNumber', answer.callerNumber)
    }
    remember(getCampaign, { params: { id: answer.id } }, answer)
    onSaved(answer)
    say.done(t('planning.draft-saved'))
    if (!base) navigate(`/campaigns/${answer.id}/edit`, { replace: true })
  }
  const refused = (problem: Problem) => {
    const fields = fieldsOf(problem)
    if (fields.length === 0) return
    form.setFields(fields.map(name => ({ name, errors: [sentenceOf(problem, t)] })) as never)
    form.scrollToField(fields[0] as never, { block: 'center', focus: true })
  }
  const create = useDo(createCampaign, { onDone: saved })
  const update = useDo(updateCampaign, { onDone: saved })
  const send = (draft: CampaignDraft) => {
    const body = bodyOf(draft)
    if (base) update.mutate({ params: { id: base.id }, body: { ...body, version: base.version } }, { onError: refused })
    else create.mutate({ body: { ...body, branchId: draft.branchId } }, { onError: refused })
  }
  return { saving: base ? update : create, send }
}
