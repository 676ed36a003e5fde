import { customersByExternalId } from '../customers/index.ts'
import type { ImportContext } from '../imports/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { findIdentifiers } from '../privacy/index.ts'
import { type PhoneOf, phonesOf } from './imported-contact-store.ts'
import type { ReadContact, Rejection } from './read-imported-contact.ts'

/** With whom, and at which number, each row of a batch was. */
export class Whom {
  readonly #byNumber: Awaited<ReturnType<typeof customersByExternalId>>
  readonly #identifiers: Map<string, string>
  readonly #phones: Map<string, PhoneOf[]>
  readonly #holders: Map<string, PhoneOf[]>
  readonly #branchIds: ReadonlySet<string>

  private constructor(
    byNumber: Awaited<ReturnType<typeof customersByExternalId>>,
    identifiers: Map<string, string>,
    phones: readonly PhoneOf[],
    branchIds: ReadonlySet<string>,
  ) {
    this.#byNumber = byNumber
    this.#identifiers = identifiers
    this.#phones = Map.groupBy(phones, phone => phone.customerId)
    this.#holders = Map.groupBy(phones, phone => phone.identifierId)
    this.#branchIds = branchIds
  }

  static async open(tx: Tx, actor: Actor, context: ImportContext, rows: readonly ReadContact[]): Promise<Whom> {
    const numbers = [...new Set(rows.map(row => row.customer).filter(Boolean))]
    const byNumber = await customersByExternalId(tx, actor.orgId, numbers)
    const values = [...new Set(rows.map(row => row.phone).filter(Boolean))]
    const identifiers = await findIdentifiers(tx, actor, 'phone', values)
    const wanted = {
      customerIds: [...byNumber.values()].map(customer => customer.id),
      identifierIds: [...identifiers.values()],
    }
    return new Whom(byNumber, identifiers, await phonesOf(tx, actor.orgId, wanted), context.branchIds)
  }

  find(row: ReadContact): PhoneOf | Rejection {
    const found = row.customer ? this.#ofCustomer(row) : this.#ofPhone(row)
    if ('reason' in found || this.#branchIds.has(found.branchId)) return found
    return { reason: 'customer-elsewhere', field: row.customer ? 'customer' : 'phone' }
  }

  #ofCustomer({ customer, phone }: ReadContact): PhoneOf | Rejection {
    const known = this.#byNumber.get(customer)
    if (!known) return { reason: 'customer-unknown', field: 'customer', facts: { customer } }
    const own = this.#phones.get(known.id) ?? []
    if (own.length === 0) return { reason: 'no-phone', field: 'customer' }
    const identifierId = this.#identifiers.get(phone)
    const found = phone ? own.find(one => one.identifierId === identifierId) : own[0]
    return found ?? { reason: 'phone-of-another', field: 'phone' }
  }

  #ofPhone({ phone }: ReadContact): PhoneOf | Rejection {
    const holders = this.#holders.get(this.#identifiers.get(phone) ?? '') ?? []
    if (new Set(holders.map(one => one.customerId)).size > 1) return { reason: 'phone-of-several', field: 'phone' }
    return holders[0] ?? { reason: 'phone-of-nobody', field: 'phone' }
  }
}
