import type { z } from 'zod'
import type { Role as RoleName } from '../people/contract.ts'
import { demandNoMore, PERMISSIONS, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { record, seal } from '../privacy/index.ts'
import { demandUrl } from './create-webhook.ts'
import { signOnReasons } from './sign-on-reasons.ts'
import { isActiveOwner, type SignOnRow, signOnOf, writeSignOn } from './sign-on-store.ts'

type Role = z.output<typeof RoleName>

export const SIGN_ON_SECRET = 'sign-on-secret'

export interface SignOnSettings {
  enabled: boolean
  issuer: string
  clientId: string
  clientSecret?: string | undefined
  domains: string[]
  createRole: Role | null
  createBranchId: string | null
  roleClaim: string | null
  rolesByClaim: Record<string, Role>
  passwordOff: boolean
  breakGlassId: string | null
}

/**
 * Sets up how the whole organisation signs on. The secret is kept sealed and stays while issuer and client do. Refuses an
 * actor below the root branch or who may less than everything, an issuer that may not be called, and to switch passwords off without an owner who keeps his.
 */
export async function configureSignOn(tx: Tx, actor: Actor, given: SignOnSettings): Promise<SignOnRow> {
  permit(actor, 'integrations.manage')
  if (actor.ancestorIds.length > 0) throw notFound()
  // Whoever names the provider can sign in as anybody.
  demandNoMore(actor, PERMISSIONS)
  demandUrl(given.issuer)
  const { clientSecret, ...settings } = given
  const before = await signOnOf(tx, actor.orgId)
  const isSame = before?.issuer === given.issuer && before.clientId === given.clientId
  if (!clientSecret && !isSame) throw new Refusal('invalid', signOnReasons['secret-needed'])
  const branchId = settings.createRole ? (settings.createBranchId ?? actor.branchId) : null
  if (branchId && !actor.branchIds.includes(branchId)) throw notFound()
  const { breakGlassId } = settings
  const keepsOneIn = breakGlassId !== null && (await isActiveOwner(tx, actor.orgId, breakGlassId))
  if ((settings.passwordOff || breakGlassId) && !keepsOneIn) {
    throw new Refusal('invalid', signOnReasons['break-glass-needed'])
  }
  const secret = clientSecret ? await seal(tx, actor, SIGN_ON_SECRET, Buffer.from(clientSecret)) : before!.clientSecret
  await writeSignOn(tx, actor, { ...settings, createBranchId: branchId, clientSecret: secret })
  const { enabled, issuer, domains, passwordOff } = settings
  await record(tx, actor, 'sign-on.changed', 'sign-on', null, { enabled, issuer, domains, passwordOff })
  return (await signOnOf(tx, actor.orgId))!
}
