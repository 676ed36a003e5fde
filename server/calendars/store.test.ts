import { isWorkday } from 'chinese-days'
import { expect, test } from 'vitest'
import { testDatabase } from '../people/given.ts'
import { inScope } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { allHolidays } from './index.ts'
import { dayKind } from './rules.ts'

const nobody = { orgId: newId(), branchIds: [], ancestorIds: [] }

test('every Chinese day of 2024 to 2026 is worked or not as an independent calendar says', async () => {
  const holidays = await inScope(testDatabase(), nobody, tx => allHolidays(tx, nobody.orgId))
  const calendar = holidays.get('CN')!
  expect([...calendar.years].sort()).toEqual([2024, 2025, 2026])
  const differing: string[] = []
  for (let day = Temporal.PlainDate.from('2024-01-01'); day.year <= 2026; day = day.add({ days: 1 })) {
    const worked = dayKind(calendar, day) === 'workday'
    if (worked !== isWorkday(day.toString())) differing.push(day.toString())
  }
  expect(differing).toEqual([])
})

test('the application can read the holidays and not change them', async () => {
  const change = inScope(testDatabase(), nobody, tx => tx.deleteFrom('holiday').execute())
  await expect(change).rejects.toThrow('permission denied')
})
