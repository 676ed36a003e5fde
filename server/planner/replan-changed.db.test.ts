import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { hoursChanged } from '../calendars/index.ts'
import { planShifts } from '../calendars/shifts.ts'
import { givenCustomer } from '../contacts/given.ts'
import { contactsReleased, contactsStopped } from '../contacts/index.ts'
import { stopContacts } from '../contacts/stop-contacts.ts'
import { dial, givenFollowup, givenListeners, settle, taken } from '../followups/given.ts'
import { addFollowups, followupSettled, followupsClosed, followupsTimed } from '../followups/index.ts'
import { reassignFollowups } from '../followups/reassign-followups.ts'
import { as, type GivenOrganisation, givenOrganisation, TUESDAY_10_AM, testDatabase } from '../people/given.ts'
import { addTeam } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { setClock } from '../platform/clock.ts'
import { newId } from '../platform/id.ts'
import { givenScript } from '../scripts/given.ts'
import { ALWAYS, entryOf, givenHours, givenPlan, TODAY } from './given-plan.ts'
import {
  onCampaignTurned,
  onContactsImported,
  onCustomer,
  onCustomers,
  onFollowupsClosed,
  onHolidaysChanged,
  onHoursChanged,
} from './index.ts'
import { readPlan } from './read-plan.ts'
import { lookForAdded, replanChanged } from './replan-changed.ts'
import { cancelPlan, startPlan } from './run-plan.ts'
import { daysOf } from './store.ts'

givenListeners()
for (const changed of [followupSettled, contactsReleased]) changed.listen(onCustomer)
for (const changed of [followupsTimed, contactsStopped])
  changed.listen((tx, actor, { customerIds }) => onCustomers(tx, actor, customerIds))
followupsClosed.listen(onFollowupsClosed)
hoursChanged.listen(onHoursChanged)

let org: GivenOrganisation
let agent: Actor
beforeEach(async () => {
  setClock(TUESDAY_10_AM)
  org = await givenOrganisation()
  agent = await org.staff('agent')
  await givenHours(org, agent, ALWAYS)
})

const expiresAt = TUESDAY_10_AM.add({ hours: 24 * 20 })
const entry = (id: string) => as(org.owner, tx => entryOf(tx, org.owner, id))
const replanned = () => replanChanged(testDatabase(), org.owner)
const used = async () => (await as(org.owner, tx => daysOf(tx, org.orgId))).reduce((sum, day) => sum + day.used, 0)
const waiting = async () => {
  const { rows } = await as(org.owner, tx =>
    sql<{
      count: number
    }>`select count(distinct customer_id)::int as count from plan_changed where org_id = ${org.orgId}`.execute(tx),
  )
  return rows[0]!.count
}
const wish = { purpose: null, source: 'hotline', note: '', expiresAt: null } as const

describe('a customer is planned again', () => {
  test('when he was spoken to: what is done goes, what else waits comes after the quiet period', async () => {
    const customerId = await givenCustomer(org)
    const first = await givenFollowup(org, customerId, { expiresAt })
    await givenPlan(org)
    expect((await taken(agent)).id).toBe(first)
    await dial(agent, first)
    await settle(agent, first, { outcome: 'refused' })
    const next = await givenFollowup(org, customerId, { expiresAt, purpose: 'research' })
    expect(await entry(first)).toBeDefined()
    await replanned()
    expect(await entry(first)).toBeUndefined()
    expect((await entry(next))!.plannedOn!.since(TODAY).days).toBeGreaterThanOrEqual(6)
    expect(await replanned()).toBe(false)
  })

  test('when he does not want to be contacted any more', async () => {
    const customerId = await givenCustomer(org)
    const id = await givenFollowup(org, customerId, { expiresAt })
    await givenPlan(org)
    expect(await used()).toBeGreaterThan(0)
    await as(org.owner, tx => stopContacts(tx, org.owner, { customerId, ...wish }))
    await replanned()
    expect(await entry(id)).toBeUndefined()
    expect(await used()).toBeCloseTo(0, 6)
  })

  test('when his follow-up is given to another team, within moments and with all others at once', async () => {
    const ids = await Promise.all([1, 2].map(async () => givenFollowup(org, await givenCustomer(org), { expiresAt })))
    const helper = await org.staff('agent')
    const team = { name: '增援组', branchId: org.rootId, memberIds: [helper.staffId!] }
    const { id: teamId } = await as(org.owner, tx => addTeam(tx, org.owner, team))
    await givenHours(org, helper, ALWAYS)
    await givenPlan(org)
    const given = { which: { ids }, to: { teamId }, note: '' }
    await as(org.owner, tx => reassignFollowups(tx, org.owner, given, 'zh'))
    expect(await waiting()).toBe(2)
    await replanned()
    const days = await as(org.owner, tx => daysOf(tx, org.orgId))
    expect(days.filter(day => day.contacts > 0).map(day => [day.teamId, day.contacts])).toEqual([[teamId, 2]])
    await as(org.owner, tx => reassignFollowups(tx, org.owner, given, 'zh'))
    expect(await waiting()).toBe(0)
  })

  test('when follow-ups came for many at once, told of together', async () => {
    const customers = await Promise.all([1, 2, 3].map(() => givenCustomer(org)))
    await givenPlan(org)
    const told: (readonly string[])[] = []
    followupsTimed.listen(async (_tx, { orgId }, { customerIds }) => {
      if (orgId === org.orgId) told.push(customerIds)
    })
    const scriptId = (await givenScript(org.owner)).id
    const given = { teamId: org.teamId, scriptId, purpose: 'care', reason: '关怀', priority: 5, expiresAt } as const
    const add = () => as(org.owner, tx => addFollowups(tx, org.owner, customers, { ...given, dueAt: org.owner.now }))
    expect([await add(), await add()]).toEqual([3, 0])
    expect(told.map(ids => ids.toSorted())).toEqual([customers.toSorted()])
    expect(await waiting()).toBe(3)
  })

  test('when something came for him, whoever planned it', async () => {
    await givenPlan(org)
    const id = await givenFollowup(org, await givenCustomer(org), { expiresAt })
    await as(org.owner, tx => sql`delete from plan_changed where org_id = ${org.orgId}`.execute(tx))
    await as(org.owner, tx => lookForAdded(tx, org.owner))
    await replanned()
    expect(await entry(id)).toMatchObject({ plannedOn: TODAY })
    await as(org.owner, tx => lookForAdded(tx, org.owner))
    expect(await waiting()).toBe(0)
  })

  test('once, however often something changes meanwhile, and by one of several workers', async () => {
    const customers = await Promise.all([1, 2, 3].map(() => givenCustomer(org)))
    for (const customerId of customers) await givenFollowup(org, customerId, { expiresAt })
    await givenPlan(org)
    const before = await used()
    for (const customerId of [...customers, ...customers])
      await as(org.owner, tx => contactsReleased.tell(tx, org.owner, { customerId }))
    expect(await waiting()).toBe(3)
    await Promise.all([replanned(), replanned(), replanned()])
    expect(await waiting()).toBe(0)
    expect(await used()).toBeCloseTo(before, 6)
  })
})

describe('what changes', () => {
  test('is noted only where there is a plan', async () => {
    await givenFollowup(org, await givenCustomer(org), { expiresAt })
    expect(await waiting()).toBe(0)
    expect(await replanned()).toBe(false)
  })

  test('while a plan of all is under way waits for its end, and is forgotten if that was begun after', async () => {
    const customerId = await givenCustomer(org)
    await givenPlan(org)
    const run = await as(org.owner, tx => startPlan(tx, org.owner))
    const during = org.at(org.owner, TUESDAY_10_AM.add({ minutes: 1 }))
    await as(during, tx => contactsReleased.tell(tx, during, { customerId }))
    expect([await replanned(), await waiting()]).toEqual([false, 1])
    await as(org.owner, tx => cancelPlan(tx, org.owner, run.id))
    await replanned()
    expect(await waiting()).toBe(0)
    await as(org.owner, tx => contactsReleased.tell(tx, org.owner, { customerId }))
    setClock(TUESDAY_10_AM.add({ minutes: 2 }))
    await givenPlan(org, org.at(org.owner, TUESDAY_10_AM.add({ minutes: 2 })))
    expect(await waiting()).toBe(0)
  })

  test('for everybody is told where the plan is read', async () => {
    await givenPlan(org)
    await as(org.owner, tx => onHolidaysChanged(tx, org.owner))
    const given = { staffId: agent.staffId!, days: [TODAY], windows: [], absence: null, note: '' }
    await as(org.owner, tx => planShifts(tx, org.owner, given))
    await as(org.owner, tx => onCampaignTurned(tx, org.owner))
    await as(org.owner, tx => onCampaignTurned(tx, org.owner))
    const codes = async () => (await as(org.owner, tx => readPlan(tx, org.owner, 'zh'))).stale.map(({ code }) => code)
    expect(await codes()).toEqual(['contacts-released', 'hours-changed', 'campaigns-turned'])
    const customerIds = Array.from({ length: 201 }, newId)
    await as(org.owner, tx => onContactsImported(tx, org.owner, { customerIds }))
    expect(await codes()).toEqual(['contacts-released', 'hours-changed', 'campaigns-turned', 'contacts-imported'])
    await as(org.owner, tx => onCustomers(tx, org.owner, Array.from({ length: 2001 }, newId)))
    expect(await waiting()).toBe(2000)
    expect((await codes()).at(-1)).toBe('many-changed')
    await givenPlan(org)
    expect(await codes()).toEqual([])
  })
})
