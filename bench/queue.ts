import { randomUUID } from 'node:crypto'
import { NOW, type Product } from './product.ts'

const CAMPAIGNS = 5

/** A follow-up waits for every customer, half of them due, in five running campaigns of one team. Answers the team. */
export async function fillQueue(product: Product): Promise<string> {
  const { sql, orgId, branchId, ownerId } = product
  const [teamId, scriptId] = [randomUUID(), randomUUID()]
  const [approverId] = await addStaff(product, 'approver', 1)
  await sql.query('insert into team (org_id, id, branch_id, name, created_at) values ($1, $2, $3, $4, $5)', [
    orgId,
    teamId,
    branchId,
    '测量组',
    NOW,
  ])
  await sql.query(
    `insert into script (org_id, id, name, opening, minutes, questions, frozen_at, created_by, created_at, updated_at)
     values ($1, $2, '测量', '您好', 3, '[]', $4, $3, $4, $4)`,
    [orgId, scriptId, ownerId, NOW],
  )
  await sql.query(
    `insert into campaign (org_id, branch_id, team_id, script_id, name, purposes, reason_for_customer, trigger_kind,
       from_day, to_day, caller_number, priority, valid_from, valid_until, state, owner_id, created_by, created_at, planned_by,
       submitted_at, approved_by, approved_at)
     select $1, $2, $3, $4, '测量 ' || n, '{care}', '测量', 'order', 0, 30, '4008001234', n, '2026-01-01', '2026-12-31',
       'running', $5, $5, $7, array[$5::uuid], $7, $6, $7
     from generate_series(1, ${CAMPAIGNS}) n`,
    [orgId, branchId, teamId, scriptId, ownerId, approverId, NOW],
  )
  await sql.query(
    `insert into followup (org_id, customer_id, branch_id, team_id, campaign_id, script_id, purpose, reason, priority,
       max_attempts, state, due_at, expires_at, created_at)
     select $1, c.id, $2, $3, m.id, $4, 'care', '测量', m.priority, 5, 'waiting',
       $5::timestamptz + (n * 7919 % 20000 - 10000) * interval '1 minute', $5::timestamptz + interval '60 days', $5
     from (select id, row_number() over (order by id) as n from customer where org_id = $1) c
     join campaign m on m.org_id = $1 and m.priority = 1 + n % ${CAMPAIGNS}`,
    [orgId, branchId, teamId, scriptId, NOW],
  )
  await sql.query('vacuum (analyze)')
  return teamId
}

/** Agents of a team, each with a session of his own, as cookies. */
export async function addAgents(product: Product, teamId: string, count: number): Promise<string[]> {
  const ids = await addTeam(product, teamId, count)
  return Promise.all(ids.map(id => product.sessionOf(id)))
}

/** Agents of a team, without sessions. */
export async function addTeam(product: Product, teamId: string, count: number): Promise<string[]> {
  const ids = await addStaff(product, 'agent', count)
  await product.sql.query(
    'insert into team_member (org_id, team_id, staff_id) select $1, $2, id from unnest($3::uuid[]) id',
    [product.orgId, teamId, ids],
  )
  return ids
}

/**
 * Customers with one number each, written by SQL: for a look at what works on many of them without importing them first.
 * Their numbers cannot be unsealed, which nothing here asks for.
 */
export async function fillCustomers({ sql, orgId, branchId, ask }: Product, count: number): Promise<void> {
  // The vault makes its keys with the first number.
  await ask('POST', '/customers', { name: '第一', phones: ['+86 10 5555 0100'] })
  await sql.query(
    `insert into customer (org_id, branch_id, name, external_id, search_terms, created_at, updated_at)
     select $1, $2, '客户' || n, 'S' || n, '{}', $3, $3 from generate_series(2, $4::int) n`,
    [orgId, branchId, NOW, count],
  )
  await sql.query(
    `insert into identifier (org_id, id, kind, data_key_id, ciphertext, blind_index, last_four, created_at)
     select $1, c.id, 'phone', i.data_key_id, uuid_send(c.id), uuid_send(c.id), right('000' || c.external_id, 4), $2
     from customer c cross join identifier i where c.external_id is not null`,
    [orgId, NOW],
  )
  await sql.query(
    `insert into contact_point (org_id, id, customer_id, identifier_id, kind, line_type, source, registered_at)
     select $1, c.id, c.id, c.id, 'phone', 'mobile', 'import', $2 from customer c where c.external_id is not null`,
    [orgId, NOW],
  )
}

async function addStaff({ sql, orgId, branchId }: Product, role: string, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID())
  const given = [orgId, ids]
  await sql.query(
    `insert into staff (org_id, id, branch_id, name, email, roles, created_at)
     select $1, id, $3, $4, id || '@bench.example', array[$4], $5 from unnest($2::uuid[]) id`,
    [...given, branchId, role, NOW],
  )
  await sql.query(
    `insert into auth."user" ("id", "name", "email", "emailVerified", "updatedAt")
     select id, $2, id || '@bench.example', true, now() from unnest($1::text[]) id`,
    [ids, role],
  )
  await sql.query(
    'insert into auth.login (user_id, org_id, staff_id) select id::text, $1, id from unnest($2::uuid[]) id',
    given,
  )
  return ids
}
