import { approveCampaign, createCampaign, submitCampaign } from '../server/campaigns/index.ts'
import { inScope } from '../server/platform/database.ts'
import { createScript } from '../server/scripts/index.ts'
import { type House, SERVICE_NUMBER, type TeamKey, TIME_ZONE } from './house.ts'
import type { BranchKey } from './places.ts'
import { type DemoScript, HANDOVER, PARTS, SERVICE, YEAR_END } from './scripts.ts'

type Content = Parameters<typeof createCampaign>[2]

interface DemoCampaign extends Pick<Content, 'name' | 'purposes' | 'reasonForCustomer' | 'priority'> {
  conditions: readonly { field: string; operator: string; value: unknown; days?: number }[]
  branch: BranchKey | 'head'
  team: TeamKey
  script: DemoScript
  kind: Content['trigger']['kind']
  days: [from: number, to: number]
  becomes: 'running' | 'paused' | 'stopped' | 'submitted' | 'draft'
  /** Only of these branches; of all below the campaign's own when left out. */
  only?: readonly BranchKey[]
}

const amount = (operator: string, value: number) => ({ field: 'activity.amount', operator, value })

const CAMPAIGNS: readonly DemoCampaign[] = [
  {
    name: '交机后关怀回访',
    purposes: ['care', 'satisfaction'],
    reasonForCustomer: '了解新机交付后的使用情况',
    branch: 'head',
    team: 'head',
    script: HANDOVER,
    kind: 'delivery',
    days: [3, 15],
    conditions: [],
    priority: 8,
    becomes: 'running',
  },
  {
    name: '维修保养满意度回访',
    purposes: ['satisfaction', 'problem-solving'],
    reasonForCustomer: '了解您对最近一次维修保养是否满意',
    branch: 'head',
    team: 'head',
    script: SERVICE,
    kind: 'service',
    days: [1, 10],
    conditions: [],
    priority: 7,
    becomes: 'running',
  },
  {
    name: '投诉处理后回访',
    purposes: ['problem-solving', 'satisfaction'],
    reasonForCustomer: '确认您反映的问题处理得怎么样',
    branch: 'head',
    team: 'head',
    script: SERVICE,
    kind: 'complaint',
    days: [2, 14],
    conditions: [],
    priority: 9,
    becomes: 'running',
  },
  {
    name: '华东配件订单回访',
    purposes: ['satisfaction', 'replenishment'],
    reasonForCustomer: '核对最近一次配件订单的到货情况',
    branch: 'east',
    team: 'east',
    script: PARTS,
    kind: 'order',
    days: [3, 35],
    conditions: [amount('less-than', 100_000)],
    priority: 6,
    becomes: 'running',
  },
  {
    name: '华南配件补货提醒',
    purposes: ['replenishment', 'care'],
    reasonForCustomer: '到了易损件更换周期，提醒您提前准备配件',
    branch: 'south',
    team: 'south',
    script: PARTS,
    kind: 'order',
    days: [20, 50],
    conditions: [amount('less-than', 100_000)],
    priority: 5,
    becomes: 'running',
  },
  {
    name: '华北西南配件到货回访',
    purposes: ['satisfaction'],
    reasonForCustomer: '核对最近一次配件订单的到货情况',
    branch: 'head',
    team: 'head',
    script: PARTS,
    kind: 'order',
    days: [3, 20],
    conditions: [amount('less-than', 100_000)],
    only: ['north', 'southwest'],
    priority: 5,
    becomes: 'running',
  },
  {
    name: '合作区域老客户关怀',
    purposes: ['care'],
    reasonForCustomer: '了解配件和设备的使用情况',
    branch: 'partner',
    team: 'partner',
    script: PARTS,
    kind: 'order',
    days: [5, 45],
    conditions: [{ field: 'customer.phone', operator: 'has', value: 'any' }],
    priority: 5,
    becomes: 'running',
  },
  {
    name: '租赁客户服务回访',
    purposes: ['satisfaction', 'renewal'],
    reasonForCustomer: '了解租赁设备的使用和服务情况',
    branch: 'head',
    team: 'head',
    script: SERVICE,
    kind: 'rental',
    days: [5, 45],
    conditions: [],
    priority: 4,
    becomes: 'paused',
  },
  {
    name: '延保合同签约回访',
    purposes: ['verify-data'],
    reasonForCustomer: '核对延保合同的设备和联系人信息',
    branch: 'head',
    team: 'head',
    script: HANDOVER,
    kind: 'contract',
    days: [1, 12],
    conditions: [],
    priority: 7,
    becomes: 'stopped',
  },
  {
    name: '二手机置换意向调研',
    purposes: ['research', 'cross-sell'],
    reasonForCustomer: '了解您置换设备的打算',
    branch: 'head',
    team: 'head',
    script: PARTS,
    kind: 'visit',
    days: [2, 20],
    conditions: [
      { field: 'customer.kind', operator: 'in', value: ['organisation'] },
      { field: 'orders.total', operator: 'at-least', value: 50_000, days: 365 },
    ],
    priority: 4,
    becomes: 'submitted',
  },
  {
    name: '年终老客户答谢',
    purposes: ['festival', 'care'],
    reasonForCustomer: '感谢您一年来的支持',
    branch: 'head',
    team: 'head',
    script: YEAR_END,
    kind: 'order',
    days: [30, 365],
    conditions: [{ field: 'orders.count', operator: 'at-least', value: 2, days: 365 }],
    priority: 3,
    becomes: 'draft',
  },
]

const VALID_DAYS = 180

/** Writes the scripts and campaigns; those that are to run are approved by the second person. Answers their ids by fate. */
export async function planCampaigns(
  house: House,
  at: Temporal.Instant,
): Promise<Record<DemoCampaign['becomes'], string[]>> {
  const [planner, approver] = [house.staff('planner', at), house.staff('approver', at.add({ hours: 3 }))]
  const validFrom = at.toZonedDateTimeISO(TIME_ZONE).toPlainDate()
  const scripts = new Map<DemoScript, string>()
  for (const script of [HANDOVER, SERVICE, PARTS, YEAR_END]) {
    scripts.set(script, (await inScope(house.db, planner, tx => createScript(tx, planner, script))).id)
  }
  const ids = { running: [], paused: [], stopped: [], submitted: [], draft: [] } as Record<string, string[]>
  for (const { branch, team, script, kind, days, becomes, only, conditions, ...content } of CAMPAIGNS) {
    const ofBranches = { field: 'customer.branch', operator: 'in', value: only?.map(key => house.branchIds[key]) ?? [] }
    const given: Content = {
      ...content,
      conditions: only ? [...conditions, ofBranches] : conditions,
      branchId: house.branchIds[branch],
      teamId: house.teamIds[team],
      scriptId: scripts.get(script)!,
      trigger: { kind, fromDay: days[0], toDay: days[1] },
      callerNumber: SERVICE_NUMBER,
      maxAttempts: 5,
      validFrom,
      validUntil: validFrom.add({ days: VALID_DAYS }),
    }
    const { id, version } = await inScope(house.db, planner, tx => createCampaign(tx, planner, given))
    ids[becomes]!.push(id)
    if (becomes === 'draft') continue
    await inScope(house.db, planner, tx => submitCampaign(tx, planner, id))
    if (becomes === 'submitted') continue
    await inScope(house.db, approver, tx => approveCampaign(tx, approver, id, { version }))
  }
  return ids as Record<DemoCampaign['becomes'], string[]>
}
