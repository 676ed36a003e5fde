import { useState } from 'react'
import { useNavigate } from 'react-router'
import { createScript, getScript, updateScript } from '../../server/scripts/contract.ts'
import { unknownPlaceholders } from '../../server/scripts/rules.ts'
import { remember, useDo } from '../kit/ask.ts'
import { useKeys } from '../kit/keys.ts'
import { useMe } from '../kit/me.ts'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import {
  bodyOfScript,
  draftOfScript,
  faultsOf,
  newScript,
  type QuestionDraft,
  type QuestionFault,
  type SavedScript,
  type ScriptDraft,
  sameScript,
} from './script-draft.ts'
import { useFound, useUnsaved } from './use-unsaved.ts'

const TOPICS = ['campaigns', 'scripts']

/** What keeps a script from being saved, where it stands. */
export interface ScriptFaults {
  name: boolean
  minutes: boolean
  opening: 'missing' | 'unknown' | null
  questions: Map<string, QuestionFault>
}

/** Writing a script: what is typed, whether it is saved, what is wrong with it, and saving it. */
export function useScriptEditing(script: SavedScript | null) {
  const place = `script.${useMe().staffId}.${script?.id ?? 'new'}`
  const [base, setBase] = useState(script)
  const { found, release } = useFound<ScriptDraft>(place)
  const clean = base ? draftOfScript(base) : newScript()
  const [draft, setDraft] = useState<ScriptDraft>(() => found?.draft ?? clean)
  const [judged, setJudged] = useState(false)
  const unsaved = !sameScript(draft, clean)
  const version = base?.version ?? null
  const { letGo } = useUnsaved(place, { draft, version, unsaved })
  const saving = useSaving(base, answer => {
    release()
    setBase(answer)
    setJudged(false)
    letGo()
  })
  const { faults, count } = allFaults(draft)
  const save = () => {
    setJudged(true)
    if (count > 0) return showFirstFault()
    if (unsaved && !saving.isPending) saving.send(draft)
  }
  useKeys({ 'mod+s': save })
  return {
    ...{ draft, unsaved, faults, judged, saving, save },
    faultCount: judged ? count : 0,
    change: (change: Partial<ScriptDraft>) => setDraft(before => ({ ...before, ...change })),
    /** Puts a removed question back, into whatever has been written since. */
    putBack: (question: QuestionDraft, at: number) =>
      setDraft(before => ({ ...before, questions: before.questions.toSpliced(at, 0, question) })),
    restored: found !== null && unsaved,
    changedByOthers: (script?.version ?? 0) > (version ?? 0) || (found !== null && found.version !== version),
    /** Gives up what was typed and shows what is saved. */
    reload: () => {
      release()
      setBase(script)
      setDraft(script ? draftOfScript(script) : newScript())
    },
  }
}

function allFaults(draft: ScriptDraft): { faults: ScriptFaults; count: number } {
  const faults: ScriptFaults = {
    name: draft.name.trim() === '',
    minutes: draft.minutes === null,
    opening: draft.opening.trim() === '' ? 'missing' : unknownPlaceholders(draft.opening).length > 0 ? 'unknown' : null,
    questions: faultsOf(draft.questions),
  }
  const count = [faults.name, faults.minutes, faults.opening].filter(Boolean).length + faults.questions.size
  return { faults, count }
}

/** After the faults are shown, the first of them comes into sight. */
function showFirstFault(): void {
  requestAnimationFrame(() => {
    document.querySelector('.fault')?.scrollIntoView({ block: 'center', behavior: 'smooth' })
    const first = document.querySelector('.fault')
    const field =
      first?.querySelector<HTMLElement>('.ant-input-status-error') ?? first?.querySelector('input, textarea')
    ;(field as HTMLElement | null)?.focus({ preventScroll: true })
  })
}

function useSaving(base: SavedScript | null, onSaved: (answer: SavedScript) => void) {
  const t = useT()
  const say = useSay()
  const navigate = useNavigate()
  const onDone = (answer: SavedScript) => {
    remember(getScript, { params: { id: answer.id } }, answer)
    onSaved(answer)
    say.done(t('planning.script-saved'))
    if (!base) navigate(`/scripts/${answer.id}`, { replace: true })
  }
  const create = useDo(createScript, { onDone, topics: TOPICS })
  const update = useDo(updateScript, { onDone, topics: TOPICS })
  const { error, isPending } = base ? update : create
  const send = (draft: ScriptDraft) => {
    const body = bodyOfScript(draft)
    if (base) update.mutate({ params: { id: base.id }, body: { ...body, version: base.version } })
    else create.mutate({ body })
  }
  return { error, isPending, send }
}
