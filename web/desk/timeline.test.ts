import { expect, test } from 'vitest'
import type { Sheet } from './sheet.ts'
import { timelineOf } from './timeline.ts'

test('what was before is told newest first and each thing once', () => {
  const sheet = {
    followup: { id: 'f1' },
    contact: { id: 'now' },
    why: { activity: { id: 'order-2' } },
    before: {
      activities: [
        { id: 'order-2', happenedAt: '2026-11-20T02:00:00Z' },
        { id: 'order-1', happenedAt: '2026-10-01T02:00:00Z' },
      ],
      contacts: [
        { id: 'now', state: 'reserved', at: '2026-11-23T02:00:00Z' },
        { id: 'call', state: 'made', at: '2026-10-05T02:00:00.000Z' },
        { id: 'never', state: 'cancelled', at: '2026-10-06T02:00:00Z' },
      ],
      followups: [
        { id: 'f1', attempts: 0, settledAt: null, dueAt: '2026-11-23T02:00:00Z' },
        { id: 'dialled', attempts: 2, settledAt: '2026-10-05T02:00:00Z', dueAt: '2026-10-05T01:00:00Z' },
        { id: 'expired', attempts: 0, settledAt: '2026-09-01T02:00:00Z', dueAt: '2026-08-20T02:00:00Z' },
      ],
    },
  } as unknown as Sheet
  expect(timelineOf(sheet).map(({ kind, key }) => `${kind} ${key}`)).toEqual([
    'contact call',
    'activity order-1',
    'followup expired',
  ])
})
