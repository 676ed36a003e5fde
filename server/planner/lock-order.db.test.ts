import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { givenCustomer } from '../contacts/given.ts'
import { contactsReleased, contactsStopped } from '../contacts/index.ts'
import { closeFollowups } from '../followups/close-followups.ts'
import { dial, givenFollowup, givenListeners, settle, taken } from '../followups/given.ts'
import { followupSettled, followupsClosed, followupsTimed } from '../followups/index.ts'
import { as, type GivenOrganisation, givenOrganisation, TUESDAY_10_AM, testDatabase } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { setClock } from '../platform/clock.ts'
import { type Database, inScope, openDatabase, openPool } from '../platform/database.ts'
import { ALWAYS, givenHours, givenPlan } from './given-plan.ts'
import { onCustomer, onCustomers, onFollowupsClosed } from './index.ts'

givenListeners()
for (const changed of [followupSettled, contactsReleased]) changed.listen(onCustomer)
for (const changed of [followupsTimed, contactsStopped])
  changed.listen((tx, actor, { customerIds }) => onCustomers(tx, actor, customerIds))
followupsClosed.listen(onFollowupsClosed)

let db: Database
beforeAll(() => {
  db = openDatabase(openPool(inject('appUrl'), 4))
})
afterAll(() => db.destroy())

let org: GivenOrganisation
let agent: Actor
beforeEach(async () => {
  setClock(TUESDAY_10_AM)
  org = await givenOrganisation()
  agent = await org.staff('agent')
  await givenHours(org, agent, ALWAYS)
})

const wait = (ms: number) => new Promise(done => setTimeout(done, ms))

/** Waits until somebody else waits for a transaction. */
async function isWaitedFor(pid: number): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ waits: boolean }>`
      select exists (select from pg_stat_activity where ${pid}::int = any (pg_blocking_pids(pid))) as waits`.execute(
      testDatabase(),
    )
    if (rows[0]!.waits) return
    await wait(20)
  }
}

test('a report with a wish waits for whoever closes another follow-up of the customer, and never he for it', async () => {
  const customerId = await givenCustomer(org)
  const spoken = await givenFollowup(org, customerId, { expiresAt: TUESDAY_10_AM.add({ hours: 480 }) })
  await givenPlan(org)
  expect((await taken(agent)).id).toBe(spoken)
  await dial(agent, spoken)
  const other = await givenFollowup(org, customerId, { purpose: 'research' })

  let reported: Promise<unknown> = Promise.resolve()
  await inScope(db, org.owner, async tx => {
    await sql`select from followup where org_id = ${org.orgId} and id = ${other} for update`.execute(tx)
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
    reported = settle(agent, spoken, { outcome: 'asked-not-to-call' })
    reported.catch(() => {})
    await isWaitedFor(rows[0]!.pid)
    // The report has told the planner of the customer by now, and holds what it wrote.
    await closeFollowups(tx, org.owner, [{ id: other }], 'expired')
  })
  expect(await reported).toMatchObject({ id: spoken, state: 'done' })
  const closed = await as(org.owner, tx =>
    tx
      .selectFrom('followup')
      .where('org_id', '=', org.orgId)
      .where('id', '=', other)
      .select('closed_reason')
      .executeTakeFirstOrThrow(),
  )
  expect(closed.closed_reason).toBe('expired')
})
