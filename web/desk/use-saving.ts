import { useCallback, useEffect, useRef, useState } from 'react'
import { saveAnswers } from '../../server/followups/contract.ts'
import { askAgain, answers as client, useDo } from '../kit/ask.ts'
import { type Draft, newDraft } from './draft.ts'
import type { Sheet } from './sheet.ts'
import { answersToSendOn, topicsOf } from './topics.ts'

const QUIET_MS = 600
const AGAIN_MS = 5000
/** Work other than answers renews the lease at most this often. */
const RENEW_MS = 5 * 60_000

export type SavedState = 'saved' | 'saving' | 'problem'

/** The answers to be kept, by follow-up of the call, each as it is sent. */
function textsOf(sheet: Sheet, draft: Draft): Record<string, string> {
  return Object.fromEntries(topicsOf(sheet).map(topic => [topic.id, JSON.stringify(answersToSendOn(topic, draft))]))
}

/**
 * Saves good answers as soon as the agent pauses, one request at a time, and tries again when the connection failed.
 * Each saving renews the lease; typing anything else renews it too.
 * @param off nothing is to be saved any more
 */
export function useSaving(sheet: Sheet, draft: Draft, off: boolean) {
  const { mutate, isPending, error } = useDo(saveAnswers, { topics: [] })
  const texts = textsOf(sheet, draft)
  const [saved, setSaved] = useState(() => textsOf(sheet, newDraft(sheet)))
  const [refused, setRefused] = useState<Record<string, string>>({})
  const [lease, setLease] = useState<string | null>(null)
  const renewedAt = useRef(Date.now())
  const open = Object.keys(texts).filter(id => texts[id] !== saved[id])
  const next = open.find(id => texts[id] !== refused[id]) ?? null
  const latest = useRef({ texts, next })
  latest.current = { texts, next }

  const save = useCallback(() => {
    const { texts, next } = latest.current
    const id = next ?? sheet.followup.id
    const text = texts[id]!
    renewedAt.current = Date.now()
    mutate(
      { params: { id }, body: { answers: JSON.parse(text) } },
      {
        onSuccess: ({ leaseUntil }) => {
          setSaved(before => ({ ...before, [id]: text }))
          setLease(leaseUntil)
        },
        // A refusal is final for these answers; why may stand on the sheet by now.
        onError: problem => {
          if (problem.status < 400 || problem.status >= 500) return
          setRefused(before => ({ ...before, [id]: text }))
          void askAgain(client, ['desk'])
        },
      },
    )
  }, [mutate, sheet.followup.id])

  const text = next === null ? null : texts[next]
  const waiting = !off && !isPending && next !== null
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

  const state: SavedState = open.length === 0 ? 'saved' : error ? 'problem' : 'saving'
  return { state, error, renew: save, leaseUntil: later(lease, sheet.leaseUntil) }
}

function later(a: string | null, b: string): string {
  return a && Temporal.Instant.compare(a, b) > 0 ? a : b
}
