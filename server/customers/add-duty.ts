import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { Refusal } from '../platform/refusal.ts'
import { factsReasons } from './facts-reasons.ts'
import { isBuiltInDuty, readDuty } from './facts-rules.ts'
import { insertDuties, ownDuties } from './person-store.ts'

/** Adds a duty of the organisation's own; refuses one that the product or the organisation knows already. */
export async function addDuty(tx: Tx, actor: Actor, name: string) {
  permit(actor, 'customers.write')
  const known = isBuiltInDuty(readDuty(name)) || (await ownDuties(tx, actor.orgId)).includes(name)
  if (known) throw new Refusal('conflict', factsReasons['duty-known'], { duty: name })
  await insertDuties(tx, actor, [name])
  await announce(tx, actor.orgId, 'customers')
  return { duty: name, text: name, builtIn: false }
}
