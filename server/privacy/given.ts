import type { MasterKeyRing } from '../platform/master-key.ts'
import { unlockVault } from './master.ts'

/** The one master key of all tests, which share a database. */
export const TEST_RING: MasterKeyRing = [{ id: 'test', key: Buffer.alloc(32, 7) }]

/** Opens the vault for the tests of a file. */
export function givenVault(): void {
  unlockVault(TEST_RING)
}
