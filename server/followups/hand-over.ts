import { type Ground, type Reservation, type Reserved, reserveContacts } from '../contacts/index.ts'
import type { Actor } from '../platform/actor.ts'
import { beforeCommit, type Tx } from '../platform/database.ts'
import { afterRefusal } from './after-refusal.ts'
import { carryAlong } from './carry-along.ts'
import { closeFollowups } from './close-followups.ts'
import { handTo } from './hand-out-store.ts'
import { leave } from './leave-store.ts'
import { LEASE_MINUTES } from './rules.ts'
import type { FollowupRow } from './store.ts'

/** A follow-up that is held, and the agent who is to get it. */
export interface Pair {
  actor: Actor
  followup: FollowupRow
}

/** A follow-up as it is in the agent's hands now, with its contact. */
export interface InHand {
  followup: FollowupRow
  reserved: Reserved
}

/** What came of a pair: it is in his hands, or why not. */
export type Tried = InHand | 'busy' | 'not-his' | 'put-off'

/**
 * Hands each follow-up to its agent, at one instant and in one scope, with its contact reserved in the ledger. What may not
 * be dialled now is put off to the instant of its release, or closed when it never may.
 */
export async function handOver(tx: Tx, ground: Ground, pairs: readonly Pair[]): Promise<Tried[]> {
  const tried = await triedOf(tx, ground, pairs)
  const handed = pairs.flatMap(({ actor }, n) => {
    const one = tried[n]!
    return typeof one === 'object' ? [{ actor, ...one }] : []
  })
  if (handed.length > 0) {
    beforeCommit(tx, handTo(tx, handed))
    await carryAlong(tx, ground, handed)
  }
  return tried
}

async function triedOf(tx: Tx, ground: Ground, pairs: readonly Pair[]): Promise<Tried[]> {
  const live = pairs.filter(({ actor, followup }) => Temporal.Instant.compare(followup.expiresAt, actor.now) > 0)
  const asked = live.map(({ actor, followup }) => {
    const heldUntil = actor.now.add({ minutes: LEASE_MINUTES })
    return { actor, contact: { ...followup, agreedAt: followup.appointmentAt, heldUntil } }
  })
  const reservations = asked.length > 0 ? await reserveContacts(tx, ground, asked) : []
  const over = pairs.filter(pair => !live.includes(pair))
  if (over.length > 0) {
    const followups = over.map(({ followup }) => followup)
    await closeFollowups(tx, over[0]!.actor, followups, 'expired')
  }
  return Promise.all(
    pairs.map(async pair => {
      const reservation = reservations[live.indexOf(pair)]
      return reservation ? afterReservation(tx, pair, reservation) : 'put-off'
    }),
  )
}

async function afterReservation(tx: Tx, { actor, followup }: Pair, reservation: Reservation): Promise<Tried> {
  if (reservation.kind === 'busy') return 'busy'
  // Somebody else of the team may do it; for him it stays where it is.
  if (reservation.verdict.staffOnly) return 'not-his'
  if (reservation.kind === 'reserved') return { followup: inHandsOf(actor, followup), reserved: reservation }
  const becomes = afterRefusal(followup, reservation.verdict, actor.now)
  if (becomes.state === 'closed') await closeFollowups(tx, actor, [followup], becomes.reason)
  else await leave(tx, actor, followup.id, becomes)
  return 'put-off'
}

function inHandsOf({ staffId, name, now }: Actor, followup: FollowupRow): FollowupRow {
  const leaseUntil = now.add({ minutes: LEASE_MINUTES })
  return { ...followup, state: 'handed-out', handedTo: staffId, handedToName: name, leaseUntil, held: [] }
}
