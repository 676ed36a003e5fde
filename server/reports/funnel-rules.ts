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
  /** The first rule that puts it off now, and the code of its reason. */
  heldBy: string | null
  heldCode: string | null
  /** When the first and the last of those held are released. */
  releasedFrom: Temporal.Instant | null
  releasedTo: Temporal.Instant | null
  /** Given up to the supervisor, who decides. */
  withSupervisor: boolean
  appointment: boolean
  /** Due after this moment. */
  later: boolean
  followups: number
  /** Of them, so many have fallen due. */
  due: number
  /** Of them, so many are in somebody's hands or were called. */
  handedOut: number
  attempted: number
  spoken: number
}

type Counted = 'followups' | 'due' | 'handedOut' | 'attempted' | 'spoken' | 'releasedFrom' | 'releasedTo'

export interface Fate {
  /** Ended with the customer, fell out without him, or is still open. */
  kind: 'ended' | 'fell-out' | 'open'
  /** `completed`, `refused`, a reason of closing, `held` … */
  fate: string
  /** The rule that puts it off and the code of its reason, of `held` alone. */
  rule: string | null
  code: string | null
}

/**
 * What became of follow-ups, the one definition of every funnel of the product: ended by the customer's word as the
 * AAPOR class of the last outcome says, or by a mail that went out; fallen out by the rule that closed it; else open, and why it waits.
 */
export function fateOf(group: Omit<FareGroup, Counted>, over: boolean): Fate {
  const none = { rule: null, code: null }
  if (group.ended && group.state === 'closed') return { kind: 'fell-out', fate: group.closedReason!, ...none }
  if (group.ended && group.state === 'done') {
    const ends = { I: 'completed', P: 'partial', R: 'refused' } as const
    const disposition = finalClass(group) as keyof typeof ends
    return { kind: 'ended', fate: ends[disposition] ?? 'other-end', ...none }
  }
  if (group.ended && group.state === 'mailed') return { kind: 'ended', fate: 'mailed', ...none }
  const open = (fate: string): Fate => ({ kind: 'open', fate, ...none })
  if (over) return open('open-then')
  if (group.state === 'handed-out' || group.state === 'carried') return open('handed-out')
  if (group.state === 'mailing') return open('mailing')
  if (group.withSupervisor) return open('with-supervisor')
  if (group.heldBy !== null) return { kind: 'open', fate: 'held', rule: group.heldBy, code: group.heldCode }
  if (group.state === 'to-mail') return open('to-mail')
  if (group.appointment) return open('appointment')
  return open(group.later ? 'later' : 'waiting')
}

export interface FateRow extends Fate {
  followups: number
  /** When the first and the last of them are released, of `held` alone. */
  releasedFrom: Temporal.Instant | null
  releasedTo: Temporal.Instant | null
}

export interface FunnelCounts {
  /** All of them. */
  planned: number
  due: number
  handedOut: number
  attempted: number
  spoken: number
  completed: number
  /** Ended by a mail that went out. */
  mailed: number
  /** Most frequent first within each kind: ended, fallen out, open. */
  fates: FateRow[]
}

const KINDS = ['ended', 'fell-out', 'open'] as const

/** Adds groups up to one funnel; its fates add up to what was planned, which of a period is what was due in it. */
export function funnelOf(groups: readonly FareGroup[], over: boolean): FunnelCounts {
  const fates = new Map<string, FateRow>()
  const counts = { planned: 0, due: 0, handedOut: 0, attempted: 0, spoken: 0 }
  for (const group of groups) {
    const fate = fateOf(group, over)
    const key = `${fate.kind} ${fate.fate} ${fate.rule}`
    fates.set(key, withGroup(fates.get(key), fate, group))
    counts.planned += group.followups
    counts.due += group.due
    counts.handedOut += group.handedOut
    counts.attempted += group.attempted
    counts.spoken += group.spoken
  }
  const rows = [...fates.values()].toSorted(
    (a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || b.followups - a.followups || (a.fate < b.fate ? -1 : 1),
  )
  const ended = (fate: string) => rows.find(row => row.fate === fate)?.followups ?? 0
  return { ...counts, completed: ended('completed'), mailed: ended('mailed'), fates: rows }
}

function withGroup(before: FateRow | undefined, fate: Fate, group: FareGroup): FateRow {
  const held = fate.fate === 'held'
  const ends = (bound: 'releasedFrom' | 'releasedTo') =>
    [before?.[bound], held ? group[bound] : null].filter(at => at != null).toSorted(Temporal.Instant.compare)
  return {
    ...fate,
    code: before?.code ?? fate.code,
    followups: (before?.followups ?? 0) + group.followups,
    releasedFrom: ends('releasedFrom')[0] ?? null,
    releasedTo: ends('releasedTo').at(-1) ?? null,
  }
}

/** What planners call the rules of the policy in force, by id; the product's own rules have words of their own. */
export type RuleNames = ReadonlyMap<string, string>

/** A fate in words; a rule by the name planners gave it, else by what it looks at, else by its code. */
export function sayFate(
  { fate, rule, code }: Pick<Fate, 'fate' | 'rule' | 'code'>,
  names: RuleNames,
  language: Language,
): string {
  if (fate in fateWords) {
    const words = fateWords[fate as keyof typeof fateWords][language]()
    if (rule === null) return words
    const known = code !== null && code in heldWords ? heldWords[code as keyof typeof heldWords][language]() : code
    const why = names.get(rule) ?? known ?? rule
    return language === 'zh' ? `${words}：${why}` : `${words}: ${why}`
  }
  return closedWords[fate as ClosedReason]?.[language] ?? fate
}
