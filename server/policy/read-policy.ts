import type { z } from 'zod'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type * as contract from './contract.ts'
import { policyInForce } from './in-force.ts'
import { namesIn } from './known-store.ts'
import { today } from './seen-draft.ts'
import { approvedNext, seenVersion } from './version-store.ts'

/** What holds now, and the approved version whose day is still to come. */
export async function readPolicy(tx: Tx, actor: Actor): Promise<z.output<(typeof contract.readPolicy)['response']>> {
  permit(actor, 'contacts.ask')
  const { version, rules, exemptions } = await policyInForce(tx, actor.orgId)
  const next = await approvedNext(tx, actor.orgId, { due: false, today: await today(tx, actor) })
  return {
    version,
    content: { rules, exemptions },
    stated: (await seenVersion(tx, actor.orgId, version)) ?? null,
    next: next ? ((await seenVersion(tx, actor.orgId, next)) ?? null) : null,
    names: await namesIn(tx, actor, [{ rules, exemptions }]),
  }
}
