import { closedWords } from '../followups/reasons.ts'
import { type ClosedReason, type FollowupState, finalClass, type OutcomeCode } from '../followups/rules.ts'
import type { Language } from '../platform/reason.ts'
import { fateWords, heldWords } from './fate-reasons.ts'

/**
 * Follow-ups that fared alike, as counted for one funnel. `ended` tells whether they had ended when the period did;
 * `over` whether the period has passed, so that what is still open now says nothing about how it stood then.
 */
export interface FareGroup {
  ended: boolean
  state: FollowupState
  lastOutcome: OutcomeCode | null
  closedReason: ClosedReason | null
  /** The code of the first rule that puts it off now. */
  heldBy: string | null
  /** Given up to the supervisor, who decides. */
  withSupervisor: boolean
  appointment: boolean
  /** Due after this moment. */
  later: boolean
  followups: number
  attempted: number
  spoken: number
}

export interface Fate {
  /** Ended with the customer, fell out without him, or is still open. */
  kind: 'ended' | 'fell-out' | 'open'
  /** `completed`, `refused`, a reason of closing, `held` … */
  fate: string
  /** The rule that puts it off, of `held` alone. */
  rule: string | null
}

/**
 * What became of follow-ups, the one definition of every funnel of the product: ended by the customer's word as the
 * AAPOR class of the last outcome says; fallen out by the rule that closed it; else open, and why it waits.
 */
export function fateOf(group: Omit<FareGroup, 'followups' | 'attempted' | 'spoken'>, over: boolean): Fate {
  if (group.ended && group.state === 'closed') return { kind: 'fell-out', fate: group.closedReason!, rule: null }
  if (group.ended && group.state === 'done') {
    const ends = { I: 'completed', P: 'partial', R: 'refused' } as const
    const disposition = finalClass(group) as keyof typeof ends
    return { kind: 'ended', fate: ends[disposition] ?? 'other-end', rule: null }
  }
  const open = (fate: string, rule: string | null = null): Fate => ({ kind: 'open', fate, rule })
  if (over) return open('open-then')
  if (group.state === 'handed-out') return open('handed-out')
  if (group.withSupervisor) return open('with-supervisor')
  if (group.heldBy !== null) return open('held', group.heldBy)
  if (group.appointment) return open('appointment')
  return open(group.later ? 'later' : 'waiting')
}

export interface FateRow extends Fate {
  followups: number
}

export interface FunnelCounts {
  due: number
  attempted: number
  spoken: number
  completed: number
  /** Most frequent first within each kind: ended, fallen out, open. */
  fates: FateRow[]
}

const KINDS = ['ended', 'fell-out', 'open'] as const

/** Adds groups up to one funnel; its fates add up to what was due. */
export function funnelOf(groups: readonly FareGroup[], over: boolean): FunnelCounts {
  const fates = new Map<string, FateRow>()
  const counts = { due: 0, attempted: 0, spoken: 0 }
  for (const group of groups) {
    const fate = fateOf(group, over)
    const key = `${fate.kind} ${fate.fate} ${fate.rule}`
    fates.set(key, { ...fate, followups: (fates.get(key)?.followups ?? 0) + group.followups })
    counts.due += group.followups
    counts.attempted += group.attempted
    counts.spoken += group.spoken
  }
  const rows = [...fates.values()].toSorted(
    (a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || b.followups - a.followups || (a.fate < b.fate ? -1 : 1),
  )
  const completed = rows.find(row => row.fate === 'completed')?.followups ?? 0
  return { ...counts, completed, fates: rows }
}

/** A fate in words; a rule that has no short words yet is named by its code. */
export function sayFate({ fate, rule }: Pick<Fate, 'fate' | 'rule'>, language: Language): string {
  if (fate in fateWords) {
    const words = fateWords[fate as keyof typeof fateWords][language]()
    if (rule === null) return words
    const why = rule in heldWords ? heldWords[rule as keyof typeof heldWords][language]() : rule
    return language === 'zh' ? `${words}：${why}` : `${words}: ${why}`
  }
  return closedWords[fate as ClosedReason]?.[language] ?? fate
}
