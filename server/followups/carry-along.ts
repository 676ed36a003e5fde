import { type AskedContact, carryInContact, type Found, type Ground, verdictsOn } from '../contacts/index.ts'
import { type Verdict, verdictOf } from '../contacts/rules.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { inOrderOfSpeech } from './carry-rules.ts'
import { holdCompanions, setCarried } from './carry-store.ts'
import type { FollowupRow } from './store.ts'

/** The contact a follow-up was handed out with: reserved a moment ago, or dialled. */
interface Carrying {
  contactId: string
  /** The number that is called. */
  numberId: string
}

/**
 * Lets the contact of a follow-up that was just handed to the actor carry what else waits for the same customer, as far
 * as the policy in force lets them live together: the verdict is asked for all of them at once, each as if it were the
 * contact's own, and none is carried by an exemption or an override. Without a rule that combines, nothing is asked.
 * (docs/decisions/0059-one-call-several-purposes.md)
 */
export async function carryAlong(
  tx: Tx,
  actor: Actor,
  ground: Ground,
  followup: FollowupRow,
  contact: Carrying,
): Promise<void> {
  const combined = ground.rules.combinedAt(actor.now.epochMilliseconds)
  if (combined.most < 2) return
  const companions = inOrderOfSpeech(await holdCompanions(tx, actor, followup), combined)
  if (companions.length === 0) return
  const carried: FollowupRow[] = []
  let verdict: Verdict | undefined
  let left = companions
  while (left.length > 0 && carried.length + 1 < combined.most) {
    const fitting = await allowedWith(tx, actor, ground, [followup, ...carried], left, contact)
    const next = fitting[0]
    if (!next) break
    carried.push(next.followup)
    verdict = next.verdict
    left = fitting.slice(1).map(one => one.followup)
  }
  if (!verdict) return
  const purposes = inOrderOfSpeech([followup, ...carried], combined).map(({ purpose }) => purpose)
  const matters = carried.map(({ id: followupId, matterId, campaignId, purpose }) => ({
    ...{ followupId, matterId, campaignId, purpose },
  }))
  const { customerId, matterId } = followup
  await Promise.all([
    setCarried(
      tx,
      actor,
      followup.id,
      carried.map(({ id }) => id),
    ),
    carryInContact(tx, actor, { id: contact.contactId, customerId, matterId }, { matters, purposes, verdict }),
  ])
}

/** Which of some follow-ups may join those that share a contact, each by itself; in the order given. */
export async function allowedWith(
  tx: Tx,
  actor: Actor,
  ground: Ground,
  together: readonly FollowupRow[],
  asked: readonly FollowupRow[],
  { contactId, numberId }: Carrying,
): Promise<{ followup: FollowupRow; verdict: Verdict }[]> {
  const [lead] = together as [FollowupRow]
  const requests: AskedContact[] = asked.map(({ customerId, purpose, matterId, campaignId, appointmentAt }) => ({
    customerId,
    request: {
      ...{ purpose, matterId, campaignId, numberId, ownContactId: contactId },
      purposes: [...together.map(one => one.purpose), purpose],
      callerNumber: lead.callerNumber,
      agreedAt: lead.appointmentAt ?? appointmentAt,
      staff: { id: actor.staffId, roles: actor.roles },
    },
  }))
  const found: Found[] = []
  for await (const some of verdictsOn(tx, actor, ground, requests)) found.push(...some)
  return found.flatMap(({ ruling }, n) => {
    if (ruling.kind !== 'allow' || ruling.pass !== null) return []
    return [{ followup: asked[n]!, verdict: verdictOf(ruling, ground.rules, actor.now) }]
  })
}
