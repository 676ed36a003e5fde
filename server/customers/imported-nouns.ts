import { builtOn, type ImportedNoun } from '../imports/index.ts'
import { noteRestored, saidBy } from './change-store.ts'
import {
  customersThere,
  deleteCustomers,
  deletePoints,
  holdCustomers,
  holdUnchangedPoints,
  restoreCustomers,
} from './imported-store.ts'

/** Tables that belong to a customer and go with him. */
const PARTS = ['contact_point']

/** Customers that an import added or changed. */
export const importedCustomers: ImportedNoun = {
  name: 'customer',
  label: { zh: '客户', en: 'customers' },
  async remove(tx, { orgId }, importId, rows) {
    const held = await holdCustomers(tx, orgId, importId, rows)
    const unchanged = held.filter(row => !row.changed && !row.otherPoints).map(row => row.id)
    const used = await builtOn(tx, orgId, 'customer', unchanged, PARTS)
    const keep = new Set(used.map(row => row.id))
    const going = unchanged.filter(id => !keep.has(id))
    await deleteCustomers(tx, orgId, going)
    const others = held
      .filter(row => row.changed || row.otherPoints)
      .map(({ id, changed }) => ({ id, reason: changed ? 'changed-since' : 'has-points' }))
    return [...used, ...others]
  },
  async restore(tx, actor, importId, changes) {
    const { orgId } = actor
    const restored = new Set(await restoreCustomers(tx, orgId, changes))
    const given = changes.filter(change => restored.has(change.id))
    await noteRestored(tx, saidBy(actor, 'undo', importId), given)
    const there = await customersThere(
      tx,
      orgId,
      changes.map(change => change.id),
    )
    return changes
      .filter(({ id }) => there.has(id) && !restored.has(id))
      .map(({ id }) => ({ id, reason: 'changed-since' }))
  },
}

/** Contact points that an import registered for customers who were there before. */
export const importedPoints: ImportedNoun = {
  name: 'contact-point',
  label: { zh: '联系方式', en: 'contact points' },
  async remove(tx, { orgId }, _importId, rows) {
    const held = await holdUnchangedPoints(
      tx,
      orgId,
      rows.map(row => row.id),
    )
    const unchanged = held.filter(row => row.unchanged).map(row => row.id)
    const used = await builtOn(tx, orgId, 'contact_point', unchanged)
    const keep = new Set(used.map(row => row.id))
    await deletePoints(
      tx,
      orgId,
      unchanged.filter(id => !keep.has(id)),
    )
    const changed = held.filter(row => !row.unchanged)
    return [...used, ...changed.map(({ id }) => ({ id, reason: 'changed-since' }))]
  },
  async restore() {
    return []
  },
}
