import { createHmac, randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'

/** Secrets of the installation that are not keys of data: they sign sessions, seal remembered requests and open the application's database login. */
export interface Secrets {
  session: string
  request: string
  database: string
}

/** Reads the secret file, or creates it with mode 0600; servers that share a database share this file. */
export async function openSecrets(file: string): Promise<Secrets> {
  const root = await readOrCreate(file)
  const derive = (purpose: string) => createHmac('sha256', root).update(purpose).digest('hex')
  return { session: derive('session'), request: derive('request'), database: derive('database login') }
}

async function readOrCreate(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const root = randomBytes(32).toString('hex')
  await writeFile(file, root, { mode: 0o600, flag: 'wx' })
  return root
}
