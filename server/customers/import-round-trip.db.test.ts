import { Readable } from 'node:stream'
import fc from 'fast-check'
import { sql } from 'kysely'
import Papa from 'papaparse'
import { beforeAll, expect, test } from 'vitest'
import { sheetOf } from '../imports/given-files.ts'
import { importFile } from '../imports/index.ts'
import { runUndo } from '../imports/run-undo.ts'
import { undoImport } from '../imports/undo-import.ts'
import { as, type GivenOrganisation, givenOrganisation, testDatabase } from '../people/given.ts'
import { customersOf, givenImports } from './given.ts'
import { readGoodHours } from './hours-rules.ts'
import { STAGES } from './list-contract.ts'

beforeAll(() => givenImports())

interface Row {
  id: string
  name: string
  note: string
  owner: string
  stage: string
  tags: readonly string[]
  hours: string
}

const HEADER = ['客户编号', '姓名', '备注', '客户经理', '阶段', '标签', '方便时间']
const STAGE_NAMES = ['触达', '获取', '转化', '留存', '忠诚'] as const
const RUNS = 25

/** Texts as people write them, with everything in them that could confuse a reader of CSV. */
const words = fc
  .array(fc.constantFrom('李', '雷', 'a', '€', '=', '+', '"', "'", ',', ';', '|', '\t', '\n', ' ', '0', 'é', '𠮷'), {
    maxLength: 12,
  })
  .map(parts => parts.join('').trim())

const owner = fc.constantFrom('', '王经理', '李经理')
const stage = fc.constantFrom('', ...STAGE_NAMES)
const tags = fc.subarray(['重点', '老客户', 'VIP', 'a b', '#1'])
const hours = fc.constantFrom('', '工作日 10:00-12:00', '周六 下午2点-6点', 'Mon 9am-11am; 14:00-15:00', '10-12')

const rows = fc
  .array(fc.record({ name: words, note: words, owner, stage, tags, hours }), { minLength: 1, maxLength: 12 })
  .map(all => all.map((row, at): Row => ({ id: `A${at + 10}`, ...row })))

const dialect = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  encoding: fc.constantFrom('utf-8', 'utf-8 with mark', 'utf-16le', 'xlsx'),
  quotes: fc.boolean(),
  newline: fc.constantFrom('\n', '\r\n'),
})
type Dialect = typeof dialect extends fc.Arbitrary<infer T> ? T : never

async function fileOf(all: readonly Row[], { delimiter, encoding, quotes, newline }: Dialect): Promise<Buffer> {
  const table = [
    HEADER,
    ...all.map(row => [row.id, row.name, row.note, row.owner, row.stage, row.tags.join('、'), row.hours]),
  ]
  if (encoding === 'xlsx') return sheetOf(table)
  const text = Papa.unparse(table, { delimiter, quotes, newline })
  if (encoding === 'utf-16le') return Buffer.from(`\ufeff${text}`, 'utf16le')
  return Buffer.from(encoding === 'utf-8' ? text : `\ufeff${text}`)
}

async function take(org: GivenOrganisation, bytes: Buffer) {
  return importFile(testDatabase(), org.owner, { kind: 'customers', fileName: 'a', stream: Readable.from([bytes]) })
}

async function manager(org: GivenOrganisation, name: string): Promise<string> {
  const { staffId } = await org.staff('agent')
  await as(org.owner, tx => sql`update staff set name = ${name} where id = ${staffId}`.execute(tx))
  return staffId!
}

async function marksOf(org: GivenOrganisation) {
  return as(org.owner, async tx => {
    const { rows: all } = await sql`
      select c.owner_id as "ownerId", c.stage, c.tags, h.windows from customer c
      left join good_hours h on h.org_id = c.org_id and h.customer_id = c.id
      where c.org_id = ${org.orgId} order by c.external_id`.execute(tx)
    return all
  })
}

/** Everything an import may touch, row by row. */
async function everything(org: GivenOrganisation) {
  return as(org.owner, async tx => {
    const { rows: all } = await sql`
      select to_jsonb(c) as row from customer c where org_id = ${org.orgId}
      union all select to_jsonb(p) from contact_point p where org_id = ${org.orgId}
      union all select to_jsonb(h) from good_hours h where org_id = ${org.orgId}
      union all select to_jsonb(t) from customer_tag t where org_id = ${org.orgId}
      order by 1`.execute(tx)
    return all
  })
}

test('whatever the table and however it is written down, it is read as it was; again it changes nothing; taken back, all is as before', async () => {
  await fc.assert(
    fc.asyncProperty(rows, rows, dialect, dialect, async (first, second, one, other) => {
      const org = await givenOrganisation()
      const ownerIds = { 王经理: await manager(org, '王经理'), 李经理: await manager(org, '李经理') }
      const known = await take(org, await fileOf(first, one))
      expect(known).toMatchObject({ rowsNew: first.length, rowsRejected: 0 })
      const expected = first.map(row => ({ externalId: row.id, name: row.name || row.id, note: row.note || null }))
      expect(await customersOf(org)).toMatchObject(expected)
      const marks = first.map(row => ({
        ownerId: ownerIds[row.owner as keyof typeof ownerIds] ?? null,
        stage: STAGES[STAGE_NAMES.indexOf(row.stage as (typeof STAGE_NAMES)[number])] ?? null,
        tags: row.tags.toSorted(),
        windows: row.hours ? readGoodHours(row.hours) : null,
      }))
      expect(await marksOf(org)).toEqual(marks)
      expect(await take(org, await fileOf(first, one))).toMatchObject({ rowsUnchanged: first.length })

      const before = await everything(org)
      const change = await take(org, await fileOf(second, other))
      expect(change.rowsRejected).toBe(0)
      if (change.rowsNew + change.rowsChanged > 0) {
        await as(org.owner, tx => undoImport(tx, org.owner, change.id, async () => {}))
        await runUndo(testDatabase(), { orgId: org.orgId, importId: change.id })
      }
      expect(await everything(org)).toEqual(before)
    }),
    { numRuns: RUNS },
  )
}, 120_000)
