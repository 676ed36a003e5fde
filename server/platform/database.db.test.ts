import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { asTexts } from './database.ts'

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
