import { useCallback, useEffect, useRef, useState } from 'react'
import { saveAnswers } from '../../server/followups/contract.ts'
import { askAgain, answers as client, useDo } from '../kit/ask.ts'
import { answersToSend, type Draft, newDraft } from './draft.ts'
import type { Sheet } from './sheet.ts'

const QUIET_MS = 600
const AGAIN_MS = 5000
/** Work other than answers renews the lease at most this often. */
const RENEW_MS = 5 * 60_000

export type SavedState = 'saved' | 'saving' | 'problem'

/**
 * Saves good answers as soon as the agent pauses, one request at a time, and tries again when the connection failed.
 * Each saving renews the lease; typing anything else renews it too.
 * @param off nothing is to be saved any more
 */
export function useSaving(sheet: Sheet, draft: Draft, off: boolean) {
  const { mutate, isPending, error } = useDo(saveAnswers, { topics: [] })
  const good = answersToSend(sheet, draft)
  const text = JSON.stringify(good)
  const [saved, setSaved] = useState(() => JSON.stringify(answersToSend(sheet, newDraft(sheet))))
  const [refused, setRefused] = useState<string | null>(null)
  const [lease, setLease] = useState<string | null>(null)
  const renewedAt = useRef(Date.now())
  const latest = useRef(good)
  latest.current = good

  const save = useCallback(() => {
    const answers = latest.current
    renewedAt.current = Date.now()
    mutate(
      { params: { id: sheet.followup.id }, body: { answers } },
      {
        onSuccess: ({ leaseUntil }) => {
          setSaved(JSON.stringify(answers))
          setLease(leaseUntil)
        },
        // A refusal is final for these answers; why may stand on the sheet by now.
        onError: problem => {
          if (problem.status < 400 || problem.status >= 500) return
          setRefused(JSON.stringify(answers))
          void askAgain(client, ['desk'])
        },
      },
    )
  }, [mutate, sheet.followup.id])

  const waiting = !off && !isPending && text !== saved && text !== refused
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new text begins the wait anew.
  useEffect(() => {
    if (!waiting) return
    const soon = setTimeout(save, error ? AGAIN_MS : QUIET_MS)
    return () => clearTimeout(soon)
  }, [waiting, text, error, save])

  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever is entered counts as work.
  useEffect(() => {
    if (!off && Date.now() - renewedAt.current > RENEW_MS) save()
  }, [draft, off, save])

  const state: SavedState = error && text !== saved ? 'problem' : text === saved ? 'saved' : 'saving'
  return { state, error, renew: save, leaseUntil: later(lease, sheet.leaseUntil) }
}

function later(a: string | null, b: string): string {
  return a && Temporal.Instant.compare(a, b) > 0 ? a : b
}
