/** What a person chooses between, field by field, when two customers turn out to be one. */
export const MERGE_FIELDS = [
  'name',
  'kind',
  'externalId',
  'branchId',
  'country',
  'timeZone',
  'note',
  'birthday',
  'language',
  'ownerId',
  'stage',
] as const
export type MergeField = (typeof MERGE_FIELDS)[number]

type Value = unknown

/** The columns that follow a field. */
const COLUMNS: Record<MergeField, readonly string[]> = {
  name: ['name', 'name_key'],
  kind: ['kind'],
  externalId: ['external_id'],
  branchId: ['branch_id'],
  country: ['country'],
  timeZone: ['time_zone'],
  note: ['note'],
  birthday: ['birthday'],
  language: ['language'],
  ownerId: ['owner_id'],
  stage: ['stage', 'stage_since'],
}

/**
 * The columns of the customer who stays after taking these fields over from the one who goes. A blank never wins: what the
 * survivor does not have, he takes over anyway.
 */
export function mergedColumns<T extends Record<string, Value>>(survivor: T, gone: T, taken: readonly MergeField[]): T {
  const blank = MERGE_FIELDS.filter(field => COLUMNS[field].every(column => (survivor[column] ?? null) === null))
  const columns = [...taken.filter(field => gone[COLUMNS[field][0]!] !== null), ...blank].flatMap(
    field => COLUMNS[field],
  )
  return { ...survivor, ...Object.fromEntries(columns.map(column => [column, gone[column]])) }
}

/** What taking a merge back makes of the survivor: each column as before, unless somebody changed it since. */
export function unmergedColumns<T extends Record<string, Value>>(now: T, before: T, after: T): T {
  const same = (column: string) => JSON.stringify(now[column]) === JSON.stringify(after[column])
  return Object.fromEntries(Object.keys(now).map(column => [column, same(column) ? before[column] : now[column]])) as T
}
