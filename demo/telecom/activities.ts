import type { ActivityKind } from '../../server/activity/index.ts'
import type { DemoActivity, DemoCustomer, DemoLine } from '../business.ts'
import { daysAgo, momentOf } from '../moments.ts'
import { type Random, random } from '../random.ts'

const FAULTS = ['宽带无法上网', '网速慢', '光猫故障', '电视卡顿', '专线时延高', '无线信号弱', '固话无声音']
const COMPLAINTS = ['装机师傅改约两次', '账单多收费用', '套餐资费与宣传不符', '故障超过承诺时间未修复', '销户办理太慢']
const VISITS = ['营业厅办理过户', '营业厅咨询携号转网', '营业厅咨询千兆升级', '营业厅办理补卡']
const DEVICES: readonly Omit<DemoLine, 'quantity'>[] = [
  { productCode: 'GM-WF6', product: 'Wi-Fi 6 光猫', unitPrice: 199 },
  { productCode: 'LY-AX3', product: '千兆路由器', unitPrice: 269 },
  { productCode: 'SX-2K', product: '云看家摄像头', unitPrice: 149 },
  { productCode: 'JD-4K', product: '4K 机顶盒', unitPrice: 199 },
]

const KINDS = { install: 14, fault: 30, device: 16, complaint: 8, contract: 20, visit: 12 } as const

export function activitiesOf(seed: number, customer: DemoCustomer, now: Temporal.Instant): DemoActivity[] {
  const draw = random(`${seed}/telecom/activities/${customer.externalId}`)
  const many = customer.kind === 'organisation' ? draw.between(2, 6) : draw.between(1, 4)
  return Array.from({ length: many }, (_, n) =>
    happening(draw, customer, momentOf(draw, daysAgo(draw), now), `${customer.externalId.slice(2)}-${n + 1}`),
  )
    .filter(({ happenedAt }) => Temporal.Instant.compare(happenedAt, now) < 0)
    .sort((a, b) => Temporal.Instant.compare(a.happenedAt, b.happenedAt))
}

function happening(draw: Random, customer: DemoCustomer, at: Temporal.ZonedDateTime, number: string): DemoActivity {
  const { product, rent } = draw.pick(customer.owns)
  const one = (kind: ActivityKind, prefix: string, summary: string, amount: number | null = null): DemoActivity => {
    return { kind, happenedAt: at.toInstant(), externalId: `${prefix}${number}`, summary, amount, lines: [] }
  }
  switch (draw.weighted(KINDS)) {
    case 'install':
      return one('delivery', 'ZJ', `装机竣工：${product}`)
    case 'fault':
      return one('service', 'BX', `报障修复：${draw.pick(FAULTS)}（${product}）`)
    case 'device':
      return { ...one('order', 'DD', ''), lines: [{ ...draw.pick(DEVICES), quantity: draw.between(1, 2) }] }
    case 'complaint':
      return one('complaint', 'TS', draw.pick(COMPLAINTS))
    case 'contract':
      return one('contract', 'HY', `签订 24 个月合约：${product}`, rent * 24)
    case 'visit':
      return one('visit', 'TD', draw.pick(VISITS))
  }
}
