import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../server/people/given.ts'
import { givenVault } from '../server/privacy/given.ts'
import { wireModules } from '../server/wiring.ts'
import { fillDemo } from './fill-demo.ts'

beforeAll(() => {
  givenVault()
  wireModules()
})
test('x', async () => {
  for (const now of ['2026-11-17T15:10:00+08:00', '2026-11-17T15:10:00+08:00', '2026-11-22T09:30:00+08:00']) {
    const t = performance.now()
    await fillDemo(testDatabase(), {
      now: Temporal.Instant.from(now),
      mailDomain: crypto.randomUUID() + '.example',
      log: l => console.log(l),
    })
    console.log('ms', performance.now() - t)
  }
})
