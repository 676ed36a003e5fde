import { existsSync } from 'node:fs'
import { type MasterKeyRing, openMasterKeys } from '../platform/master-key.ts'
import { decrypt, encrypt } from './cipher.ts'

export type Purpose = 'encrypt' | 'index'

let ring: MasterKeyRing | undefined
let ringFile: string | undefined

/**
 * Opens the vault for this process; called once at start and by tests. With the file the ring came from, a rotation by
 * another process is noticed: the file is read again before a new data key is wrapped and when a key is not known.
 */
export function unlockVault(keys: MasterKeyRing, file?: string): void {
  ring = keys
  ringFile = file
}

/** The master keys, newest first, as they are now. */
export async function masterKeys(): Promise<MasterKeyRing> {
  if (ringFile && existsSync(ringFile)) ring = await openMasterKeys(ringFile)
  if (!ring) throw new Error('the vault is locked: unlockVault was not called')
  return ring
}

/** Encrypts a data key under the newest master key. */
export function wrap(keys: MasterKeyRing, owner: { orgId: string; purpose: Purpose; id: string }, dataKey: Buffer) {
  return { masterKeyId: keys[0].id, wrapped: encrypt(keys[0].key, dataKey, contextOf(owner)) }
}

/** Opens a wrapped data key; throws when its master key is not in the ring. */
export async function unwrap(
  owner: { orgId: string; purpose: Purpose; id: string },
  row: { masterKeyId: string; wrapped: Buffer },
): Promise<Buffer> {
  const known = (keys: MasterKeyRing | undefined) => keys?.find(key => key.id === row.masterKeyId)
  const master = known(ring) ?? known(await masterKeys())
  if (!master) throw new Error(`master key ${row.masterKeyId} is not in the ring`)
  return decrypt(master.key, row.wrapped, contextOf(owner))
}

function contextOf(owner: { orgId: string; purpose: Purpose; id: string }): string {
  return `data-key:${owner.orgId}:${owner.purpose}:${owner.id}`
}
