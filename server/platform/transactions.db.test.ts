import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { inScope, openDatabase, openPool, type Tx, whenCommitted } from './database.ts'
import { newId } from './id.ts'

const pool = openPool(inject('appUrl'), 1)
const db = openDatabase(pool)
const scope = { orgId: newId(), branchIds: [], ancestorIds: [] }
const wait = (ms: number) => new Promise(done => setTimeout(done, ms))
const value = async (tx: Tx, key: string) =>
  (await sql<{ value: string }>`select current_setting(${key}, true) as value`.execute(tx)).rows[0]?.value

beforeAll(() => inScope(db, scope, async () => {}))
afterAll(() => pool.end())

describe('a transaction in a scope', () => {
  test('sees the scope with its first statement, and nobody after it does', async () => {
    expect(await inScope(db, scope, tx => value(tx, 'huifang.org'))).toBe(scope.orgId)
    const { rows } = await pool.query("select current_setting('huifang.org', true) as value")
    expect(rows[0].value ?? '').toBe('')
  })

  test('answers statements that were started together in their order, each seeing those before it', async () => {
    const counts = await inScope(db, scope, async tx => {
      await sql`create temporary table line (n int) on commit drop`.execute(tx)
      return Promise.all(
        Array.from({ length: 10 }, async (_, n) => {
          const { rows } = await sql<{ n: number }>`
            with added as (insert into line values (${n}) returning n) select count(*)::int as n from line`.execute(tx)
          return rows[0]?.n
        }),
      )
    })
    expect(counts).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  })

  test('refuses what one of several goes on with after another has failed', async () => {
    let later: Promise<unknown> | undefined
    const work = inScope(db, scope, async tx => {
      const slow = async () => {
        await wait(50)
        later = value(tx, 'huifang.org')
        await later
      }
      await Promise.all([sql`select 1 / ${0}::int`.execute(tx), slow()])
    })
    await expect(work).rejects.toThrow('division by zero')
    await wait(100)
    await expect(later).rejects.toThrow(/has ended|rolled back/)
    expect(await inScope(db, scope, tx => value(tx, 'huifang.org'))).toBe(scope.orgId)
  })

  test('starts what was to follow the commit after it, and never when it is rolled back', async () => {
    const heard: string[] = []
    await inScope(db, scope, async tx => {
      whenCommitted(tx, () => heard.push('kept'))
      expect(heard).toEqual([])
    })
    await inScope(db, scope, async tx => {
      whenCommitted(tx, () => heard.push('lost'))
      throw new Error('refused')
    }).catch(() => {})
    expect(heard).toEqual(['kept'])
  })
})
