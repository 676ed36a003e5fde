import { sql } from 'kysely'
import { type CustomerSplit, movedBySplit } from '../customers/index.ts'

/** Which cases `r` go: those that a follow-up which goes raised or confirms. */
export const ofMovedFollowup = (split: CustomerSplit) => sql`(
  r.raised_by_followup_id in ${movedBySplit(split, 'followup')}
  or r.confirming_followup_id in ${movedBySplit(split, 'followup')})`
