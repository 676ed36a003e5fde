import {
  type CustomerReference,
  customerNumberField,
  customersByExternalId,
  importedCustomers,
  importNewCustomers,
  lockCustomers,
  plainCustomerNumber,
  readCountry,
} from '../customers/index.ts'
import { readNumber } from '../imports/cell-rules.ts'
import {
  type BatchOutcome,
  dateSurvey,
  type ImportContext,
  type ImportKind,
  type ImportRow,
  timeReader,
} from '../imports/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { importedOrders } from './imported-orders.ts'
import { discardStaged, ownersOfOrders, type StagedLine, settleOrders, stageLines } from './order-store.ts'
import { orderRejections } from './reasons.ts'
import { MAX_PRICE, MAX_QUANTITY } from './rules.ts'

const ORDERS_PER_STEP = 2000
/** What one line may be worth, so that an order of a thousand lines still fits. */
const MAX_LINE = 1e11

interface ReadLine extends Omit<StagedLine, 'customerId'> {
  customer: string
  country: string | undefined
  numbered: boolean
}

type TimeReader = (text: string) => Temporal.Instant | undefined
type Rejection = { reason: keyof typeof orderRejections; facts?: Record<string, unknown> }

/** Order lines: one row is one line; one customer at one time is one order where the file has no order numbers. */
export const ordersImport: ImportKind = {
  name: 'orders',
  label: { zh: '订单', en: 'Orders' },
  hint: {
    zh: '每行一个产品。同一订单号的各行合为一个订单，按客户编号归到客户名下。',
    en: 'One product per row. Rows with the same order number become one order of the customer with that customer number.',
  },
  settings: ['timeZone', 'dateOrder', 'currency', 'createCustomers'],
  nouns: [importedOrders, importedCustomers],
  rejections: orderRejections,
  fields: [
    { ...customerNumberField, words: [...customerNumberField.words, 'customer'] },
    {
      name: 'order',
      label: { zh: '订单号', en: 'Order number' },
      words: [
        '订单号',
        '订单编号',
        '单号',
        '发票号',
        'invoiceno',
        'invoicenumber',
        'invoice',
        'orderno',
        'orderid',
        'ordernumber',
        'order',
      ],
    },
    {
      name: 'happenedAt',
      label: { zh: '时间', en: 'Time' },
      words: [
        ...[
          '时间',
          '日期',
          '下单时间',
          '订单时间',
          '订单日期',
          '购买时间',
          '购买日期',
          '成交时间',
          '交易时间',
          '开票日期',
        ],
        ...['invoicedate', 'orderdate', 'date', 'time', 'datetime', 'purchasedate', 'happenedat'],
      ],
      required: true,
    },
    {
      name: 'productCode',
      label: { zh: '产品编码', en: 'Product code' },
      words: [
        '产品编码',
        '产品编号',
        '商品编码',
        '商品编号',
        '货号',
        'stockcode',
        'sku',
        'productcode',
        'productid',
        'itemcode',
      ],
    },
    {
      name: 'product',
      longest: 500,
      label: { zh: '产品', en: 'Product' },
      words: [
        '产品',
        '产品名称',
        '商品',
        '商品名称',
        '品名',
        '名称',
        'description',
        'product',
        'productname',
        'item',
        'itemname',
      ],
    },
    {
      name: 'quantity',
      label: { zh: '数量', en: 'Quantity' },
      words: ['数量', '件数', '购买数量', 'quantity', 'qty', 'count', 'units'],
      required: true,
    },
    {
      name: 'unitPrice',
      label: { zh: '单价', en: 'Unit price' },
      words: ['单价', '价格', '售价', 'unitprice', 'price'],
      required: true,
    },
    { name: 'currency', label: { zh: '币种', en: 'Currency' }, words: ['币种', '货币', 'currency'] },
    {
      name: 'country',
      label: { zh: '客户所在国家或地区', en: 'Country of the customer' },
      words: ['国家', '国家地区', '国家或地区', 'country', 'countrycode'],
    },
  ],
  survey: dateSurvey('happenedAt'),
  lock: lockCustomers,
  apply,
  settle: (tx, actor, context) => settleOrders(tx, actor, context.importId, ORDERS_PER_STEP),
  discard: discardStaged,
}

/** Stages the lines that are valid: those of one order may lie anywhere in the file. */
async function apply(tx: Tx, actor: Actor, context: ImportContext, rows: readonly ImportRow[]): Promise<BatchOutcome> {
  const rejected: BatchOutcome['rejected'] = []
  const lines: ReadLine[] = []
  const timeAt = timeReader(context)
  for (const row of rows) {
    const line = readLine(row, context, timeAt)
    if ('reason' in line) rejected.push({ number: row.number, ...line })
    else lines.push(line)
  }
  const { customers, added } = await customersOf(tx, actor, context, lines)
  const owners = await ownersOfOrders(tx, actor.orgId, context.importId, numbersOf(lines))
  const staged: StagedLine[] = []
  for (const line of lines) {
    const customer = customers.get(line.customer)
    const reason = whyNot(line, customer, context, owners)
    if (!customer || reason) rejected.push({ number: line.number, ...reason! })
    else {
      owners.set(line.orderKey, customer.id)
      staged.push({ ...line, customerId: customer.id })
    }
  }
  await stageLines(tx, actor.orgId, context.importId, staged)
  return { new: 0, changed: 0, unchanged: 0, rejected, counts: { customersAdded: added } }
}

function numbersOf(lines: readonly ReadLine[]): string[] {
  return [...new Set(lines.filter(line => line.numbered).map(line => line.orderKey))]
}

function whyNot(
  line: ReadLine,
  customer: CustomerReference | undefined,
  context: ImportContext,
  owners: ReadonlyMap<string, string>,
): Rejection | undefined {
  if (!customer) return { reason: 'customer-unknown', facts: { customer: line.customer } }
  if (!context.branchIds.has(customer.branchId)) return { reason: 'customer-elsewhere' }
  const owner = owners.get(line.orderKey)
  if (owner && owner !== customer.id) return { reason: 'order-of-another-customer', facts: { order: line.orderKey } }
  return undefined
}

/** The customers of the lines, those not there yet added when the mapping says so. */
async function customersOf(tx: Tx, actor: Actor, context: ImportContext, lines: readonly ReadLine[]) {
  const wanted = new Map(lines.map(line => [line.customer, line.country]))
  const customers = await customersByExternalId(tx, actor.orgId, [...wanted.keys()])
  if (!context.mapping.createCustomers) return { customers, added: 0 }
  const missing = [...wanted].filter(([externalId]) => !customers.has(externalId))
  const given = missing.map(([externalId, country]) => ({ externalId, country }))
  for (const [externalId, customer] of await importNewCustomers(tx, actor, context, given)) {
    customers.set(externalId, customer)
  }
  return { customers, added: given.length }
}

function readLine(row: ImportRow, context: ImportContext, timeAt: TimeReader): ReadLine | Rejection {
  const customer = plainCustomerNumber(row.value('customer'))
  if (!customer) return { reason: 'customer-missing' }
  const [quantity, unitPrice] = [readNumber(row.value('quantity')), readNumber(row.value('unitPrice'))]
  if (quantity === undefined) return { reason: 'quantity-unreadable' }
  if (Number(quantity.toFixed(3)) <= 0) return { reason: 'quantity-not-positive' }
  if (unitPrice === undefined) return { reason: 'price-unreadable' }
  if (Number(unitPrice.toFixed(4)) <= 0) return { reason: 'price-not-positive' }
  if (quantity > MAX_QUANTITY || unitPrice > MAX_PRICE || quantity * unitPrice > MAX_LINE) return { reason: 'too-much' }
  const [productCode, name] = [row.value('productCode') || null, row.value('product')]
  const product = name || productCode
  if (!product) return { reason: 'product-missing' }
  const happenedAt = timeAt(row.value('happenedAt'))
  if (!happenedAt) return { reason: 'time-unreadable' }
  const currency = row.value('currency').toUpperCase() || context.mapping.currency || null
  if (currency && !/^[A-Z]{3}$/.test(currency)) return { reason: 'currency-unknown' }
  const order = row.value('order')
  return {
    number: row.number,
    customer,
    country: readCountry(row.value('country')),
    numbered: order !== '',
    orderKey: order || `${customer}@${happenedAt}`,
    happenedAt,
    productCode,
    product,
    quantity,
    unitPrice,
    currency,
  }
}
