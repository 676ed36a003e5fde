import { randomUUID } from 'node:crypto'
import { NOW, type Product } from './product.ts'

/** Every kind of rule that is in force while verdicts are measured. */
export const POLICY = {
  exemptions: [
    {
      ...{
        id: 'recall',
        name: '安全召回',
        reason: '安全隐患',
        source: '',
        scope: { purposes: ['care'] },
        agreedOnly: false,
      },
      ...{ passes: ['marketing-week'], limit: 1, days: 30, until: '2026-12-31' },
    },
  ],
  rules: [
    {
      ...{ id: 'hours', name: '时段', kind: 'hours', workday: [{ from: '09:00', to: '12:00' }] },
      ...{ restDay: [{ from: '10:00', to: '12:00' }], holiday: [] },
    },
    { id: 'own-hours', name: '方便时段', kind: 'own-hours' },
    cap('conversation-cap', 'conversations', 'person', 3, { kind: 'rolling', seconds: 30 * 86_400 }),
    cap('attempt-cap', 'attempts', 'person', 10, { kind: 'rolling', seconds: 30 * 86_400 }),
    cap('number-hour', 'attempts', 'number', 5, { kind: 'tumbling', seconds: 3600 }, { layer: 'carrier' }),
    cap('number-day', 'attempts', 'number', 3, { kind: 'calendar', unit: 'day' }),
    cap('day-part', 'attempts', 'person', 1, { kind: 'day-part', cuts: ['12:00', '18:00'] }),
    cap('matter', 'attempts', 'matter', 8, { kind: 'ever' }),
    cap('marketing-week', 'conversations', 'person', 1, { kind: 'calendar', unit: 'week' }, { scope: sells() }),
    { ...gap('quiet-period', 'conversations', 7 * 86_400), next: 'other-matter' },
    gap('attempt-gap', 'attempts', 7200),
    { id: 'consent', name: '同意', kind: 'consent', need: 'explicit', scope: sells() },
    { id: 'solve-first', name: '先解决', kind: 'solve-first', scope: sells() },
    { id: 'key', name: '大客户', kind: 'speaker', owner: true, roles: ['supervisor'], scope: { tags: ['大客户'] } },
  ],
}

function sells() {
  return { purposeClasses: ['marketing'] }
}

function cap(id: string, count: string, per: string, limit: number, window: object, more: object = {}) {
  return { id, name: id, kind: 'cap', count, per, limit, window, effect: 'delay', ...more }
}

function gap(id: string, after: string, seconds: number) {
  return { id, name: id, kind: 'gap', after, per: 'person', next: 'any', seconds }
}

/**
 * Customers with one number each, one in a hundred with another's: half of them called before, a fifth with a consent, and
 * few with each of the rest: tags, wishes, holds, open problems, hours of their own. The policy with every kind of rule.
 */
export async function fillVerdicts({ sql, orgId, branchId, ownerId }: Product, size: number): Promise<void> {
  const client = await sql.connect()
  const run = (text: string, ...values: unknown[]) => client.query(text, [orgId, ...values])
  try {
    // The rows are whole: what triggers and keys would ask of each is known.
    await client.query('set session_replication_role = replica')
    const [keyId, teamId] = [randomUUID(), randomUUID()]
    await run(
      `insert into customer (org_id, id, branch_id, name, name_key, search_terms, tags, owner_id, created_at, updated_at)
       select $1::uuid, uuid_v7(), $2::uuid, '客户' || n, 'k' || n, '{}', case when n % 50 = 0 then array['大客户'] else '{}'::text[] end,
         case when n % 50 = 0 then $3::uuid end, $4::timestamptz, $4::timestamptz from generate_series(1, ${size}) n`,
      ...[branchId, ownerId, NOW],
    )
    await run(
      `create temp table person as select id, row_number() over (order by id) as n from customer where org_id = $1`,
    )
    await client.query('create index on person (n)')
    await run(
      `insert into identifier (org_id, id, kind, data_key_id, ciphertext, blind_index, last_four, created_at)
       select $1::uuid, p.id, 'phone', $2::uuid, '', int8send(p.n), lpad((p.n % 10000)::text, 4, '0'), $3::timestamptz from person p`,
      ...[keyId, NOW],
    )
    await run(
      `insert into contact_point (org_id, customer_id, identifier_id, kind, line_type, source, registered_at)
       select $1::uuid, p.id, p.id, 'phone', 'mobile', 'import', $2::timestamptz from person p
       union all select $1::uuid, p.id, o.id, 'phone', 'mobile', 'import', $2::timestamptz from person p join person o on o.n = p.n + 1
       where p.n % 100 = 0`,
      NOW,
    )
    await run(
      `insert into contact (org_id, customer_id, branch_id, contact_point_id, identifier_id, matter_id, purpose, reason,
         staff_id, team_id, caller_number, state, reserved_at, held_until, quiet_until, dialled_at, settled_at, outcome,
         conversed, policy_version)
       select $1::uuid, p.id, $2::uuid, p.id, p.id, uuid_v7(), case when p.n % 3 = 0 then 'renewal' else 'care' end, '回访', $3::uuid, $4::uuid,
         '4008001234', 'made', t.at, t.at, t.at + case when p.n % 6 = 0 then interval '7 days' else interval '0' end, t.at, t.at,
         case when p.n % 6 = 0 then 'completed' else 'no-answer' end, p.n % 6 = 0, 1
       from person p cross join generate_series(1, 2) k
       cross join lateral (select $5::timestamptz - ((p.n * 7919 + k * 104729) % 60000) * interval '1 minute' as at) t
       where p.n % 2 = 0`,
      ...[branchId, ownerId, teamId, NOW],
    )
    await fillWishes(run, ownerId)
    await run(
      `insert into policy_version (org_id, version, base_version, content, written_by, submitted_at, decision, decided_by,
         decided_at, in_force_from, carried_over)
       values ($1, 1, 0, $2, '{}', $3, 'approved', $4, $3, $3, true)`,
      ...[JSON.stringify(POLICY), NOW, ownerId],
    )
    await client.query('set session_replication_role = origin')
    await client.query('vacuum (analyze)')
    // What was written so fast is on the disk before anything is measured, as in a house that has worked for a while.
    await client.query('checkpoint')
  } finally {
    client.release()
  }
}

/** What some of the customers in the table `person` asked for and are waiting for. */
export async function fillWishes(
  run: (text: string, ...values: unknown[]) => Promise<unknown>,
  ownerId: string,
): Promise<void> {
  await run(
    `insert into consent (org_id, customer_id, purpose_class, channel, given, at, evidence_kind, evidence, source, recorded_at)
     select $1::uuid, id, 'marketing', 'phone', n % 10 > 0, $2::timestamptz, 'text', '同意', 'import', $2::timestamptz from person where n % 5 = 0`,
    '2026-01-05T10:00:00+08:00',
  )
  await run(
    `insert into do_not_contact (org_id, customer_id, source, created_at) select $1::uuid, id, 'hotline', $2::timestamptz from person where n % 200 = 0`,
    NOW,
  )
  await run(
    `insert into open_concern select $1::uuid, uuid_v7(), id, $2::timestamptz from person where n % 300 = 0`,
    '2026-11-20T10:00:00Z',
  )
  await run(
    `insert into contact_hold (org_id, customer_id, reason, until, set_by, set_at)
     select $1::uuid, id, '住院', $2::timestamptz, $3::uuid, $4::timestamptz from person where n % 1000 = 0`,
    ...['2026-12-01T00:00:00Z', ownerId, NOW],
  )
  await run(
    `insert into good_hours (org_id, customer_id, windows, not_before, source, updated_at)
     select $1::uuid, id, '[]', '10:30', 'customer', $2::timestamptz from person where n % 20 = 0`,
    NOW,
  )
}
