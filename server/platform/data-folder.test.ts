import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { claimDataFolder } from './data-folder.ts'

let parent: string
const running: ChildProcess[] = []

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'huifang-folder-'))
  chmodSync(parent, 0o755)
})

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
  rmSync(parent, { recursive: true, force: true })
})

test('the folder is created for its owner alone', () => {
  const folder = join(parent, 'deep/data')
  claimDataFolder(folder).release()
  expect(statSync(folder).mode & 0o007).toBe(0)
})

test('a released folder can be claimed again', () => {
  claimDataFolder(parent).release()
  const claim = claimDataFolder(parent)
  claim.release()
  claim.release()
})

test('a folder claimed by a running program is refused, naming its process and address', async () => {
  const holder = await claimElsewhere(parent)
  expect(() => claimDataFolder(parent)).toThrow(`${holder.pid}, http://127.0.0.1:7700`)
})

test('a claim ends with its process, also when that is killed', async () => {
  const holder = await claimElsewhere(parent)
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  claimDataFolder(parent).release()
})

test('only one of many that come at once gets a folder whose claimant was killed', async () => {
  const holder = await claimElsewhere(parent)
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  const claims = await Promise.allSettled(Array.from({ length: 6 }, () => claimElsewhere(parent)))
  expect(claims.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('what cannot be a folder is refused', () => {
  const file = join(parent, 'file')
  writeFileSync(file, '')
  expect(() => claimDataFolder(file)).toThrow('not writable')
  expect(() => claimDataFolder(join(file, 'data'))).toThrow('not writable')
})

test.skipIf(process.getuid?.() !== 0)(
  'root: a folder that the database cannot enter is refused with the way out',
  () => {
    const closed = join(parent, 'closed')
    mkdirSync(closed, { mode: 0o700 })
    expect(() => claimDataFolder(join(closed, 'data'))).toThrow('HUIFANG_DATA')
    expect(statSync(closed).mode & 0o777).toBe(0o700)
  },
)

async function claimElsewhere(folder: string): Promise<ChildProcess> {
  const program = `
    import { claimDataFolder } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'data-folder.ts')))}
    claimDataFolder(${JSON.stringify(folder)}).announce('http://127.0.0.1:7700')
    console.log('claimed')
    setInterval(() => {}, 1000)
  `
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'ignore'] })
  running.push(child)
  const claimed = await Promise.race([once(child.stdout!, 'data'), once(child, 'exit').then(() => undefined)])
  if (!claimed) throw new Error('refused')
  return child
}
