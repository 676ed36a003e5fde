import type { CaseFact } from '../cases/index.ts'
import type { ContactDialled, ContactsStopped } from '../contacts/index.ts'
import type { CustomerChanged } from '../customers/index.ts'
import type { FollowupMailed, FollowupSettled } from '../followups/index.ts'
import type { ImportEnded } from '../imports/index.ts'
import type { PasswordOffered } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import type { ExportReady } from '../privacy/index.ts'
import { maskOf } from '../privacy/rules.ts'
import type { CoverageAlerted } from '../reports/index.ts'
import { branchesOfCustomers, branchOf, isWanted, shownIdentifier } from './delivery-store.ts'
import { signOnReasons } from './sign-on-reasons.ts'
import { signOnOf } from './sign-on-store.ts'
import { tellEachOutside, tellOutside } from './tell-outside.ts'
import type { WebhookEvent } from './webhook-rules.ts'

/** Hears that an attempt was reported. What the customer answered is not told; it can be asked for by those who may. */
export async function tellFollowupSettled(tx: Tx, actor: Actor, fact: FollowupSettled): Promise<void> {
  const { followupId, customerId, branchId, purpose, outcome, conversed, final, staffId } = fact
  const data = { followupId, customerId, purpose, outcome, conversed, final, staffId }
  await tellOutside(tx, actor, { event: 'followup.settled', branchId, subjectId: followupId, data })
}

/** Hears that the mail of a follow-up went out. */
export async function tellFollowupMailed(tx: Tx, actor: Actor, fact: FollowupMailed): Promise<void> {
  const { branchId, ...data } = fact
  const told = { branchId, subjectId: fact.followupId, data: { ...data, channel: 'email' as const } }
  await tellOutside(tx, actor, { event: 'followup.mailed', ...told })
}

/** Hears that a customer was dialled; the number is told masked. */
export async function tellContactMade(tx: Tx, actor: Actor, fact: ContactDialled): Promise<void> {
  if (!(await isWanted(tx, 'contact.made'))) return
  const { contactId, customerId, staffId } = fact
  const number = maskOf(await shownIdentifier(tx, actor.orgId, fact.identifierId))
  await tellOutside(tx, actor, {
    event: 'contact.made',
    branchId: await branchOf(tx, actor.orgId, 'customer', customerId),
    subjectId: customerId,
    data: { contactId, customerId, staffId, number },
  })
}

/** Hears that customers want no more contacts, of one purpose or at all; each is told of by itself. */
export async function tellContactsStopped(tx: Tx, actor: Actor, fact: ContactsStopped): Promise<void> {
  if (!(await isWanted(tx, 'contacts.stopped'))) return
  const { customerIds, purpose, expiresAt } = fact
  const branches = await branchesOfCustomers(tx, actor.orgId, customerIds)
  const told = customerIds.map(customerId => ({
    branchId: branches.get(customerId)!,
    subjectId: customerId,
    data: { customerId, purpose, expiresAt },
  }))
  await tellEachOutside(tx, actor, { event: 'contacts.stopped' }, told)
}

/** Hears that somebody added or corrected a customer; what was corrected is not told. */
export async function tellCustomerChanged(tx: Tx, actor: Actor, fact: CustomerChanged): Promise<void> {
  const { branchId, ...data } = fact
  await tellOutside(tx, actor, { event: 'customer.changed', branchId, subjectId: fact.customerId, data })
}

/** Hears that an import finished or failed, with its counts. */
export async function tellImportFinished(tx: Tx, actor: Actor, fact: ImportEnded): Promise<void> {
  const { branchId, ...data } = fact
  await tellOutside(tx, actor, { event: 'import.finished', branchId, subjectId: fact.importId, data })
}

/** Hears that the file of an export can be fetched. */
export async function tellExportReady(tx: Tx, actor: Actor, fact: ExportReady): Promise<void> {
  const { branchId, ...data } = fact
  await tellOutside(tx, actor, { event: 'export.ready', branchId, subjectId: fact.exportId, data })
}

/** Hears that customers are newly left alone; named by id alone. */
export async function tellCoverageAlerted(tx: Tx, actor: Actor, fact: CoverageAlerted): Promise<void> {
  const { branchId, customerIds, ...data } = fact
  const given = { ...data, customerIds: [...customerIds] }
  await tellOutside(tx, actor, { event: 'coverage.alerted', branchId, subjectId: fact.alertId, data: given })
}

/** Hears of a step of a campaign, as the kind of event given. */
export function tellCampaign(event: WebhookEvent & `campaign.${string}`) {
  return async (tx: Tx, actor: Actor, { campaignId }: { campaignId: string }): Promise<void> => {
    if (!(await isWanted(tx, event))) return
    const branchId = await branchOf(tx, actor.orgId, 'campaign', campaignId)
    await tellOutside(tx, actor, { event, branchId, subjectId: campaignId, data: { campaignId } })
  }
}

/** Hears that a case was opened or closed, as the kind of event given. */
export function tellCase(event: 'case.opened' | 'case.closed') {
  return async (tx: Tx, actor: Actor, { caseId, customerId, branchId, severity }: CaseFact): Promise<void> => {
    await tellOutside(tx, actor, { event, branchId, subjectId: caseId, data: { caseId, customerId, severity } })
  }
}

/** Hears that somebody offers a password: refused where passwords are off, save to the owner who keeps his. */
export async function passwordOnlyInNeed(tx: Tx, actor: Actor, { staffId }: PasswordOffered): Promise<void> {
  const signOn = await signOnOf(tx, actor.orgId)
  if (!signOn?.enabled || !signOn.passwordOff || staffId === signOn.breakGlassId) return
  throw new Refusal('forbidden', signOnReasons['password-sign-in-off'])
}
