import { builtOn, type ImportedNoun } from '../imports/index.ts'
import { deleteActivities, holdActivities } from './imported-order-store.ts'
import { restoreRecords } from './record-store.ts'

/** Services, deliveries, complaints, contracts and rentals that an import added or changed. */
export const importedRecords: ImportedNoun = {
  name: 'record',
  label: { zh: '业务记录', en: 'records' },
  async remove(tx, { orgId }, importId, rows) {
    const ids = rows.map(row => row.id)
    const held = await holdActivities(tx, orgId, importId, ids)
    const unchanged = held.filter(row => row.unchanged).map(row => row.id)
    const used = await builtOn(tx, orgId, 'activity', unchanged)
    const keep = new Set(used.map(row => row.id))
    await deleteActivities(
      tx,
      orgId,
      unchanged.filter(id => !keep.has(id)),
    )
    const changed = held.filter(row => !row.unchanged)
    return [...used, ...changed.map(({ id }) => ({ id, reason: 'changed-since' }))]
  },
  async restore(tx, { orgId }, importId, changes) {
    const restored = new Set(await restoreRecords(tx, orgId, changes))
    const ids = changes.map(change => change.id).filter(id => !restored.has(id))
    const there = await holdActivities(tx, orgId, importId, ids)
    return there.map(({ id }) => ({ id, reason: 'changed-since' }))
  },
}
