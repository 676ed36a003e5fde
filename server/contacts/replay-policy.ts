import type { z } from 'zod'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import { notFound } from '../platform/refusal.ts'
import { policyDraft } from '../policy/index.ts'
import { sentenceOf } from './in-words.ts'
import type { replayDraft as contract } from './replay-contract.ts'
import { contactsMadeSince, type MadeContact } from './replay-store.ts'
import { verdictOf } from './rules.ts'
import type { Standing } from './standing-rules.ts'
import { standingTexts } from './standing-store.ts'
import { readStandings, type Standings } from './standing-texts.ts'
import { type Ground, groundFor, groundOf } from './verdict-on.ts'
import { mayContact, type Ruling } from './verdict-rules.ts'

type Answer = z.output<(typeof contract)['response']>

const DAYS = 30
/** So many contacts at most: a few seconds of work. */
const MOST = 20_000
const CUSTOMERS_AT_ONCE = 5000
const EXAMPLES = 50

/**
 * What the draft of the policy would have done with the contacts of the last thirty days, beside what the policy in force
 * says to the same: each is judged at the instant it was dialled, by what had happened before. Consents and good hours
 * count as they stood thirty days ago; wishes, holds and open problems of now are left out, and so is who may speak.
 * Refuses when there is no draft.
 */
export async function replayDraft(tx: Tx, actor: Actor, language: Language): Promise<Answer> {
  permit(actor, 'contacts.read')
  const draft = await policyDraft(tx, actor.orgId)
  if (!draft) throw notFound()
  const from = actor.now.subtract({ hours: 24 * DAYS })
  const made = await contactsMadeSince(tx, actor, from, MOST)
  const drafted = await groundOf(tx, actor.orgId, { version: 0, ...draft.content })
  const stopped = await stoppedBy(tx, actor, drafted, made, from)
  const anyway = await stoppedBy(tx, actor, await groundFor(tx, actor.orgId), made, from)
  const alone = made.filter(({ id }) => stopped.has(id) && !anyway.has(id))
  return {
    from,
    contacts: made.length,
    most: MOST,
    stopped: stopped.size,
    stoppedAnyway: made.filter(({ id }) => stopped.has(id) && anyway.has(id)).length,
    byRule: byRule(draft.content.rules, stopped),
    examples: alone.slice(0, EXAMPLES).map(contact => {
      const verdict = verdictOf(stopped.get(contact.id)!, drafted.rules, contact.at)
      const { id: contactId, customerId, customerName, staffName, at } = contact
      const reasons = verdict.reasons.map(reason => sentenceOf(reason, language, actor.now))
      return { contactId, customerId, customerName, staffName, at, until: verdict.until, reasons }
    }),
  }
}

function byRule(rules: readonly { id: string; name: string }[], stopped: ReadonlyMap<string, Ruling>) {
  const counted = new Map<string, number>()
  for (const ruling of stopped.values()) {
    for (const rule of new Set(ruling.objections.map(objection => objection.rule.id))) {
      counted.set(rule, (counted.get(rule) ?? 0) + 1)
    }
  }
  return rules
    .flatMap(({ id, name }) => (counted.has(id) ? [{ rule: id, name, contacts: counted.get(id)! }] : []))
    .sort((a, b) => b.contacts - a.contacts)
}

/** The contacts that a policy would have held back, each with its ruling. */
async function stoppedBy(
  tx: Tx,
  actor: Actor,
  ground: Ground,
  made: readonly MadeContact[],
  from: Temporal.Instant,
): Promise<Map<string, Ruling>> {
  const stopped = new Map<string, Ruling>()
  const ids = [...new Set(made.map(({ customerId }) => customerId))].sort()
  const callerNumbers = [...new Set(made.map(({ callerNumber }) => callerNumber))]
  const then = { orgId: actor.orgId, now: from }
  for (let first = 0; first < ids.length; first += CUSTOMERS_AT_ONCE) {
    const customerIds = ids.slice(first, first + CUSTOMERS_AT_ONCE)
    const rows = await standingTexts(tx, then, ground.rules, { customerIds, callerNumbers })
    const standings = readStandings(rows, actor.now.epochMilliseconds, ground.pathOf)
    for (const contact of made) {
      const ruling = rulingThen(ground, standings, contact)
      if (ruling && ruling.kind !== 'allow') stopped.set(contact.id, ruling)
    }
  }
  return stopped
}

function rulingThen({ rules }: Ground, { customers, callers }: Standings, contact: MadeContact): Ruling | undefined {
  const located = customers.get(contact.customerId)
  if (!located) return undefined
  const at = contact.at.epochMilliseconds
  const { purpose, matterId, campaignId, channel, numberId, callerNumber } = contact
  const request = { purpose, matterId, campaignId, channel, numberId, callerNumber }
  const before = (callers.get(callerNumber) ?? []).filter(call => call.at < at)
  const place = rules.placeOf(located.timeZone, located.country)
  return mayContact(rules, place, asItStood(located.standing, numberId, at), request, at, before)
}

function asItStood(standing: Standing, numberId: string, at: number): Standing {
  const over = <C extends { at: number }>(contacts: readonly C[]) => contacts.filter(contact => contact.at < at)
  return {
    ...standing,
    numbers: [numberId],
    contacts: over(standing.contacts).map(contact => ({ ...contact, liveUntil: 0, quietUntil: contact.at })),
    elsewhere: over(standing.elsewhere).map(contact => ({ ...contact, liveUntil: 0 })),
    ...{ stops: [], holds: [], concerns: [], overrides: [] },
  }
}
