import { builtOn, type ImportedNoun } from '../imports/index.ts'
import { contactsReleased } from './contact-facts.ts'
import { deleteImported, holdImported, restoreImported } from './imported-contact-store.ts'
import { deleteImportedWishes, wishesThere } from './imported-wish-store.ts'

/** Contacts made elsewhere that an import added or changed. Taken back they count no more, and what they held back is looked at again. */
export const importedContacts: ImportedNoun = {
  name: 'contact',
  label: { zh: '在别处的联系', en: 'contacts made elsewhere' },
  async remove(tx, actor, importId, rows) {
    const ids = rows.map(row => row.id)
    const held = await holdImported(tx, actor.orgId, importId, ids)
    const unchanged = held.filter(row => row.unchanged).map(row => row.id)
    const used = await builtOn(tx, actor.orgId, 'contact', unchanged, ['imported_contact'])
    const keep = new Set(used.map(row => row.id))
    const gone = unchanged.filter(id => !keep.has(id))
    await deleteImported(tx, actor.orgId, gone)
    if (gone.length > 0) await contactsReleased.tell(tx, actor, { customerId: null })
    const changed = held.filter(row => !row.unchanged)
    return [...used, ...changed.map(({ id }) => ({ id, reason: 'changed-since' }))]
  },
  async restore(tx, actor, importId, changes) {
    const restored = new Set(await restoreImported(tx, actor.orgId, changes))
    if (restored.size > 0) await contactsReleased.tell(tx, actor, { customerId: null })
    const ids = changes.map(change => change.id).filter(id => !restored.has(id))
    const there = await holdImported(tx, actor.orgId, importId, ids)
    return there.map(({ id }) => ({ id, reason: 'changed-since' }))
  },
}

/** Wishes not to be contacted, or not to be written to, that an import of contacts registered, where that was what came of one. */
export const importedWishes: ImportedNoun = {
  name: 'wish',
  label: { zh: '“不再联系”意愿', en: 'wishes not to be contacted' },
  async remove(tx, actor, _importId, rows) {
    const ids = rows.map(row => row.id)
    const gone = await deleteImportedWishes(tx, actor.orgId, ids)
    if (gone > 0) await contactsReleased.tell(tx, actor, { customerId: null })
    return (await wishesThere(tx, actor.orgId, ids)).map(id => ({ id, reason: 'changed-since' }))
  },
  async restore() {
    return []
  },
}
