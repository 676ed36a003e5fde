import { builtOn, type ImportedNoun } from '../imports/index.ts'
import { insertChanges, noteRestored, saidBy } from './change-store.ts'
import { settleTags } from './former-tags-store.ts'
import { type HoursImage, hoursSaid, restoreHours } from './imported-hours-store.ts'
import {
  customersMergedNow,
  customersThere,
  deleteCustomers,
  deletePoints,
  holdCustomers,
  holdUnchangedPoints,
  pointsOfTwo,
  restoreCustomers,
} from './imported-store.ts'
import { deleteUnusedTags } from './tags-store.ts'

/** Tables that belong to a customer and go with him. */
const PARTS = ['contact_point', 'good_hours']

/** Customers that an import added or changed. */
export const importedCustomers: ImportedNoun = {
  name: 'customer',
  label: { zh: '客户', en: 'customers' },
  async remove(tx, { orgId }, importId, rows) {
    const held = await holdCustomers(tx, orgId, importId, rows)
    const merged = await customersMergedNow(
      tx,
      orgId,
      rows.map(row => row.id),
    )
    const reasons = new Map(held.map(row => [row.id, whyKept(row)]))
    for (const id of merged) reasons.set(id, 'has-merges')
    const unchanged = held.filter(row => !reasons.get(row.id)).map(row => row.id)
    const used = await builtOn(tx, orgId, 'customer', unchanged, PARTS)
    const keep = new Set(used.map(row => row.id))
    const going = unchanged.filter(id => !keep.has(id))
    await deleteCustomers(tx, orgId, going)
    const others = [...reasons].flatMap(([id, reason]) => (reason ? { id, reason } : []))
    return [...used, ...others]
  },
  async restore(tx, actor, importId, changes) {
    const { orgId } = actor
    const restored = new Set(await restoreCustomers(tx, orgId, changes))
    await settleTags(tx, orgId, [...restored])
    const given = changes.filter(change => restored.has(change.id))
    await noteRestored(tx, saidBy(actor, 'undo', importId), given)
    const left = changes.filter(({ id }) => !restored.has(id)).map(({ id }) => id)
    if (left.length === 0) return []
    const [there, merged] = [await customersThere(tx, orgId, left), await customersMergedNow(tx, orgId, left)]
    return left
      .filter(id => there.has(id) || merged.has(id))
      .map(id => ({ id, reason: merged.has(id) ? 'has-merges' : 'changed-since' }))
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
    const alone = held.filter(row => row.unchanged).map(row => row.id)
    const ofTwo = await pointsOfTwo(tx, orgId, alone)
    const unchanged = alone.filter(id => !ofTwo.has(id))
    const used = await builtOn(tx, orgId, 'contact_point', unchanged)
    for (const id of ofTwo) used.push({ id, reason: 'has-merges' })
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

const whyKept = (row: { changed: boolean; otherPoints: boolean; otherHours: boolean }): string | undefined => {
  if (row.changed) return 'changed-since'
  if (row.otherPoints) return 'has-points'
  return row.otherHours ? 'has-hours' : undefined
}

/** Good hours that an import wrote for customers who were there before; a row is known by its customer. */
export const importedHours: ImportedNoun = {
  name: 'good-hours',
  label: { zh: '方便时间', en: 'good hours' },
  async remove() {
    return []
  },
  async restore(tx, actor, importId, changes) {
    const { orgId } = actor
    const restored = new Set(await restoreHours(tx, orgId, changes))
    const given = changes
      .filter(change => restored.has(change.id))
      .map(({ id, before, after }) => ({
        customerId: id,
        subject: 'hours' as const,
        field: 'goodHours',
        old: hoursSaid(after as HoursImage),
        new: hoursSaid(before as HoursImage),
      }))
    await insertChanges(tx, saidBy(actor, 'undo', importId), given)
    const left = changes.filter(({ id }) => !restored.has(id)).map(({ id }) => id)
    const merged = await customersMergedNow(tx, orgId, left)
    return left.map(id => ({ id, reason: merged.has(id) ? 'has-merges' : 'changed-since' }))
  },
}

/** Tags that an import brought into the vocabulary. */
export const importedTags: ImportedNoun = {
  name: 'customer-tag',
  label: { zh: '标签', en: 'tags' },
  comesLast: true,
  async remove(tx, { orgId }, _importId, rows) {
    const kept = await deleteUnusedTags(
      tx,
      orgId,
      rows.map(row => row.id),
    )
    return kept.map(id => ({ id, reason: 'used-since' }))
  },
  async restore() {
    return []
  },
}
