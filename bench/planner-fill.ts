import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { NOW, type Product } from './product.ts'
import { fillWishes } from './verdict-fill.ts'

export const CAMPAIGNS = 20
const TEAMS = 10
const ACTIVITIES_EACH = 5

const common = { layer: 'own', scope: {}, from: null, until: null, source: '' }
const day = [{ from: '09:00', to: '21:00' }]
/** One rule of every kind for everybody. */
const RULES = [
  { ...common, id: 'hours', name: '时段', kind: 'hours', workday: day, restDay: day, holiday: [], weekdays: {} },
  { ...common, id: 'own-hours', name: '方便时间', kind: 'own-hours' },
  {
    ...common,
    ...{ id: 'cap', name: '上限', kind: 'cap', count: 'conversations', per: 'person', limit: 3, effect: 'delay' },
    window: { kind: 'rolling', seconds: 30 * 86_400 },
  },
  {
    ...common,
    id: 'gap',
    name: '间隔',
    kind: 'gap',
    after: 'conversations',
    per: 'person',
    next: 'other-matter',
    seconds: 7 * 86_400,
  },
  { ...common, id: 'consent', name: '同意', kind: 'consent', need: 'not-withdrawn' },
  { ...common, id: 'solve-first', name: '先解决', kind: 'solve-first', scope: { purposes: ['cross-sell'] } },
  {
    ...common,
    id: 'speaker',
    name: '专人',
    kind: 'speaker',
    scope: { tags: ['大客户'] },
    owner: true,
    roles: ['agent'],
  },
  {
    ...common,
    ...{ id: 'combine', name: '合并', kind: 'combine', most: 2, first: ['problem-solving'] },
    never: [['problem-solving', 'cross-sell']],
  },
]
const PURPOSES = ['care', 'satisfaction', 'renewal', 'cross-sell', 'research']

/**
 * Customers with a number, whose names the background need not work up any more, five activities and, every second one, a conversation in the last thirty days, some of whom asked
 * for something; a policy with every kind of rule; and twenty campaigns that gave each customer one follow-up that waits, and
 * every second another.
 */
export async function fillForPlanning({ sql, orgId, branchId, ownerId }: Product, customers: number): Promise<void> {
  const client = await sql.connect()
  const house = { orgId, branchId, ownerId }
  try {
    // What refers to what was made right here; checking it row by row would be measured by nobody.
    await client.query('set session_replication_role = replica')
    await fillCustomers(client, house, customers)
    await client.query(
      `insert into policy_version (org_id, version, base_version, content, written_by, submitted_by, submitted_at, decision,
         decided_by, decided_at, in_force_from)
       values ($1, 1, 0, $2, array[$3::uuid], $3, $4, 'approved', uuid_v7(), $4, $4)`,
      [orgId, JSON.stringify({ rules: RULES, exemptions: [] }), ownerId, NOW],
    )
    await fillFollowups(client, house, await fillTeams(client, house, customers))
    await client.query('drop table person')
  } finally {
    await client.query('set session_replication_role = origin')
    client.release()
  }
  await sql.query('vacuum (analyze)')
}

type House = Pick<Product, 'orgId' | 'branchId' | 'ownerId'>

async function fillCustomers(
  client: pg.PoolClient,
  { orgId, branchId, ownerId }: House,
  customers: number,
): Promise<void> {
  await client.query('create temporary table person as select n, uuid_v7() as id from generate_series(1, $1::int) n', [
    customers,
  ])
  await client.query(
    `insert into customer (org_id, id, branch_id, name, search_terms, tags, created_at, updated_at)
     select $1, id, $2, '客户' || n, '{}', case when n % 50 = 0 then array['大客户'] else '{}' end, $3, $3 from person`,
    [orgId, branchId, NOW],
  )
  await client.query(
    `insert into identifier (org_id, id, kind, data_key_id, ciphertext, blind_index, last_four, created_at)
     select $1, id, 'phone', $2, '\\x00', decode(md5(n::text), 'hex'), '0000', $3 from person`,
    [orgId, randomUUID(), NOW],
  )
  await client.query(
    `insert into contact_point (org_id, customer_id, identifier_id, kind, source, registered_at)
     select $1, id, id, 'phone', 'import', $2 from person`,
    [orgId, NOW],
  )
  await client.query(
    `insert into activity (org_id, customer_id, kind, happened_at, amount, created_at)
     select $1, c.id, 'order', $2::timestamptz - (c.n * 7 + k * 61) % 400 * interval '1 day', k * 100, $2
     from person c, generate_series(1, ${ACTIVITIES_EACH}) k`,
    [orgId, NOW],
  )
  await client.query(
    `insert into contact (org_id, customer_id, branch_id, contact_point_id, identifier_id, matter_id, purpose, reason, staff_id,
       team_id, caller_number, state, reserved_at, held_until, quiet_until, dialled_at, settled_at, outcome, conversed,
       policy_version)
     select $1, id, $2, id, id, uuid_v7(), 'care', '测量', $3, uuid_v7(), '4008001234', 'made', at, at,
       at + interval '7 days', at, at, 'completed', true, 1
     from (select id, $4::timestamptz - (n * 13 % 30 + 1) * interval '1 day' as at from person where n % 2 = 0) c`,
    [orgId, branchId, ownerId, NOW],
  )
  await fillWishes((text, ...values) => client.query(text, [orgId, ...values]), ownerId)
}

/** Teams with their members; answers their ids. */
async function fillTeams(client: pg.PoolClient, { orgId, branchId }: House, customers: number): Promise<string[]> {
  const teams = Array.from({ length: TEAMS }, () => randomUUID())
  await client.query(
    `insert into team (org_id, id, branch_id, name, created_at)
     select $1, id, $2, '班组 ' || n, $4 from unnest($3::uuid[]) with ordinality t (id, n)`,
    [orgId, branchId, teams, NOW],
  )
  await addMembers(client, { orgId, branchId, teams, each: Math.max(1, Math.round(customers / 10_000)) })
  return teams
}

async function fillFollowups(
  client: pg.PoolClient,
  { orgId, branchId, ownerId }: House,
  teams: readonly string[],
): Promise<void> {
  const scriptId = randomUUID()
  await client.query(
    `insert into script (org_id, id, name, opening, minutes, questions, frozen_at, created_by, created_at, updated_at)
     values ($1, $2, '测量', '您好', 4, '[]', $4, $3, $4, $4)`,
    [orgId, scriptId, ownerId, NOW],
  )
  await client.query(
    `insert into campaign (org_id, branch_id, team_id, script_id, name, purposes, reason_for_customer, trigger_kind,
       from_day, to_day, caller_number, priority, valid_from, valid_until, state, owner_id, created_by, created_at, planned_by,
       submitted_at, approved_by, approved_at)
     select $1, $2, ($3::uuid[])[1 + n % ${TEAMS}], $4, '测量 ' || n, array[($5::text[])[1 + n % ${PURPOSES.length}]], '测量', 'complaint',
       0, 30, '4008001234', 1 + n % 9, '2026-01-01', '2026-12-31', 'running', $6, $6, $7, array[$6::uuid], $7, uuid_v7(), $7
     from generate_series(1, ${CAMPAIGNS}) n`,
    [orgId, branchId, teams, scriptId, PURPOSES, ownerId, NOW],
  )
  await client.query(
    `insert into followup (org_id, customer_id, branch_id, team_id, campaign_id, script_id, purpose, reason, priority,
       max_attempts, state, due_at, expires_at, created_at)
     select $1, c.id, $2, m.team_id, m.id, $3, m.purposes[1], '测量', m.priority, 5, 'waiting',
       $4::timestamptz + (c.n::bigint * 7919 % 20 - 10) * interval '1 day',
       $4::timestamptz + (c.n::bigint * 104729 % 30 + 11) * interval '1 day', $4::timestamptz - c.n % 20 * interval '1 day'
     from (select n, id, 1 + n % 20 as of_campaign from person
       union all select n, id, 1 + (n / 2 + 7) % 20 from person where n % 2 = 0 and 1 + (n / 2 + 7) % 20 <> 1 + n % 20) c
     join (select *, row_number() over (order by name) as number from campaign where org_id = $1) m on m.number = c.of_campaign`,
    [orgId, branchId, scriptId, NOW],
  )
}

async function addMembers(
  client: { query: (text: string, values: unknown[]) => Promise<unknown> },
  { orgId, branchId, teams, each }: { orgId: string; branchId: string; teams: string[]; each: number },
): Promise<void> {
  const members = teams.flatMap(team => Array.from({ length: each }, () => ({ team, id: randomUUID() })))
  const ids = members.map(({ id }) => id)
  await client.query(
    `insert into staff (org_id, id, branch_id, name, email, roles, created_at, joined_at)
     select $1, id, $2, '坐席', id || '@bench.example', array['agent'], $4, $4 from unnest($3::uuid[]) id`,
    [orgId, branchId, ids, NOW],
  )
  await client.query(
    'insert into team_member (org_id, team_id, staff_id) select $1, t, s from unnest($2::uuid[], $3::uuid[]) g (t, s)',
    [orgId, members.map(({ team }) => team), ids],
  )
}
