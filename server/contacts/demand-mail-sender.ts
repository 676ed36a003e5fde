import type { CampaignChannel } from '../campaigns/rules.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import { mailReasons } from './mail-reasons.ts'
import { mailSender } from './mail-sender-store.ts'

/** Refuses to submit a campaign that writes while customers could not know the sender for the organisation's own. */
export async function demandMailSender(
  tx: Tx,
  actor: Actor,
  { channels }: { channels: readonly CampaignChannel[] },
): Promise<void> {
  if (!channels.includes('email')) return
  const { address } = await mailSender(tx, actor.orgId)
  if (!address) throw new Refusal('conflict', mailReasons['campaign-without-sender'])
}
