import type { Sheet } from './sheet.ts'

type Activity = Sheet['before']['activities'][number]
type Contact = Sheet['before']['contacts'][number]
type Followup = Sheet['before']['followups'][number]

/** Something that happened with the customer before this call. */
export type Entry = { key: string; at: string } & (
  | { kind: 'activity'; activity: Activity }
  | { kind: 'contact'; contact: Contact }
  | { kind: 'followup'; followup: Followup }
)

/**
 * What was before, newest first, each thing once: what this call is about stands above already, and a follow-up that
 * was dialled is told by its contacts.
 */
export function timelineOf({ before, why, contact, followup: current }: Sheet): Entry[] {
  const entries: Entry[] = [
    ...before.activities
      .filter(activity => activity.id !== why.activity?.id)
      .map(activity => ({ key: activity.id, at: activity.happenedAt, kind: 'activity' as const, activity })),
    ...before.contacts
      .filter(({ id, state }) => id !== contact?.id && state !== 'cancelled')
      .map(made => ({ key: made.id, at: made.at, kind: 'contact' as const, contact: made })),
    ...before.followups
      .filter(({ id, attempts }) => id !== current.id && attempts === 0)
      .map(followup => ({
        key: followup.id,
        at: followup.settledAt ?? followup.dueAt,
        kind: 'followup' as const,
        followup,
      })),
  ]
  return entries.sort((a, b) => Temporal.Instant.compare(Temporal.Instant.from(b.at), Temporal.Instant.from(a.at)))
}
