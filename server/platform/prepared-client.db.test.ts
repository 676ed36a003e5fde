import { sql } from 'kysely'
import { afterAll, expect, inject, test } from 'vitest'
import { openDatabase, openPool } from './database.ts'

const pool = openPool(inject('appUrl'), 1)
const db = openDatabase(pool)
afterAll(() => pool.end())

/** What the one connection has prepared; asked without parameters, so that asking prepares nothing. */
async function prepared(): Promise<string[]> {
  return (await pool.query('select statement from pg_prepared_statements')).rows.map(row => row.statement)
}

test('a statement that comes again is planned once, and answers as before', async () => {
  const twice = (value: number) => sql<{ double: number }>`select 2 * ${value}::int as double`.execute(db)
  const answers = [await twice(1), await twice(2), await twice(3), await twice(4)].map(({ rows }) => rows[0]!.double)
  expect(answers).toEqual([2, 4, 6, 8])
  expect(await prepared()).toContain('select 2 * $1::int as double')
})

test('statements that are made up anew each time do not pile up', async () => {
  for (let width = 1; width <= 50; width += 1) {
    await sql`select ${sql.join(Array.from({ length: width }, (_, value) => value))}`.execute(db)
  }
  expect((await prepared()).filter(text => text.startsWith('select $1, $2'))).toEqual([])
})

test('a refused statement is refused each time, and what follows it is not', async () => {
  const divide = (by: number) => sql`select 1 / ${by}::int as part`.execute(db)
  for (let time = 0; time < 5; time += 1) await expect(divide(0)).rejects.toThrow('division by zero')
  expect((await divide(1)).rows).toEqual([{ part: 1 }])
})
