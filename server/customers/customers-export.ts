import type { Actor } from '../platform/actor.ts'
import { type Database, inScope, type Tx } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import type { Cell, Column } from '../platform/workbook.ts'
import { type ExportContext, type ExportKind, maskOf, openForExport } from '../privacy/index.ts'
import { countAll, type ExportedRow, exportedRows, namesOfCriteria } from './exported-store.ts'
import { CustomerCriteria } from './list-contract.ts'
import { isIdentifier } from './list-rules.ts'
import { idsAfter } from './list-store.ts'
import { criteriaMeant } from './search-customers.ts'
import { STAGE_WORDS } from './stage-rules.ts'

/** Customers read in one transaction. */
const STEP = 1000

const HEADERS: Record<Language, readonly string[]> = {
  zh: [
    '客户编号',
    '姓名或名称',
    '类型',
    '机构',
    '客户经理',
    '阶段',
    '标签',
    '电话',
    '邮箱',
    '备注',
    '建档时间',
    '更新时间',
  ],
  en: [
    'Customer number',
    'Name',
    'Kind',
    'Branch',
    'Owner',
    'Stage',
    'Tags',
    'Phone',
    'E-mail',
    'Note',
    'Added',
    'Changed',
  ],
}

const KIND_WORDS = { person: { zh: '个人', en: 'Person' }, organisation: { zh: '企业', en: 'Organisation' } }

/** The list of customers as it can leave the house. */
export const customersExport: ExportKind = {
  name: 'customers',
  label: { zh: '客户名单', en: 'Customers' },
  permission: 'customers.read',
  criteria: CustomerCriteria,
  summary: (tx, actor, criteria, language) => summaryOf(tx, actor, criteria as CustomerCriteria, language),
  async count(tx, actor, criteria) {
    return countAll(tx, actor.orgId, await criteriaMeant(tx, actor, criteria as CustomerCriteria))
  },
  columns(language): readonly Column[] {
    const kinds = [
      'text',
      'text',
      'text',
      'text',
      'text',
      'text',
      'text',
      'text',
      'text',
      'text',
      'instant',
      'instant',
    ] as const
    return HEADERS[language].map((header, at) => ({ header, kind: kinds[at]! }))
  },
  rows: (db, criteria, context) => rowsOf(db, criteria as CustomerCriteria, context),
}

async function summaryOf(tx: Tx, actor: Actor, criteria: CustomerCriteria, language: Language): Promise<string> {
  const zh = language === 'zh'
  const { branch, owner } = await namesOfCriteria(tx, actor.orgId, criteria)
  const { words, stage, tags, kind, hasPhone } = criteria
  const parts = [
    words &&
      (isIdentifier(words) ? (zh ? '按号码查找' : 'found by a number') : zh ? `搜索“${words}”` : `search “${words}”`),
    branch && (zh ? `机构：${branch}` : `branch: ${branch}`),
    criteria.ownerId === 'none'
      ? zh
        ? '无客户经理'
        : 'no owner'
      : owner && (zh ? `客户经理：${owner}` : `owner: ${owner}`),
    stage && (stage === 'none' ? (zh ? '无阶段' : 'no stage') : STAGE_WORDS[stage][language]),
    tags?.length && (zh ? `标签：${tags.join('、')}` : `tags: ${tags.join(', ')}`),
    kind && KIND_WORDS[kind][language],
    hasPhone !== undefined && (hasPhone ? (zh ? '有电话' : 'with a phone') : zh ? '无电话' : 'without a phone'),
    criteria.changedWithinDays &&
      (zh ? `${criteria.changedWithinDays} 天内更新` : `changed within ${criteria.changedWithinDays} days`),
    criteria.createdWithinDays &&
      (zh ? `${criteria.createdWithinDays} 天内建档` : `added within ${criteria.createdWithinDays} days`),
    (criteria.createdSince || criteria.updatedSince) && (zh ? '按日期' : 'by date'),
    criteria.importId && (zh ? '来自一次导入' : 'of one import'),
  ].filter(part => typeof part === 'string')
  return parts.length > 0 ? parts.join(zh ? '；' : '; ') : zh ? '全部客户' : 'all customers'
}

async function* rowsOf(
  db: Database,
  criteria: CustomerCriteria,
  { actor, language, fullNumbers, signal }: ExportContext,
): AsyncGenerator<readonly Cell[]> {
  for (let after: string | null = null; ; ) {
    signal?.throwIfAborted()
    const { ids, cells } = await inScope(db, actor, async tx => {
      const ids: string[] = await idsAfter(tx, actor.orgId, await criteriaMeant(tx, actor, criteria), after, STEP)
      const rows = await exportedRows(tx, actor.orgId, ids)
      const pointIds = fullNumbers ? rows.flatMap(row => row.points.map(point => point.identifierId)) : []
      const opened = await openForExport(tx, actor, pointIds)
      return { ids, cells: rows.map(row => cellsOf(row, opened, language)) }
    })
    yield* cells
    if (ids.length < STEP) return
    after = ids.at(-1)!
  }
}

function cellsOf(row: ExportedRow, opened: ReadonlyMap<string, string>, language: Language): readonly Cell[] {
  const points = (kind: 'phone' | 'email') =>
    row.points
      .filter(point => point.kind === kind)
      .map(point => opened.get(point.identifierId) ?? maskOf(point))
      .join('; ')
  return [
    row.externalId,
    row.name,
    KIND_WORDS[row.kind][language],
    row.branchName,
    row.ownerName,
    row.stage && STAGE_WORDS[row.stage][language],
    row.tags.join(', '),
    points('phone'),
    points('email'),
    row.note,
    row.createdAt,
    row.updatedAt,
  ]
}
