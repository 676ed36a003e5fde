import { afterEach, expect, test, vi } from 'vitest'
import { alreadyInUse, databaseUnreachable, portTaken, startupLanguage } from './startup-error.ts'

afterEach(() => vi.unstubAllEnvs())

test('the language follows the locale of the terminal', () => {
  expect(startupLanguage({ LANG: 'zh_CN.UTF-8' })).toBe('zh')
  expect(startupLanguage({ LANG: 'en_GB.UTF-8' })).toBe('en')
  expect(startupLanguage({ LANG: 'zh_CN.UTF-8', LC_ALL: 'C' })).toBe('en')
  expect(startupLanguage({})).toBe('en')
})

test('a refusal speaks the language of the terminal and carries both', () => {
  vi.stubEnv('LC_ALL', 'zh_CN.UTF-8')
  const refusal = portTaken('127.0.0.1', 7700)
  expect(refusal.message).toBe(refusal.zh)
  expect(refusal.en).toContain('7700')
})

test('a copy that is in the way is named by its process and address, as far as they are known', () => {
  expect(alreadyInUse('/data', { pid: 42, url: 'http://127.0.0.1:7700' }).en).toContain(
    '(process 42, http://127.0.0.1:7700)',
  )
  expect(alreadyInUse('/data', { pid: 42 }).en).toContain('(process 42)')
  expect(alreadyInUse('/data', undefined).en).not.toContain('process')
})

test('an unreachable database is named without its password, in one line', () => {
  const cause = new AggregateError([new Error('connect ECONNREFUSED\n127.0.0.1:1')])
  const refusal = databaseUnreachable('postgres://li:secret@127.0.0.1:1/huifang', cause)
  expect(refusal.message).toContain('li@127.0.0.1:1/huifang')
  expect(refusal.message).toContain('ECONNREFUSED')
  expect(refusal.message + refusal.zh + refusal.en).not.toContain('secret')
  expect(refusal.message).not.toContain('\n')
})
