import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import { newId } from '../platform/id.ts'
import { givenImports, importText } from './given.ts'
import { untilWaiting } from './given-waiting.ts'

/** The references that are asked once for all rows of a statement (migration 0050). */
const REFERENCES = [
  { child: 'identifier', column: 'data_key_id', parent: 'data_key' },
  { child: 'customer', column: 'branch_id', parent: 'branch' },
  { child: 'customer', column: 'import_id', parent: 'import_run' },
  { child: 'contact_point', column: 'customer_id', parent: 'customer' },
  { child: 'contact_point', column: 'identifier_id', parent: 'identifier' },
] as const
type Reference = (typeof REFERENCES)[number]

/** What a copy of a row must have different, besides its id. */
const DISTINCT: Record<string, Record<string, string>> = {
  data_key: { purpose: `'index'` },
  branch: { name: 'gen_random_uuid()::text' },
  identifier: { blind_index: 'uuid_send(gen_random_uuid())' },
  customer: { external_id: 'null' },
  contact_point: { extension: '(1 + random() * 9999999)::int::text' },
}

let sql: pg.Pool
let org: GivenOrganisation
let elsewhere: GivenOrganisation

beforeAll(async () => {
  sql = new pg.Pool({ connectionString: inject('ownerUrl') })
  givenImports()
  ;[org, elsewhere] = [await givenOrganisation(), await givenOrganisation()]
  for (const { owner } of [org, elsewhere]) await importText(owner, 'id,name,phone\nA1,李雷,13800134412\n')
})
afterAll(() => sql.end())

/** Copies a row of the organisation under a new id; answers it. */
async function copyOf(table: string, changes: Record<string, string> = {}): Promise<string> {
  const { rows: stored } = await sql.query(
    `select attname as name from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [table],
  )
  const names = stored.map(({ name }) => name as string)
  const id = newId()
  const changed: Record<string, string> = { ...DISTINCT[table], ...changes, id: `'${id}'` }
  await sql.query(
    `insert into ${table} (${names.join(', ')}) select ${names.map(one => changed[one] ?? one).join(', ')}
     from ${table} where org_id = $1 order by id limit 1`,
    [org.orgId],
  )
  return id
}

async function anyOf(table: string, orgId: string): Promise<string> {
  const { rows } = await sql.query(`select id from ${table} where org_id = $1 order by id limit 1`, [orgId])
  return rows[0].id
}

/** A row that nothing names yet. */
async function freshParent({ parent }: Reference): Promise<string> {
  // There is one key for each purpose, and no identifier is sealed by the one of the blind index.
  if (parent === 'data_key')
    await sql.query(`delete from data_key where org_id = $1 and purpose = 'index'`, [org.orgId])
  return copyOf(parent)
}

const name = (on: Pick<pg.Pool, 'query'>, { child, column }: Reference, childId: string, parentId: string | null) =>
  on.query(`update ${child} set ${column} = $3 where org_id = $1 and id = $2`, [org.orgId, childId, parentId])

const remove = (table: string, id: string) =>
  sql.query(`delete from ${table} where org_id = $1 and id = $2`, [org.orgId, id])

describe.each(REFERENCES)('$column of a row of $child', reference => {
  const { child, column, parent } = reference

  test('names a row that is there, of its own organisation', async () => {
    const [childId, theirs] = [await anyOf(child, org.orgId), await anyOf(parent, elsewhere.orgId)]
    for (const wrong of [newId(), theirs]) {
      await expect(name(sql, reference, childId, wrong)).rejects.toMatchObject({ code: '23503', table: child })
      await expect(copyOf(child, { [column]: `'${wrong}'` })).rejects.toMatchObject({ code: '23503', table: child })
    }
    const copy = await copyOf(child)
    await expect(name(sql, reference, copy, await freshParent(reference))).resolves.toBeDefined()
    await remove(child, copy)
  })

  test('keeps what it names from being removed, and its key', async () => {
    const [copy, named] = [await copyOf(child), await freshParent(reference)]
    await name(sql, reference, copy, named)
    await expect(remove(parent, named)).rejects.toMatchObject({ code: '23503', table: child })
    await expect(sql.query(`update ${parent} set id = uuid_v7() where id = $1`, [named])).rejects.toThrow(
      'never changes',
    )
    await remove(child, copy)
    await expect(remove(parent, named)).resolves.toMatchObject({ rowCount: 1 })
  })

  test('keeps it already while it is being written', async () => {
    const [copy, named] = [await copyOf(child), await freshParent(reference)]
    const writer = await sql.connect()
    await writer.query('begin')
    await name(writer, reference, copy, named)
    const removing = remove(parent, named)
    removing.catch(() => {})
    await untilWaiting(inject('ownerUrl'), `delete from ${parent}`)
    await writer.query('commit')
    writer.release()
    await expect(removing).rejects.toMatchObject({ code: '23503', table: child })
    await remove(child, copy)
  })

  test('does not come to name what is being removed', async () => {
    const [copy, named] = [await copyOf(child), await freshParent(reference)]
    const remover = await sql.connect()
    await remover.query('begin')
    await remover.query(`delete from ${parent} where id = $1`, [named])
    const naming = name(sql, reference, copy, named)
    naming.catch(() => {})
    await untilWaiting(inject('ownerUrl'), `update ${child}`)
    await remover.query('commit')
    remover.release()
    await expect(naming).rejects.toMatchObject({ code: '23503', table: child })
  })
})
