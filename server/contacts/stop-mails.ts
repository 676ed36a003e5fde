import { systemActor } from '../people/index.ts'
import { clockNow } from '../platform/clock.ts'
import { type Database, inScope } from '../platform/database.ts'
import { notFound } from '../platform/refusal.ts'
import { hashOfToken } from '../platform/token.ts'
import { maskOf } from '../privacy/index.ts'
import { mailOfToken } from './mail-store.ts'
import { numberStopOf } from './number-store.ts'
import { stopIdentifier } from './stop-number.ts'

/** Whose mails a link stops, for whoever has it; refuses a token that is none. */
export async function mailStopOf(db: Database, token: string) {
  const found = await mailOfToken(db, hashOfToken(token))
  if (!found) throw notFound()
  const actor = await systemActor(db, found.orgId, clockNow())
  const stop = await inScope(db, actor, tx => numberStopOf(tx, found.orgId, found.identifierId))
  return {
    organisation: found.house,
    masked: maskOf({ kind: 'email', lastFour: found.lastFour }),
    stopped: stop !== undefined,
  }
}

/**
 * Stops all mails to the address that got the mail with this link, whoever holds it, at once; said again it stands. Refuses a
 * token that is none.
 */
export async function stopMails(db: Database, token: string): Promise<Record<string, never>> {
  const found = await mailOfToken(db, hashOfToken(token))
  if (!found) throw notFound()
  const actor = await systemActor(db, found.orgId, clockNow())
  const given = { identifierId: found.identifierId, source: 'link', note: '' }
  await inScope(db, actor, tx => stopIdentifier(tx, actor, given))
  return {}
}
