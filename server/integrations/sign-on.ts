import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { admitBySignOn, joinBySignOn, keepVerification, systemActor, takeVerification } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { type Database, inScope, type Tx } from '../platform/database.ts'
import { unseal } from '../privacy/index.ts'
import { SIGN_ON_SECRET } from './configure-sign-on.ts'
import { authorizationUrl, discover, redeemCode, refusedSignOn } from './identity-provider.ts'
import { type Claims, emailOf, isOfDomain, nameOf, rolesOf } from './sign-on-rules.ts'
import { insertLink, offers, personBy, type SignOnRow, signOnOf } from './sign-on-store.ts'

const random = () => randomBytes(32).toString('base64url')
const hashed = (text: string) => createHash('sha256').update(text).digest('base64url')

/** A sign-in under way, until the provider sends the browser back. */
interface Underway {
  orgId: string
  issuer: string
  nonce: string
  verifier: string
  /** SHA-256 of what the browser carries as cookie. */
  browser: string
  redirectUri: string
  to: string
}

const UNDERWAY_MINUTES = 10
const placeOf = (state: string) => `sign-on:${hashed(state)}`

/** Whether the sign-in page shows the button, and whether it must know the e-mail to tell organisations apart. */
export async function signOnOffered(db: Database): Promise<{ offered: boolean; needsEmail: boolean }> {
  const all = await offers(db)
  return { offered: all.length > 0, needsEmail: all.length > 1 }
}

/**
 * Begins a sign-in: where the browser goes, and what it must carry back as a cookie.
 * @param origin scheme and host by which the browser reached the product
 */
export async function beginSignOn(
  db: Database,
  given: { email?: string | undefined; to: string; origin: string },
): Promise<{ location: string; browser: string }> {
  const all = await offers(db)
  const byMail = given.email ? all.filter(({ domains }) => isOfDomain(given.email!, domains)) : []
  const offer = all.length === 1 ? all[0] : byMail[0]
  if (!offer) throw refusedSignOn('sign-on-none')
  const { signOn } = await settingsOf(db, offer.orgId)
  const provider = await discover(signOn.issuer)
  const [state, nonce, verifier, browser] = [random(), random(), random(), random()]
  const redirectUri = redirectUriOf(given.origin)
  const { issuer, clientId } = signOn
  const known = { orgId: offer.orgId, issuer, nonce, verifier, redirectUri, to: given.to }
  const underway: Underway = { ...known, browser: hashed(browser) }
  const until = Temporal.Now.instant().add({ minutes: UNDERWAY_MINUTES })
  await keepVerification(db, placeOf(state), underway, until)
  const { email } = given
  return { location: authorizationUrl(provider, { clientId, redirectUri, state, nonce, verifier, email }), browser }
}

export function redirectUriOf(origin: string): string {
  return `${origin}/api/v1/sign-on/callback`
}

/**
 * Ends a sign-in that the provider sends back: who it is, and where the browser goes. Refuses, each with its own sentence,
 * whatever does not fit together, and whoever is not to be let in.
 */
export async function endSignOn(
  db: Database,
  given: {
    state?: string | undefined
    code?: string | undefined
    error?: string | undefined
    iss?: string | undefined
    browser: string | undefined
  },
): Promise<{ orgId: string; staffId: string; to: string }> {
  const underway = given.state
    ? ((await takeVerification(db, placeOf(given.state))) as Underway | undefined)
    : undefined
  if (!underway) throw refusedSignOn('sign-on-expired')
  if (!isSame(hashed(given.browser ?? ''), underway.browser)) throw refusedSignOn('sign-on-other-browser')
  if (given.iss !== undefined && given.iss !== underway.issuer) throw refusedSignOn('sign-on-provider-wrong')
  if (given.error || !given.code) throw refusedSignOn('sign-on-cancelled')
  const { signOn, secret } = await settingsOf(db, underway.orgId)
  if (signOn.issuer !== underway.issuer) throw refusedSignOn('sign-on-expired')
  const provider = await discover(signOn.issuer)
  const { code } = given
  const claims = await redeemCode(provider, { clientId: signOn.clientId, clientSecret: secret }, { ...underway, code })
  const actor = await systemActor(db, underway.orgId)
  const staffId = await inScope(db, actor, tx => letIn(tx, actor, signOn, claims))
  return { orgId: underway.orgId, staffId, to: underway.to }
}

async function settingsOf(db: Database, orgId: string): Promise<{ signOn: SignOnRow; secret: string }> {
  const actor = await systemActor(db, orgId)
  return inScope(db, actor, async tx => {
    const signOn = await signOnOf(tx, orgId)
    if (!signOn?.enabled) throw refusedSignOn('sign-on-none')
    return { signOn, secret: String(await unseal(tx, actor, SIGN_ON_SECRET, signOn.clientSecret)) }
  })
}

/** Which member of staff the claims name: by his link, else by his verified e-mail; a new one only where that is switched on. */
async function letIn(tx: Tx, actor: Actor, signOn: SignOnRow, claims: Claims): Promise<string> {
  const { email, why } = emailOf(claims, signOn.domains)
  if (why) throw refusedSignOn(why)
  const { issuer } = signOn
  const person = await personBy(tx, actor.orgId, { issuer, subject: claims.sub, email })
  const roles = rolesOf(claims, signOn)
  if (!person) {
    if (!signOn.createRole || !signOn.createBranchId) throw refusedSignOn('sign-on-unknown-person')
    const given = { name: nameOf(claims, email), email, branchId: signOn.createBranchId }
    const staffId = await admitBySignOn(tx, actor, { ...given, roles: roles.length > 0 ? roles : [signOn.createRole] })
    await insertLink(tx, actor, { issuer, subject: claims.sub, staffId })
    return staffId
  }
  if (person.deactivated) throw refusedSignOn('sign-on-deactivated')
  if (person.subject !== null && person.subject !== claims.sub) throw refusedSignOn('sign-on-other-identity')
  const { staffId } = person
  if (person.subject === null) await insertLink(tx, actor, { issuer, subject: claims.sub, staffId })
  // The way in that is kept for emergencies must not be narrowed from outside.
  const keepsRoles = roles.length === 0 || staffId === signOn.breakGlassId
  await joinBySignOn(tx, actor, { staffId, roles: keepsRoles ? null : roles })
  return staffId
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
