import { useEffect, useState } from 'react'
import { forget, keep, kept } from '../kit/kept.ts'
import { useLeaving } from '../kit/leave.ts'

interface Kept<Draft> {
  draft: Draft
  /** Which saved version it was a change of; `null` for something new. */
  version: number | null
}

/** What an earlier visit typed and did not save at this place; `release` once it was saved or given up. */
export function useFound<Draft>(place: string): { found: Kept<Draft> | null; release: () => void } {
  const [found, setFound] = useState(() => kept<Kept<Draft>>(place))
  return {
    found,
    release: () => {
      forget(place)
      setFound(null)
    },
  }
}

/** Keeps a draft in the browser while it is unsaved, and asks before it is left behind. */
export function useUnsaved<Draft>(
  place: string,
  { draft, version, unsaved }: Kept<Draft> & { unsaved: boolean },
): { letGo: () => void } {
  const text = JSON.stringify({ draft, version } satisfies Kept<Draft>)
  useEffect(() => {
    if (unsaved) keep(place, JSON.parse(text))
    else forget(place)
  }, [place, unsaved, text])
  return useLeaving(unsaved, () => forget(place))
}
