import type { listVersions } from '../../server/campaigns/version-contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import type { Condition, Group } from './conditions.ts'
import type { Content } from './say-campaign.ts'

export type Version = AnswerOf<typeof listVersions>['items'][number]
export type Question = Version['script']['questions'][number]

/** The fields of a campaign that a reader compares, in the order they are read. */
export const COMPARED = [
  'name',
  'purposes',
  'reasonForCustomer',
  'expectedEffect',
  'owner',
  'trigger',
  'conditions',
  'sample',
  'channels',
  'mail',
  'validity',
  'team',
  'script',
  'callerNumber',
  'skills',
  'priority',
  'maxAttempts',
] as const
export type Compared = (typeof COMPARED)[number]

/** What of a campaign stands in a field, as it is compared. */
export function partOf(content: Content, field: Compared): unknown {
  switch (field) {
    case 'owner':
      return content.owner.id
    case 'validity':
      return [content.validFrom, content.validUntil]
    case 'team':
      return content.teamId
    case 'script':
      return content.scriptId
    default:
      return content[field]
  }
}

/** The fields in which two contents differ, in reading order. */
export function changedFields(before: Content, after: Content): Compared[] {
  return COMPARED.filter(field => canonical(partOf(before, field)) !== canonical(partOf(after, field)))
}

/** Text that is the same exactly when two values say the same, whatever the order of their keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}

export type Mark = 'same' | 'added' | 'removed'

/** A line of a comparison: what it is, and whether it stayed, came or went. */
export interface Line<T> {
  mark: Mark
  item: T
}

/** Two lists as one, in order, with what stayed, came and went: the longest common subsequence stays. */
export function compareLists<T>(before: readonly T[], after: readonly T[]): Line<T>[] {
  const [a, b] = [before.map(canonical), after.map(canonical)]
  const longest = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      longest[i]![j] = a[i] === b[j] ? longest[i + 1]![j + 1]! + 1 : Math.max(longest[i + 1]![j]!, longest[i]![j + 1]!)
    }
  }
  const lines: Line<T>[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ mark: 'same', item: after[j]! })
      i++
      j++
    } else if (j >= b.length || (i < a.length && longest[i + 1]![j]! >= longest[i]![j + 1]!)) {
      lines.push({ mark: 'removed', item: before[i++]! })
    } else {
      lines.push({ mark: 'added', item: after[j++]! })
    }
  }
  return lines
}

/** One row of conditions as they are read: a condition, or how those below are joined, and how deep it stands. */
export type ConditionLine = { depth: number } & ({ condition: Condition } | { joined: 'and' | 'or'; not: boolean })

/** Groups within groups as lines, from the outside in. */
export function linesOf(group: Group, depth = 0): ConditionLine[] {
  if (depth === 0 && group.rules.length === 0) return []
  return [
    { depth, joined: group.combinator, not: group.not === true },
    ...group.rules.flatMap((rule): ConditionLine[] =>
      'rules' in rule ? linesOf(rule, depth + 1) : [{ depth: depth + 1, condition: rule }],
    ),
  ]
}
