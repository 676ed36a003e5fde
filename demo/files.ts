import type { DemoActivity, DemoCustomer } from './business.ts'
import { TIME_ZONE } from './house.ts'
import { fixedLine } from './quiet-numbers.ts'
import { random } from './random.ts'

/** The customers as a file, as the house's old system would give it. */
export function customersFile(
  customers: Iterable<DemoCustomer>,
  nameOfBranch: (key: string) => string,
): AsyncGenerator<Uint8Array> {
  return file('客户编号,客户名称,类型,所属机构,手机,座机,邮箱,备注', customers, customer => {
    const [first = '', second = ''] = customer.phones
    const kind = customer.kind === 'person' ? '个人' : '企业'
    const cells = [customer.externalId, customer.name, kind, nameOfBranch(customer.branch), first, second]
    return [[...cells, customer.email ?? '', customer.note]]
  })
}

/** Orders with their lines as a file, one row a line. */
export function ordersFile(
  orders: Iterable<{ customerNumber: string; order: DemoActivity }>,
): AsyncGenerator<Uint8Array> {
  return file('客户编号,订单号,时间,产品编码,产品,数量,单价,币种', orders, ({ customerNumber, order }) => {
    const time = order.happenedAt.toString({ timeZone: TIME_ZONE, smallestUnit: 'second' })
    return order.lines.map(({ productCode, product, quantity, unitPrice }) => {
      return [customerNumber, order.externalId, time, productCode, product, quantity, unitPrice, 'CNY']
    })
  })
}

const SURNAMES = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨']
const DUTIES = ['采购', '财务', '机手', '维修', '负责人']
/** The lines of persons begin where those of customers never get to. */
const FIRST_LINE = 5_000_000

/** The persons in charge at organisations, one or two at each. */
export function personsFile(seed: number, customers: Iterable<DemoCustomer>): AsyncGenerator<Uint8Array> {
  let lines = FIRST_LINE
  return file('客户编号,姓名,职责,电话', customers, ({ externalId, kind }) => {
    if (kind === 'person') return []
    const draw = random(`${seed}/persons/${externalId}`)
    const first = draw.between(0, DUTIES.length - 1)
    return Array.from({ length: draw.between(1, 2) }, (_, n) => {
      const name = `${SURNAMES[(first * 3 + n * 5) % SURNAMES.length]}${draw.pick(['经理', '师傅', '会计', '工'])}`
      return [externalId, name, DUTIES[(first + n) % DUTIES.length]!, fixedLine('10', lines++)]
    })
  })
}

/** What some customers agreed to, and some took back, when they signed. */
export function consentsFile(
  seed: number,
  customers: Iterable<DemoCustomer>,
  now: Temporal.Instant,
): AsyncGenerator<Uint8Array> {
  return file('客户编号,同意书编号,用途,渠道,状态,时间,证据', customers, ({ externalId }) => {
    const draw = random(`${seed}/consents/${externalId}`)
    if (!draw.chance(0.4)) return []
    const at = now
      .subtract({ hours: 24 * draw.between(40, 360) })
      .toString({ timeZone: TIME_ZONE, smallestUnit: 'second' })
    const said = draw.chance(0.85) ? '同意' : '撤回'
    return [[externalId, `TY${externalId}`, draw.pick(['服务', '调研', '营销']), '电话', said, at, '签约时勾选']]
  })
}

/** The machines of customers with their meters, one row each. */
export function machinesFile(
  seed: number,
  customers: Iterable<DemoCustomer>,
  now: Temporal.Instant,
): AsyncGenerator<Uint8Array> {
  const today = now.toZonedDateTimeISO(TIME_ZONE).toPlainDate()
  return file(
    '序列号,客户编号,品牌,型号,购买日期,交付日期,保修至,表读数,单位,读数日期',
    customers,
    ({ externalId, owns }) => {
      const draw = random(`${seed}/machines/${externalId}`)
      return owns.map(({ model }, n) => {
        const boughtOn = today.subtract({ days: draw.between(40, 1800) })
        const readOn = today.subtract({ days: draw.between(31, 38) })
        const hours = Math.round(boughtOn.until(readOn, { largestUnit: 'day' }).days * (2 + 4 * draw.next()))
        const days = [boughtOn, boughtOn.add({ days: 5 }), boughtOn.add({ years: 2 })].map(String)
        return [
          `${model}-${externalId.slice(2)}-${n + 1}`,
          externalId,
          '东方',
          model,
          ...days,
          hours,
          '小时',
          String(readOn),
        ]
      })
    },
  )
}

async function* file<T>(
  head: string,
  items: Iterable<T>,
  rowsOf: (item: T) => (string | number)[][],
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  let text = `${head}\n`
  for (const item of items) {
    for (const row of rowsOf(item)) text += `${row.join(',')}\n`
    if (text.length < 1 << 16) continue
    yield encoder.encode(text)
    text = ''
  }
  yield encoder.encode(text)
}
