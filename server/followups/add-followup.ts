import type { Purpose } from '../campaigns/rules.ts'
import { customerBrief } from '../customers/index.ts'
import { skillsFrom } from '../people/ability-rules.ts'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { followupsTimed } from './followup-facts.ts'
import { followupsReasons } from './reasons.ts'
import { canBeAdded, followupById, insertFollowup } from './store.ts'

/** How often one added by hand is tried. */
export const MAX_ATTEMPTS = 5

export interface AddFollowup {
  customerId: string
  teamId: string
  scriptId: string
  purpose: Purpose
  /** What a customer who asks why he was called can be told. */
  reason: string
  dueAt: Temporal.Instant
  expiresAt: Temporal.Instant
  priority: number
  /** What whoever calls must be able to do. */
  skills?: string[]
  maxAttempts?: number
  /** A member of staff it is never handed to: nobody confirms his own solution. */
  notBy?: string | null
  /** The follow-up whose matter it goes on with; the quiet period between different matters does not part the two. */
  matterOf?: string | null
}

/**
 * Adds one follow-up for a customer, waiting; answers its id. Refuses a customer, team or script outside the actor's
 * scope, and an expiry that is not after the due time and in the future.
 */
export async function addFollowup(tx: Tx, actor: Actor, given: AddFollowup): Promise<string> {
  permit(actor, 'followups.plan')
  const customer = await customerBrief(tx, actor, given.customerId)
  if (!(await canBeAdded(tx, actor, given))) throw notFound()
  if (given.matterOf) {
    const matter = await followupById(tx, actor, given.matterOf)
    if (matter?.customerId !== given.customerId) throw notFound()
    given = { ...given, matterOf: matter.matterId }
  }
  demandTimeLeft(actor, given)
  const { notBy = null, matterOf = null, maxAttempts = MAX_ATTEMPTS } = given
  const skills = skillsFrom(given.skills ?? [])
  const row = { ...given, skills, branchId: customer.branchId, notBy, matterOf, maxAttempts, appointment: null }
  const id = await insertFollowup(tx, actor, row)
  await followupsTimed.tell(tx, actor, { customerIds: [given.customerId] })
  await announce(tx, actor.orgId, 'followups')
  return id
}

/** Refuses an expiry that is not after the due time and in the future. */
export function demandTimeLeft({ now }: Actor, { dueAt, expiresAt }: Pick<AddFollowup, 'dueAt' | 'expiresAt'>): void {
  const latest = [dueAt, now].sort(Temporal.Instant.compare).at(-1)!
  if (Temporal.Instant.compare(expiresAt, latest) <= 0) {
    throw new Refusal('invalid', followupsReasons['window-in-disorder'])
  }
}
