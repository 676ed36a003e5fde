import { campaignBrief } from '../campaigns/index.ts'
import { organisation } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { type Days, daysOf, lengthOf, type Span, spanOfDays } from './period-rules.ts'
import { reportReasons } from './report-reasons.ts'
import { type Area, branchesBelow, hasStaff, hasTeam } from './store.ts'

interface AreaAsked {
  branchId?: string | undefined
  campaignId?: string | undefined
  teamId?: string | undefined
  staffId?: string | undefined
}

/** What part of the actor's branches a report is about; refuses what lies outside his scope. */
export async function areaOf(tx: Tx, actor: Actor, asked: AreaAsked): Promise<Area> {
  const { branchId, campaignId, teamId, staffId } = asked
  if (branchId && !actor.branchIds.includes(branchId)) throw notFound()
  if (campaignId && !(await campaignBrief(tx, actor.orgId, campaignId))) throw notFound()
  if (teamId && !(await hasTeam(tx, actor, teamId))) throw notFound()
  if (staffId && !(await hasStaff(tx, actor, staffId))) throw notFound()
  const branchIds = branchId ? await branchesBelow(tx, actor.orgId, branchId) : actor.branchIds
  return { orgId: actor.orgId, branchIds, campaignId, teamId, staffId }
}

/** The part of the work and the days a report is about. */
export interface Slice {
  area: Area
  days: Days
  span: Span
  timeZone: string
}

export interface SliceAsked extends AreaAsked {
  from?: Temporal.PlainDate | undefined
  to?: Temporal.PlainDate | undefined
}

/** Reads a question about a period; refuses more days than the report can show. */
export async function sliceOf(tx: Tx, actor: Actor, asked: SliceAsked, most: number): Promise<Slice> {
  const { timeZone } = await organisation(tx, actor.orgId)
  const days = daysOf(asked, actor.now.toZonedDateTimeISO(timeZone).toPlainDate())
  const length = lengthOf(days)
  if (length > most) throw new Refusal('invalid', reportReasons['period-too-long'], { days: length, most })
  return { area: await areaOf(tx, actor, asked), days, span: spanOfDays(days, timeZone), timeZone }
}
