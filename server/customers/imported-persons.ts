import { builtOn, type ImportedNoun } from '../imports/index.ts'
import {
  deletePersons,
  holdPersons,
  pointsAsRegistered,
  releasePoints,
  restorePersons,
} from './imported-person-store.ts'
import { deletePoints, pointsOfTwo } from './imported-store.ts'

/** Persons in charge that an import added or changed. */
export const importedPersons: ImportedNoun = {
  name: 'person',
  label: { zh: '负责人', en: 'persons in charge' },
  async remove(tx, { orgId }, importId, rows) {
    const held = await holdPersons(tx, orgId, rows)
    const going = held.filter(row => row.unchanged).map(row => row.id)
    const points = await pointsAsRegistered(tx, orgId, importId, going)
    const used = await pointsOfTwo(tx, orgId, points)
    for (const { id } of await builtOn(tx, orgId, 'contact_point', points)) used.add(id)
    await deletePoints(
      tx,
      orgId,
      points.filter(id => !used.has(id)),
    )
    await releasePoints(tx, orgId, going)
    await deletePersons(tx, orgId, going)
    return held.filter(row => !row.unchanged).map(({ id }) => ({ id, reason: 'changed-since' }))
  },
  async restore(tx, { orgId }, _importId, changes) {
    const restored = new Set(await restorePersons(tx, orgId, changes))
    const held = await holdPersons(
      tx,
      orgId,
      changes.filter(change => !restored.has(change.id)).map(({ id }) => ({ id, at: null })),
    )
    return held.map(({ id }) => ({ id, reason: 'changed-since' }))
  },
}
