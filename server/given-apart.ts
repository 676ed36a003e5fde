import { afterAll, vi } from 'vitest'

// Each test file has modules of its own, with what they know – who listens, which keys are open – though several files share a
// process: starting one for each took as long as the tests.
vi.resetModules()

afterAll(async () => {
  const { closeTestDatabase } = await import('./people/given.ts')
  await closeTestDatabase()
})
