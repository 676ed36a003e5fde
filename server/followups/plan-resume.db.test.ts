import fc from 'fast-check'
import { sql } from 'kysely'
import pg from 'pg'
import { describe, expect, inject, test } from 'vitest'
import { givenRunning } from '../campaigns/given.ts'
import { pauseCampaign } from '../campaigns/pause-campaign.ts'
import { resumeCampaign } from '../campaigns/resume-campaign.ts'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { inScope, openDatabase, openPool, type Tx } from '../platform/database.ts'
import { givenCustomers } from '../segments/given.ts'
import { planFollowups } from './plan-followups.ts'

const CUSTOMERS = 6

async function givenBusiness() {
  const org = await givenOrganisation()
  const { campaign, planner } = await givenRunning(org)
  await as(org.owner, tx =>
    givenCustomers(
      tx,
      org.owner,
      Array.from({ length: CUSTOMERS }, () => ({
        branchId: org.northId,
        phones: [{ lineType: 'mobile' as const, state: 'valid' as const }],
        activities: [{ kind: 'order', happenedAt: org.owner.now.subtract({ hours: 24 * 5 }) }],
      })),
    ),
  )
  return { org, id: campaign.id, planner }
}

type Given = Awaited<ReturnType<typeof givenBusiness>>

/** What the campaign's customers have to show: one live follow-up each, and the state the campaign is in. */
async function standing({ org, id }: Given) {
  const rows = await as(org.owner, tx =>
    tx
      .selectFrom('followup')
      .where('org_id', '=', org.orgId)
      .where('campaign_id', '=', id)
      .select(['customer_id', 'state'])
      .execute(),
  )
  const { state } = await as(org.owner, tx =>
    tx
      .selectFrom('campaign')
      .where('org_id', '=', org.orgId)
      .where('id', '=', id)
      .select('state')
      .executeTakeFirstOrThrow(),
  )
  return {
    state,
    waiting: rows.filter(row => row.state === 'waiting').length,
    customers: new Set(rows.map(row => row.customer_id)).size,
    rows: rows.length,
  }
}

const STEPS = {
  plan: ({ org }: Given) => as(org.owner, tx => planFollowups(tx, org.owner)),
  pause: ({ planner, id }: Given) => as(planner, tx => pauseCampaign(tx, planner, id)),
  resume: ({ planner, id }: Given) => as(planner, tx => resumeCampaign(tx, planner, id)),
}

/** Work over connections of its own, as another process of the product has them; that they break is what is wanted. */
async function inItsOwnProcess(actor: Actor, work: (tx: Tx) => Promise<void>): Promise<void> {
  const pool = openPool(inject('appUrl'), 1)
  pool.on('connect', client => client.on('error', () => {}))
  try {
    await inScope(openDatabase(pool), actor, work)
  } finally {
    await pool.end()
  }
}

/** Ends every connection of the database that is inside a transaction of an organisation, as a process that is killed. */
async function killWithin(org: GivenOrganisation): Promise<number> {
  const client = new pg.Client({ connectionString: inject('ownerUrl') })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query(
      `select pg_terminate_backend(l.pid) from pg_locks l
       where l.locktype = 'advisory' and l.objid = $1::bigint::oid and l.pid <> pg_backend_pid()`,
      [keyOf(org)],
    )
    return rows.length
  } finally {
    await client.end()
  }
}

/** A number that marks the transactions of an organisation in this test. */
const keyOf = ({ orgId }: GivenOrganisation) => Number.parseInt(orgId.slice(-7), 16)

describe('a campaign that is paused and resumed', () => {
  test('loses nobody and doubles nobody, in whatever order it is planned, paused and resumed, also at one moment', async () => {
    const orders = fc.array(
      fc.array(fc.constantFrom(...(['plan', 'pause', 'resume'] as const)), { minLength: 1, maxLength: 3 }),
      {
        minLength: 1,
        maxLength: 4,
      },
    )
    for (const rounds of fc.sample(orders, { numRuns: 12, seed: 5 })) {
      const given = await givenBusiness()
      for (const steps of rounds) await Promise.allSettled(steps.map(step => STEPS[step](given)))
      await STEPS.resume(given).catch(() => {})
      await STEPS.plan(given)
      expect(await standing(given)).toEqual({
        ...{ state: 'running', waiting: CUSTOMERS, customers: CUSTOMERS, rows: CUSTOMERS },
      })
    }
  })

  test.each(['pause', 'resume', 'plan'] as const)(
    'a process killed in the middle of "%s" leaves it as it was; done again, nobody is lost',
    async step => {
      const given = await givenBusiness()
      const { org, id, planner } = given
      if (step !== 'plan') await STEPS.plan(given)
      if (step === 'resume') await STEPS.pause(given)
      const before = await standing(given)
      const actor = step === 'plan' ? org.owner : planner
      const killed = inItsOwnProcess(actor, async tx => {
        await sql`select pg_advisory_xact_lock(${keyOf(org)}::bigint)`.execute(tx)
        if (step === 'pause') await pauseCampaign(tx, planner, id)
        if (step === 'resume') await resumeCampaign(tx, planner, id)
        if (step === 'plan') await planFollowups(tx, org.owner)
        expect(await killWithin(org)).toBe(1)
        await tx.selectFrom('campaign').select('id').execute()
      })
      await expect(killed).rejects.toThrow()
      expect(await standing(given)).toEqual(before)
      await STEPS[step](given)
      if (step === 'pause') await STEPS.resume(given)
      await STEPS.plan(given)
      expect(await standing(given)).toEqual({
        ...{ state: 'running', waiting: CUSTOMERS, customers: CUSTOMERS, rows: CUSTOMERS },
      })
    },
  )
})
