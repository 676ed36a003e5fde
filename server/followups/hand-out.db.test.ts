import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { givenCustomer } from '../contacts/given.ts'
import { as, type GivenOrganisation, givenOrganisation, TUESDAY_10_AM } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { givenPolicy } from '../policy/given.ts'
import type { AddFollowup } from './add-followup.ts'
import { setAppointment } from './appointment-store.ts'
import { givenFollowup, take, taken } from './given.ts'

let org: GivenOrganisation
let agent: Actor
beforeEach(async () => {
  org = await givenOrganisation()
  agent = await org.staff('agent')
})

const TODAY = TUESDAY_10_AM.toZonedDateTimeISO('Asia/Shanghai').toPlainDate()

interface Entry {
  followupId: string
  /** Days from today; `null` for none. */
  on: number | null
  urgency?: number
  value?: number
  outcome?: string
}

/** A finished plan of four days; answers its id. */
async function givenPlan(entries: readonly Entry[], from = 0): Promise<string> {
  const firstDay = TODAY.add({ days: from })
  return as(org.owner, async tx => {
    const { rows } = await sql<{ id: string }>`
      insert into plan_run (org_id, started_at, started_by, first_day, days, phase, progressed_at, finished_at, policy_version)
      values (${org.orgId}, ${TUESDAY_10_AM}, ${org.owner.staffId}, ${firstDay}::date, 4, 'done', ${TUESDAY_10_AM},
        ${TUESDAY_10_AM}, 0)
      returning id`.execute(tx)
    for (const { followupId, on, urgency = 1, value = 1, outcome = 'first-day' } of entries) {
      await sql`
        insert into plan_entry (org_id, run_id, followup_id, customer_id, branch_id, team_id, planned_on, outcome, value,
          urgency, minutes)
        select org_id, ${rows[0]!.id}, id, customer_id, branch_id, team_id,
          ${on === null ? null : TODAY.add({ days: on })}::date, ${outcome}, ${value}, ${urgency}, 5
        from followup where org_id = ${org.orgId} and id = ${followupId}`.execute(tx)
    }
    return rows[0]!.id
  })
}

const followup = async (given: Partial<AddFollowup> = {}) => givenFollowup(org, await givenCustomer(org), given)

/** What a team of agents is given, one after the other. */
async function given(times: number): Promise<string[]> {
  const ids: string[] = []
  for (let time = 0; time < times; time += 1) ids.push((await taken(await org.staff('agent'))).id)
  return ids
}

describe('the plan in force', () => {
  test('comes first: what is planned for today is handed out before what has a higher priority', async () => {
    const [eager, planned] = [await followup({ priority: 9 }), await followup({ priority: 1 })]
    await givenPlan([{ followupId: planned, on: 0 }])
    expect(await given(2)).toEqual([planned, eager])
  })

  test('is followed by urgency, then by value', async () => {
    const [dear, cheap, urgent] = [await followup(), await followup(), await followup()]
    await givenPlan([
      { followupId: cheap, on: 0, value: 100 },
      { followupId: dear, on: 0, value: 200 },
      { followupId: urgent, on: 0, urgency: 0, value: 1 },
    ])
    expect(await given(3)).toEqual([urgent, dear, cheap])
  })

  test('of an earlier day is made up for', async () => {
    const [eager, late, today] = [await followup({ priority: 9 }), await followup(), await followup()]
    const entries = [
      { followupId: late, on: -1, value: 1 },
      { followupId: today, on: 0, value: 5 },
    ]
    await givenPlan(entries, -1)
    expect(await given(3)).toEqual([today, late, eager])
  })

  test('leaves nobody idle: what came since is next, then what it puts on a later day or gives none', async () => {
    const [none, later, since] = [
      await followup({ priority: 9 }),
      await followup({ priority: 8 }),
      await followup({ priority: 1 }),
    ]
    await givenPlan([
      { followupId: none, on: null, outcome: 'no-room' },
      { followupId: later, on: 1 },
    ])
    expect(await given(3)).toEqual([since, none, later])
  })

  test('waits behind appointments and what was given by name', async () => {
    const [planned, agreed, named] = [await followup(), await followup(), await followup()]
    await givenPlan([{ followupId: planned, on: 0, urgency: 0 }])
    const at = TUESDAY_10_AM.subtract({ minutes: 5 })
    await as(org.owner, tx => setAppointment(tx, org.owner, agreed, { at, staffId: null }))
    await as(org.owner, tx =>
      tx.updateTable('followup').set({ assigned_to: agent.staffId }).where('id', '=', named).execute(),
    )
    expect(await given(1)).toEqual([agreed])
    expect((await taken(agent)).id).toBe(named)
    expect(await given(1)).toEqual([planned])
  })

  test('hands out nothing before it is due, and nothing by itself that another contact carries', async () => {
    const [soon, carried, free] = [
      await followup({ dueAt: TUESDAY_10_AM.add({ hours: 2 }) }),
      await followup({ priority: 1 }),
      await followup({ priority: 9 }),
    ]
    await givenPlan([
      { followupId: soon, on: 0, urgency: 0 },
      { followupId: carried, on: 0, urgency: 0, outcome: 'carried' },
    ])
    expect(await given(2)).toEqual([free, carried])
    expect((await take(agent)).followup).toBeNull()
  })

  test('counts no more after its last day, nor once a later plan is in force', async () => {
    const [eager, planned] = [await followup({ priority: 9 }), await followup({ priority: 1 })]
    await givenPlan([{ followupId: planned, on: -4 }], -4)
    expect(await given(1)).toEqual([eager])
    const other = await followup({ priority: 2 })
    await givenPlan([{ followupId: planned, on: 0 }])
    await as(org.owner, tx =>
      sql`update plan_run set finished_at = finished_at - interval '1 hour' where org_id = ${org.orgId}`.execute(tx),
    )
    await givenPlan([{ followupId: other, on: 0 }])
    expect(await given(2)).toEqual([other, planned])
  })
})

test('an agent who may not call the first of many is given what he may call behind them', async () => {
  await givenPolicy(org, {
    rules: [{ id: 'key', name: '大客户', kind: 'speaker', owner: true, roles: [], scope: { tags: ['大客户'] } }],
  })
  const owner = await org.staff('agent')
  const keys = await Promise.all(Array.from({ length: 25 }, () => givenCustomer(org)))
  await as(org.owner, tx =>
    tx
      .updateTable('customer')
      .set({ tags: ['大客户'], owner_id: owner.staffId })
      .where('id', 'in', keys)
      .execute(),
  )
  for (const customerId of keys) await givenFollowup(org, customerId, { priority: 9 })
  const his = await followup({ priority: 1 })
  const { followup: found, putOff } = await take(agent)
  expect([found?.id, putOff]).toEqual([his, 0])
  expect((await taken(owner)).priority).toBe(9)
})
