import { z } from 'zod'
import { Activity, OrderLine } from '../activity/contract.ts'
import { PURPOSES } from '../campaigns/rules.ts'
import { id } from '../platform/endpoint.ts'
import { Answers } from '../scripts/contract.ts'
import { CARRIED_HOW } from './carry-rules.ts'

/** Why a follow-up was planned. */
export const Why = z.object({
  reason: z.string(),
  purposes: z.array(z.enum(PURPOSES)),
  campaignName: z.string().nullable(),
  approvedByName: z.string().nullable(),
  callerNumber: z.string(),
  activity: Activity.omit({ customerId: true })
    .extend({ lines: z.array(OrderLine) })
    .nullable(),
})

/** What the customer said is wrong. */
export const Problem = z.object({
  text: z.string().trim().min(1).max(2000),
  severity: z.enum(['low', 'normal', 'high']),
})

/** What came of each thing that a call carried. */
export const SettledCarried = z.array(
  z.object({
    followupId: id,
    how: z.enum(CARRIED_HOW),
    answers: Answers.default({}),
    problem: Problem.nullable().default(null),
  }),
)
