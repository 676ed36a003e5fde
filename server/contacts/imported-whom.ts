import { customersByExternalId } from '../customers/index.ts'
import type { ImportContext } from '../imports/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { findIdentifiers } from '../privacy/index.ts'
import type { ContactChannel } from './channel-rules.ts'
import { type PointOf, pointsOf } from './imported-contact-store.ts'
import type { ReadContact, Rejection } from './read-imported-contact.ts'

/** With whom, and at which number or address, each row of a batch was. */
export class Whom {
  readonly #byNumber: Awaited<ReturnType<typeof customersByExternalId>>
  readonly #identifiers: Record<ContactChannel, Map<string, string>>
  readonly #points: Map<string, PointOf[]>
  readonly #holders: Map<string, PointOf[]>
  readonly #branchIds: ReadonlySet<string>

  private constructor(
    byNumber: Awaited<ReturnType<typeof customersByExternalId>>,
    identifiers: Record<ContactChannel, Map<string, string>>,
    points: readonly PointOf[],
    branchIds: ReadonlySet<string>,
  ) {
    this.#byNumber = byNumber
    this.#identifiers = identifiers
    this.#points = Map.groupBy(points, point => point.customerId)
    this.#holders = Map.groupBy(points, point => point.identifierId)
    this.#branchIds = branchIds
  }

  static async open(tx: Tx, actor: Actor, context: ImportContext, rows: readonly ReadContact[]): Promise<Whom> {
    const numbers = [...new Set(rows.map(row => row.customer).filter(Boolean))]
    const byNumber = await customersByExternalId(tx, actor.orgId, numbers)
    const identifiersBy = (channel: ContactChannel) => {
      const values = rows.filter(row => row.channel === channel).map(row => row.reached)
      return findIdentifiers(tx, actor, channel, [...new Set(values.filter(Boolean))])
    }
    const identifiers = { phone: await identifiersBy('phone'), email: await identifiersBy('email') }
    const wanted = {
      customerIds: [...byNumber.values()].map(customer => customer.id),
      identifierIds: [...identifiers.phone.values(), ...identifiers.email.values()],
    }
    return new Whom(byNumber, identifiers, await pointsOf(tx, actor.orgId, wanted), context.branchIds)
  }

  find(row: ReadContact): PointOf | Rejection {
    const found = row.customer ? this.#ofCustomer(row) : this.#ofPoint(row)
    if ('reason' in found || this.#branchIds.has(found.branchId)) return found
    return { reason: 'customer-elsewhere', field: row.customer ? 'customer' : row.channel }
  }

  #ofCustomer({ customer, channel, reached }: ReadContact): PointOf | Rejection {
    const known = this.#byNumber.get(customer)
    if (!known) return { reason: 'customer-unknown', field: 'customer', facts: { customer } }
    const own = (this.#points.get(known.id) ?? []).filter(({ kind }) => kind === channel)
    if (own.length === 0) return { reason: `no-${channel}`, field: 'customer' }
    const identifierId = this.#identifiers[channel].get(reached)
    const found = reached ? own.find(one => one.identifierId === identifierId) : own[0]
    return found ?? { reason: `${channel}-of-another`, field: channel }
  }

  #ofPoint({ channel, reached }: ReadContact): PointOf | Rejection {
    const holders = this.#holders.get(this.#identifiers[channel].get(reached) ?? '') ?? []
    if (new Set(holders.map(one => one.customerId)).size > 1) return { reason: `${channel}-of-several`, field: channel }
    return holders[0] ?? { reason: `${channel}-of-nobody`, field: channel }
  }
}
