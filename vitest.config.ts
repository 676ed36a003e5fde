import { defineConfig } from 'vitest/config'

const DATABASE_TESTS = [
  'server/**/store.test.ts',
  'server/**/*.db.test.ts',
  'cli/**/*.db.test.ts',
  'demo/**/*.db.test.ts',
]
/** Tests on the real data sets beside the checkout; they take long and run once. */
const REAL_DATA_TESTS = ['server/**/*.data.test.ts']

const onDatabase = {
  globalSetup: ['server/platform/test-database.ts'],
  // Files share a process and have modules of their own nevertheless (server/given-apart.ts).
  isolate: false,
  setupFiles: ['server/given-apart.ts'],
  testTimeout: 60_000,
  hookTimeout: 60_000,
}

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['server/**/*.test.ts', 'web/**/*.test.{ts,tsx}', 'cli/**/*.test.ts', 'demo/**/*.test.ts'],
          exclude: [...DATABASE_TESTS, ...REAL_DATA_TESTS],
          // They change nothing that another file could see.
          isolate: false,
        },
      },
      { test: { ...onDatabase, name: 'integration', include: DATABASE_TESTS } },
      { test: { ...onDatabase, name: 'real-data', include: REAL_DATA_TESTS } },
    ],
  },
})
