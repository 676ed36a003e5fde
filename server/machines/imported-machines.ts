import { builtOn, type ImportedNoun } from '../imports/index.ts'
import { deleteMachines, deleteReadings, holdMachines, restoreMachines } from './imported-store.ts'

/** Tables that belong to a machine and go with it. */
const PARTS = ['machine_owner', 'meter_reading', 'machine_change']

/** Machines that an import added, changed or passed on. */
export const importedMachines: ImportedNoun = {
  name: 'machine',
  label: { zh: '设备', en: 'machines' },
  async remove(tx, { orgId }, importId, rows) {
    const held = await holdMachines(tx, orgId, importId, rows)
    const unchanged = held.filter(row => row.unchanged).map(row => row.id)
    const used = await builtOn(tx, orgId, 'machine', unchanged, PARTS)
    const keep = new Set(used.map(row => row.id))
    await deleteMachines(
      tx,
      orgId,
      unchanged.filter(id => !keep.has(id)),
    )
    const changed = held.filter(row => !row.unchanged)
    return [...used, ...changed.map(({ id }) => ({ id, reason: 'changed-since' }))]
  },
  async restore(tx, actor, importId, changes) {
    const restored = new Set(await restoreMachines(tx, actor, importId, changes))
    const left = changes.filter(change => !restored.has(change.id)).map(({ id }) => ({ id, at: null }))
    const there = await holdMachines(tx, actor.orgId, importId, left)
    return there.map(({ id }) => ({ id, reason: 'changed-since' }))
  },
}

/** Readings that an import brought for machines that were there before. */
export const importedReadings: ImportedNoun = {
  name: 'meter-reading',
  label: { zh: '表读数', en: 'meter readings' },
  async remove(tx, { orgId }, importId, rows) {
    await deleteReadings(
      tx,
      orgId,
      importId,
      rows.map(row => row.id),
    )
    return []
  },
  async restore() {
    return []
  },
}
