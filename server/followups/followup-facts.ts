import type { Purpose } from '../campaigns/rules.ts'
import { factKind } from '../platform/facts.ts'
import type { Answer } from '../scripts/rules.ts'
import type { ClosedReason, OutcomeCode } from './rules.ts'

/** An attempt was reported, by an agent or, as `unreported`, by the product when his lease ran out. */
export interface FollowupSettled {
  followupId: string
  customerId: string
  branchId: string
  purpose: Purpose
  outcome: OutcomeCode
  /** Whether the customer himself was spoken to. */
  conversed: boolean
  answers: Readonly<Record<string, Answer>>
  problem: { text: string; severity: 'low' | 'normal' | 'high' } | null
  staffId: string
  /** Whether the follow-up has ended: no further attempt will be made. */
  final: boolean
}

/** Told in the transaction that reports an attempt. */
export const followupSettled = factKind<FollowupSettled>()

/** The mail of a follow-up went out, and ended it; nobody was spoken to. */
export interface FollowupMailed {
  followupId: string
  customerId: string
  branchId: string
  campaignId: string
  purpose: Purpose
  contactId: string
}

/** Told in the transaction that notes that the mail server took it. */
export const followupMailed = factKind<FollowupMailed>()

/**
 * What waits for customers changed: some came by hand, an appointment was moved, a supervisor gave one back, another team was
 * given them, or what was to go by mail is to be called.
 */
export const followupsTimed = factKind<{ customerIds: readonly string[] }>()

/** Follow-ups that were added by hand were closed by a rule, without another attempt. */
export interface FollowupsClosed {
  followupIds: readonly string[]
  reason: ClosedReason
}

/** Told in the transaction that closes them; those of campaigns are not told, for they can be a hundred thousand. */
export const followupsClosed = factKind<FollowupsClosed>()
