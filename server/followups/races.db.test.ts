import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { givenRunning } from '../campaigns/given.ts'
import { givenCustomer, givenPolicy } from '../contacts/given.ts'
import { stopContacts } from '../contacts/stop-contacts.ts'
import { as, type GivenOrganisation, givenOrganisation, TUESDAY_10_AM } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { type Database, inScope, openDatabase, openPool, type Tx } from '../platform/database.ts'
import { givenScript } from '../scripts/given.ts'
import { dialFollowup } from './dial-followup.ts'
import { escalateFollowup } from './escalate-followup.ts'
import { giveBack } from './give-back.ts'
import { dial, givenFollowup, givenListeners, givenOrder, settle, taken } from './given.ts'
import { handOut } from './hand-out.ts'
import { handOutInRounds } from './hand-out-rounds.ts'
import { planFollowups } from './plan-followups.ts'
import { reassignFollowups } from './reassign-followups.ts'
import { releaseLease } from './release-lease.ts'
import { OUTCOME_CODES, OUTCOMES } from './rules.ts'
import { settleFollowup } from './settle-followup.ts'
import { skipFollowup } from './skip-followup.ts'
import { followupById } from './store.ts'

givenListeners()

// More connections than the other tests share, so that all really run at once.
let db: Database
beforeAll(() => {
  db = openDatabase(openPool(inject('appUrl'), 30))
})
afterAll(() => db.destroy())

const at = <T>(actor: Actor, work: (tx: Tx) => Promise<T>) => inScope(db, actor, work)

async function givenAgents(org: GivenOrganisation, count: number): Promise<Actor[]> {
  return Promise.all(Array.from({ length: count }, () => org.staff('agent')))
}

const ways = [
  ['alone', (agent: Actor) => at(agent, tx => handOut(tx, agent))],
  ['in rounds', (agent: Actor) => handOutInRounds(db, agent, () => {})],
] as const

test.each(ways)(
  'twenty agents take from fifteen follow-ups of ten customers %s: one each, no customer twice',
  async (_, next) => {
    const org = await givenOrganisation()
    const agents = await givenAgents(org, 20)
    const scriptId = (await givenScript(org.owner)).id
    const customers = await Promise.all(Array.from({ length: 10 }, () => givenCustomer(org)))
    for (let n = 0; n < 15; n++) await givenFollowup(org, customers[n % 10]!, { scriptId })

    const answers = await Promise.all(agents.map(next))
    const handed = answers.flatMap(({ followup }) => followup ?? [])
    expect(handed).toHaveLength(10)
    expect(new Set(handed.map(followup => followup.id)).size).toBe(10)
    expect(new Set(handed.map(followup => followup.customerId)).size).toBe(10)
    expect(new Set(handed.map(followup => followup.handedTo)).size).toBe(10)

    const again = await Promise.all(agents.map(next))
    expect(again.flatMap(({ followup }) => followup?.id ?? []).sort()).toEqual(handed.map(({ id }) => id).sort())
  },
)

test('what goes wrong for one of a round is told to him alone, and the others are given theirs, in whatever order branches come', async () => {
  const org = await givenOrganisation()
  const agents = await givenAgents(org, 6)
  const [broken, ...well] = await Promise.all(agents.map(() => givenCustomer(org)))
  const kept = await givenFollowup(org, broken!)
  for (const customerId of well) await givenFollowup(org, customerId)
  await as(org.owner, async tx => {
    await tx.updateTable('customer').set({ time_zone: 'Nowhere/Never' }).where('id', '=', broken!).execute()
    await tx.updateTable('followup').set({ assigned_to: agents[5]!.staffId }).where('id', '=', kept).execute()
  })
  const undone: unknown[] = []
  const last = { ...agents[5]!, branchIds: agents[5]!.branchIds.toReversed() }
  const asked = [...agents.slice(0, 5), last].map(agent => handOutInRounds(db, agent, error => undone.push(error)))
  const answers = await Promise.allSettled(asked)
  expect(answers.map(({ status }) => status)).toEqual([...Array(5).fill('fulfilled'), 'rejected'])
  expect(
    answers.flatMap(one => (one.status === 'fulfilled' && one.value.followup ? one.value.followup.id : [])),
  ).toHaveLength(5)
  expect(undone).toHaveLength(1)
})

test.each(ways)('an agent who clicks five times at once has one follow-up, %s', async (_, next) => {
  const org = await givenOrganisation()
  const [agent] = (await givenAgents(org, 1)) as [Actor]
  for (let n = 0; n < 5; n++) await givenFollowup(org, await givenCustomer(org))
  const answers = await Promise.all(Array.from({ length: 5 }, () => next(agent)))
  expect(new Set(answers.map(({ followup }) => followup?.id)).size).toBe(1)
})

test.each(ways)(
  'however a day of many agents goes %s: no cap broken, no call in a quiet period, nothing lost',
  async (_, next) => {
    const org = await givenOrganisation()
    await givenPolicy(org, { capConversations: 2, capAttempts: 4, capDays: 3, gapDays: 1, attemptGapMinutes: 60 })
    const agents = await givenAgents(org, 8)
    const scriptId = (await givenScript(org.owner)).id
    const customers = await Promise.all(Array.from({ length: 6 }, () => givenCustomer(org)))
    const expiresAt = TUESDAY_10_AM.add({ hours: 24 * 30 })
    for (let n = 0; n < 30; n++) await givenFollowup(org, customers[n % 6]!, { scriptId, expiresAt, maxAttempts: 3 })

    const codes = OUTCOME_CODES.filter(
      code => !OUTCOMES[code].automatic && OUTCOMES[code].next !== 'appointment',
    ).filter(code => !OUTCOMES[code].marksNumberWrong && !OUTCOMES[code].stopsContacts)
    let turn = 0
    const workAt = async (agent: Actor): Promise<void> => {
      const { followup } = await next(agent)
      if (!followup) return
      const choice = turn++
      if (choice % 7 === 6)
        return void (await at(agent, tx => giveBack(tx, agent, followup.id, { reason: 'other', note: '' })))
      if (!(await at(agent, tx => dialFollowup(tx, agent, followup.id))).dialled) return
      const outcome = codes[choice % codes.length]!
      const answers = outcome === 'completed' ? { content: 3 } : {}
      const report = { outcome, answers, note: '', appointmentAt: null, sameAgent: false, problem: null, stop: null }
      await at(agent, tx => settleFollowup(tx, agent, followup.id, report))
    }
    const dayByDay = Array.from({ length: 5 * 11 }, (_, n) => 24 * Math.floor(n / 11) + (n % 11))
    for (const hours of dayByDay) {
      await Promise.all(agents.map(agent => workAt(org.at(agent, TUESDAY_10_AM.add({ hours })))))
    }

    const contacts = await as(org.owner, tx =>
      tx
        .selectFrom('contact')
        .where('state', '=', 'made')
        .select(['customer_id', 'matter_id', 'conversed', 'dialled_at'])
        .orderBy('dialled_at')
        .execute(),
    )
    expect(contacts.length).toBeGreaterThan(30)
    for (const customerId of customers) {
      const his = contacts.filter(contact => contact.customer_id === customerId)
      const hour = (contact: (typeof his)[number]) => contact.dialled_at!.since(TUESDAY_10_AM).total('hours')
      for (const contact of his) {
        const before = his.filter(other => hour(other) <= hour(contact) && hour(other) > hour(contact) - 72)
        expect(before.length).toBeLessThanOrEqual(4)
        expect(before.filter(other => other.conversed).length).toBeLessThanOrEqual(2)
        const others = before.filter(other => other.matter_id !== contact.matter_id && other.conversed)
        expect(others.filter(other => hour(other) > hour(contact) - 24)).toEqual([])
        expect(before.filter(other => other !== contact && hour(other) > hour(contact) - 1)).toEqual([])
      }
    }
    const states = await as(org.owner, tx => tx.selectFrom('followup').select('state').execute())
    expect(states).toHaveLength(30)
    expect(states.filter(({ state }) => state === 'handed-out')).toEqual([])
  },
  120_000,
)

test('two who report the outcome of one call at once: it counts once', async () => {
  const org = await givenOrganisation()
  const [agent] = (await givenAgents(org, 1)) as [Actor]
  const id = await givenFollowup(org, await givenCustomer(org))
  await taken(agent)
  await dial(agent, id)
  const report = { answers: {}, note: '', appointmentAt: null, sameAgent: false, problem: null, stop: null }
  const both = await Promise.allSettled(
    (['busy', 'no-answer'] as const).map(outcome =>
      at(agent, tx => settleFollowup(tx, agent, id, { ...report, outcome })),
    ),
  )
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const attempts = await as(agent, tx =>
    tx.selectFrom('attempt').where('followup_id', '=', id).select('outcome').execute(),
  )
  expect(attempts).toHaveLength(1)
})

test('one report sent by five windows at once is answered to all of them and counts once', async () => {
  const org = await givenOrganisation()
  const agents = await givenAgents(org, 4)
  const report = { outcome: 'busy' as const, answers: {}, note: '', appointmentAt: null, sameAgent: false }
  for (let n = 0; n < 4; n++) await givenFollowup(org, await givenCustomer(org))
  const handed = await Promise.all(agents.map(async agent => ({ agent, id: (await taken(agent)).id })))
  for (const { agent, id } of handed) await dial(agent, id)
  const windows = handed.flatMap(each => Array.from({ length: 5 }, () => each))
  const rows = await Promise.all(
    windows.map(({ agent, id }) =>
      at(agent, tx => settleFollowup(tx, agent, id, { ...report, problem: null, stop: null })),
    ),
  )
  expect(rows.map(row => row.attempts)).toEqual(windows.map(() => 1))
})

describe('when a lease runs out while its agent reports', () => {
  test('either the report stands or the lease has ended, never both', async () => {
    const org = await givenOrganisation()
    const agents = await givenAgents(org, 8)
    for (let n = 0; n < 8; n++) await givenFollowup(org, await givenCustomer(org))
    const handed = await Promise.all(
      agents.map(async agent => {
        const followup = await taken(agent)
        await dial(agent, followup.id)
        return { agent, id: followup.id }
      }),
    )
    const late = TUESDAY_10_AM.add({ minutes: 61 })
    const sweeper: Actor = { ...org.owner, staffId: null, now: late }
    const sweep = async () => {
      for (let n = 0; n < 8; n++) await at(sweeper, tx => releaseLease(tx, sweeper))
    }
    const reports = handed.map(({ agent, id }) =>
      settle(org.at(agent, late), id, { outcome: 'busy' }).then(
        () => true,
        () => false,
      ),
    )
    const [stood] = await Promise.all([Promise.all(reports), sweep(), sweep()])
    await sweep()
    for (const [n, { id }] of handed.entries()) {
      const attempts = await as(org.owner, tx =>
        tx.selectFrom('attempt').where('followup_id', '=', id).select('outcome').execute(),
      )
      expect(attempts).toEqual([{ outcome: stood[n] ? 'busy' : 'unreported' }])
      expect(await as(org.owner, tx => followupById(tx, org.owner, id))).toMatchObject({
        state: 'waiting',
        attempts: 1,
      })
    }
  })
})

test('a wish not to be contacted and a dial at the same moment: what is dialled was dialled before the wish', async () => {
  const org = await givenOrganisation()
  const agents = await givenAgents(org, 6)
  const hotline = await org.staff('hotline')
  for (let n = 0; n < 6; n++) await givenFollowup(org, await givenCustomer(org))
  const handed = await Promise.all(agents.map(async agent => ({ agent, followup: await taken(agent) })))
  await Promise.all(
    handed.flatMap(({ agent, followup }) => {
      const wish = { customerId: followup.customerId, purpose: null, source: 'hotline', note: '', expiresAt: null }
      return [
        at(agent, tx => dialFollowup(tx, agent, followup.id)),
        at(hotline, tx => stopContacts(tx, hotline, wish)),
      ] as Promise<unknown>[]
    }),
  )
  for (const { agent, followup } of handed) {
    const row = (await as(org.owner, tx => followupById(tx, org.owner, followup.id)))!
    if (row.state === 'closed') {
      expect(row.closedReason).toBe('do-not-contact')
      continue
    }
    const again = await at(agent, tx => dialFollowup(tx, agent, followup.id))
    expect(again).toMatchObject({ dialled: true, verdict: { kind: 'deny' }, contact: { state: 'dialled' } })
  }
})

test('five planners at once plan each activity of a campaign once', async () => {
  const org = await givenOrganisation()
  const { campaign } = await givenRunning(org)
  const customers = await Promise.all(Array.from({ length: 8 }, () => givenCustomer(org)))
  for (const customerId of customers) await givenOrder(org, customerId, TUESDAY_10_AM.subtract({ hours: 120 }))
  const planners = await Promise.all(Array.from({ length: 5 }, () => org.staff('planner')))
  const counts = await Promise.all(planners.map(planner => at(planner, tx => planFollowups(tx, planner))))
  expect(counts.flat().reduce((sum, count) => sum + count.planned, 0)).toBe(8)
  const rows = await as(org.owner, tx =>
    tx.selectFrom('followup').where('campaign_id', '=', campaign.id).select('activity_id').execute(),
  )
  expect(rows).toHaveLength(8)
  expect(new Set(rows.map(row => row.activity_id)).size).toBe(8)
})

describe('a supervisor and agents at the same moment', () => {
  const report = { outcome: 'busy' as const, answers: {}, note: '', appointmentAt: null, sameAgent: false }

  async function givenRace(agentCount: number, followups: number) {
    const org = await givenOrganisation()
    const agents = await givenAgents(org, agentCount)
    const supervisor = await org.staff('supervisor')
    const scriptId = (await givenScript(org.owner)).id
    const ids: string[] = []
    for (let n = 0; n < followups; n++) ids.push(await givenFollowup(org, await givenCustomer(org), { scriptId }))
    return { org, agents, supervisor, ids }
  }

  test('bulk reassignment against hand-out: what was handed out is not touched, the rest is kept for the person named', async () => {
    const { org, agents, supervisor, ids } = await givenRace(12, 20)
    const to = await org.staff('agent')
    const given = { which: { ids }, to: { staffId: to.staffId! }, note: '' }
    const [answer, ...handed] = await Promise.all([
      at(supervisor, tx => reassignFollowups(tx, supervisor, given, 'zh')),
      ...agents.map(agent => at(agent, tx => handOut(tx, agent))),
    ])
    const taken = handed.flatMap(({ followup }) => followup?.id ?? [])
    expect(answer.reassigned + taken.length).toBeLessThanOrEqual(20)
    const rows = await as(org.owner, tx =>
      tx.selectFrom('followup').select(['id', 'state', 'assigned_to', 'handed_to']).execute(),
    )
    for (const row of rows) {
      expect(row.state).toBe(taken.includes(row.id) ? 'handed-out' : 'waiting')
      if (row.state === 'waiting') expect(row.assigned_to).toBe(to.staffId)
      else expect([null, row.handed_to]).toContain(row.assigned_to)
    }
    expect(answer.reassigned).toBe(rows.filter(row => row.assigned_to !== null).length)
  })

  test('two bulk reassignments of the same selection: both end, and each follow-up has one person', async () => {
    const { org, supervisor, ids } = await givenRace(0, 30)
    const people = await givenAgents(org, 2)
    const both = await Promise.all(
      people.map((person, n) => {
        const which = { ids: n ? [...ids].reverse() : ids }
        return at(supervisor, tx =>
          reassignFollowups(tx, supervisor, { which, to: { staffId: person.staffId! }, note: '' }, 'zh'),
        )
      }),
    )
    expect(both.map(({ reassigned }) => reassigned)).toEqual([30, 30])
    const rows = await as(org.owner, tx => tx.selectFrom('followup').select('assigned_to').distinct().execute())
    expect(rows).toHaveLength(1)
  })

  test('skipping against reporting an outcome: one of the two counts, never both', async () => {
    const { org, agents } = await givenRace(6, 6)
    const work = await Promise.all(agents.map(async agent => ({ agent, id: (await taken(agent)).id })))
    const results = await Promise.all(
      work.map(({ agent, id }) =>
        Promise.allSettled([
          at(agent, tx => skipFollowup(tx, agent, id, { reason: 'duplicate', note: '' })),
          at(agent, tx => dialFollowup(tx, agent, id)).then(() =>
            at(agent, tx => settleFollowup(tx, agent, id, { ...report, problem: null, stop: null })),
          ),
        ]),
      ),
    )
    for (const [n, pair] of results.entries()) {
      expect(pair.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      const row = (await as(org.owner, tx => followupById(tx, org.owner, work[n]!.id)))!
      const skipped = pair[0]!.status === 'fulfilled'
      expect(row).toMatchObject(skipped ? { state: 'closed', attempts: 0 } : { state: 'waiting', attempts: 1 })
    }
    const live = await as(org.owner, tx =>
      tx.selectFrom('contact').where('state', 'in', ['reserved', 'dialled']).select('id').execute(),
    )
    expect(live).toEqual([])
  })

  test('sending up against the lease running out: it is up with a supervisor once, or back in the queue', async () => {
    const { org, agents } = await givenRace(8, 8)
    const work = await Promise.all(agents.map(async agent => ({ agent, id: (await taken(agent)).id })))
    const late = org.at(org.owner, TUESDAY_10_AM.add({ minutes: 16 }))
    const tidy = async () => {
      while (await at(late, tx => releaseLease(tx, late))) {}
    }
    const [, , ...raised] = await Promise.allSettled([
      tidy(),
      tidy(),
      ...work.map(({ agent, id }) => at(agent, tx => escalateFollowup(tx, agent, id, '请主管定'))),
    ])
    await tidy()
    for (const [n, { status }] of raised.entries()) {
      const row = (await as(org.owner, tx => followupById(tx, org.owner, work[n]!.id)))!
      expect(row).toMatchObject({ state: 'waiting', attempts: 0, withSupervisor: status === 'fulfilled' })
    }
    const open = await as(org.owner, tx => tx.selectFrom('escalation').select('id').execute())
    expect(open).toHaveLength(raised.filter(({ status }) => status === 'fulfilled').length)
  })
})
