import { createHash } from 'node:crypto'
import { type ImportContext, noteAdded, noteChanged } from '../imports/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { announce } from '../platform/live.ts'
import { contactsImported } from './contact-facts.ts'
import * as store from './imported-contact-store.ts'
import { importedContacts } from './imported-contacts.ts'
import type { ImportedWish } from './imported-wish-store.ts'
import { meaningOf } from './outcome-rules.ts'
import type { ReadContact } from './read-imported-contact.ts'

export type Fate = 'new' | 'changed' | 'unchanged'
type Known = store.KnownImported

const momentOf = ({ customerId, channel, at }: Pick<Known, 'customerId' | 'channel' | 'at'>) =>
  `${customerId} ${channel} ${at.epochMilliseconds}`

/** What a batch of rows comes to: contacts to add and to change, written at once at the end. */
export class ImportedLedger {
  readonly wishes: ImportedWish[] = []
  readonly #quiet: number
  readonly #byNumber = new Map<string, Known>()
  readonly #byMoment = new Map<string, Known>()
  readonly #added = new Map<string, store.ImportedContact>()
  readonly #changed = new Map<string, store.ImportedContact>()

  private constructor(known: readonly Known[], quiet: number) {
    this.#quiet = quiet
    for (const one of known) this.#note(one)
  }

  static async open(
    tx: Tx,
    orgId: string,
    found: readonly { row: ReadContact; point: store.PointOf }[],
    quiet: number,
  ): Promise<ImportedLedger> {
    const moments = found.map(({ row, point }) => ({ customerId: point.customerId, at: row.at }))
    const externalIds = [...new Set(found.flatMap(({ row }) => row.externalId ?? []))]
    return new ImportedLedger(await store.knownImported(tx, orgId, { externalIds, moments }), quiet)
  }

  #note(one: Known): void {
    if (one.externalId !== null) this.#byNumber.set(one.externalId, one)
    this.#byMoment.set(momentOf(one), one)
  }

  /** The contact a row tells of, if it is known: by its number, else by customer and time where not both are numbered. */
  #known(row: ReadContact, customerId: string): Known | undefined {
    const numbered = row.externalId === null ? undefined : this.#byNumber.get(row.externalId)
    if (numbered) return numbered
    const there = this.#byMoment.get(momentOf({ customerId, channel: row.channel, at: row.at }))
    return row.externalId === null || there?.externalId === null ? there : undefined
  }

  /** Takes a row in; `undefined` when its number belongs to another customer. */
  take(row: ReadContact, reached: store.PointOf): Fate | undefined {
    const { customerId, branchId } = reached
    const known = this.#known(row, customerId)
    if (known && known.customerId !== customerId) return undefined
    const point = known?.channel === row.channel && !row.reached ? known : reached
    const externalId = row.externalId ?? known?.externalId ?? null
    const hash = hashOf(row, row.reached ? reached.identifierId : '', externalId)
    if (known?.hash.equals(hash)) return 'unchanged'
    const { at, channel, outcome, conversed, note } = row
    // Nobody knows whether one that was not reported was a conversation: the customer is left in peace as after one.
    const keepsQuiet = conversed || outcome === 'unreported'
    const contact: store.ImportedContact = {
      ...{ id: known?.id ?? newId(), customerId, branchId, pointId: point.pointId, identifierId: point.identifierId },
      ...{ at, channel, quietUntil: keepsQuiet ? at.add({ milliseconds: this.#quiet }) : at, outcome, conversed },
      ...{ purpose: row.purpose, reason: row.reason, callerNumber: row.callerNumber, source: row.source },
      ...{ externalId, note, hash },
    }
    this.#note(contact)
    const isNew = !known || this.#added.has(contact.id)
    ;(isNew ? this.#added : this.#changed).set(contact.id, contact)
    const { stopsContacts, stopsAddress } = meaningOf(outcome, channel)!
    const addressId = stopsAddress ? point.identifierId : null
    if (stopsContacts || addressId) this.wishes.push({ customerId, addressId, at, note })
    return known ? 'changed' : 'new'
  }

  async write(tx: Tx, actor: Actor, context: ImportContext, policyVersion: number): Promise<void> {
    const { orgId } = actor
    const { importId, startedBy: staffId } = context
    await store.insertImported(tx, { orgId, importId, staffId, policyVersion }, [...this.#added.values()])
    await noteAdded(tx, actor, importId, importedContacts.name, [...this.#added.keys()])
    const ids = [...this.#changed.keys()]
    const before = await store.importedImages(tx, orgId, ids)
    await store.updateImported(tx, { orgId, importId }, [...this.#changed.values()])
    const after = await store.importedImages(tx, orgId, ids)
    const images = ids.map(id => ({ id, before: before.get(id)!, after: after.get(id)! }))
    await noteChanged(tx, actor, importId, importedContacts.name, images)
    const written = [...this.#added.values(), ...this.#changed.values()]
    if (written.length === 0) return
    await contactsImported.tell(tx, actor, { customerIds: [...new Set(written.map(one => one.customerId))] })
    await announce(tx, orgId, 'contacts')
  }
}

/** Of the number the row names its id in the vault alone: a sum of a phone among things that are known is soon undone. */
function hashOf(row: ReadContact, identifierId: string, externalId: string | null): Buffer {
  const { at, channel, outcome, conversed, purpose, reason, source, note } = row
  const content = [identifierId, at, outcome, conversed, purpose, reason, row.callerNumber, source, note, externalId]
  if (channel !== 'phone') content.push(channel)
  return createHash('sha256').update(content.map(String).join('\u001f')).digest()
}
