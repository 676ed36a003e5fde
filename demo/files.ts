import type { DemoActivity, DemoCustomer } from './business.ts'
import { TIME_ZONE } from './house.ts'

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
