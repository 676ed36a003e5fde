import { organisation } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { ImportContext, ImportKind, ImportRow, RejectedRow } from './import-kind.ts'
import { whyUnreadable } from './import-mapping.ts'
import { branchesBelow } from './rules.ts'
import { branchTree, type RunRow } from './store.ts'

/** What a run may touch and what its file leaves unsaid, from the organisation and the mapping. */
export async function contextOf(
  tx: Tx,
  actor: Pick<Actor, 'orgId'>,
  run: Pick<RunRow, 'id' | 'fileName' | 'createdBy' | 'branchId' | 'mapping' | 'starterMayWrite'>,
): Promise<ImportContext> {
  const { country, timeZone } = await organisation(tx, actor.orgId)
  const tree = await branchTree(tx, actor.orgId)
  const mapping = run.mapping ?? { columns: {} }
  const branchIds = branchesBelow(run.branchId, tree)
  return {
    importId: run.id,
    fileName: run.fileName,
    startedBy: run.createdBy,
    branchId: run.branchId,
    branchIds,
    branchIdByName: new Map(tree.filter(({ id }) => branchIds.has(id)).map(({ id, name }) => [name, id])),
    country: mapping.country ?? country,
    timeZone: mapping.timeZone ?? timeZone,
    mapping,
    mayWrite: run.starterMayWrite,
  }
}

export interface RawRow {
  number: number
  cells: string[]
}

/** Parts rows into those a kind can take in and those no kind could. */
export function fittingRows(
  kind: ImportKind,
  header: readonly string[],
  read: (row: RawRow) => ImportRow,
  rows: readonly RawRow[],
): { fitting: ImportRow[]; unreadable: RejectedRow[] } {
  const unreadable: RejectedRow[] = []
  const fitting: ImportRow[] = []
  for (const row of rows) {
    const said = read(row)
    const why = whyUnreadable(row, header, kind, said)
    if (why) unreadable.push({ number: row.number, ...why })
    else fitting.push(said)
  }
  return { fitting, unreadable }
}
