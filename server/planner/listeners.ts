import type { ContactsImported } from '../contacts/index.ts'
import type { Actor } from '../platform/actor.ts'
import { type Database, inScope, type Tx, whenCommitted } from '../platform/database.ts'
import { enqueue, jobsAreRunning } from '../platform/jobs.ts'
import { noteChanged, noteChangedOf, noteStale } from './changed-store.ts'
import { replanJob } from './jobs.ts'

/** Whose customers were noted already by a transaction, which often tells several facts of one. */
const noted = new WeakMap<Tx, Set<string>>()

/** Something changed of a customer: he is planned again soon, apart from the work that changed it. */
export async function onCustomer(tx: Tx, actor: Actor, { customerId }: { customerId: string | null }): Promise<void> {
  if (customerId) await changed(tx, actor, [customerId])
}

/** Of more customers than that at once the first are planned again soon, and the plan is said not to fit the others. */
const MANY_AT_ONCE = 2000

/** Something changed of several customers: two became one or one became two, or many were dealt with at once. */
export async function onCustomers(tx: Tx, actor: Actor, customerIds: readonly string[]): Promise<void> {
  if (customerIds.length > MANY_AT_ONCE) await noteStale(tx, actor.orgId, 'many-changed')
  await changed(tx, actor, customerIds.slice(0, MANY_AT_ONCE))
}

/** Follow-ups were closed by a rule. */
export async function onFollowupsClosed(
  tx: Tx,
  actor: Actor,
  { followupIds }: { followupIds: readonly string[] },
): Promise<void> {
  await noteChangedOf(tx, actor, followupIds)
  whenCommitted(tx, db => wakeSoon(db, actor.orgId))
}

/** Of more customers than that at once, the plan is said not to fit. */
const AT_ONCE = 200

/** Contacts made elsewhere came in. */
export async function onContactsImported(tx: Tx, actor: Actor, { customerIds }: ContactsImported): Promise<void> {
  if (customerIds.length > AT_ONCE) await noteStale(tx, actor.orgId, 'contacts-imported')
  else await changed(tx, actor, customerIds)
}

/** Which days are worked changed, and with them what is allowed when. */
export async function onHolidaysChanged(tx: Tx, actor: Actor): Promise<void> {
  await noteStale(tx, actor.orgId, 'contacts-released')
}

/** Who works when changed. */
export async function onHoursChanged(tx: Tx, actor: Actor): Promise<void> {
  await noteStale(tx, actor.orgId, 'hours-changed')
}

/** Who is in which team, or what people speak and can do, changed. */
export async function onAbilitiesChanged(tx: Tx, actor: Actor): Promise<void> {
  await noteStale(tx, actor.orgId, 'abilities-changed')
}

/** A campaign rests, goes on or ended. */
export async function onCampaignTurned(tx: Tx, actor: Actor): Promise<void> {
  await noteStale(tx, actor.orgId, 'campaigns-turned')
}

async function changed(tx: Tx, actor: Actor, customerIds: readonly string[]): Promise<void> {
  const known = noted.get(tx) ?? new Set<string>()
  noted.set(tx, known)
  const fresh = customerIds.filter(id => !known.has(id))
  if (fresh.length === 0) return
  for (const id of fresh) known.add(id)
  await noteChanged(tx, actor, fresh)
  whenCommitted(tx, db => wakeSoon(db, actor.orgId))
}

/** What changes within so long is planned again together. */
const GATHERED_MS = 2000
const waking = new Set<string>()

/** Sets the job going a moment later; should that fail, the one of the next minute makes up for it. */
function wakeSoon(db: Database, orgId: string): void {
  if (waking.has(orgId) || !jobsAreRunning()) return
  waking.add(orgId)
  setTimeout(() => {
    waking.delete(orgId)
    if (!jobsAreRunning()) return
    inScope(db, { orgId, branchIds: [], ancestorIds: [] }, tx => enqueue(tx, replanJob, { orgId })).catch(() => {})
  }, GATHERED_MS).unref()
}
