import { z } from 'zod'
import { day, id } from '../platform/endpoint.ts'

/** A number of things. */
export const count = z.number().int()
/** A share from 0 to 1; `null` where there is nothing to divide by. */
export const rate = z.number().nullable()

/**
 * Which days, both included, in the organisation's time zone (today by default), and which part of the work. A branch
 * counts with all branches below it.
 */
export const PeriodQuery = z.object({
  from: day.optional(),
  to: day.optional(),
  branchId: id.optional(),
  teamId: id.optional(),
  campaignId: id.optional(),
})

/** What every report of a period states about itself. */
export const PeriodOf = z.object({ from: day, to: day, timeZone: z.string() })
