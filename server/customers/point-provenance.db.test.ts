import { sql } from 'kysely'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import { newId } from '../platform/id.ts'
import { customersOf, givenImports, importText } from './given.ts'
import { untilWaiting } from './given-waiting.ts'

let org: GivenOrganisation

beforeAll(async () => {
  givenImports()
  org = await givenOrganisation()
})

/** A customer with a contact point, and the import that brought both. */
async function givenImported(of = org) {
  const run = await importText(of.owner, `id,name,phone\n${newId()},李雷,13800134412\n`)
  const [customer] = await customersOf(of)
  return { importId: run.id, customerId: customer!.id }
}

function nameImport(of: GivenOrganisation, customerId: string, importId: string) {
  return as(of.owner, tx =>
    tx.updateTable('contact_point').set({ import_id: importId }).where('customer_id', '=', customerId).execute(),
  )
}

describe('the import that a contact point came by', () => {
  test('exists, and is one of its own organisation', async () => {
    const { customerId, importId } = await givenImported()
    const elsewhere = await givenOrganisation()
    const theirs = await givenImported(elsewhere)
    await expect(nameImport(org, customerId, newId())).rejects.toThrow('names an import that does not exist')
    await expect(nameImport(org, customerId, theirs.importId)).rejects.toThrow('names an import that does not exist')
    await expect(nameImport(org, customerId, importId)).resolves.toBeDefined()
  })

  test('is told in one statement for many, new ones and those that have none', async () => {
    const of = await givenOrganisation()
    const { customerId } = await givenImported(of)
    const copies = (importId: string | null) =>
      as(of.owner, tx =>
        sql`insert into contact_point (org_id, id, customer_id, identifier_id, kind, source, registered_at, import_id,
            extension)
          select p.org_id, uuid_v7(), p.customer_id, p.identifier_id, p.kind, p.source, p.registered_at,
            case when n = 2 then ${importId}::uuid end, n || ''
          from contact_point p cross join generate_series(1, 3) n where p.customer_id = ${customerId} and p.extension = ''`.execute(
          tx,
        ),
      )
    await expect(copies(newId())).rejects.toThrow('names an import that does not exist')
    await expect(copies(null)).resolves.toBeDefined()
  })

  test('cannot be removed under it, not even while it is being written', async () => {
    const of = await givenOrganisation()
    const { customerId, importId } = await givenImported(of)
    await as(of.owner, tx => sql`update customer set import_id = null where id = ${customerId}`.execute(tx))
    const remove = () => as(of.owner, tx => tx.deleteFrom('import_run').where('id', '=', importId).execute())
    await expect(remove()).rejects.toThrow('leaves contact points that name it')

    await as(of.owner, tx => tx.updateTable('contact_point').set({ import_id: null }).execute())
    const written = Promise.withResolvers<void>()
    const going = Promise.withResolvers<void>()
    const writing = as(of.owner, async tx => {
      await tx.updateTable('contact_point').set({ import_id: importId }).execute()
      written.resolve()
      await going.promise
    })
    await written.promise
    const removing = remove()
    removing.catch(() => {})
    await untilWaiting(inject('ownerUrl'), 'delete from "import_run"')
    going.resolve()
    await writing
    await expect(removing).rejects.toThrow('leaves contact points that name it')
  })
})
