import { randomBytes } from 'node:crypto'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { masterKeys, type Purpose, unwrap, wrap } from './master.ts'
import { dataKeys, holdOffRotation, insertDataKey } from './store.ts'

export interface DataKey {
  id: string
  key: Buffer
}
export type DataKeys = Record<Purpose, DataKey>

const PURPOSES: readonly Purpose[] = ['encrypt', 'index']

const cache = new Map<string, DataKeys>()
// A key made in a transaction is nobody else's until that commits, and must be forgotten when it does not.
const madeIn = new WeakMap<Tx, DataKeys>()

/** The data keys of the actor's organisation, made on first use. Two who make them at once end with the same ones. */
export async function dataKeysOf(tx: Tx, actor: Pick<Actor, 'orgId' | 'now'>): Promise<DataKeys> {
  const { orgId } = actor
  const known = cache.get(orgId) ?? madeIn.get(tx)
  if (known) return known
  const stored = await storedKeys(tx, orgId)
  if (stored) {
    cache.set(orgId, stored)
    return stored
  }
  await makeKeys(tx, actor)
  const made = await storedKeys(tx, orgId)
  if (!made) throw new Error('data keys are missing right after they were made')
  madeIn.set(tx, made)
  return made
}

async function storedKeys(tx: Tx, orgId: string): Promise<DataKeys | undefined> {
  const rows = await dataKeys(tx, orgId)
  if (rows.length < PURPOSES.length) return undefined
  const keys = await Promise.all(
    rows.map(async row => [row.purpose, { id: row.id, key: await unwrap({ orgId, ...row }, row) }] as const),
  )
  return Object.fromEntries(keys) as DataKeys
}

async function makeKeys(tx: Tx, { orgId, now }: Pick<Actor, 'orgId' | 'now'>): Promise<void> {
  await holdOffRotation(tx)
  const masters = await masterKeys()
  for (const purpose of PURPOSES) {
    const id = newId()
    const wrapped = wrap(masters, { orgId, purpose, id }, randomBytes(32))
    await insertDataKey(tx, { orgId, id, purpose, ...wrapped, at: now })
  }
}
