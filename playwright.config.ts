import { defineConfig } from '@playwright/test'

/** Set by `npm run screenshots`; the pictures and the table in docs are renewed. */
const pictures = process.env.HUIFANG_SCREENSHOTS !== undefined

/** Each journey starts the product itself (e2e/house.ts), on a database of its own. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: pictures ? ['screenshots.spec.ts', 'first-load.spec.ts'] : '*.spec.ts',
  testIgnore: pictures ? [] : 'screenshots.spec.ts',
  fullyParallel: false,
  workers: 1,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    actionTimeout: 15_000,
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.HUIFANG_BROWSER,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-sync'],
    },
  },
})
