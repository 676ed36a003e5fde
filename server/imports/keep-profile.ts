import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { isViolationOf, type Tx } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import type { ImportMapping } from './contract.ts'
import { importKind } from './import-kind.ts'
import { checkMapping } from './import-mapping.ts'
import * as store from './profile-store.ts'
import { importReasons } from './reasons.ts'

export interface NewProfile {
  kind: string
  name: string
  header: readonly string[]
  mapping: ImportMapping
}

/**
 * Keeps how a file with this header is read, under a name, for everybody of the organisation. A profile of the same kind
 * and name is replaced. Refuses a mapping that does not fit the header.
 */
export async function keepProfile(tx: Tx, actor: Actor, given: NewProfile): Promise<store.ProfileRow> {
  permit(actor, 'customers.import')
  checkMapping(importKind(given.kind), given.header, given.mapping)
  const id = await store.upsertProfile(tx, actor, { id: newId(), ...given })
  return (await store.profileById(tx, actor.orgId, id))!
}

/** Gives a profile another name; refuses one that another profile of the kind has. */
export async function renameProfile(tx: Tx, actor: Actor, id: string, name: string): Promise<store.ProfileRow> {
  permit(actor, 'customers.import')
  try {
    if (!(await store.renameProfile(tx, actor.orgId, id, name))) throw notFound()
  } catch (error) {
    if (!isViolationOf('import_profile_name_is_unique', error)) throw error
    throw new Refusal('conflict', importReasons['profile-name-taken'], { name })
  }
  return (await store.profileById(tx, actor.orgId, id))!
}

/** Forgets a profile; imports that used it are not touched. */
export async function deleteProfile(tx: Tx, actor: Actor, id: string): Promise<void> {
  permit(actor, 'customers.import')
  if (!(await store.deleteProfile(tx, actor.orgId, id))) throw notFound()
}
