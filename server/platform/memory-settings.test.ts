import { expect, test } from 'vitest'
import { memorySettings } from './embedded-postgres.ts'

const GB = 1024 ** 3

test('the database takes a fifth of the memory, never less than it needs nor more than it can use', () => {
  expect(memorySettings(0.5 * GB)).toEqual({ shared_buffers: '128MB', effective_cache_size: '256MB' })
  expect(memorySettings(4 * GB)).toEqual({ shared_buffers: '819MB', effective_cache_size: '2048MB' })
  expect(memorySettings(64 * GB)).toEqual({ shared_buffers: '2048MB', effective_cache_size: '16384MB' })
})
