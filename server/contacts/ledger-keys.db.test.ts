import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { givenRunning } from '../campaigns/given.ts'
import { type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import { newId } from '../platform/id.ts'
import { givenCustomer } from './given.ts'

/** By table, what its rows name: the column, and the table that it names. */
const NAMED = [
  ['contact', 'customer_id', 'customer'],
  ['contact', 'contact_point_id', 'contact_point'],
  ['contact', 'identifier_id', 'identifier'],
  ['contact', 'branch_id', 'branch'],
  ['contact', 'staff_id', 'staff'],
  ['contact', 'team_id', 'team'],
  ['contact', 'campaign_id', 'campaign'],
  ['verdict', 'customer_id', 'customer'],
  ['verdict', 'staff_id', 'staff'],
] as const

let owner: pg.Pool
let org: GivenOrganisation
/** A row of each table, of one organisation. */
const row: Record<string, string> = {}

beforeAll(async () => {
  owner = new pg.Pool({ connectionString: inject('ownerUrl'), max: 4 })
  org = await givenOrganisation()
  const agent = await org.staff('agent')
  const { campaign } = await givenRunning(org)
  const customerId = await givenCustomer(org)
  const points = await owner.query('select id, identifier_id from contact_point where customer_id = $1', [customerId])
  const [point] = points.rows
  Object.assign(row, {
    ...{ customer: customerId, contact_point: point.id, identifier: point.identifier_id, branch: org.northId },
    ...{ staff: agent.staffId, team: org.teamId, campaign: campaign.id, contact: newId(), verdict: newId() },
  })
  const {
    orgId,
    owner: { now },
  } = org
  await owner.query(
    `insert into contact (org_id, id, customer_id, branch_id, contact_point_id, identifier_id, matter_id, campaign_id, purpose,
       reason, staff_id, team_id, caller_number, state, reserved_at, held_until, quiet_until, policy_version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'care', '回访', $9, $10, '4008001234', 'cancelled', $11, $11, $11, 0)`,
    [
      orgId,
      row.contact,
      row.customer,
      row.branch,
      row.contact_point,
      row.identifier,
      newId(),
      row.campaign,
      row.staff,
      row.team,
      now.toString(),
    ],
  )
  await owner.query(
    `insert into verdict (org_id, id, at, customer_id, moment, kind, reasons, policy_version, staff_id)
     values ($1, $2, $3, $4, 'hand-out', 'allow', '[]', 0, $5)`,
    [orgId, row.verdict, now.toString(), row.customer, row.staff],
  )
})
afterAll(() => owner.end())

/** Adds a copy of the row of a table with other values; answers its id. */
async function copied(table: string, other: Record<string, unknown>, by: pg.Pool | pg.PoolClient = owner) {
  const id = newId()
  const { rows } = await owner.query<{ columns: string }>(
    `select string_agg(quote_ident(attname), ', ') as columns from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [table],
  )
  const columns = rows[0]!.columns
  await by.query(
    `insert into ${table} (${columns})
     select ${columns} from (select (jsonb_populate_record(t, $2)).* from ${table} t where t.id = $1) copy`,
    [row[table], { id, ...other }],
  )
  return id
}

/** What no two rows of a table have in common. */
const OWN: Record<string, () => Record<string, unknown>> = {
  customer: () => ({ external_id: null }),
  contact_point: () => ({ extension: String(Math.floor(Math.random() * 1e8)) }),
  identifier: () => ({ blind_index: `\\x${newId().replaceAll('-', '')}` }),
  branch: () => ({ name: newId() }),
  staff: () => ({ email: `${newId()}@test.example` }),
  team: () => ({ name: newId() }),
  campaign: () => ({ name: newId() }),
}

const changed = (table: string, column: string, value: string) =>
  owner.query(`update ${table} set ${column} = $2 where id = $1`, [row[table], value])
const removed = (table: string, id: string) => owner.query(`delete from ${table} where id = $1`, [id])
const IS_NOT_THERE = /names what does not exist|violates foreign key constraint/
const IS_NAMED = /leaves what names it|violates foreign key constraint/

describe.each(NAMED)('a row of %s', (table, column, named) => {
  test(`names a ${named} that is there and of its organisation`, async () => {
    await expect(copied(table, { [column]: newId() })).rejects.toThrow(IS_NOT_THERE)
    await expect(changed(table, column, newId())).rejects.toThrow(IS_NOT_THERE)
    const other = await givenOrganisation()
    const theirs =
      column === 'customer_id'
        ? await givenCustomer(other)
        : { branch: other.rootId, team: other.teamId }[named as string]
    if (theirs) await expect(copied(table, { [column]: theirs })).rejects.toThrow(IS_NOT_THERE)
    await expect(copied(table, {})).resolves.toBeDefined()
  })

  test(`keeps the ${named} that it names, also while it is being written`, async () => {
    const [first, second] = [await copied(named, OWN[named]!()), await copied(named, OWN[named]!())]
    await copied(table, { [column]: first })
    await expect(removed(named, first)).rejects.toThrow(IS_NAMED)
    const writer = await owner.connect()
    try {
      await writer.query('begin')
      await copied(table, { [column]: second }, writer)
      const removing = removed(named, second).then(
        () => 'removed',
        error => String(error),
      )
      await writer.query('commit')
      expect(await removing).toMatch(IS_NAMED)
    } finally {
      writer.release()
    }
  })

  test(`is in nobody's way when no ${named} is left that it named`, async () => {
    const id = await copied(named, OWN[named]!())
    await expect(removed(named, id)).resolves.toMatchObject({ rowCount: 1 })
  })
})
