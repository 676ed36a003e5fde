import { randomBytes, randomInt } from 'node:crypto'
import { may, type Permission, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { hashOfToken } from '../platform/token.ts'
import { record } from '../privacy/index.ts'
import { formatKey } from './key-rules.ts'
import { insertKey, type KeyRow, keysIn } from './key-store.ts'
import { integrationsReasons } from './reasons.ts'

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789'
const PREFIX_LENGTH = 8
const SECRET_BYTES = 32

/**
 * Makes an API key that acts in the name of its maker. The whole key is answered once; stored is its SHA-256, which is
 * enough because its secret holds 256 random bits. Refuses permissions the maker has not, a branch that is not his, and
 * an end that has passed.
 */
export async function createKey(
  tx: Tx,
  actor: Actor,
  given: { name: string; permissions: string[]; branchId?: string | undefined; expiresAt: Temporal.Instant | null },
): Promise<KeyRow & { key: string }> {
  permit(actor, 'integrations.manage')
  const branchId = given.branchId ?? actor.branchId
  if (!actor.branchIds.includes(branchId)) throw notFound()
  const beyond = given.permissions.filter(permission => !may(actor, permission as Permission))
  if (beyond.length > 0) throw new Refusal('invalid', integrationsReasons['key-beyond-its-maker'], { beyond })
  if (given.expiresAt && Temporal.Instant.compare(given.expiresAt, actor.now) <= 0) {
    throw new Refusal('invalid', integrationsReasons['key-ends-in-the-past'])
  }
  const letters = Array.from({ length: PREFIX_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  const key = formatKey(letters, actor.orgId, randomBytes(SECRET_BYTES))
  const permissions = [...new Set(given.permissions)]
  const id = await insertKey(tx, actor, {
    ...{ name: given.name, branchId, permissions, expiresAt: given.expiresAt },
    prefix: `hf_${letters}`,
    hash: hashOfToken(key),
  })
  await record(tx, actor, 'api-key.made', 'api-key', id, { name: given.name, permissions })
  const [row] = await keysIn(tx, actor, id)
  return { ...row!, key }
}
