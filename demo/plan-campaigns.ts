import { approveCampaign, createCampaign, submitCampaign } from '../server/campaigns/index.ts'
import type { CampaignChannel } from '../server/campaigns/rules.ts'
import { inScope } from '../server/platform/database.ts'
import { createScript } from '../server/scripts/index.ts'
import type { DemoCampaign, DemoScript } from './business.ts'
import { type House, TIME_ZONE } from './house.ts'

export interface PlannedCampaign extends DemoCampaign {
  channels: readonly CampaignChannel[]
  id: string
  scriptId: string
  launchedAt: Temporal.Instant
  /** When it was stopped, before the worked days. */
  endedAt: Temporal.Instant | null
}

const BY_PHONE: readonly CampaignChannel[] = ['phone']
const VALID_DAYS = 180
const MAX_ATTEMPTS = 5

/**
 * Writes the scripts and campaigns, each at its time before `start`, the first worked day; those that are to run are
 * approved by the second person.
 */
export async function planCampaigns(house: House, start: Temporal.Instant): Promise<PlannedCampaign[]> {
  const scripts = new Map<DemoScript, string>()
  const planned: PlannedCampaign[] = []
  const oldestFirst = house.business.campaigns.toSorted((a, b) => (b.launched ?? 0) - (a.launched ?? 0))
  for (const campaign of oldestFirst) {
    const at = start.subtract({ hours: 14 + 24 * (campaign.launched ?? 0) })
    const scriptId = scripts.get(campaign.script) ?? (await writeScript(house, campaign.script, at))
    scripts.set(campaign.script, scriptId)
    const id = await planCampaign(house, campaign, scriptId, at, start)
    const endedAt = campaign.ended ? start.subtract({ hours: 24 * campaign.ended }) : null
    planned.push({
      ...campaign,
      channels: campaign.channels ?? BY_PHONE,
      id,
      scriptId,
      launchedAt: at.add({ hours: 3 }),
      endedAt,
    })
  }
  return planned
}

async function writeScript(house: House, script: DemoScript, at: Temporal.Instant): Promise<string> {
  const planner = house.staff('planner', at.subtract({ hours: 1 }))
  return (await inScope(house.db, planner, tx => createScript(tx, planner, script))).id
}

async function planCampaign(
  house: House,
  campaign: DemoCampaign,
  scriptId: string,
  at: Temporal.Instant,
  start: Temporal.Instant,
): Promise<string> {
  const [planner, approver] = [house.staff('planner', at), house.staff('approver', at.add({ hours: 3 }))]
  const { branch, team, kind, days, becomes, only, conditions } = campaign
  const { name, purposes, reasonForCustomer, priority } = campaign
  const ofBranches = { field: 'customer.branch', operator: 'in', value: only?.map(key => house.branchIds[key]) ?? [] }
  const day = (instant: Temporal.Instant) => instant.toZonedDateTimeISO(TIME_ZONE).toPlainDate()
  const { id, version } = await inScope(house.db, planner, tx =>
    createCampaign(tx, planner, {
      name,
      purposes,
      reasonForCustomer,
      priority,
      conditions: only ? [...conditions, ofBranches] : conditions,
      branchId: house.branchIds[branch]!,
      teamId: house.teamIds[team]!,
      scriptId,
      channels: [...(campaign.channels ?? BY_PHONE)],
      mail: campaign.mail ?? null,
      trigger: { kind, fromDay: days[0], toDay: days[1] },
      callerNumber: house.business.serviceNumber,
      maxAttempts: MAX_ATTEMPTS,
      validFrom: day(at),
      validUntil: day(start).add({ days: VALID_DAYS }),
    }),
  )
  if (becomes === 'draft') return id
  await inScope(house.db, planner, tx => submitCampaign(tx, planner, id))
  if (becomes === 'submitted') return id
  await inScope(house.db, approver, tx => approveCampaign(tx, approver, id, { version }))
  return id
}
