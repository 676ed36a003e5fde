import { personFor } from '../campaigns/duty-rules.ts'
import {
  type AskedContact,
  carryInContact,
  type Found,
  type Ground,
  type Reserved,
  verdictsOn,
} from '../contacts/index.ts'
import { type Verdict, verdictOf } from '../contacts/rules.ts'
import { personsInCharge } from '../customers/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { inOrderOfSpeech } from './carry-rules.ts'
import { carriedBy, freeThese, holdCompanions, setCarried } from './carry-store.ts'
import type { FollowupRow } from './store.ts'

/** A follow-up that was just handed to an agent, with its contact. */
interface JustHanded {
  actor: Actor
  followup: FollowupRow
  reserved: Pick<Reserved, 'contactId' | 'point'>
}

/** The contact of a follow-up in the actor's hands. */
interface Carrying {
  contactId: string
  /** The number that is called. */
  numberId: string
}

const idsOf = (followups: readonly FollowupRow[]) => followups.map(({ id }) => id)

/**
 * Lets the contacts of follow-ups that were just handed out carry what else waits for the same customers, as far
 * as the policy in force lets them live together: the verdict is asked for all of a customer's at once, each as if it were the
 * contact's own, and none is carried by an exemption or an override. Without a rule that combines, nothing is asked.
 * (docs/decisions/0062-one-call-several-purposes.md, docs/decisions/0071-what-the-plan-joined-goes-along.md)
 */
export async function carryAlong(tx: Tx, ground: Ground, handed: readonly JustHanded[]): Promise<void> {
  const now = handed[0]!.actor.now
  if (ground.rules.combinedAt(now.epochMilliseconds).most < 2) return
  const companions = await holdCompanions(tx, handed)
  for (const one of handed) {
    const own = companions.get(one.followup.customerId)
    if (own) await carryWith(tx, ground, one, own)
  }
}

async function carryWith(
  tx: Tx,
  ground: Ground,
  { actor, followup, reserved }: JustHanded,
  waiting: readonly FollowupRow[],
): Promise<void> {
  const contact = { contactId: reserved.contactId, numberId: reserved.point.identifierId }
  const companions = await forTheSamePerson(tx, actor, followup, waiting)
  const { joined, verdict } = await joining(tx, actor, ground, followup, companions, contact)
  if (!verdict) return
  const combined = ground.rules.combinedAt(actor.now.epochMilliseconds)
  const purposes = inOrderOfSpeech([followup, ...joined], combined).map(({ purpose }) => purpose)
  const matters = joined.map(({ id: followupId, matterId, campaignId, purpose }) => ({
    ...{ followupId, matterId, campaignId, purpose, ledBy: followup.id },
  }))
  const { customerId, matterId } = followup
  await Promise.all([
    setCarried(tx, actor, followup.id, idsOf(joined)),
    carryInContact(tx, actor, { id: contact.contactId, customerId, matterId }, { matters, purposes, verdict }),
  ])
}

/** Those of some follow-ups of a customer that ask for the person whom the one in hand asks for. */
async function forTheSamePerson(
  tx: Tx,
  actor: Actor,
  { customerId, purpose, timeZone }: FollowupRow,
  companions: readonly FollowupRow[],
): Promise<readonly FollowupRow[]> {
  const today = { orgId: actor.orgId, now: actor.now, timeZone }
  const persons = (await personsInCharge(tx, today, { ids: [customerId] })).get(customerId) ?? []
  const asked = personFor(purpose, persons)
  return companions.filter(one => personFor(one.purpose, persons) === asked)
}

/**
 * Asks once more, at the instant of dialling, about what the contact of a follow-up carries: what the policy does not
 * allow any more, and what belongs to a campaign that does not run any more, waits again.
 */
export async function keepCarried(
  tx: Tx,
  actor: Actor,
  ground: Ground,
  followup: FollowupRow,
  contact: Carrying,
): Promise<void> {
  const carried = await carriedBy(tx, actor, followup.id)
  if (carried.length === 0) return
  const running = carried.filter(({ campaignState }) => campaignState === null || campaignState === 'running')
  const { joined } = await joining(tx, actor, ground, followup, running, contact)
  const dropped = carried.filter(one => !joined.includes(one))
  if (dropped.length > 0) await freeThese(tx, actor, idsOf(dropped))
}

/** Who of some follow-ups may share the contact of one, all together, and the verdict on the last of them. */
async function joining(
  tx: Tx,
  actor: Actor,
  ground: Ground,
  followup: FollowupRow,
  companions: readonly FollowupRow[],
  contact: Carrying,
): Promise<{ joined: FollowupRow[]; verdict: Verdict | undefined }> {
  const combined = ground.rules.combinedAt(actor.now.epochMilliseconds)
  const joined: FollowupRow[] = []
  let verdict: Verdict | undefined
  let left = inOrderOfSpeech(companions, combined)
  while (left.length > 0 && joined.length + 1 < combined.most) {
    const fitting = await fittingWith(tx, actor, ground, [followup, ...joined], left, contact)
    const next = fitting[0]
    if (!next) break
    joined.push(next.followup)
    verdict = next.verdict
    left = fitting.slice(1).map(one => one.followup)
  }
  return { joined, verdict }
}

/** Which of some follow-ups may join those that share a contact, each by itself; in the order given. */
async function fittingWith(
  tx: Tx,
  actor: Actor,
  ground: Ground,
  together: readonly [FollowupRow, ...FollowupRow[]],
  asked: readonly FollowupRow[],
  { contactId, numberId }: Carrying,
): Promise<{ followup: FollowupRow; verdict: Verdict }[]> {
  const [lead] = together
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
