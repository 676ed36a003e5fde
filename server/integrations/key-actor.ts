import { timingSafeEqual } from 'node:crypto'
import { actorOf } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { clockNow } from '../platform/clock.ts'
import { type Database, inScope } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import { hashOfToken } from '../platform/token.ts'
import { type Bucket, KEY_REQUESTS_PER_MINUTE, keyEnded, readKey, takeOne } from './key-rules.ts'
import { keyByPrefix, noteUse } from './key-store.ts'
import { integrationsReasons } from './reasons.ts'

const buckets = new Map<string, Bucket>()
const BUCKETS_AT_MOST = 10_000

/**
 * Whom the API key of an `Authorization` header lets in: its maker as he is today, in the branch of the key, with the
 * permissions of the key at most. Refuses a key that is unknown, has ended or whose maker has gone, and one that asks
 * too often.
 */
export async function actorOfKey(
  db: Database,
  authorization: string,
  requestId: string,
  now = clockNow(),
): Promise<Actor> {
  const given = readKey(authorization)
  if (!given) throw refused('key-unknown')
  const scope = { orgId: given.orgId, branchIds: [], ancestorIds: [] }
  const key = await inScope(db, scope, async tx => {
    const stored = await keyByPrefix(tx, given.prefix)
    if (!stored || !timingSafeEqual(stored.hash, hashOfToken(given.key))) throw refused('key-unknown')
    const ended = keyEnded(stored, now)
    if (ended) throw refused(ended)
    await noteUse(tx, stored.id, now)
    return stored
  })
  spend(key.id)
  const actor = await actorOf(db, given.orgId, key.createdBy, now, requestId, key.branchId)
  if (!actor) throw refused('key-without-maker')
  const { id, name, prefix, permissions, branchId } = key
  return { ...actor, branchId, key: { id, name, prefix, permissions } }
}

function refused(reason: 'key-unknown' | 'key-revoked' | 'key-expired' | 'key-without-maker'): Refusal {
  return new Refusal('not-signed-in', integrationsReasons[reason])
}

/** Counts a request of a key; by the machine's clock, for the product's may stand still. */
function spend(keyId: string): void {
  const bucket = takeOne(buckets.get(keyId), KEY_REQUESTS_PER_MINUTE, performance.now())
  if (!bucket) {
    const perMinute = KEY_REQUESTS_PER_MINUTE
    throw new Refusal('too-many', integrationsReasons['key-too-often'], { perMinute })
  }
  if (buckets.size >= BUCKETS_AT_MOST) buckets.clear()
  buckets.set(keyId, bucket)
}
