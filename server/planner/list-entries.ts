import type { z } from 'zod'
import { needsInWords } from '../people/ability-rules.ts'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { pageFrom, unpackCursor } from '../platform/cursor.ts'
import type { Tx } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import type { PlanEntry } from './contract.ts'
import { nameOf } from './explain-reasons.ts'
import type { Outcome } from './outcome-rules.ts'
import { outcomeReasons } from './reasons.ts'
import { URGENCY, type Urgency } from './rules.ts'
import { MINUTES_PER_CONTACT } from './terms-rules.ts'
import { type ContactRow, contactsOn, type OtherRow } from './view-store.ts'

interface EntriesAsked {
  day?: Temporal.PlainDate | undefined
  teamId?: string | undefined
  urgency?: Urgency | undefined
  outcome?: Outcome | undefined
  cursor?: string | undefined
  limit: number
}

/** The contacts of a day, or those that have none, the most urgent and worth most first. */
export async function listEntries(
  tx: Tx,
  actor: Actor,
  { day, teamId, urgency, outcome, cursor, limit }: EntriesAsked,
  language: Language,
) {
  permit(actor, 'followups.read')
  const after = unpackCursor(cursor, ['number', 'decimal', 'id'])
  const filter = { day, teamId, outcome, urgency: urgency && URGENCY.indexOf(urgency) }
  const rows = await contactsOn(tx, actor, filter, { after, limit })
  const { items, next } = pageFrom(rows, limit, row => [row.urgency, row.ownValue, row.followupId])
  return { items: items.map(row => entryInWords(row, language)), next }
}

function entryInWords(row: ContactRow, language: Language): z.output<typeof PlanEntry> {
  return {
    ...row,
    urgency: URGENCY[row.urgency]!,
    minutes: row.channel === 'email' ? 0 : row.minutes + MINUTES_PER_CONTACT,
    sentence: outcomeInWords(row.outcome, row, language),
    move: row.move && moveFrom(row.move),
  }
}

/** Why a follow-up has its day, naming whom it is about. */
export function outcomeInWords(
  outcome: Outcome,
  { other, needs }: { other: OtherRow | null; needs: readonly string[] },
  language: Language,
): string {
  const named = { customer: other?.customerName ?? null, campaign: other ? nameOf(other, language) : '' }
  return outcomeReasons[outcome][language]({ ...named, needs: needsInWords(needs, language) })
}

/** A move, as it comes from JSON. */
export function moveFrom<T extends { day: string; movedAt: string }>(move: T) {
  return { ...move, day: Temporal.PlainDate.from(move.day), movedAt: Temporal.Instant.from(move.movedAt) }
}
