import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkout, clear, OWNER, type Program, post, run, setUp } from './program.ts'

let data: string
let folder: string
let server: Program
let cookie: string

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'huifang-watch-'))
  // Under root the database runs as an account of its own, which must be able to enter.
  await chmod(data, 0o755)
  folder = join(data, 'arrivals')
  await mkdir(folder)
  server = run(data)
  await setUp(server)
  const signedIn = await post(server, '/sessions', OWNER)
  cookie = signedIn.headers.getSetCookie()[0]!.split(';')[0]!
})

afterAll(async () => {
  await clear(server, data)
  await rm(data, { recursive: true, force: true })
})

const env = () => ({ PATH: process.env.PATH, HUIFANG_DATA: data, LANG: 'en_GB.UTF-8' })
const words = (...more: string[]) => [
  resolve(checkout, 'bin/huifang.mjs'),
  ...['watch', folder, '--kind', 'customers', '--json', '--every', '0.2', ...more],
]

/** What became of each file that is there now. */
async function watchOnce(): Promise<{ file: string; state: string; rows?: Record<string, number>; why?: string }[]> {
  const { stdout } = await promisify(execFile)(process.execPath, words('--once'), { env: env() })
  return stdout
    .trim()
    .split('\n')
    .filter(line => line.startsWith('{"file"'))
    .map(line => JSON.parse(line))
}

const there = (path: string) =>
  access(join(folder, path)).then(
    () => true,
    () => false,
  )

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let waited = 0; !(await condition()); waited += 1) {
    if (waited > 3000) throw new Error('it did not come to pass within a minute')
    await pause(20)
  }
}

async function rowsReadOf(file: string): Promise<number> {
  const answer = await fetch(`${await server.url()}/api/v1/imports`, { headers: { cookie } })
  const { items } = (await answer.json()) as { items: { fileName: string; rowsRead: number }[] }
  return items.find(({ fileName }) => fileName === file)?.rowsRead ?? 0
}

test('files that arrive are imported once and move on, beside what was rejected and why', async () => {
  const good = '客户编号,姓名,手机\nA1,李明,13912344412\nA2,王芳,12345\n'
  await writeFile(join(folder, '甲.csv'), good)
  await writeFile(join(folder, '乙.csv'), '没有,用处\n1,2\n')
  await writeFile(join(folder, '.hidden.csv'), good)
  await writeFile(join(folder, 'readme.md'), 'not a table')
  const outcomes = await watchOnce()
  expect(outcomes.find(one => one.file === '甲.csv')).toMatchObject({
    state: 'done',
    rows: { rowsNew: 1, rowsRejected: 1 },
  })
  expect(await readFile(join(folder, 'done/甲-rejected.csv'), 'utf8')).toContain('A2,王芳,12345')
  expect(await there('甲.csv')).toBe(false)
  expect(await readdir(join(folder, 'working'))).toEqual([])
  expect(await there('readme.md')).toBe(true)

  await writeFile(join(folder, '又是甲.csv'), good)
  expect(await watchOnce()).toEqual([{ file: '又是甲.csv', state: 'known' }])
  expect((await readdir(join(folder, 'done'))).sort()).toContain('又是甲.csv')
})

test('a file that cannot be read goes to failed/ with the reason in a sentence', async () => {
  await writeFile(join(folder, '坏.csv'), '姓名,手机\n"李雷,1\n')
  expect(await watchOnce()).toMatchObject([{ file: '坏.csv', state: 'failed' }])
  expect(await there('failed/坏.csv')).toBe(true)
  expect(await readFile(join(folder, 'failed/坏-reason.txt'), 'utf8')).toContain('never ends')
})

test('killed in the middle of a file, the next one goes on and every row is there once', async () => {
  const rows = Array.from({ length: 30_000 }, (_, n) => `K${n},客户${n}`)
  await writeFile(join(folder, '大.csv'), `客户编号,姓名\n${rows.join('\n')}\n`)
  const killed: ChildProcess = spawn(process.execPath, words(), { env: env(), stdio: 'ignore', detached: true })
  await until(async () => (await rowsReadOf('大.csv')) > 0)
  process.kill(-killed.pid!, 'SIGKILL')
  await once(killed, 'exit')
  expect(await there('working/大.csv')).toBe(true)
  expect(await watchOnce()).toMatchObject([{ file: '大.csv', state: 'done' }])
  expect(await there('done/大.csv')).toBe(true)
  await writeFile(join(folder, '大2.csv'), `客户编号,姓名\n${rows.join('\n')}\n\n`)
  expect(await watchOnce()).toMatchObject([
    { file: '大2.csv', state: 'done', rows: { rowsRead: 30_000, rowsNew: 0, rowsUnchanged: 30_000 } },
  ])
})
