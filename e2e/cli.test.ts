import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkout, clear, type Program, run, setUp } from './program.ts'

const COMMANDS = ['status', 'import', 'watch', 'plan', 'today', 'keys rotate']
let data: string
let server: Program

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'huifang-cli-'))
  server = run(data)
  await setUp(server)
})

afterAll(async () => {
  await clear(server, data)
  await rm(data, { recursive: true, force: true })
})

async function huifang(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const env = { PATH: process.env.PATH, HUIFANG_DATA: data, LANG: 'en_GB.UTF-8' }
  try {
    const done = await promisify(execFile)(process.execPath, [resolve(checkout, 'bin/huifang.mjs'), ...words], { env })
    return { code: 0, out: done.stdout, err: done.stderr }
  } catch (error) {
    const failed = error as { code: number; stdout: string; stderr: string }
    return { code: failed.code, out: failed.stdout, err: failed.stderr }
  }
}

describe('the command line, beside a running server', () => {
  test.each(COMMANDS)('%s explains itself and can answer as JSON', async name => {
    const { code, out } = await huifang(...name.split(' '), '--help')
    expect(code).toBe(0)
    expect(out).toContain(`Usage: huifang ${name}`)
    expect(out).toContain('--json')
  })

  test('says which organisations there are', async () => {
    const { out } = await huifang('status', '--json')
    expect(JSON.parse(out)).toMatchObject([{ name: '东方机械', timeZone: 'Asia/Shanghai', branches: 1 }])
  })

  test('names the organisations there are to whoever names none of them', async () => {
    const [{ id }] = JSON.parse((await huifang('status', '--json')).out)
    const { code, err } = await huifang('today', '--org', 'somewhere')
    expect(code).toBe(1)
    expect(err.trim()).toBe(`Name one of these organisations with --org: ${id} (东方机械)`)
  })

  test('imports customers, twice without change, and gives rejected rows back with their reasons', async () => {
    const file = join(data, 'customers.csv')
    const rejections = join(data, 'rejections.csv')
    await writeFile(file, '客户编号,姓名,手机\nA1,李明,13912344412\nA2,王芳,12345\n')
    const first = await huifang('import', 'customers', file, '--json', '--rejections', rejections)
    expect(JSON.parse(first.out)).toMatchObject({ state: 'finished', rowsRead: 2, rowsNew: 1, rowsRejected: 1 })
    expect(await readFile(rejections, 'utf8')).toContain('A2,王芳,12345')
    const second = await huifang('import', 'customers', file, '--json')
    expect(JSON.parse(second.out)).toMatchObject({ rowsNew: 0, rowsChanged: 0, rowsUnchanged: 1, rowsRejected: 1 })
  })

  test('rotates the master key under the running server, which goes on reading', async () => {
    const before = await readFile(join(data, 'master.key'), 'utf8')
    const { out } = await huifang('keys', 'rotate', '--json')
    expect(JSON.parse(out)).toMatchObject({ resumed: false })
    expect(await readFile(join(data, 'master.key'), 'utf8')).not.toBe(before)
    const again = await huifang('import', 'customers', join(data, 'customers.csv'), '--json')
    expect(JSON.parse(again.out)).toMatchObject({ rowsUnchanged: 1 })
  })

  test('refuses what it does not understand in one line, with code 1', async () => {
    const { code, err } = await huifang('import', 'customers', join(data, 'nowhere.csv'))
    expect(code).toBe(1)
    expect(err.trim().split('\n')).toHaveLength(1)
    expect(err).toContain('nowhere.csv cannot be read.')
  })
})
