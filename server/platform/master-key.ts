import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'

/** One master key; the newest of a ring wraps, older ones still unwrap until the rotation is complete. */
export interface MasterKey {
  id: string
  key: Buffer
}

/** The master keys, newest first. They live in a file outside the database, never in it. */
export type MasterKeyRing = readonly [MasterKey, ...MasterKey[]]

/** Reads the key file, or creates it with one new key and mode 0600. The file holds `id:base64` lines, newest first. */
export async function openMasterKeys(file: string): Promise<MasterKeyRing> {
  try {
    return parseRing(await readFile(file, 'utf8'), file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const ring: MasterKeyRing = [newMasterKey()]
  await writeFile(file, formatRing(ring), { mode: 0o600, flag: 'wx' })
  return ring
}

export function newMasterKey(): MasterKey {
  return { id: randomBytes(6).toString('hex'), key: randomBytes(32) }
}

export function formatRing(ring: readonly MasterKey[]): string {
  return ring.map(({ id, key }) => `${id}:${key.toString('base64')}\n`).join('')
}

function parseRing(text: string, file: string): MasterKeyRing {
  const ring = text
    .split('\n')
    .filter(line => line !== '')
    .map(line => {
      const [id = '', base64 = ''] = line.split(':')
      return { id, key: Buffer.from(base64, 'base64') }
    })
  if (ring.length === 0 || ring.some(({ id, key }) => id === '' || key.length !== 32)) {
    throw new Error(`${file} is not a master key file`)
  }
  return ring as unknown as MasterKeyRing
}
