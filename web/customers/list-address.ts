import type { z } from 'zod'
import { type CUSTOMER_COLUMNS, CustomerColumn, type CustomerCriteria } from '../../server/customers/list-contract.ts'

export type ColumnName = (typeof CUSTOMER_COLUMNS)[number]
export type Criteria = z.input<typeof CustomerCriteria>

/** The filters by their names in the address. */
export const FILTER_NAMES = [
  'q',
  'branch',
  'owner',
  'stage',
  'tag',
  'kind',
  'phone',
  'changed',
  'import',
  'sort',
  'cols',
  'view',
] as const
export type FilterName = (typeof FILTER_NAMES)[number]
export type FilterValues = { [N in FilterName]?: string }

/** The columns shown before anyone chose; the name always comes first. */
export const USUAL_COLUMNS: readonly ColumnName[] = ['points', 'branch', 'owner', 'stage', 'tags', 'updatedAt']

export function sortOf({ sort }: FilterValues): 'name' | 'updated' {
  return sort === 'updated' ? 'updated' : 'name'
}

/** The criteria that an address means; what it does not know, it leaves out. */
export function criteriaOf(values: FilterValues): Criteria {
  return {
    ...(values.q && { words: values.q }),
    ...(values.branch && { branchId: values.branch }),
    ...(values.owner && { ownerId: values.owner }),
    ...(values.stage && { stage: values.stage as Criteria['stage'] }),
    ...(values.tag && { tags: [values.tag] }),
    ...(values.kind && { kind: values.kind as Criteria['kind'] }),
    ...(values.phone && { hasPhone: values.phone === 'yes' }),
    ...(Number(values.changed) > 0 && { changedWithinDays: Number(values.changed) }),
    ...(values.import && { importId: values.import }),
  }
}

/** An address that means these criteria: the reverse of `criteriaOf`. */
export function valuesOf(criteria: Criteria): FilterValues {
  return {
    q: criteria.words,
    branch: criteria.branchId,
    owner: criteria.ownerId,
    stage: criteria.stage,
    tag: criteria.tags?.[0],
    kind: criteria.kind,
    phone: criteria.hasPhone === undefined ? undefined : criteria.hasPhone ? 'yes' : 'no',
    changed: criteria.changedWithinDays === undefined ? undefined : String(criteria.changedWithinDays),
    import: criteria.importId,
  }
}

/** The columns that an address names, in its order; the usual ones when it names none. */
export function columnsOf(text: string | undefined): readonly ColumnName[] {
  if (text === undefined) return USUAL_COLUMNS
  return [...new Set(text.split(',').flatMap(name => CustomerColumn.safeParse(name).data ?? []))]
}
