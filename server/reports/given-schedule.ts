import type { z } from 'zod'
import { as } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { addSchedule } from './save-schedule.ts'
import type { addSchedule as endpoint } from './schedule-contract.ts'

/** A report every day at 08:30 about a branch, to the actor himself unless told. */
export function givenSchedule(
  actor: Actor,
  branchId: string,
  change: Partial<z.output<(typeof endpoint)['body']>> = {},
) {
  const given = {
    name: '每日简报',
    branchId,
    campaignId: null,
    teamId: null,
    rhythm: 'daily' as const,
    weekday: null,
    monthDay: null,
    atMinute: 8 * 60 + 30,
    workdaysOnly: false,
    paused: false,
    recipients: [{ staffId: actor.staffId!, address: null, language: 'zh' as const }],
    ...change,
  }
  return as(actor, tx => addSchedule(tx, actor, given))
}
