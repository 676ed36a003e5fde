import { z } from 'zod'
import { endpoint, id, instant } from '../platform/endpoint.ts'
import { count } from './period-contract.ts'
import { AGENT_STATES } from './wallboard-rules.ts'

export const Wallboard = z
  .object({
    asOf: instant,
    timeZone: z.string(),
    hour: z.object({
      /** `09` */
      label: z.string(),
      startsAt: instant,
      endsAt: instant,
      /** Due in this hour by the plan frozen in the morning; `null` on a day without one. */
      plan: count.nullable(),
      attempts: count,
      conversations: count,
      completed: count,
    }),
    today: z.object({ plan: count.nullable(), attempts: count, conversations: count, completed: count }),
    now: z.object({
      /** As on the page of the day: waiting, due, and not for a time the customer chose. */
      waiting: count,
      /** Waiting for a time the customer chose. */
      appointments: count,
      /** Falls due before midnight and is not due yet. */
      dueLaterToday: count,
      held: count,
      /** Goes by mail: waits for that, or its mail is under way; no agent is handed it. */
      byMail: count,
      /** When the one that waits longest fell due. */
      oldestDueAt: instant.nullable(),
    }),
    cases: z.object({ open: count, overdue: count }),
    agents: z.array(
      z
        .object({
          staffId: id,
          name: z.string(),
          state: z.enum(AGENT_STATES),
          /** Since when he is in that state; `null` when he did nothing today. */
          since: instant.nullable(),
          attempts: count,
          completed: count,
        })
        .meta({ id: 'WallboardAgent' }),
    ),
  })
  .meta({ id: 'Wallboard' })

export const readWallboard = endpoint({
  method: 'GET',
  path: '/reports/wallboard',
  summary: 'This moment for a screen on the wall: agents, queue, this hour against plan; no customer is named',
  tag: 'reports',
  permission: 'reports.read',
  query: z.object({ branchId: id.optional(), teamId: id.optional() }),
  response: Wallboard,
})
