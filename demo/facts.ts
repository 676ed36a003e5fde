import { changeCustomers } from '../server/customers/change-customers.ts'
import { customersByExternalId } from '../server/customers/index.ts'
import type { Stage } from '../server/customers/list-contract.ts'
import { setTag } from '../server/customers/tags.ts'
import { addView } from '../server/customers/views.ts'
import { inScope } from '../server/platform/database.ts'
import { requestExport } from '../server/privacy/exports.ts'
import { addCoverageRule } from '../server/reports/save-coverage-rule.ts'
import { addSchedule } from '../server/reports/save-schedule.ts'
import type { DemoCustomer } from './business.ts'
import { chunks } from './chunks.ts'
import { consentsFile, machinesFile, personsFile } from './files.ts'
import { importAll } from './history.ts'
import type { House } from './house.ts'
import { random } from './random.ts'

/** Owner, stage and tags are set for so many at most; of a hundred thousand the rest waits for its planners. */
const CARED_FOR = 5000
const AT_ONCE = 1000

const TAGS = [
  { name: '重点客户', colour: 'red' },
  { name: '老客户', colour: 'teal' },
  { name: '在谈新单', colour: 'violet' },
  { name: '价格敏感', colour: 'amber' },
] as const

const LEFT_ALONE = [
  { name: '重点客户每季度至少交谈一次', stage: null, tag: '重点客户', days: 90 },
  { name: '忠诚客户半年内要有人问候', stage: 'loyalty', tag: null, days: 180 },
] as const

/** What is known of the customers beside their numbers: persons in charge, machines, consents, owner, stage and tags. */
export async function fillFacts(house: House, seed: number, count: number, now: Temporal.Instant): Promise<void> {
  const { business } = house
  const planner = house.staff('planner', now.subtract({ hours: 30 * 24 }))
  const customers = () => business.customers(seed, count)
  await importAll(house, planner, 'persons', '联系人.csv', personsFile(seed, customers()))
  await importAll(house, planner, 'consents', '客户授权.csv', consentsFile(seed, customers(), now))
  if (business.ownsMachines) {
    await importAll(house, planner, 'machines', '设备台账.csv', machinesFile(seed, customers(), now))
  }
  await inScope(house.db, planner, async tx => {
    for (const tag of TAGS) await setTag(tx, planner, tag)
  })
  for (const some of chunks(business.customers(seed, Math.min(count, CARED_FOR)), AT_ONCE)) {
    await careFor(house, seed, some, planner.now)
  }
}

/**
 * What the office keeps for itself: a view that all share, who must not be left alone, a report by mail, and a list that
 * waits to leave the house.
 */
export async function fillOffice(house: House, now: Temporal.Instant): Promise<void> {
  const [planner, supervisor] = [house.staff('planner', now), house.staff('supervisor', now)]
  const criteria = { tags: ['重点客户'] }
  await inScope(house.db, planner, tx =>
    addView(tx, planner, {
      name: '重点客户',
      sharedWith: 'organisation',
      teamId: null,
      criteria,
      sort: 'name',
      columns: ['points', 'owner', 'stage', 'tags'],
    }),
  )
  await inScope(house.db, planner, tx =>
    requestExport(tx, planner, {
      kind: 'customers',
      criteria,
      reason: '寄送年度答谢函，需要联系人名单',
      wantsFullNumbers: false,
      language: 'zh',
    }),
  )
  const { head: branchId } = house.branchIds
  for (const rule of LEFT_ALONE) {
    await inScope(house.db, supervisor, tx =>
      addCoverageRule(tx, supervisor, { ...rule, branchId: branchId!, toldIds: [] }),
    )
  }
  await inScope(house.db, supervisor, tx =>
    addSchedule(tx, supervisor, {
      name: '每日回访简报',
      branchId: branchId!,
      campaignId: null,
      teamId: null,
      rhythm: 'daily',
      weekday: null,
      monthDay: null,
      atMinute: 8 * 60 + 30,
      workdaysOnly: true,
      paused: false,
      recipients: [{ staffId: supervisor.staffId!, address: null, language: 'zh' }],
    }),
  )
}

async function careFor(house: House, seed: number, some: readonly DemoCustomer[], at: Temporal.Instant): Promise<void> {
  const planner = house.staff('planner', at)
  const owners = ['supervisor', 'planner'].map(login => house.staff(login, at).staffId!)
  const drawn = some.map(customer => {
    const draw = random(`${seed}/care/${customer.externalId}`)
    const stage: Stage = draw.weighted({ reach: 6, acquisition: 10, conversion: 22, retention: 45, loyalty: 17 })
    const tags = TAGS.map(({ name }) => name).filter(() => draw.chance(0.14))
    return { number: customer.externalId, ownerId: draw.pick(owners), stage, tags }
  })
  await inScope(house.db, planner, async tx => {
    const known = await customersByExternalId(
      tx,
      house.orgId,
      drawn.map(({ number }) => number),
    )
    const change = async (fits: (one: (typeof drawn)[number]) => boolean, what: ChangeOf) => {
      const ids = drawn.filter(fits).map(({ number }) => known.get(number)!.id)
      if (ids.length > 0) await changeCustomers(tx, planner, { ids, change: what }, async () => {})
    }
    for (const ownerId of owners) await change(one => one.ownerId === ownerId, { ownerId })
    for (const stage of STAGES) await change(one => one.stage === stage, { stage })
    for (const { name } of TAGS) await change(one => one.tags.includes(name), { addTags: [name] })
  })
}

type ChangeOf = Parameters<typeof changeCustomers>[2]['change']
const STAGES: readonly Stage[] = ['reach', 'acquisition', 'conversion', 'retention', 'loyalty']
