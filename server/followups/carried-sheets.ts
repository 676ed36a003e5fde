import type { z } from 'zod'
import { groundFor } from '../contacts/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import { scriptOf } from '../scripts/index.ts'
import { inOrderOfSpeech } from './carry-rules.ts'
import { carriedBy } from './carry-store.ts'
import type { CarriedSheet } from './contract.ts'
import { followupInWords } from './in-words.ts'
import { reasonsTogether } from './reasons.ts'
import type { FollowupRow } from './store.ts'

type Carried = z.output<typeof CarriedSheet>

/** What a call is about as a whole. */
export interface Spoken {
  carried: Carried[]
  /** All follow-ups of the call by id, in the order in which they are spoken about. */
  order: string[]
  /** The reason of the call, all of them in one. */
  reason: string
  /** Minutes of what is carried. */
  minutes: number
}

/**
 * What the call of a follow-up in the actor's hands speaks about besides.
 * @param why what is known of why a follow-up was planned
 */
export async function carriedSheets(
  tx: Tx,
  actor: Actor,
  followup: FollowupRow,
  why: (followup: FollowupRow) => Promise<Carried['why']>,
  language: Language,
): Promise<Spoken> {
  const found = await carriedBy(tx, actor, followup.id)
  if (found.length === 0) return { carried: [], order: [followup.id], reason: followup.reason, minutes: 0 }
  const { rules } = await groundFor(tx, actor.orgId)
  const spoken = inOrderOfSpeech([followup, ...found], rules.combinedAt(actor.now.epochMilliseconds))
  const carried = await Promise.all(
    spoken.filter(one => one.id !== followup.id).map(one => sheetOf(tx, actor, one, why, language)),
  )
  return {
    carried,
    order: spoken.map(({ id }) => id),
    reason: reasonsTogether(spoken.map(({ reason }) => reason)),
    minutes: carried.reduce((sum, { script }) => sum + script.minutes, 0),
  }
}

async function sheetOf(
  tx: Tx,
  actor: Actor,
  followup: FollowupRow,
  why: (followup: FollowupRow) => Promise<Carried['why']>,
  language: Language,
): Promise<Carried> {
  const [script, known] = await Promise.all([scriptOf(tx, actor.orgId, followup.scriptId), why(followup)])
  const { id, minutes, questions } = script!
  return {
    followup: followupInWords(followup, language, actor.now),
    why: known,
    script: { id, minutes, questions },
    answers: followup.answers,
  }
}
