import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access, mkdir, readdir, rename, stat } from 'node:fs/promises'
import { join, parse } from 'node:path'

const TABLES = /\.(csv|tsv|txt|xlsx|xlsm)(\.gz)?$/i

/** What a file looked like at the last look; one that has not changed since is complete. */
export type Look = Map<string, string>

/** The folder and where its files go: `working/` while they are read, then `done/` or `failed/`. */
export async function prepareFolder(folder: string): Promise<void> {
  for (const part of ['working', 'done', 'failed']) await mkdir(join(folder, part), { recursive: true })
}

/** Files of a folder that are tables; hidden ones and those still called `.part` or `.tmp` are left alone. */
export async function tablesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  return entries
    .filter(entry => entry.isFile() && !entry.name.startsWith('.') && TABLES.test(entry.name))
    .map(entry => entry.name)
    .sort()
}

/** Looks at the folder once more; answers the files that are as they were at the last look. */
export async function completeSince(folder: string, last: Look): Promise<{ complete: string[]; look: Look }> {
  const look: Look = new Map()
  for (const name of await tablesIn(folder)) {
    const found = await stat(join(folder, name)).catch(() => undefined)
    if (found && found.size > 0) look.set(name, `${found.size} ${found.mtimeMs}`)
  }
  return { complete: [...look.keys()].filter(name => last.get(name) === look.get(name)), look }
}

/** Takes a file up, so that no other process does; false when one was faster. */
export async function takeUp(folder: string, name: string): Promise<boolean> {
  const to = await freeName(join(folder, 'working'), name)
  return rename(join(folder, name), to).then(
    () => true,
    () => false,
  )
}

/** Moves a file that was read to `done/` or `failed/`; answers where to. */
export async function putAway(folder: string, name: string, to: 'done' | 'failed'): Promise<string> {
  const place = await freeName(join(folder, to), name)
  await rename(join(folder, 'working', name), place)
  return place
}

async function freeName(folder: string, name: string): Promise<string> {
  const { name: stem, ext } = parse(name)
  for (let number = 1; ; number += 1) {
    const place = join(folder, number === 1 ? name : `${stem} (${number})${ext}`)
    const taken = await access(place).then(
      () => true,
      () => false,
    )
    if (!taken) return place
  }
}

/** The SHA-256 of a stream of bytes. */
export async function hashOf(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const hash = createHash('sha256')
  for await (const bytes of stream) hash.update(bytes)
  return hash.digest()
}

/** The bytes of a file in `working/`. */
export function open(folder: string, name: string) {
  return createReadStream(join(folder, 'working', name))
}
