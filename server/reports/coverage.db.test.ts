import exceljs from 'exceljs'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { givenCustomer } from '../contacts/given.ts'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { newId } from '../platform/id.ts'
import { coverageOf, exportUncovered, uncoveredOf } from './coverage.ts'
import { bytesOf } from './export-report.ts'
import { givenCoverageRule } from './given-coverage.ts'
import { addCoverageRule, removeCoverageRule } from './save-coverage-rule.ts'

const NOW = Temporal.Instant.from('2026-11-17T12:00:00+08:00')
const daysAgo = (days: number) => NOW.subtract({ hours: 24 * days })

describe('customers left alone', () => {
  let org: GivenOrganisation
  let boss: Actor
  let ruleId: string
  const names = async (actor: Actor, limit = 50, cursor?: string) =>
    (await as(actor, tx => uncoveredOf(tx, actor, ruleId, { limit, cursor }))).items.map(row => [row.name, row.days])

  /** A customer of a stage, a customer since so many days, spoken to or only rung so many days ago. */
  async function customer(
    name: string,
    branchId: string,
    given: { since: number; spoken?: number; rung?: number; stage?: string; by?: string },
  ): Promise<void> {
    const id = await givenCustomer(org, { branchId })
    await as(org.owner, async tx => {
      await sql`
        update customer set name = ${name}, stage = ${given.stage ?? 'loyalty'}, stage_since = now(),
          created_at = ${daysAgo(given.since)} where org_id = ${org.orgId} and id = ${id}`.execute(tx)
      for (const [ago, conversed] of [
        [given.spoken, true],
        [given.rung, false],
      ] as const) {
        if (ago === undefined) continue
        await sql`
          insert into contact (org_id, customer_id, branch_id, contact_point_id, identifier_id, matter_id, purpose, reason,
            staff_id, team_id, caller_number, state, reserved_at, held_until, quiet_until, dialled_at, settled_at, outcome,
            conversed, policy_version)
          select ${org.orgId}, ${id}, ${given.by ?? branchId}, id, identifier_id, ${newId()}, 'care', '关怀',
            ${org.owner.staffId}, ${org.teamId}, '400', 'made', ${daysAgo(ago)}, ${daysAgo(ago)}, ${daysAgo(ago)},
            ${daysAgo(ago)}, ${daysAgo(ago)}, 'completed', ${conversed}, 1
          from contact_point where org_id = ${org.orgId} and customer_id = ${id}`.execute(tx)
      }
    })
  }

  beforeAll(async () => {
    org = await givenOrganisation()
    boss = org.at(org.owner, NOW)
    ruleId = (await givenCoverageRule(boss, org.rootId)).id
    await customer('久未联系', org.northId, { since: 400, spoken: 45 })
    await customer('刚联系过', org.northId, { since: 400, spoken: 29 })
    await customer('从未联系', org.southId, { since: 90 })
    await customer('只拨过', org.southId, { since: 200, spoken: 100, rung: 3 })
    await customer('新客户', org.northId, { since: 29 })
    await customer('别的阶段', org.northId, { since: 400, stage: 'reach' })
    await customer('别处谈过', org.northId, { since: 400, spoken: 5, by: org.southId })
  })

  test('are those here long enough whom nobody has spoken to, longest first', async () => {
    const found = [
      ['只拨过', 100],
      ['从未联系', 90],
      ['久未联系', 45],
    ]
    expect(await names(boss)).toEqual(found)
    expect((await as(boss, tx => coverageOf(tx, boss))).items).toMatchObject([
      { customers: 6, uncovered: 3, planned: 0 },
    ])
    const first = await as(boss, tx => uncoveredOf(tx, boss, ruleId, { limit: 2 }))
    expect(first.items.map(row => row.name)).toEqual(['只拨过', '从未联系'])
    expect(await names(boss, 2, first.next!)).toEqual([found[2]])
  })

  test('are a branch’s own; that another branch spoke to one counts, whoever asks', async () => {
    const north = org.at(await org.staff('supervisor', org.northId), NOW)
    const own = await givenCoverageRule(north, org.northId)
    const rows = await as(north, tx => uncoveredOf(tx, north, own.id, { limit: 50 }))
    expect(rows.items.map(row => row.name)).toEqual(['久未联系'])
    await expect(as(north, tx => uncoveredOf(tx, north, ruleId, { limit: 50 }))).rejects.toThrow('not-found')
    await expect(as(north, tx => removeCoverageRule(tx, north, ruleId))).rejects.toThrow('not-found')
  })

  test('are taken out as a table with dates as dates', async () => {
    const book = new exceljs.Workbook()
    const exported = await as(boss, tx => exportUncovered(tx, boss, ruleId, 'zh'))
    await book.xlsx.load((await bytesOf(exported, boss)) as never)
    const sheet = book.worksheets[0]!
    expect((sheet.getRow(2).values as unknown[]).slice(1)).toEqual([
      '客户',
      '机构',
      '客户经理',
      '阶段',
      '标签',
      '上次交谈',
      '未联系天数',
      '已安排回访',
    ])
    expect(sheet.getCell('F3').value).toEqual(new Date('2026-08-09T12:00:00Z'))
    expect(sheet.getCell('G3').value).toBe(100)
    expect(sheet.getCell('D3').value).toBe('忠诚')
  })

  test('a rule must say whom it is about', async () => {
    const given = { name: '所有人', branchId: org.rootId, stage: null, tag: null, days: 30, toldIds: [] }
    await expect(as(boss, tx => addCoverageRule(tx, boss, given))).rejects.toThrow('coverage-needs-customers')
  })
})
