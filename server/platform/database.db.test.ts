import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { givenOrganisation, testDatabase } from '../people/given.ts'
import type { Actor } from './actor.ts'
import { asTexts, asUuids, beforeCommit, inScope, whenCommitted } from './database.ts'

let client: pg.Client

beforeAll(async () => {
  client = new pg.Client({ connectionString: inject('appUrl') })
  await client.connect()
})
afterAll(() => client.end())

test('an array of any texts arrives as it is', async () => {
  const awkward = [
    '',
    ' ',
    'NULL',
    'null',
    null,
    '{}',
    '{',
    '}',
    ',',
    '"',
    '\\',
    '\\"',
    'a b',
    '\t',
    '\n',
    '　',
    '李雷',
    '🙂',
    '}{,"\\',
  ]
  const texts = awkward.flatMap(one => awkward.map(other => (one === null || other === null ? other : one + other)))
  const { rows } = await client.query('select $1::text[] as texts, $2::text[] as none', [asTexts(texts), asTexts([])])
  expect(rows[0]).toEqual({ texts, none: [] })
})

test('an array of UUIDs arrives as it is', async () => {
  const ids = [
    '00000000-0000-0000-0000-000000000000',
    'FFFFFFFF-FFFF-4FFF-bfff-ffffffffffff',
    '01a20389-6396-7055-9ccd-83891c391cd0',
  ]
  const { rows } = await client.query('select $1::uuid[]::text[] as ids, $2::uuid[] = array[]::uuid[] as none', [
    ...[asUuids(ids), asUuids([])],
  ])
  expect(rows[0]).toEqual({ ids: ids.map(id => id.toLowerCase()), none: true })
  expect(() => asUuids(['01a20389'])).toThrow('UUID')
})

describe('a statement that travels with the commit', () => {
  test('is written with the rest, before the work counts as done', async () => {
    const { owner } = await givenOrganisation()
    await inScope(testDatabase(), owner, async tx => {
      beforeCommit(tx, sql`update staff set name = '李雷' where id = ${owner.staffId}`.execute(tx))
    })
    expect(await nameOf(owner)).toBe('李雷')
  })

  test('takes all with it when it fails: nothing is written, nothing is done afterwards, and its failure is told', async () => {
    const { owner } = await givenOrganisation()
    const told: string[] = []
    const work = inScope(testDatabase(), owner, async tx => {
      whenCommitted(tx, () => told.push('committed'))
      await sql`update staff set name = '韩梅梅' where id = ${owner.staffId}`.execute(tx)
      beforeCommit(tx, sql`update staff set name = null where id = ${owner.staffId}`.execute(tx))
      return 'done'
    })
    await expect(work).rejects.toMatchObject({ column: 'name' })
    expect(await nameOf(owner)).not.toBe('韩梅梅')
    expect(told).toEqual([])
  })
})

const nameOf = (owner: Actor) =>
  inScope(testDatabase(), owner, async tx => {
    const { rows } = await sql<{ name: string }>`select name from staff where id = ${owner.staffId}`.execute(tx)
    return rows[0]?.name
  })
