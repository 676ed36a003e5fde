import { execFile } from 'node:child_process'
import { chmod, copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkout, clear, OWNER, type Program, post, run, setUp } from './program.ts'

let folder: string
let data: string
let server: Program
let backup: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huifang-operations-'))
  // Under root the database runs as another account, which must be able to pass.
  await chmod(folder, 0o711)
  data = join(folder, 'data')
  backup = join(folder, 'today.backup')
  server = run(data)
  await setUp(server)
})

afterAll(async () => {
  await clear(server, data)
  await rm(folder, { recursive: true, force: true })
})

async function huifang(words: string[], env: Record<string, string> = {}) {
  const options = { env: { PATH: process.env.PATH, HUIFANG_DATA: data, LANG: 'en_GB.UTF-8', ...env } }
  try {
    const file = resolve(checkout, 'bin/huifang.mjs')
    const done = await promisify(execFile)(process.execPath, [file, ...words], options)
    return { code: 0, out: done.stdout, err: done.stderr }
  } catch (error) {
    const failed = error as { code: number; stdout: string; stderr: string }
    return { code: failed.code, out: failed.stdout, err: failed.stderr }
  }
}

describe('from a terminal', () => {
  test('a backup is written beside the running server and says that the master key is not in it', async () => {
    const { code, out, err } = await huifang(['backup', backup])
    expect([code, err]).toEqual([0, expect.stringMatching(/The master key .* is not in the backup/)])
    expect(out).toMatch(/tables\s+\d{2}/)
    expect((await huifang(['backup', backup])).err).toMatch(/exists already/)
  })

  test('it is restored into an empty folder, on which the product starts and knows its people', async () => {
    const target = join(folder, 'restored')
    const { code, err } = await huifang(['restore', backup, '--into', target])
    expect([code, err]).toEqual([0, expect.stringMatching(/put the file with the master key/)])
    await copyFile(join(data, 'master.key'), join(target, 'master.key'))
    const restored = run(target)
    try {
      expect((await post(restored, '/sessions', OWNER)).status).toBe(201)
    } finally {
      await clear(restored, target)
    }
    expect((await huifang(['restore', backup, '--into', target])).err).toMatch(/not empty/)
  })

  test('a damaged one is refused in one line, and the folder stays empty', async () => {
    const bytes = await readFile(backup)
    const file = join(folder, 'damaged.backup')
    await writeFile(file, bytes.fill(0, bytes.length >> 1, (bytes.length >> 1) + 8))
    const target = join(folder, 'untouched')
    const { code, err } = await huifang(['restore', file, '--into', target])
    expect([code, err.trim().split('\n').length]).toEqual([1, 1])
    expect(err).toMatch(/damaged/)
    expect(await readdir(target)).toEqual([])
  })

  test('the doctor says what to do next, for people and for programs', async () => {
    const people = await huifang(['doctor'])
    expect(people.out).toMatch(/✓ The database answers/)
    expect(people.out).toMatch(/! No nightly backups are made\n {2}→ Set HUIFANG_BACKUP_FOLDER/)
    const findings = JSON.parse((await huifang(['doctor', '--json'])).out)
    expect(findings.filter(({ level }: { level: string }) => level === 'broken')).toEqual([])
    expect(people.code).toBe(0)
    const wrong = await huifang(['doctor'], { HUIFANG_MASTER_KEY_FILE: join(folder, 'nowhere') })
    expect([wrong.code, wrong.out]).toEqual([1, expect.stringMatching(/✗ The master key file is not there/)])
  })
})
