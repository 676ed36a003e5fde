import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import { migrate } from './migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    appUrl: string
    ownerUrl: string
  }
}

/**
 * Nobody needs what these tests wrote once they have ended, and waiting for the disk took a third of their time. What is
 * promised of a crash is tried on servers of its own (embedded-postgres.db.test.ts, e2e).
 */
const MAY_BE_LOST = { fsync: 'off', full_page_writes: 'off' }

/**
 * Starts a PostgreSQL server of its own for the integration tests: the embedded one, or the one whose programs lie in
 * `HUIFANG_TEST_PG`. All tests share its one database; each creates its own organisation.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'huifang-test-'))
  const binFolder = process.env.HUIFANG_TEST_PG
  const server = await startEmbeddedPostgres({ dataFolder, log: () => {}, binFolder, settings: MAY_BE_LOST })
  const appUrl = await migrate(server.url, 'test')
  project.provide('ownerUrl', server.url)
  project.provide('appUrl', appUrl)
  return async () => {
    await server.stop()
    await rm(dataFolder, { recursive: true, force: true })
  }
}
