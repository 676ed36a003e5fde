import { type ImportContext, noteAdded } from '../imports/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { saidBy } from './change-store.ts'
import { hoursOf } from './imported-hours-store.ts'
import { importedCustomers } from './imported-nouns.ts'
import { type Directory, type KnownCustomer, newCustomer } from './rules.ts'
import { insertCustomers, knownCustomers } from './store.ts'

const NOBODY: readonly KnownCustomer[] = []

/** The customers that a batch of rows may mean, kept up to date while its rows are taken in. */
export class CustomerIndex implements Directory {
  readonly #byExternalId = new Map<string, KnownCustomer>()
  readonly #holders = new Map<string, KnownCustomer[]>()

  static async open(
    tx: Tx,
    orgId: string,
    wanted: { externalIds: readonly string[]; identifierIds: readonly string[] },
  ): Promise<CustomerIndex> {
    const index = new CustomerIndex()
    for (const customer of await knownCustomers(tx, orgId, wanted.externalIds, wanted.identifierIds))
      index.note(customer)
    return index
  }

  byExternalId(externalId: string): KnownCustomer | undefined {
    return this.#byExternalId.get(externalId)
  }

  holders(identifierId: string): readonly KnownCustomer[] {
    return this.#holders.get(identifierId) ?? NOBODY
  }

  /** Finds out of all whom rows may mean when they like to be rung. */
  async askHours(tx: Tx, orgId: string): Promise<void> {
    const everyone = new Set([...this.#byExternalId.values(), ...[...this.#holders.values()].flat()])
    const hours = await hoursOf(
      tx,
      orgId,
      [...everyone].map(customer => customer.id),
    )
    for (const customer of everyone) customer.goodHours = hours.get(customer.id) ?? []
  }

  /** Takes a customer up, or what has become of one. */
  note(customer: KnownCustomer): void {
    for (const number of customer.oldNumbers ?? []) this.#byExternalId.set(number, customer)
    if (customer.externalId) this.#byExternalId.set(customer.externalId, customer)
    for (const identifierId of customer.points) {
      const held = this.#holders.get(identifierId)
      if (!held) this.#holders.set(identifierId, [customer])
      else if (!held.includes(customer)) held.push(customer)
    }
  }
}

export interface CustomerReference {
  id: string
  branchId: string
}

/** The customers of the whole organisation with these customer numbers. */
export async function customersByExternalId(
  tx: Tx,
  orgId: string,
  externalIds: readonly string[],
): Promise<Map<string, CustomerReference>> {
  const known = await knownCustomers(tx, orgId, externalIds, [])
  return new Map(
    known.flatMap(customer => {
      const numbers = [...(customer.oldNumbers ?? []), ...(customer.externalId ? [customer.externalId] : [])]
      return numbers.map(number => [number, customer] as const)
    }),
  )
}

/** Adds customers that an import met under their number alone; the caller made sure, in its import step, that they are new. */
export async function importNewCustomers(
  tx: Tx,
  actor: Actor,
  context: ImportContext,
  given: readonly { externalId: string; country?: string }[],
): Promise<Map<string, CustomerReference>> {
  const customers = given.map(one => newCustomer(newId(), { ...one, points: [] }, context.branchId))
  await insertCustomers(tx, saidBy(actor, 'import', context.importId), customers)
  const ids = customers.map(customer => customer.id)
  await noteAdded(tx, actor, context.importId, importedCustomers.name, ids)
  return new Map(customers.map(customer => [customer.externalId!, customer]))
}
