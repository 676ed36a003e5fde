import { useCallback, useState } from 'react'
import { useMe } from '../kit/me.ts'
import { type Draft, newDraft } from './draft.ts'
import type { Sheet } from './sheet.ts'

/** What is entered is kept in this tab until the follow-up is settled or given back, so that a reload loses nothing. */
function placeOf({ followup }: Sheet, staffId: string): string {
  return `huifang.desk.${staffId}.${followup.id}.${followup.attempts}`
}

function kept(sheet: Sheet, place: string): Draft {
  const stored = sessionStorage.getItem(place)
  return stored ? { ...newDraft(sheet), ...(JSON.parse(stored) as Partial<Draft>) } : newDraft(sheet)
}

/** What is typed about the follow-up in hand; the component using it is keyed by the follow-up. */
export function useDraft(sheet: Sheet) {
  const place = placeOf(sheet, useMe().staffId)
  const [draft, setDraft] = useState(() => kept(sheet, place))
  const change = useCallback(
    (part: Partial<Draft> | ((draft: Draft) => Partial<Draft>)) =>
      setDraft(before => {
        const after = { ...before, ...(typeof part === 'function' ? part(before) : part) }
        sessionStorage.setItem(place, JSON.stringify(after))
        return after
      }),
    [place],
  )
  const forget = useCallback(() => sessionStorage.removeItem(place), [place])
  return { draft, change, forget }
}
