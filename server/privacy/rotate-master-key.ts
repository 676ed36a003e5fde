import { open, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { organisationIds } from '../people/index.ts'
import { type Database, inScope } from '../platform/database.ts'
import { formatRing, type MasterKey, type MasterKeyRing, newMasterKey, openMasterKeys } from '../platform/master-key.ts'
import { unlockVault, unwrap, wrap } from './master.ts'
import { dataKeys, rewrapDataKey, rotatingAlone } from './store.ts'

/**
 * Puts a new master key on top of the ring file, wraps every data key of every organisation anew, and only then drops
 * the older keys from the file. A file that already holds several keys is a rotation that was interrupted: it is
 * finished with the key it began. Safe to stop at any line and to run beside working servers.
 * @returns the id of the key in force and how many data keys were wrapped anew
 */
export async function rotateMasterKey(
  db: Database,
  file: string,
): Promise<{ masterKeyId: string; rewrapped: number; resumed: boolean }> {
  return rotatingAlone(db, async one => {
    const before = await openMasterKeys(file)
    const resumed = before.length > 1
    const ring: MasterKeyRing = resumed ? before : [newMasterKey(), ...before]
    if (!resumed) await writeRing(file, ring)
    unlockVault(ring, file)
    let rewrapped = 0
    for (const orgId of await organisationIds(one)) rewrapped += await rewrapAll(one, orgId, ring)
    await writeRing(file, [ring[0]])
    unlockVault([ring[0]], file)
    return { masterKeyId: ring[0].id, rewrapped, resumed }
  })
}

function rewrapAll(db: Database, orgId: string, ring: MasterKeyRing): Promise<number> {
  return inScope(db, { orgId, branchIds: [], ancestorIds: [] }, async tx => {
    const old = (await dataKeys(tx, orgId)).filter(row => row.masterKeyId !== ring[0].id)
    for (const row of old) {
      const owner = { orgId, ...row }
      await rewrapDataKey(tx, { orgId, id: row.id, ...wrap(ring, owner, await unwrap(owner, row)) })
    }
    return old.length
  })
}

async function writeRing(file: string, ring: readonly MasterKey[]): Promise<void> {
  const draft = `${file}.new`
  await writeFile(draft, formatRing(ring), { mode: 0o600, flush: true })
  await rename(draft, file)
  const folder = await open(dirname(file))
  await folder.sync()
  await folder.close()
}
