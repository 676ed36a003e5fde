import type { Row } from './row-store.ts'

/** Rows by table, their fields named as the columns. */
export interface YearRows {
  followup: Row[]
  contact: Row[]
  mail: Row[]
  attempt: Row[]
  case_file: Row[]
  case_event: Row[]
  do_not_contact: Row[]
  wrongPoints: string[]
}

export const noRows = (): YearRows => ({
  followup: [],
  contact: [],
  mail: [],
  attempt: [],
  case_file: [],
  case_event: [],
  do_not_contact: [],
  wrongPoints: [],
})

/** A follow-up of somebody by phone as it is planned, before anything was made of it. */
export const newFollowup = (whose: Row, dueAt: Temporal.Instant): Row => ({
  ...whose,
  campaign_id: null,
  activity_id: null,
  matter_of: null,
  not_by: null,
  channels: ['phone'],
  mail_contact_id: null,
  max_attempts: 5,
  state: 'waiting',
  due_at: dueAt,
  attempts: 0,
  answers: {},
  held: [],
  last_outcome: null,
  closed_reason: null,
  settled_at: null,
  created_at: dueAt,
})

/** A follow-up that has ended well, at an instant. */
export const done = (row: Row, at: Temporal.Instant): Row => ({ ...row, state: 'done', settled_at: at })
/** A follow-up that is closed without an answer, for a reason. */
export const closed = (row: Row, reason: string, at: Temporal.Instant): Row => {
  return { ...row, state: 'closed', closed_reason: reason, settled_at: at }
}
