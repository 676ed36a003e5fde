import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { asTexts, asUuids } from './database.ts'

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
