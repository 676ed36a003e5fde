import { createHash } from 'node:crypto'
import { verifyPassword } from 'better-auth/crypto'
import type { Actor } from '../platform/actor.ts'
import { type Database, inScope } from '../platform/database.ts'
import { platformReasons, Refusal } from '../platform/refusal.ts'
import { deedDone, passwordOffered } from './people-facts.ts'
import { peopleReasons } from './reasons.ts'
import { type Credential, countTry, credentialOf, forgetTries, uncountTry } from './sign-in-store.ts'
import { activeStaff } from './store.ts'
import { systemActor } from './system-actor.ts'

/** Wrong passwords for one account, from whatever addresses, before it rests; then it rests until this long after the first. */
const TRIES = 10
const MINUTES = 15

/** Wrong logins from one address, for whatever accounts, before it has to wait for the minute to end. */
const TRIES_FROM_ADDRESS = 60

/**
 * Lets one try to sign in from an address pass, or refuses it, before it counts for any account. It is counted beforehand,
 * like those of an account; a right one is given back, so a whole shift can come in through one address at nine o'clock.
 * Minutes are of the real clock.
 */
export async function demandFewTriesFrom(db: Database, address: string): Promise<void> {
  const { tries } = await countTry(db, addressOf(address), Temporal.Now.instant(), 1)
  if (tries > TRIES_FROM_ADDRESS) throw new Refusal('too-many', platformReasons['too-many-requests'])
}

/** Gives a try from an address back that was right. */
export function giveTryBack(db: Database, address: string): Promise<void> {
  return uncountTry(db, addressOf(address))
}

/**
 * Lets one try to sign in to an account pass, or refuses it. A try is counted before the password is looked at, so that a
 * thousand at once get no more looks than ten in a row; an account nobody has is counted the same, so that it cannot be
 * told apart. Times are of the real clock, which a rehearsal does not set back.
 */
export async function demandFewTries(db: Database, email: string): Promise<void> {
  const now = Temporal.Now.instant()
  const { tries, since } = await countTry(db, accountOf(email), now, MINUTES)
  if (tries <= TRIES) return
  if (tries === TRIES + 1) await tellOf(db, email, 'staff.sign-in-locked', { minutes: MINUTES })
  const minutes = Math.max(1, Math.ceil(now.until(since.add({ minutes: MINUTES })).total('minutes')))
  throw new Refusal('too-many', peopleReasons['too-many-tries'], { minutes })
}

/** Forgets the tries of an account whose owner has shown that it is his. */
export function forgetTriesOf(db: Database, email: string): Promise<void> {
  return forgetTries(db, accountOf(email))
}

/** Refuses, with a sentence of its own, somebody who is deactivated and knows the password; says nothing to others. */
export async function demandNotDeactivated(db: Database, email: string, password: string): Promise<void> {
  const credential = await credentialOf(db, email)
  if (!credential?.passwordHash || (await isActive(db, credential))) return
  if (!(await verifyPassword({ hash: credential.passwordHash, password }))) return
  await tellOf(db, email, 'staff.sign-in-refused', {})
  throw new Refusal('not-signed-in', peopleReasons['account-deactivated'])
}

/** Refuses a password where the organisation has switched passwords off; only to whoever knows it, says nothing to others. */
export async function demandPasswordWanted(db: Database, email: string, password: string): Promise<void> {
  const credential = await credentialOf(db, email)
  if (!credential?.passwordHash) return
  const { orgId, staffId, passwordHash } = credential
  const system = await systemActor(db, orgId)
  try {
    await inScope(db, system, tx => passwordOffered.tell(tx, system, { staffId }))
  } catch (error) {
    if (!(error instanceof Refusal) || (await verifyPassword({ hash: passwordHash, password }))) throw error
  }
}

/** Writes into the log of his organisation what happened when somebody signed in as a member of staff. */
export async function tellOf(
  db: Database,
  email: string,
  action: string,
  facts: Record<string, unknown>,
): Promise<void> {
  const credential = await credentialOf(db, email)
  if (!credential) return
  const system = await systemActor(db, credential.orgId)
  const actor: Actor = action === 'staff.signed-in' ? { ...system, staffId: credential.staffId } : system
  await inScope(db, actor, tx =>
    deedDone.tell(tx, actor, { action, subject: 'staff', subjectId: credential.staffId, facts }),
  )
}

function isActive(db: Database, { orgId, staffId }: Credential): Promise<boolean> {
  const scope = { orgId, branchIds: [], ancestorIds: [] }
  return inScope(db, scope, async tx => (await activeStaff(tx, orgId, staffId)) !== undefined)
}

function accountOf(email: string): Buffer {
  return createHash('sha256').update(email.trim().toLowerCase()).digest()
}

/** In capitals, which no account has: nobody can name one that is taken for an address. */
function addressOf(address: string): Buffer {
  return createHash('sha256').update(`FROM ${address}`).digest()
}
