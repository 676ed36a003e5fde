import { Readable } from 'node:stream'
import { sql } from 'kysely'
import type { ImportMapping } from '../imports/contract.ts'
import { importFile, registerImportKind } from '../imports/index.ts'
import { runUndo } from '../imports/run-undo.ts'
import { undoImport } from '../imports/undo-import.ts'
import { viewImport } from '../imports/view-import.ts'
import { as, type GivenOrganisation, testDatabase } from '../people/given.ts'
import { systemActor } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { givenVault } from '../privacy/given.ts'
import type { NewPerson } from './add-person.ts'
import { customersImport } from './customers-import.ts'
import type { SurveyKind } from './survey-contract.ts'
import { runSurvey, startSurvey } from './surveys.ts'

/** Opens the vault and makes customers importable, for the tests of a file. */
export function givenImports(): void {
  givenVault()
  registerImportKind(customersImport)
}

/** Imports a text as a file in the foreground. */
export function importText(
  actor: Actor,
  text: string,
  given: { kind?: string; branchId?: string; mapping?: Partial<ImportMapping> } = {},
) {
  const stream = Readable.from([Buffer.from(text)])
  return importFile(testDatabase(), actor, { kind: 'customers', fileName: 'test.csv', ...given, stream })
}

/** All customers of an organisation by number and name, with the last four digits of their points in order of rank. */
export async function customersOf(org: GivenOrganisation) {
  return as(await systemActor(testDatabase(), org.orgId), async tx => {
    const { rows } = await sql<{
      id: string
      externalId: string | null
      name: string
      kind: string
      branchId: string
      note: string | null
      country: string | null
      points: string[]
    }>`
      select c.id, c.external_id as "externalId", c.name, c.kind, c.branch_id as "branchId", c.note, c.country,
        array(select i.last_four from contact_point p join identifier i on i.org_id = p.org_id and i.id = p.identifier_id
          where p.org_id = c.org_id and p.customer_id = c.id order by p.rank) as points
      from customer c where c.org_id = ${org.orgId} order by c.external_id, c.name`.execute(tx)
    return rows
  })
}

/** A purchaser at a customer, with a number of his own. */
export function givenPerson(customerId: string, given: Partial<NewPerson> = {}): NewPerson {
  return {
    customerId,
    name: '王采购',
    duties: ['purchasing'],
    language: null,
    note: null,
    validFrom: null,
    validUntil: null,
    phones: [],
    emails: [],
    ...given,
  }
}

/** Looks through all customers now, as the background does. */
export async function surveyed(org: GivenOrganisation, kind: SurveyKind): Promise<void> {
  const system = await systemActor(testDatabase(), org.orgId, org.owner.now)
  let id = ''
  await as(org.owner, tx =>
    startSurvey(tx, org.owner, kind, async begun => {
      id = begun
    }),
  )
  await runSurvey(testDatabase(), system, { kind, id })
}

/** Takes an import back in the foreground; answers what was undone and what stayed. */
export async function takeBack(org: GivenOrganisation, importId: string) {
  await as(org.owner, tx => undoImport(tx, org.owner, importId, async () => {}))
  await runUndo(testDatabase(), { orgId: org.orgId, importId })
  return as(org.owner, tx => viewImport(tx, org.owner, importId, 'en'))
}

/** Why rows of an import were rejected, in the order of the file. */
export async function rejectionsOf(org: GivenOrganisation, importId: string): Promise<string[]> {
  const rows = await as(org.owner, tx =>
    tx
      .selectFrom('import_rejection')
      .where('import_id', '=', importId)
      .select('reason')
      .orderBy('row_number')
      .execute(),
  )
  return rows.map(row => row.reason)
}
