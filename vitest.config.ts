import { defineConfig } from 'vitest/config'

const DATABASE_TESTS = [
  'server/**/store.test.ts',
  'server/**/*.db.test.ts',
  'cli/**/*.db.test.ts',
  'demo/**/*.db.test.ts',
]

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['server/**/*.test.ts', 'web/**/*.test.{ts,tsx}', 'cli/**/*.test.ts', 'demo/**/*.test.ts'],
          exclude: DATABASE_TESTS,
        },
      },
      {
        test: {
          name: 'integration',
          include: DATABASE_TESTS,
          globalSetup: ['server/platform/test-database.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
