import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { recordActivity } from '../activity/index.ts'
import { openCase } from '../cases/index.ts'
import { givenPolicy } from '../contacts/given.ts'
import { cancelContact, groundFor, reserveContact, stopContacts, verdictOn } from '../contacts/index.ts'
import { addMachine } from '../machines/index.ts'
import { as, type GivenOrganisation, givenOrganisation, testDatabase } from '../people/given.ts'
import { systemActor } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { newId } from '../platform/id.ts'
import { givenVault } from '../privacy/given.ts'
import { wireModules } from '../wiring.ts'
import { addCustomer, type NewCustomer } from './add-customer.ts'
import { dismissDuplicate, listDuplicates } from './duplicates.ts'
import { importText, surveyed } from './given.ts'
import { mergeCustomers, undoMerge } from './merge-customers.ts'
import type { MergeField } from './merge-rules.ts'
import { viewCustomer } from './view-customer.ts'

beforeAll(() => {
  givenVault()
  wireModules()
})

const add = (actor: Actor, given: Partial<NewCustomer> = {}) =>
  as(actor, tx => addCustomer(tx, actor, { name: '李雷', kind: 'person', phones: [], emails: [], ...given }))

const merge = (actor: Actor, survivorId: string, goneId: string, taken: MergeField[] = []) =>
  as(actor, tx => mergeCustomers(tx, actor, { survivorId, goneId, taken, note: '' }))

const undo = (actor: Actor, id: string) => as(actor, tx => undoMerge(tx, actor, id))

/** Every table that belongs to a customer, with all its rows about these customers. */
async function everythingOf(org: GivenOrganisation, ids: readonly string[]) {
  const actor = await systemActor(testDatabase(), org.orgId)
  return as(actor, async tx => {
    const { rows: tables } = await sql<{ name: string }>`
      select c.relname as name from pg_constraint k join pg_class c on c.oid = k.conrelid
      where k.contype = 'f' and k.confrelid = 'customer'::regclass
        and pg_get_constraintdef(k.oid) like '%(org_id, customer_id)%' order by 1`.execute(tx)
    const found: Record<string, unknown[]> = {}
    for (const { name } of tables) {
      const { rows } = await sql<{ row: unknown }>`
        select to_jsonb(r) as row from ${sql.table(name)} r where r.customer_id = any (${[...ids]}::uuid[])
        order by to_jsonb(r)::text`.execute(tx)
      if (name !== 'customer_change') found[name] = rows.map(one => one.row)
    }
    const { rows } = await sql<{ row: unknown }>`
      select to_jsonb(c) - 'updated_at' as row from customer c where c.id = any (${[...ids]}::uuid[]) order by c.id`.execute(
      tx,
    )
    return { ...found, customer: rows.map(one => one.row) } as Record<string, { customer_id?: string }[]>
  })
}

async function contactWith(org: GivenOrganisation, actor: Actor, customerId: string) {
  return as(actor, async tx => {
    const reservation = await reserveContact(tx, actor, await groundFor(tx, org.orgId), {
      customerId,
      branchId: actor.branchId,
      matterId: newId(),
      campaignId: null,
      purpose: 'care',
      reason: '关怀',
      teamId: org.teamId,
      callerNumber: '4008001234',
      heldUntil: actor.now.add({ minutes: 10 }),
      agreedAt: null,
    })
    if (reservation.kind !== 'reserved') throw new Error(`not reserved: ${reservation.kind}`)
    return reservation.contactId
  })
}

/** The contact is over; its quiet period holds. */
async function over(actor: Actor, contactId: string) {
  await as(actor, tx =>
    sql`update contact set state = 'made', outcome = 'answered', settled_at = ${actor.now} where id = ${contactId}`.execute(
      tx,
    ),
  )
}

/** Two rows of one person, each with something of everything, in two branches. */
async function givenTwice() {
  const org = await givenOrganisation()
  const { owner } = org
  const first = await add(owner, { branchId: org.northId, externalId: 'A1', phones: ['13800134412'], note: '甲' })
  const second = await add(owner, { branchId: org.southId, externalId: 'B1', phones: ['13800135523'], name: '李磊' })
  for (const [at, customerId] of [first, second].entries()) {
    await as(owner, tx =>
      recordActivity(tx, owner, { customerId, kind: 'order', happenedAt: owner.now, summary: '装载机' }),
    )
    await as(owner, tx => addMachine(tx, owner, { customerId, serialNumber: `SY-${newId().slice(-6)}-${at}` }))
    await as(owner, tx => openCase(tx, owner, { customerId, problem: '漏油', severity: 'normal' }))
    await as(owner, tx =>
      stopContacts(tx, owner, { customerId, purpose: 'research', source: 'hotline', note: '', expiresAt: null }),
    )
  }
  return { org, first, second }
}

describe('merging two customers', () => {
  test('moves all that any module keeps of the one who goes; nothing but verdicts and points twice stays behind', async () => {
    const { org, first, second } = await givenTwice()
    await merge(org.owner, first, second)
    const all = await everythingOf(org, [first, second])
    const left = Object.entries(all).flatMap(([table, rows]) =>
      rows.some(row => row.customer_id === second) && table !== 'verdict' ? [table] : [],
    )
    expect(left).toEqual([])
    expect(all.activity).toHaveLength(2)
    expect(all.case_file).toHaveLength(2)
    expect(all.machine_owner).toHaveLength(2)
    expect(all.contact_point).toHaveLength(2)
    expect(all.do_not_contact).toHaveLength(2)
  })

  test('and taking it back leaves everything exactly as it was, whichever way round and whatever was taken over', async () => {
    const takings: MergeField[][] = [[], ['name', 'branchId'], ['externalId', 'note', 'kind']]
    for (const [at, taken] of takings.entries()) {
      const { org, first, second } = await givenTwice()
      const agents = [await org.staff('agent'), await org.staff('agent')]
      const late = org.at(agents[1]!, org.owner.now.add({ hours: 30 }))
      await over(org.owner, await contactWith(org, agents[0]!, first))
      await over(org.owner, await contactWith(org, late, second))
      const before = await everythingOf(org, [first, second])
      const [survivor, gone] = at % 2 === 0 ? [first, second] : [second, first]
      const done = await merge(org.owner, survivor, gone, taken)
      expect(await everythingOf(org, [first, second])).not.toEqual(before)
      await undo(org.owner, done.id)
      expect(await everythingOf(org, [first, second])).toEqual(before)
    }
  })

  test('lines up the quiet periods of both ledgers, and leaves the customer in peace as long as before', async () => {
    const { org, first, second } = await givenTwice()
    const agents = [await org.staff('agent'), await org.staff('agent')]
    await over(org.owner, await contactWith(org, agents[0]!, first))
    await over(org.owner, await contactWith(org, org.at(agents[1]!, org.owner.now.add({ hours: 24 })), second))
    const quiet = async () =>
      (await everythingOf(org, [first, second])).contact as { quiet_until: string; reserved_at: string }[]
    const longest = (await quiet())
      .map(one => one.quiet_until)
      .sort()
      .at(-1)
    await merge(org.owner, first, second)
    const [earlier, later] = (await quiet()).sort((a, b) => (a.reserved_at < b.reserved_at ? -1 : 1))
    expect(earlier!.quiet_until).toBe(later!.reserved_at)
    expect(later!.quiet_until).toBe(longest)
  })

  test('counts the conversations of both against the cap of him who stays, and of each alone when it is taken back', async () => {
    const { org, first, second } = await givenTwice()
    await givenPolicy(org, { capConversations: 2, capAttempts: 50, capDays: 30, gapDays: 0, attemptGapMinutes: 0 })
    const agents = [await org.staff('agent'), await org.staff('agent')]
    for (const [n, customerId] of [first, second].entries()) {
      const contactId = await contactWith(org, org.at(agents[n]!, org.owner.now.add({ hours: n })), customerId)
      await over(org.owner, contactId)
      await as(org.owner, tx => sql`update contact set conversed = true where id = ${contactId}`.execute(tx))
    }
    const later = org.at(org.owner, org.owner.now.add({ hours: 48 }))
    const verdictFor = async (customerId: string) =>
      as(later, async tx => {
        const request = { purpose: 'care', matterId: newId(), ownContactId: null, agreedAt: null }
        const ground = await groundFor(tx, org.orgId)
        return (await verdictOn(tx, later, ground, customerId, request)).verdict
      })
    const stops = async (customerId: string) => (await verdictFor(customerId)).reasons.map(reason => reason.rule)
    expect([await stops(first), await stops(second)]).toEqual([[], []])
    const { id } = await merge(org.owner, first, second)
    expect(await verdictFor(first)).toMatchObject({ kind: 'defer' })
    await undo(org.owner, id)
    expect([await stops(first), await stops(second)]).toEqual([[], []])
  })

  test('is refused while both are being contacted, and then changes nothing', async () => {
    const { org, first, second } = await givenTwice()
    const agents = [await org.staff('agent'), await org.staff('agent')]
    const held = await contactWith(org, agents[0]!, first)
    await contactWith(org, agents[1]!, second)
    const before = await everythingOf(org, [first, second])
    await expect(merge(org.owner, first, second)).rejects.toThrow('both-being-called')
    expect(await everythingOf(org, [first, second])).toEqual(before)
    await as(agents[0]!, tx => cancelContact(tx, agents[0]!, held))
    await merge(org.owner, first, second)
  })

  test('at the same moment as contacts are reserved with both leaves at most one of them live', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { org, first, second } = await givenTwice()
      const agents = [await org.staff('agent'), await org.staff('agent')]
      await Promise.allSettled([
        merge(org.owner, first, second),
        contactWith(org, agents[0]!, first),
        contactWith(org, agents[1]!, second),
      ])
      const all = await everythingOf(org, [first, second])
      const merged = all.customer!.length === 1
      const live = (all.contact ?? []) as { state: string; customer_id: string }[]
      if (merged)
        expect(live.filter(one => one.customer_id === first && one.state === 'reserved').length).toBeLessThan(2)
      if (merged) expect(live.filter(one => one.customer_id === second)).toEqual([])
    }
  })

  test('lets the old id and the old number find the one who stayed, also after a second merge', async () => {
    const { org, first, second } = await givenTwice()
    const third = await add(org.owner, { externalId: 'C1', name: '李垒' })
    await merge(org.owner, first, second)
    await merge(org.owner, third, first)
    expect(await as(org.owner, tx => viewCustomer(tx, org.owner, second))).toMatchObject({
      id: third,
      externalId: 'C1',
    })
    const run = await importText(org.owner, 'id,name\nB1,李垒垒\n')
    expect(run).toMatchObject({ rowsChanged: 1, rowsNew: 0 })
    expect(await as(org.owner, tx => viewCustomer(tx, org.owner, third))).toMatchObject({
      name: '李垒垒',
      externalId: 'C1',
    })
  })

  test('is taken back once, the later one first, and keeps what somebody changed since', async () => {
    const { org, first, second } = await givenTwice()
    const third = await add(org.owner, { name: '李垒' })
    const [one, two] = [await merge(org.owner, first, second), await merge(org.owner, third, first)]
    await expect(undo(org.owner, one.id)).rejects.toThrow('merge-built-on')
    await undo(org.owner, two.id)
    await importText(org.owner, 'id,name\nA1,李雷雷\n')
    await undo(org.owner, one.id)
    await expect(undo(org.owner, one.id)).rejects.toThrow('merge-undone')
    expect(await as(org.owner, tx => viewCustomer(tx, org.owner, first))).toMatchObject({ name: '李雷雷' })
    expect(await as(org.owner, tx => viewCustomer(tx, org.owner, second))).toMatchObject({
      id: second,
      externalId: 'B1',
    })
  })

  test('needs the permission and both customers in the actor’s branches', async () => {
    const { org, first, second } = await givenTwice()
    const [south, agent] = [await org.staff('supervisor', org.southId), await org.staff('agent')]
    await expect(merge(south, second, first)).rejects.toThrow('not-found')
    await expect(merge(agent, first, second)).rejects.toThrow('forbidden')
    await expect(merge(org.owner, first, first)).rejects.toThrow('merge-with-himself')
  })
})

describe('duplicates', () => {
  const pairs = async (actor: Actor) =>
    (await as(actor, tx => listDuplicates(tx, actor, { limit: 20 }))).items.map(pair => ({
      ids: [pair.first.id, pair.second.id].sort(),
      reasons: pair.reasons,
    }))

  test('are found by number, by name and branch, and by name and last digits; a person may say they are two', async () => {
    const org = await givenOrganisation()
    const { owner } = org
    const ids = {
      a: await add(owner, { name: '王芳', phones: ['13800134412'] }),
      b: await add(owner, { name: '王芳', phones: ['010-62344412'] }),
      c: await add(owner, { name: '华联机械', kind: 'organisation', branchId: org.northId }),
      d: await add(owner, { name: '华联机械', kind: 'organisation', branchId: org.northId }),
      e: await add(owner, { name: '华联机械', kind: 'organisation', branchId: org.southId }),
    }
    await surveyed(org, 'duplicates')
    expect(await pairs(owner)).toEqual(
      expect.arrayContaining([
        { ids: [ids.a, ids.b].sort(), reasons: ['name-and-last-four'] },
        { ids: [ids.c, ids.d].sort(), reasons: ['name-and-branch'] },
      ]),
    )
    expect(await pairs(owner)).toHaveLength(2)
    expect(await pairs(await org.staff('supervisor', org.southId))).toEqual([])
    await as(owner, tx => dismissDuplicate(tx, owner, { firstId: ids.b, secondId: ids.a }))
    expect(await pairs(owner)).toHaveLength(1)
  })
})
