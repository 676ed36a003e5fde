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

beforeAll(() => givenImports())

interface Row {
  id: string
  name: string
  note: string
}

const HEADER = ['客户编号', '姓名', '备注']
const RUNS = 25

/** Texts as people write them, with everything in them that could confuse a reader of CSV. */
const words = fc
  .array(fc.constantFrom('李', '雷', 'a', '€', '=', '+', '"', "'", ',', ';', '|', '\t', '\n', ' ', '0', 'é', '𠮷'), {
    maxLength: 12,
  })
  .map(parts => parts.join('').trim())

const rows = fc
  .array(fc.record({ name: words, note: words }), { minLength: 1, maxLength: 12 })
  .map(all => all.map((row, at): Row => ({ id: `A${at + 10}`, ...row })))

const dialect = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  encoding: fc.constantFrom('utf-8', 'utf-8 with mark', 'utf-16le', 'xlsx'),
  quotes: fc.boolean(),
  newline: fc.constantFrom('\n', '\r\n'),
})
type Dialect = typeof dialect extends fc.Arbitrary<infer T> ? T : never

async function fileOf(all: readonly Row[], { delimiter, encoding, quotes, newline }: Dialect): Promise<Buffer> {
  const table = [HEADER, ...all.map(row => [row.id, row.name, row.note])]
  if (encoding === 'xlsx') return sheetOf(table)
  const text = Papa.unparse(table, { delimiter, quotes, newline })
  if (encoding === 'utf-16le') return Buffer.from(`\ufeff${text}`, 'utf16le')
  return Buffer.from(encoding === 'utf-8' ? text : `\ufeff${text}`)
}

async function take(org: GivenOrganisation, bytes: Buffer) {
  return importFile(testDatabase(), org.owner, { kind: 'customers', fileName: 'a', stream: Readable.from([bytes]) })
}

/** Everything an import may touch, row by row. */
async function everything(org: GivenOrganisation) {
  return as(org.owner, async tx => {
    const { rows: all } = await sql`
      select to_jsonb(c) as row from customer c where org_id = ${org.orgId}
      union all select to_jsonb(p) from contact_point p where org_id = ${org.orgId}
      order by 1`.execute(tx)
    return all
  })
}

test('whatever the table and however it is written down, it is read as it was; again it changes nothing; taken back, all is as before', async () => {
  await fc.assert(
    fc.asyncProperty(rows, rows, dialect, dialect, async (first, second, one, other) => {
      const org = await givenOrganisation()
      const known = await take(org, await fileOf(first, one))
      expect(known).toMatchObject({ rowsNew: first.length, rowsRejected: 0 })
      const expected = first.map(row => ({ externalId: row.id, name: row.name || row.id, note: row.note || null }))
      expect(await customersOf(org)).toMatchObject(expected)
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
