import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { announce } from '../platform/live.ts'
import { Refusal } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { customerBrief } from './brief.ts'
import { saidBy } from './change-store.ts'
import { type ConsentRow, consentsOf, insertConsents, lastConsents } from './consent-store.ts'
import { factsReasons } from './facts-reasons.ts'
import {
  type ConsentChannel,
  consentStandings,
  type EvidenceKind,
  type PurposeClass,
  type Standing,
} from './facts-rules.ts'

export interface GivenConsent {
  customerId: string
  purposeClass: PurposeClass
  channels: readonly ConsentChannel[]
  given: boolean
  at: Temporal.Instant
  expiresAt: Temporal.Instant | null
  evidenceKind: EvidenceKind
  evidence: string
}

/** The clock of whoever took the consent may be a little ahead. */
const LENIENCE = { minutes: 5 }

/**
 * Writes down that a customer gave consent or withdrew it; earlier words stay as they are. Refuses one of the future, an
 * expiry before it was given or of a withdrawal, and a customer outside the actor's branches.
 */
export async function recordConsent(tx: Tx, actor: Actor, given: GivenConsent): Promise<ConsentRow[]> {
  permit(actor, 'customers.write')
  const { customerId, at, expiresAt } = given
  await customerBrief(tx, actor, customerId)
  if (Temporal.Instant.compare(at, actor.now.add(LENIENCE)) > 0) {
    throw new Refusal('invalid', factsReasons['consent-in-the-future'])
  }
  if (expiresAt && (!given.given || Temporal.Instant.compare(expiresAt, at) <= 0)) {
    throw new Refusal('invalid', factsReasons['consent-expiry-crossed'])
  }
  const rows = [...new Set(given.channels)].map(channel => ({ ...given, channel, id: newId(), externalId: null }))
  await insertConsents(tx, saidBy(actor), rows)
  const facts = { purposeClass: given.purposeClass, channels: given.channels, given: given.given }
  await record(tx, actor, 'consent.recorded', 'customer', customerId, facts)
  for (const topic of ['customers', 'contacts']) await announce(tx, actor.orgId, topic)
  const ids = new Set(rows.map(row => row.id))
  return (await consentsOf(tx, actor.orgId, customerId, { limit: 200 })).filter(row => ids.has(row.id))
}

/** What a customer agrees to at an instant, for every purpose class and channel. */
export async function currentConsents(
  tx: Tx,
  orgId: string,
  customerId: string,
  at: Temporal.Instant,
): Promise<Standing[]> {
  return consentStandings(await lastConsents(tx, orgId, customerId, at), at)
}
