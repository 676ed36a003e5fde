import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { recordActivity } from '../activity/index.ts'
import { givenFollowup } from '../followups/given.ts'
import { as, givenOrganisation } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { newId } from '../platform/id.ts'
import { givenVault } from '../privacy/given.ts'
import { wireModules } from '../wiring.ts'
import { contactOver, everythingOf, givenSplittable, liveContact, type Splittable } from './given-split.ts'
import { mergeCustomers, undoMerge } from './merge-customers.ts'
import { previewSplit, splitCustomer, undoSplit } from './split-customer.ts'
import { viewCustomer } from './view-customer.ts'

beforeAll(() => {
  givenVault()
  wireModules()
})

interface Choice {
  pointIds?: string[]
  personIds?: string[]
  machineIds?: string[]
  activityIds?: string[]
}

const whole = (customerId: string, choice: Choice) => ({
  customerId,
  name: '韩梅梅',
  kind: 'person' as const,
  note: '',
  ...{ pointIds: [], personIds: [], machineIds: [], activityIds: [], ...choice },
})
const split = (actor: Actor, customerId: string, choice: Choice) =>
  as(actor, tx => splitCustomer(tx, actor, whole(customerId, choice)))
const undo = (actor: Actor, id: string) => as(actor, tx => undoSplit(tx, actor, id))

/** A choice made by chance from a number: each thing goes or stays. */
function chosen(given: Splittable, chance: number): Choice {
  let bits = chance
  const some = (ids: readonly string[]) =>
    ids.filter(() => {
      bits = (bits * 1103515245 + 12345) % 2147483648
      return bits > 1073741824
    })
  return {
    pointIds: some(given.pointIds),
    personIds: some(given.personIds),
    machineIds: some(given.machineIds),
    activityIds: some(given.activityIds),
  }
}

const isEmpty = (choice: Choice) => Object.values(choice).every(ids => ids.length === 0)

/** Every row by table without the customer it is with. */
const rowsOf = (all: Record<string, Record<string, unknown>[]>) =>
  Object.fromEntries(
    Object.entries(all)
      .filter(([table]) => table !== 'customer' && table !== 'do_not_contact')
      .map(([table, rows]) => [table, rows.map(({ customer_id: _, ...row }) => JSON.stringify(row)).sort()]),
  )

describe('splitting a customer', () => {
  test('loses nothing and doubles nothing whatever is chosen, and taking it back leaves everything as it was', async () => {
    const org = await givenOrganisation()
    const given = await givenSplittable(org)
    const before = await everythingOf(org, [given.customerId])
    for (let chance = 1; chance <= 12; chance += 1) {
      const choice = chosen(given, chance * 7919)
      if (isEmpty(choice)) continue
      const done = await split(org.owner, given.customerId, choice)
      const after = await everythingOf(org, [done.keptId, done.partId])
      expect(rowsOf(after)).toEqual(rowsOf(before))
      for (const wish of [done.keptId, done.partId])
        expect(after.do_not_contact!.filter(row => row.customer_id === wish)).toHaveLength(
          before.do_not_contact!.length,
        )
      await undo(org.owner, done.id)
      expect(await everythingOf(org, [done.keptId, done.partId])).toEqual(before)
    }
  })

  test('takes along what hangs on what was chosen: contacts at a number, work of an activity, cases that it raised', async () => {
    const org = await givenOrganisation()
    const given = await givenSplittable(org)
    const { partId, moved } = await split(org.owner, given.customerId, {
      pointIds: [given.calledPointId],
      activityIds: [given.followedActivityId],
    })
    const all = await everythingOf(org, [given.customerId, partId])
    const withPart = (table: string) => all[table]!.filter(row => row.customer_id === partId)
    expect(withPart('contact').map(row => row.contact_point_id)).toEqual([given.calledPointId])
    expect(withPart('followup').map(row => row.activity_id)).toEqual([given.followedActivityId])
    expect(withPart('case_file')).toHaveLength(1)
    expect(moved).toMatchObject({ points: 1, activities: 1, followups: 1, cases: 1, contacts: 1, persons: 0 })
  })

  test('gives a person’s numbers with the person, and what happened with a machine with the machine', async () => {
    const org = await givenOrganisation()
    const given = await givenSplittable(org)
    const { moved } = await split(org.owner, given.customerId, {
      personIds: [given.personIds[0]!],
      machineIds: [given.machineIds[0]!],
    })
    expect(moved).toMatchObject({ persons: 1, points: 1, machines: 1, activities: 1 })
  })

  test('shown beforehand moves just as much and changes nothing', async () => {
    const org = await givenOrganisation()
    const given = await givenSplittable(org)
    const before = await everythingOf(org, [given.customerId])
    const choice = chosen(given, 4711)
    const preview = await as(org.owner, tx => previewSplit(tx, org.owner, whole(given.customerId, choice)))
    expect(await everythingOf(org, [given.customerId])).toEqual(before)
    expect((await split(org.owner, given.customerId, choice)).moved).toEqual(preview)
  })

  test('is refused while the customer is being contacted or a follow-up of his is in hand', async () => {
    const org = await givenOrganisation()
    const given = await givenSplittable(org)
    const agent = org.at(await org.staff('agent'), org.owner.now.add({ hours: 240 }))
    const choice = { pointIds: [given.pointIds[0]!] }
    const contactId = await liveContact(org, agent, given.customerId)
    const before = await everythingOf(org, [given.customerId])
    await expect(split(org.owner, given.customerId, choice)).rejects.toThrow('being-called-now')
    expect(await everythingOf(org, [given.customerId])).toEqual(before)
    await contactOver(agent, contactId)
    const followupId = await givenFollowup(org, given.customerId)
    await as(org.owner, tx =>
      sql`update followup set state = 'handed-out', handed_to = ${agent.staffId}, lease_until = now()
        where id = ${followupId}`.execute(tx),
    )
    await expect(split(org.owner, given.customerId, choice)).rejects.toThrow('in-hand-now')
  })

  test('at the same moment as a contact is reserved leaves the contact with whose number it is', async () => {
    for (let round = 0; round < 4; round += 1) {
      const org = await givenOrganisation()
      const given = await givenSplittable(org)
      const agent = org.at(await org.staff('agent'), org.owner.now.add({ hours: 240 }))
      const [done] = await Promise.allSettled([
        split(org.owner, given.customerId, { pointIds: given.pointIds }),
        liveContact(org, agent, given.customerId),
      ])
      const ids = [given.customerId, ...(done.status === 'fulfilled' ? [done.value.partId] : [])]
      const { contact, contact_point: points } = await everythingOf(org, ids)
      const holder = new Map(points!.map(point => [point.id, point.customer_id]))
      for (const row of contact!) expect(row.customer_id).toBe(holder.get(row.contact_point_id))
    }
  })

  test('refuses an empty choice, what is not his, and a person’s number without the person', async () => {
    const org = await givenOrganisation()
    const given = await givenSplittable(org)
    const other = await givenSplittable(org)
    const { owner } = org
    await expect(split(owner, given.customerId, {})).rejects.toThrow('split-of-nothing')
    for (const field of ['pointIds', 'personIds', 'machineIds', 'activityIds'] as const)
      await expect(split(owner, given.customerId, { [field]: [other[field][0]!] })).rejects.toThrow('split-not-his')
    await expect(split(owner, given.customerId, { pointIds: [given.personPointId] })).rejects.toThrow(
      'split-point-of-person',
    )
    const [south, agent] = [await org.staff('supervisor', org.southId), await org.staff('agent')]
    await expect(split(agent, given.customerId, { pointIds: given.pointIds })).rejects.toThrow('forbidden')
    await expect(split(south, given.customerId, { pointIds: given.pointIds })).rejects.toThrow('not-found')
  })

  test('is taken back once, keeps what came since, and can be split again by undoing that merge', async () => {
    const org = await givenOrganisation()
    const given = await givenSplittable(org)
    const { owner } = org
    const done = await split(owner, given.customerId, { pointIds: given.pointIds })
    const since = await as(owner, tx =>
      recordActivity(tx, owner, { customerId: done.partId, kind: 'visit', happenedAt: owner.now, summary: '新近' }),
    )
    await undo(owner, done.id)
    const { activity } = await everythingOf(org, [given.customerId])
    expect(activity!.map(row => row.id)).toContain(since.id)
    await expect(undo(owner, done.id)).rejects.toThrow('split-undone')
    expect(await as(owner, tx => viewCustomer(tx, owner, done.partId))).toMatchObject({ id: given.customerId })
    const { rows } = await as(owner, tx =>
      sql<{ id: string }>`select id from customer_merge where gone_id = ${done.partId}`.execute(tx),
    )
    await as(owner, tx => undoMerge(tx, owner, rows[0]!.id))
    expect(await as(owner, tx => viewCustomer(tx, owner, done.partId))).toMatchObject({ name: '韩梅梅' })
  })

  test('whose part was merged elsewhere is taken back only after that merge', async () => {
    const org = await givenOrganisation()
    const [given, other] = [await givenSplittable(org), await givenSplittable(org)]
    const { owner } = org
    const done = await split(owner, given.customerId, { pointIds: given.pointIds })
    const merge = await as(owner, tx =>
      mergeCustomers(tx, owner, { survivorId: other.customerId, goneId: done.partId, taken: [], note: newId() }),
    )
    await expect(undo(owner, done.id)).rejects.toThrow('split-built-on')
    await as(owner, tx => undoMerge(tx, owner, merge.id))
    await undo(owner, done.id)
  })

  test('is written into the history of both', async () => {
    const org = await givenOrganisation()
    const given = await givenSplittable(org)
    const done = await split(org.owner, given.customerId, { pointIds: given.pointIds })
    const history = async (id: string) =>
      (
        await as(org.owner, tx =>
          sql<{ field: string; new_value: string }>`
            select field, new_value from customer_change where customer_id = ${id} and subject = 'merge'`.execute(tx),
        )
      ).rows
    expect(await history(done.keptId)).toEqual([{ field: 'split', new_value: '韩梅梅' }])
    expect(await history(done.partId)).toEqual([{ field: 'split-from', new_value: done.keptName }])
  })
})
