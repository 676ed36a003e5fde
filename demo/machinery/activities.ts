import type { ActivityKind } from '../../server/activity/index.ts'
import type { DemoActivity, DemoCustomer, DemoLine, Owned } from '../business.ts'
import { daysAgo, momentOf } from '../moments.ts'
import { type Random, random } from '../random.ts'

const PARTS: readonly Omit<DemoLine, 'quantity'>[] = [
  { productCode: 'LX-0152', product: '机油滤芯', unitPrice: 86 },
  { productCode: 'LX-0210', product: '柴油滤芯', unitPrice: 118 },
  { productCode: 'LX-0333', product: '空气滤芯（主）', unitPrice: 245 },
  { productCode: 'YY-4618', product: '抗磨液压油 46 号 18 L', unitPrice: 398 },
  { productCode: 'JY-1540', product: '柴机油 CI-4 15W-40 18 L', unitPrice: 428 },
  { productCode: 'DC-2150', product: '斗齿（标准型）', unitPrice: 135 },
  { productCode: 'LD-2157', product: '履带总成', unitPrice: 13_800 },
  { productCode: 'ZL-0218', product: '支重轮', unitPrice: 960 },
  { productCode: 'YG-1126', product: '动臂油缸密封包', unitPrice: 680 },
  { productCode: 'ZB-3607', product: '主泵修理包', unitPrice: 4_650 },
  { productCode: 'LT-2355', product: '工程轮胎 23.5-25', unitPrice: 7_200 },
  { productCode: 'PS-0540', product: '破碎锤钎杆', unitPrice: 1_480 },
]
const SERVICES = [
  '500 小时保养',
  '1,000 小时保养',
  '2,000 小时大保养',
  '液压系统检修',
  '发动机检修',
  '电气故障排除',
  '空调维修',
]
const COMPLAINTS = [
  ...['服务工程师未按约定时间到场', '维修后同一故障再次出现', '配件发错型号', '维修收费与报价不一致'],
  ...['交机时少随车工具', '电话多次无人接听'],
]
const VISITS = ['到店看二手装载机', '到店咨询以旧换新', '参加新机体验日', '到店咨询融资租赁方案']

/** Of a hundred things that happen, how many are of each kind. A machine that is bought brings its delivery too. */
const KINDS = { parts: 38, machine: 8, used: 3, service: 24, complaint: 6, rental: 9, contract: 6, visit: 7 } as const

export function activitiesOf(seed: number, customer: DemoCustomer, now: Temporal.Instant): DemoActivity[] {
  const draw = random(`${seed}/activities/${customer.externalId}`)
  const many = customer.kind === 'organisation' ? draw.between(3, 9) : draw.between(2, 6)
  const found: DemoActivity[] = []
  for (let n = 1; n <= many; n++) {
    const number = `${customer.externalId.slice(2)}-${n}`
    found.push(...happening(draw, customer, momentOf(draw, daysAgo(draw), now), number))
  }
  return found
    .filter(({ happenedAt }) => Temporal.Instant.compare(happenedAt, now) < 0)
    .sort((a, b) => Temporal.Instant.compare(a.happenedAt, b.happenedAt))
}

function happening(draw: Random, customer: DemoCustomer, at: Temporal.ZonedDateTime, number: string): DemoActivity[] {
  const owned = draw.pick(customer.owns)
  const one = (kind: ActivityKind, prefix: string, summary: string, amount: number | null = null, when = at) => {
    return { kind, happenedAt: when.toInstant(), externalId: `${prefix}${number}`, summary, amount, lines: [] }
  }
  const what = draw.weighted(KINDS)
  switch (what) {
    case 'parts':
      return [{ ...one('parts', 'PJ', ''), lines: partsBought(draw) }]
    case 'machine': {
      const delivered = at.add({ days: draw.between(3, 9), hours: draw.between(0, 3) })
      const serial = `DF${draw.between(100_000, 999_999)}`
      const summary = `交机：${owned.product}（${serial}）`
      return [
        { ...one('order', 'SO', ''), lines: [machineLine(owned)] },
        one('delivery', 'JJ', summary, owned.price, delivered),
      ]
    }
    case 'used':
      return [{ ...one('second-hand', 'ES', ''), lines: [usedMachineLine(draw, owned)] }]
    case 'service':
      return [one('service', 'FW', `${draw.pick(SERVICES)}：${owned.product}`, draw.between(4, 160) * 100)]
    case 'complaint':
      return [one('complaint', 'TS', `${draw.pick(COMPLAINTS)}（${owned.product}）`)]
    case 'rental': {
      const days = draw.pick([7, 15, 30, 60])
      return [one('rental', 'ZL', `租赁 ${owned.product} ${days} 天`, owned.rent * days)]
    }
    case 'contract':
      return [
        one(
          'contract',
          'HT',
          `签订延保合同：${owned.product}，${draw.pick(['一年', '两年'])}`,
          draw.between(8, 60) * 1000,
        ),
      ]
    case 'visit':
      return [one('visit', 'DD', draw.pick(VISITS))]
  }
}

function partsBought(draw: Random): DemoLine[] {
  const chosen = new Set(Array.from({ length: draw.between(1, 4) }, () => draw.pick(PARTS)))
  return [...chosen].map(part => ({
    ...part,
    quantity: part.unitPrice > 1000 ? draw.between(1, 4) : draw.between(2, 20),
  }))
}

function usedMachineLine(draw: Random, { model, product, price }: Owned): DemoLine {
  const unitPrice = Math.round((price * draw.between(35, 65)) / 100_000) * 1000
  return { productCode: `ES-${model}`, product: `二手 ${product}`, quantity: 1, unitPrice }
}

function machineLine({ model, product, price }: Owned): DemoLine {
  return { productCode: model, product, quantity: 1, unitPrice: price }
}
