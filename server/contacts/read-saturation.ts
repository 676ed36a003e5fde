import type { z } from 'zod'
import { customerBrief } from '../customers/index.ts'
import { organisation, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import { notFound } from '../platform/refusal.ts'
import { policyInForce } from '../policy/index.ts'
import { contactablePoints } from './contactable-points.ts'
import { ruleName } from './rule-name-rules.ts'
import type { readSaturation as contract } from './saturation-contract.ts'
import { saturationWords } from './saturation-reasons.ts'
import { type Saturation, saturationsOf } from './saturation-rules.ts'
import type { Standing } from './standing-rules.ts'
import { standingTexts } from './standing-store.ts'
import { readStandings } from './standing-texts.ts'
import { groundOf } from './verdict-on.ts'

type Answer = z.output<(typeof contract)['response']>

/**
 * How much of each cap of the policy in force is taken by the contacts with a customer, wherever in the organisation they
 * were made. Refuses a customer outside the actor's branches.
 */
export async function readSaturation(tx: Tx, actor: Actor, customerId: string, language: Language): Promise<Answer> {
  permit(actor, 'contacts.ask')
  await customerBrief(tx, actor, customerId)
  const content = await policyInForce(tx, actor.orgId)
  const { rules: policy, pathOf } = await groundOf(tx, actor.orgId, content)
  const texts = await standingTexts(tx, actor, policy, { customerIds: [customerId], callerNumbers: [] })
  const at = actor.now.epochMilliseconds
  const located = readStandings(texts, at, pathOf).customers.get(customerId)
  if (!located) throw notFound()
  const { standing, timeZone, country } = located
  const house = await organisation(tx, actor.orgId)
  const today = actor.now.toZonedDateTimeISO(house.timeZone).toPlainDate()
  const place = policy.placeOf(timeZone, country)
  const found = saturationsOf({ policy, content, place, standing, at, today })
  const points = await contactablePoints(tx, actor.orgId, customerId)
  const masks = new Map(points.map(point => [point.identifierId, point.masked]))
  const items = found.map(one => inWords(one, { standing, masks, timeZone, language, now: actor.now.toString() }))
  return { items, policyVersion: content.version }
}

/** When a matter was last contacted about, by itself or in the call of another, and for which purpose it is. */
function lastAbout({ contacts }: Standing, matterId: string): { purpose: string; at: number } | undefined {
  for (const { at, carried = [], ...own } of contacts) {
    const found = [own, ...carried].find(one => one.matterId === matterId)
    if (found) return { purpose: found.purpose, at }
  }
  return undefined
}

interface Words {
  standing: Standing
  masks: ReadonlyMap<string, string>
  timeZone: string
  language: Language
  now: string
}

function inWords(one: Saturation, { standing, masks, timeZone, language, now }: Words): Answer['items'][number] {
  const { cap, count, free, numberId, matterId } = one
  const full = free > 0
  const nextAt = full && Number.isFinite(free) ? Temporal.Instant.fromEpochMilliseconds(free) : null
  const facts = { cap: cap.limit, count, counting: cap.count, window: cap.window, timeZone, now, until: String(nextAt) }
  const said = !full ? 'open' : nextAt && cap.effect === 'delay' ? 'full' : 'closed'
  const last = matterId === null ? undefined : lastAbout(standing, matterId)
  return {
    ...{ rule: cap.id, name: ruleName(cap, language), layer: cap.layer, counting: cap.count, window: cap.window },
    per: cap.per === 'caller-number' ? 'number' : cap.per,
    purposes: one.purposes && [...one.purposes],
    masked: numberId && (masks.get(numberId) ?? null),
    matter: last ? { purpose: last.purpose, lastAt: Temporal.Instant.fromEpochMilliseconds(last.at) } : null,
    ...{ count, limit: cap.limit, full, nextAt },
    sentence: saturationWords[said][language](facts),
  }
}
