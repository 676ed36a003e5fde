import { describe, expect, test } from 'vitest'
import { as, givenOrganisation } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { newId } from '../platform/id.ts'
import { auditEntries, kindsInLog } from './audit-store.ts'
import { record } from './index.ts'

describe('the audit log', () => {
  test('lists what was done, newest first, page by page', async () => {
    const org = await givenOrganisation()
    const subjectId = newId()
    for (const hour of ['10', '11', '12']) {
      const actor = org.at(org.owner, `2026-11-17T${hour}:00:00Z`)
      await as(actor, tx => record(tx, actor, `looked.${hour}`, 'customer', subjectId, { hour }))
    }
    const page = await as(org.owner, tx => auditEntries(tx, org.owner, { subjectId, limit: 1 }))
    expect(page.map(entry => entry.action)).toEqual(['looked.12', 'looked.11'])
    const after = [String(page[1]!.at), page[1]!.id]
    const rest = await as(org.owner, tx => auditEntries(tx, org.owner, { subjectId, limit: 5, after }))
    expect(rest).toMatchObject([{ action: 'looked.10', staffName: 'owner', facts: { hour: '10' } }])
  })

  test('shows below the root what the people of the branch did', async () => {
    const org = await givenOrganisation()
    const [north, south] = [await org.staff('privacy-officer', org.northId), await org.staff('agent', org.southId)]
    for (const actor of [north, south, org.owner]) {
      await as(actor, tx => record(tx, actor, `looked.${actor.branchId}`, 'customer', null))
    }
    const actions = async (actor: Actor) =>
      (await as(actor, tx => auditEntries(tx, actor, { limit: 9 }))).map(entry => entry.action)
    expect(await actions(north)).toEqual([`looked.${org.northId}`])
    expect(await actions(org.owner)).toHaveLength(3)
  })

  test('cannot be changed or shortened by the application', async () => {
    const org = await givenOrganisation()
    await as(org.owner, tx => record(tx, org.owner, 'looked', 'customer', null))
    await expect(as(org.owner, tx => tx.deleteFrom('audit_entry').execute())).rejects.toThrow('permission denied')
    await expect(as(org.owner, tx => tx.updateTable('audit_entry').set({ action: 'x' }).execute())).rejects.toThrow(
      'permission denied',
    )
  })

  test('shows nothing of another organisation', async () => {
    const [mine, other] = [await givenOrganisation(), await givenOrganisation()]
    await as(other.owner, tx => record(tx, other.owner, 'looked', 'customer', null))
    expect(await as(mine.owner, tx => auditEntries(tx, { ...mine.owner, orgId: other.orgId }, { limit: 5 }))).toEqual(
      [],
    )
  })
})

describe('the filters of the log', () => {
  test('find by deed, customer and period, and the kinds that occur', async () => {
    const org = await givenOrganisation()
    const customerId = newId()
    const deeds = [
      ['customer.viewed', 'customer', customerId, {}],
      ['case.noted', 'case', newId(), { customerId }],
      ['customer.viewed', 'customer', newId(), {}],
    ] as const
    for (const [n, [action, subject, id, facts]] of deeds.entries()) {
      const actor = org.at(org.owner, org.owner.now.add({ hours: 24 * n }))
      await as(actor, tx => record(tx, actor, action, subject, id, facts))
    }
    const ask = async (given: object) =>
      (await as(org.owner, tx => auditEntries(tx, org.owner, { limit: 9, ...given }))).map(row => row.action)
    expect(await ask({ customerId })).toEqual(['case.noted', 'customer.viewed'])
    expect(await ask({ action: 'customer.viewed' })).toHaveLength(2)
    const from = org.owner.now.add({ hours: 12 })
    expect(await ask({ from, to: org.owner.now.add({ hours: 36 }) })).toEqual(['case.noted'])
    expect(await as(org.owner, tx => kindsInLog(tx, org.orgId))).toEqual({
      actions: ['case.noted', 'customer.viewed'],
      subjects: ['case', 'customer'],
    })
  })
})
