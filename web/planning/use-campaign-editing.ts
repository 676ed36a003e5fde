import { Form } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { getCampaign, updateCampaign } from '../../server/campaigns/contract.ts'
import type { Problem } from '../kit/api.ts'
import { remember, useDo } from '../kit/ask.ts'
import { useKeys } from '../kit/keys.ts'
import { useMe } from '../kit/me.ts'
import { sentenceOf } from '../kit/Problem.tsx'
import { useT } from '../kit/words.ts'
import { bodyOf, type CampaignDraft, draftOf, fieldOf, sameDraft } from './campaign-draft.ts'
import type { Campaign } from './say-campaign.ts'
import { useFound, useUnsaved } from './use-unsaved.ts'

/** How long nobody must have typed before it is saved. */
const PAUSE_MS = 900

/**
 * Writing a campaign: what is typed is saved by itself after a pause, and kept in the browser until it is. A version that
 * others have saved meanwhile is neither overwritten nor hidden; then nothing is saved by itself any more.
 */
export function useCampaignEditing(campaign: Campaign) {
  const t = useT()
  const place = `campaign.${useMe().staffId}.${campaign.id}`
  const [form] = Form.useForm<CampaignDraft>()
  const [base, setBase] = useState(campaign)
  const { found, release } = useFound<CampaignDraft>(place)
  const [initial] = useState(() => ({ ...draftOf(base), ...found?.draft }))
  const typed = { ...initial, ...Form.useWatch([], form) } as CampaignDraft
  const unsaved = !sameDraft(typed, draftOf(base))
  useUnsaved(place, { draft: typed, version: base.version, unsaved })
  const saving = useDo(updateCampaign, {
    onDone: (answer, given) => {
      // The server writes numbers its own way; what was typed since stays.
      if (form.getFieldValue('callerNumber')?.trim() === given.body.callerNumber) {
        form.setFieldValue('callerNumber', draftOf(answer).callerNumber)
      }
      remember(getCampaign, { params: { id: answer.id } }, answer)
      setBase(answer)
      release()
    },
  })
  const refused = (problem: Problem) => {
    const about = fieldOf(problem)
    if (about) form.setFields([{ name: about.field, errors: [sentenceOf(problem, t)] }] as never)
  }
  const changedByOthers = campaign.version > base.version && !saving.isPending
  const save = () => {
    if (saving.isPending || !unsaved || changedByOthers) return
    const body = { ...bodyOf(typed), version: base.version }
    saving.mutate({ params: { id: base.id }, body }, { onError: refused })
  }
  useSavingByItself(JSON.stringify(bodyOf(typed)), unsaved && !saving.isPending && !changedByOthers, save)
  useKeys({ 'mod+s': save })
  return {
    ...{ form, initial, typed, unsaved, saving, save, base, changedByOthers },
    restored: found !== null && unsaved,
    /** Gives up what was typed and shows what is saved. */
    reload: () => {
      release()
      saving.reset()
      setBase(campaign)
      form.setFieldsValue(draftOf(campaign))
    },
  }
}

/** Saves what was typed once nobody has typed for a while; what was refused is not sent again until it changes. */
function useSavingByItself(text: string, unsaved: boolean, save: () => void): void {
  const act = useRef(save)
  act.current = save
  const tried = useRef<string | null>(null)
  useEffect(() => {
    if (!unsaved || tried.current === text) return
    const waiting = setTimeout(() => {
      tried.current = text
      act.current()
    }, PAUSE_MS)
    return () => clearTimeout(waiting)
  }, [text, unsaved])
}
