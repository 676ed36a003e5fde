import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import { givenPolicy } from './given.ts'
import { policyInForce, policyVersion } from './index.ts'
import { nameIn } from './name-rules.ts'
import { PolicyContent } from './rule-contract.ts'
import { DEFAULT_CONTENT } from './rules.ts'

let org: GivenOrganisation
beforeAll(async () => {
  org = await givenOrganisation()
})

const inForce = (of = org) => as(of.owner, tx => policyInForce(tx, of.orgId))

/** What was stated before versions, as the table kept it. */
const STATED = sql`
  create temp table contact_policy (org_id uuid, version int, cap_conversations int, cap_attempts int, cap_days int,
    gap_days int, attempt_gap_minutes int, workday_windows jsonb, rest_day_windows jsonb, holiday_windows jsonb,
    created_by uuid, created_at timestamptz) on commit drop`

/** The statement of the migration that carries it over. */
async function carryOver(): Promise<string> {
  const migration = await readFile(new URL('../../migrations/0066_policy_versions.sql', import.meta.url), 'utf8')
  return migration.slice(migration.indexOf('insert into policy_version'))
}

describe('the policy in force', () => {
  test('is the default, version 0, until an organisation states its own', async () => {
    const fresh = await givenOrganisation()
    expect(await inForce(fresh)).toEqual({ version: 0, ...DEFAULT_CONTENT })
    expect(PolicyContent.parse(DEFAULT_CONTENT)).toEqual(DEFAULT_CONTENT)
  })

  test('is the version approved last; the one before it stays readable and unchanged', async () => {
    const first = await givenPolicy(org, { rules: [] })
    const second = await givenPolicy(org, {})
    expect(await inForce()).toEqual({ version: second.version, ...DEFAULT_CONTENT })
    expect(second.version).toBe(first.version + 1)
    expect(await as(org.owner, tx => policyVersion(tx, org.orgId, first.version))).toEqual({
      rules: [],
      exemptions: [],
    })
    expect(await inForce()).toBe(await inForce())
  })

  test('of another organisation is not seen', async () => {
    const other = await givenOrganisation()
    await givenPolicy(other, { rules: [] })
    const seen = await as(org.owner, tx => policyInForce(tx, other.orgId))
    expect(seen.version).toBe(0)
  })

  test('cannot be rewritten: the application may not touch what a version says', async () => {
    const { version } = await givenPolicy(org, {})
    const rewrite = as(org.owner, tx =>
      sql`update policy_version set content = '{"rules": [], "exemptions": []}' where org_id = ${org.orgId} and version = ${version}`.execute(
        tx,
      ),
    )
    await expect(rewrite).rejects.toThrow('permission denied')
    const remove = as(org.owner, tx => sql`delete from policy_version where org_id = ${org.orgId}`.execute(tx))
    await expect(remove).rejects.toThrow('permission denied')
  })

  test('was approved by somebody who did not write it, or is refused by the database', async () => {
    const other = await givenOrganisation()
    const alone = as(other.owner, tx =>
      sql`insert into policy_version (org_id, version, base_version, content, written_by, submitted_by, submitted_at,
        decision, decided_by, decided_at)
        values (${other.orgId}, 1, 0, '{"rules": [], "exemptions": []}', array[${other.owner.staffId}]::uuid[],
          ${other.owner.staffId}, now(), 'approved', ${other.owner.staffId}, now())`.execute(tx),
    )
    await expect(alone).rejects.toThrow('policy_version_is_approved_by_a_second_person')
  })
})

test('what an organisation had stated before versions were approved holds on under its number', async () => {
  const old = await givenOrganisation()
  const hours = JSON.stringify([{ from: '08:30', to: '12:00' }])
  const statement = await carryOver()
  await as(old.owner, async tx => {
    await STATED.execute(tx)
    await sql`insert into contact_policy values
      (${old.orgId}, 1, 3, 10, 30, 7, 120, '[{"from":"09:00","to":"12:00"},{"from":"14:00","to":"21:00"}]',
        '[{"from":"10:00","to":"12:00"},{"from":"14:00","to":"18:00"}]', '[]', null, now() - interval '9 days'),
      (${old.orgId}, 2, 2, 6, 20, 0, 0, ${hours}, '[]', '[]', ${old.owner.staffId}, now() - interval '1 day')`.execute(
      tx,
    )
    await sql.raw(statement).execute(tx)
  })
  // From before names were kept in two languages; those of the product are known all the same.
  const carried = (await as(old.owner, tx => policyVersion(tx, old.orgId, 1)))!
  const inBoth = carried.rules.map(rule => ({ ...rule, nameEn: nameIn(rule, 'en') }))
  expect({ ...carried, rules: inBoth }).toEqual(DEFAULT_CONTENT)
  const now = await inForce(old)
  expect(now.version).toBe(2)
  expect(now.rules.map(rule => rule.id)).toEqual(['hours', 'conversation-cap', 'attempt-cap'])
  expect(now.rules[0]).toMatchObject({ workday: [{ from: '08:30', to: '12:00' }], restDay: [] })
  expect(now.rules[1]).toMatchObject({ limit: 2, window: { kind: 'rolling', seconds: 20 * 86_400 } })
})
