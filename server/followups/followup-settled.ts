import type { Purpose } from '../campaigns/rules.ts'
import { factKind } from '../platform/facts.ts'
import type { Answer } from '../scripts/rules.ts'
import type { OutcomeCode } from './rules.ts'

/** An attempt was reported. */
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
