import type { DemoActivity, DemoCustomer } from './business.ts'
import type { PlannedCampaign } from './plan-campaigns.ts'

/** A customer with what the database calls him. */
export interface KnownCustomer {
  customer: DemoCustomer
  id: string
  branchId: string
  /** His numbers, best first. */
  points: readonly { id: string; identifierId: string }[]
  /** His addresses, best first. */
  addresses: readonly { id: string; identifierId: string }[]
  activities: readonly (DemoActivity & { id: string })[]
}

type Happened = KnownCustomer['activities'][number]

/** One activity that a campaign follows up, and the time there is for it. */
export interface Due {
  campaign: PlannedCampaign
  activity: Happened
  dueAt: Temporal.Instant
  expiresAt: Temporal.Instant
}

/** What falls due with a customer before the end of the year, first things first. */
export function duesOf(
  { campaigns, end }: { campaigns: readonly PlannedCampaign[]; end: Temporal.Instant },
  { customer, activities }: KnownCustomer,
): Due[] {
  return activities
    .flatMap(activity =>
      campaigns
        .filter(campaign => reaches(campaign, customer, activity, end))
        .map(campaign => dueOf(campaign, activity)),
    )
    .filter(({ dueAt }) => Temporal.Instant.compare(dueAt, end) < 0)
    .sort((a, b) => Temporal.Instant.compare(a.dueAt, b.dueAt))
}

function reaches(
  campaign: PlannedCampaign,
  customer: DemoCustomer,
  activity: Happened,
  end: Temporal.Instant,
): boolean {
  if (campaign.becomes === 'draft' || campaign.becomes === 'submitted' || activity.kind !== campaign.kind) return false
  if (campaign.only && !campaign.only.includes(customer.branch)) return false
  if (campaign.branch !== 'head' && campaign.branch !== customer.branch) return false
  if (campaign.fits && !campaign.fits(customer, activity)) return false
  const { dueAt, expiresAt } = dueOf(campaign, activity)
  const stopped = campaign.endedAt ?? end
  return Temporal.Instant.compare(expiresAt, campaign.launchedAt) > 0 && Temporal.Instant.compare(dueAt, stopped) < 0
}

function dueOf(campaign: PlannedCampaign, activity: Happened): Due {
  const [from, to] = campaign.days
  const opens = activity.happenedAt.add({ hours: 24 * from })
  const closes = activity.happenedAt.add({ hours: 24 * (to + 1) })
  const expiresAt = campaign.endedAt ? earlier(closes, campaign.endedAt) : closes
  return { campaign, activity, dueAt: latest(opens, campaign.launchedAt), expiresAt }
}

export function latest(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) > 0 ? a : b
}

export function earlier(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) < 0 ? a : b
}
