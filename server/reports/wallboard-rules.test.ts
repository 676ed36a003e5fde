import { expect, test } from 'vitest'
import { stateOf } from './wallboard-rules.ts'

const now = Temporal.Instant.from('2026-11-17T10:00:00Z')
const ago = (minutes: number) => now.subtract({ minutes })

test.each([
  [{ inHand: true, dialledAt: ago(3), lastEndedAt: ago(9) }, 'talking', 3],
  [{ inHand: true, dialledAt: ago(75), lastEndedAt: null }, 'wrapping-up', 75],
  [{ inHand: true, dialledAt: null, lastEndedAt: ago(2) }, 'preparing', 2],
  [{ inHand: false, dialledAt: null, lastEndedAt: ago(14) }, 'idle', 14],
  [{ inHand: false, dialledAt: null, lastEndedAt: ago(15) }, 'away', 15],
  [{ inHand: false, dialledAt: null, lastEndedAt: null }, 'away', null],
] as const)('%#: an agent is %s', (facts, state, since) => {
  expect(stateOf(facts, now)).toEqual({ state, since: since === null ? null : ago(since) })
})
