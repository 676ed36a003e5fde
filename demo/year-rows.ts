import type { Row } from './row-store.ts'

/** Rows by table, their fields named as the columns. */
export interface YearRows {
  followup: Row[]
  contact: Row[]
  attempt: Row[]
  case_file: Row[]
  case_event: Row[]
  do_not_contact: Row[]
  wrongPoints: string[]
}

export const noRows = (): YearRows => ({
  followup: [],
  contact: [],
  attempt: [],
  case_file: [],
  case_event: [],
  do_not_contact: [],
  wrongPoints: [],
})

/** A follow-up that has ended well, at an instant. */
export const done = (row: Row, at: Temporal.Instant): Row => ({ ...row, state: 'done', settled_at: at })
/** A follow-up that is closed without an answer, for a reason. */
export const closed = (row: Row, reason: string, at: Temporal.Instant): Row => {
  return { ...row, state: 'closed', closed_reason: reason, settled_at: at }
}
