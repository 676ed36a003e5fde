import { personFor } from '../campaigns/duty-rules.ts'
import { type AskedContact, carryInContacts, type Ground, type Reserved, verdictsOn } from '../contacts/index.ts'
import { type Verdict, verdictOf } from '../contacts/rules.ts'
import { personsInCharge } from '../customers/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { Combined } from '../policy/combine-rules.ts'
import { inOrderOfSpeech } from './carry-rules.ts'
import { carriedBy, freeThese, holdCompanions, setCarried } from './carry-store.ts'
import type { FollowupRow } from './store.ts'

/** A follow-up that was just handed to an agent, with its contact. */
interface JustHanded {
  actor: Actor
  followup: FollowupRow
  reserved: Pick<Reserved, 'contactId' | 'point'>
}

/** The contact of a follow-up in an agent's hands. */
interface Carrying {
  contactId: string
  /** The number that is called. */
  numberId: string
}

/** A follow-up in an agent's hands, and others of the same customer that may share its contact. */
interface Call {
  actor: Actor
  followup: FollowupRow
  contact: Carrying
  companions: readonly FollowupRow[]
}

/** What shares the contact of a call so far, and what is still to be asked about. */
interface Joining extends Call {
  joined: FollowupRow[]
  /** On the last that joined, with all before it. */
  verdict: Verdict | undefined
  left: readonly FollowupRow[]
}

const idsOf = (followups: readonly FollowupRow[]) => followups.map(({ id }) => id)

/**
 * Lets the contacts of follow-ups that were just handed out, at one instant, carry what else waits for the same customers, as far
 * as the policy in force lets them live together: the verdict is asked for all of a customer's at once, each as if it were the
 * contact's own, and none is carried by an exemption or an override. Without a rule that combines, nothing is asked.
 * (docs/decisions/0062-one-call-several-purposes.md, docs/decisions/0071-what-the-plan-joined-goes-along.md)
 */
export async function carryAlong(tx: Tx, ground: Ground, handed: readonly JustHanded[]): Promise<void> {
  const { actor } = handed[0]!
  const combined = ground.rules.combinedAt(actor.now.epochMilliseconds)
  if (combined.most < 2) return
  const companionsOf = await holdCompanions(tx, handed)
  const calls = handed.flatMap(({ actor, followup, reserved }): Call[] => {
    const companions = companionsOf.get(followup.customerId)
    const contact = { contactId: reserved.contactId, numberId: reserved.point.identifierId }
    return companions ? [{ actor, followup, contact, companions }] : []
  })
  if (calls.length === 0) return
  const carrying = await joining(tx, ground, await forTheSamePerson(tx, calls))
  await write(tx, actor, carrying, combined)
}

async function write(tx: Tx, actor: Actor, carrying: readonly Joining[], combined: Combined): Promise<void> {
  const carried = carrying.flatMap(({ actor, followup, contact, joined, verdict }) => {
    if (!verdict) return []
    const purposes = inOrderOfSpeech([followup, ...joined], combined).map(({ purpose }) => purpose)
    const matters = joined.map(({ id: followupId, matterId, campaignId, purpose }) => ({
      ...{ followupId, matterId, campaignId, purpose, ledBy: followup.id },
    }))
    const { customerId, matterId } = followup
    const { staffId } = actor
    return [{ contactId: contact.contactId, customerId, matterId, staffId, matters, purposes, verdict }]
  })
  if (carried.length === 0) return
  const followups = carried.flatMap(({ matters }) => matters.map(({ followupId, ledBy }) => ({ followupId, ledBy })))
  await Promise.all([setCarried(tx, actor, followups), carryInContacts(tx, actor, carried)])
}

/** Leaves with each call those of its follow-ups that ask for the person whom the one in hand asks for. */
async function forTheSamePerson(tx: Tx, calls: readonly Call[]): Promise<Call[]> {
  const { orgId, now } = calls[0]!.actor
  const found = await Promise.all(
    [...Map.groupBy(calls, ({ followup }) => followup.timeZone)].map(async ([timeZone, there]) => {
      const ids = there.map(({ followup }) => followup.customerId)
      const personsOf = await personsInCharge(tx, { orgId, now, timeZone }, { ids })
      return there.map(call => {
        const persons = personsOf.get(call.followup.customerId) ?? []
        const asked = personFor(call.followup.purpose, persons)
        return { ...call, companions: call.companions.filter(one => personFor(one.purpose, persons) === asked) }
      })
    }),
  )
  return found.flat()
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
  const companions = carried.filter(({ campaignState }) => campaignState === null || campaignState === 'running')
  const [call] = await joining(tx, ground, [{ actor, followup, contact, companions }])
  const dropped = carried.filter(one => !call!.joined.includes(one))
  if (dropped.length > 0) await freeThese(tx, actor, idsOf(dropped))
}

/** Who may share the contact of each call, all of them together; the next of every call is asked about at once. */
async function joining(tx: Tx, ground: Ground, calls: readonly Call[]): Promise<Joining[]> {
  const combined = ground.rules.combinedAt(calls[0]!.actor.now.epochMilliseconds)
  const all = calls.map((call): Joining => {
    return { ...call, joined: [], verdict: undefined, left: inOrderOfSpeech(call.companions, combined) }
  })
  while (true) {
    const asking = all.filter(({ joined, left }) => left.length > 0 && joined.length + 1 < combined.most)
    if (asking.length === 0) return all
    const fitting = await fittingWith(tx, ground, asking)
    for (const call of asking) {
      const [next, ...rest] = fitting.get(call) ?? []
      call.left = rest.map(({ companion }) => companion)
      if (!next) continue
      call.joined.push(next.companion)
      call.verdict = next.verdict
    }
  }
}

interface AskedToJoin extends AskedContact {
  call: Joining
  companion: FollowupRow
}

/** Which of what is left of each call may join those that share its contact, each by itself; in their order. */
async function fittingWith(
  tx: Tx,
  ground: Ground,
  calls: readonly Joining[],
): Promise<Map<Joining, { companion: FollowupRow; verdict: Verdict }[]>> {
  const { actor } = calls[0]!
  const fitting: { call: Joining; companion: FollowupRow; verdict: Verdict }[] = []
  for await (const found of verdictsOn(tx, actor, ground, calls.flatMap(askedToJoin))) {
    for (const { call, companion, ruling } of found) {
      if (ruling.kind !== 'allow' || ruling.pass !== null) continue
      fitting.push({ call, companion, verdict: verdictOf(ruling, ground.rules, actor.now) })
    }
  }
  return Map.groupBy(fitting, ({ call }) => call)
}

function askedToJoin(call: Joining): AskedToJoin[] {
  const { actor, followup: lead, contact, joined, left } = call
  return left.map(companion => {
    const { customerId, purpose, matterId, campaignId, appointmentAt } = companion
    const request = {
      ...{ purpose, matterId, campaignId, numberId: contact.numberId, ownContactId: contact.contactId },
      purposes: [...[lead, ...joined].map(one => one.purpose), purpose],
      callerNumber: lead.callerNumber,
      agreedAt: lead.appointmentAt ?? appointmentAt,
      staff: { id: actor.staffId, roles: actor.roles },
    }
    return { customerId, request, call, companion }
  })
}
