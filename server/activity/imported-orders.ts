import { builtOn, type ImportedNoun } from '../imports/index.ts'
import { deleteActivities, holdActivities, restoreOrders } from './imported-order-store.ts'

/** Orders that an import added or replaced. */
export const importedOrders: ImportedNoun = {
  name: 'order',
  label: { zh: '订单', en: 'orders' },
  async remove(tx, { orgId }, importId, rows) {
    const ids = rows.map(row => row.id)
    const held = await holdActivities(tx, orgId, importId, ids)
    const unchanged = held.filter(row => row.unchanged).map(row => row.id)
    const used = await builtOn(tx, orgId, 'activity', unchanged)
    const keep = new Set(used.map(row => row.id))
    const going = unchanged.filter(id => !keep.has(id))
    await deleteActivities(tx, orgId, going)
    const changed = held.filter(row => !row.unchanged)
    return [...used, ...changed.map(({ id }) => ({ id, reason: 'changed-since' }))]
  },
  async restore(tx, { orgId }, importId, changes) {
    const restored = new Set(await restoreOrders(tx, orgId, changes))
    const ids = changes.map(change => change.id).filter(id => !restored.has(id))
    const there = await holdActivities(tx, orgId, importId, ids)
    return there.map(({ id }) => ({ id, reason: 'changed-since' }))
  },
}
