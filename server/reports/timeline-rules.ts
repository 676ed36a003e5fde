import { ACTIVITY_KINDS, type ActivityKind } from '../activity/rules.ts'
import type { ChangeSubject } from '../customers/facts-rules.ts'

/** Where the entries of a timeline come from; of entries of one instant the earlier source is told first. */
export const TIMELINE_SOURCES = [
  'activity',
  'contact',
  'followup',
  'case',
  'consent',
  'change',
  'machine',
  'verdict',
] as const
export type TimelineSource = (typeof TIMELINE_SOURCES)[number]

/** What can be asked for besides the kinds of activity, and the source it is in. */
const SOURCE_OF = {
  contacts: 'contact',
  followups: 'followup',
  cases: 'case',
  consents: 'consent',
  points: 'change',
  persons: 'change',
  machines: 'machine',
  facts: 'change',
  imports: 'change',
  merges: 'change',
  verdicts: 'verdict',
} as const satisfies Record<string, TimelineSource>
type OtherKind = keyof typeof SOURCE_OF

/** What of a customer's past can be asked for. */
export const TIMELINE_KINDS = [...ACTIVITY_KINDS, ...(Object.keys(SOURCE_OF) as OtherKind[])] as const
export type TimelineKind = ActivityKind | OtherKind

/** Of the changes of what is known, those about this; what an import told is about anything. */
const SUBJECT_OF: Partial<Record<TimelineKind, ChangeSubject>> = {
  points: 'contact-point',
  persons: 'person',
  facts: 'customer',
  merges: 'merge',
}

type Permission = 'customers.read' | 'contacts.ask' | 'cases.read'

const PERMISSION_OF: Partial<Record<TimelineSource, Permission>> = {
  contact: 'contacts.ask',
  case: 'cases.read',
  verdict: 'contacts.ask',
}

/** Each contact has verdicts of its own; among all else they would be noise. */
const LEFT_OUT_UNASKED: readonly TimelineSource[] = ['verdict']

export const sourceOf = (kind: TimelineKind): TimelineSource => (isActivity(kind) ? 'activity' : SOURCE_OF[kind])

const isActivity = (kind: TimelineKind): kind is ActivityKind => (ACTIVITY_KINDS as readonly string[]).includes(kind)

/** What must be held to see the entries of a source, besides the permission to see customers. */
export const permissionFor = (source: TimelineSource): Permission => PERMISSION_OF[source] ?? 'customers.read'

/** What a reader of the timeline looks for; what is left out does not narrow. */
export interface TimelineWish {
  sources: readonly TimelineSource[]
  activities?: readonly ActivityKind[]
  changes?: { subjects: readonly ChangeSubject[]; orImported: boolean }
}

/** What is looked for when some kinds are asked for, or none: then all that somebody may see who `may`. */
export function wishOf(
  kinds: readonly TimelineKind[] | undefined,
  may: (permission: Permission) => boolean,
): TimelineWish {
  if (!kinds) {
    return { sources: TIMELINE_SOURCES.filter(one => !LEFT_OUT_UNASKED.includes(one) && may(permissionFor(one))) }
  }
  const asked = new Set(kinds.map(sourceOf))
  return {
    sources: TIMELINE_SOURCES.filter(source => asked.has(source)),
    activities: kinds.filter(isActivity),
    changes: { subjects: kinds.flatMap(kind => SUBJECT_OF[kind] ?? []), orImported: kinds.includes('imports') },
  }
}

/** The sort key of an entry: newest first, then by source, then by descending id. */
export interface TimelinePlace {
  at: Temporal.Instant
  source: TimelineSource
  id: string
}

export const rankOf = (source: TimelineSource): number => TIMELINE_SOURCES.indexOf(source)

/** How two entries follow each other. */
export function byPlace(a: TimelinePlace, b: TimelinePlace): number {
  if (a.source !== b.source) return Temporal.Instant.compare(b.at, a.at) || rankOf(a.source) - rankOf(b.source)
  return Temporal.Instant.compare(b.at, a.at) || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0)
}

const LEAST_ID = '00000000-0000-0000-0000-000000000000'
const GREATEST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/**
 * The time and id below which a source is read on, so that its rows follow a given place: of the same instant, a source that
 * comes before the place's has told everything, one that comes after it nothing yet.
 */
export function readOnFrom(
  source: TimelineSource,
  place: { at: string; rank: number; id: string },
): readonly [string, string] {
  const rank = rankOf(source)
  if (rank === place.rank) return [place.at, place.id]
  return [place.at, rank < place.rank ? LEAST_ID : GREATEST_ID]
}
