import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { as, givenOrganisation } from '../people/given.ts'
import { givenCustomers } from '../segments/given.ts'
import { conditionsHold } from '../segments/index.ts'
import type { Operator } from '../segments/rules.ts'
import { teachContactFields } from './plan-fields-store.ts'

test('conditions ask how long ago a customer was last spoken to', async () => {
  teachContactFields()
  const org = await givenOrganisation()
  const { now } = org.owner
  const phones = [{ lineType: 'mobile' as const, state: 'valid' as const }]
  const spokenTo = async (customerId: string, days: number, conversed: boolean) => {
    const at = now.subtract({ hours: 24 * days })
    await as(org.owner, tx =>
      sql`insert into contact (org_id, customer_id, branch_id, contact_point_id, identifier_id, matter_id, purpose, reason,
          staff_id, team_id, caller_number, state, reserved_at, held_until, quiet_until, dialled_at, settled_at, outcome,
          conversed, policy_version)
        select p.org_id, p.customer_id, ${org.rootId}, p.id, p.identifier_id, uuid_v7(), 'care', '关怀',
          ${org.owner.staffId}, ${org.teamId}, '4008001234', 'made', ${at}, ${at}, ${at}, ${at}, ${at}, 'completed',
          ${conversed}, 0
        from contact_point p where p.org_id = ${org.orgId} and p.customer_id = ${customerId}`.execute(tx),
    )
  }
  const made = await as(org.owner, tx =>
    givenCustomers(
      tx,
      org.owner,
      [1, 2, 3].map(() => ({ branchId: org.rootId, phones })),
    ),
  )
  await spokenTo(made[0]!.id, 100, true)
  await spokenTo(made[0]!.id, 5, false)
  await spokenTo(made[1]!.id, 20, true)
  const found = (operator: Operator, value: number) =>
    as(org.owner, async tx => {
      const group = { combinator: 'and' as const, rules: [{ field: 'contacts.last' as const, operator, value }] }
      const { rows } = await sql<{ id: string }>`
        select c.id from customer c where c.org_id = ${org.orgId} and ${conditionsHold(group, now)}`.execute(tx)
      return rows.map(({ id }) => made.findIndex(customer => customer.id === id)).sort()
    })
  expect(await found('at-least', 90)).toEqual([0])
  expect(await found('at-most', 90)).toEqual([1])
  expect(await found('at-least', 0)).toEqual([0, 1])
})
