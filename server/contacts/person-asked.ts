import { personFor } from '../campaigns/duty-rules.ts'
import type { Purpose } from '../campaigns/rules.ts'
import { type DialablePoint, type InCharge, personsInCharge } from '../customers/index.ts'
import type { Tx } from '../platform/database.ts'

interface At {
  orgId: string
  now: Temporal.Instant
}

interface About {
  customerId: string
  purpose: Purpose
  /** Of the customer. */
  timeZone: string
}

/** Whom a purpose asks for at a customer today: the person in charge of its matter; nobody where none is known to be. */
export async function personAsked(tx: Tx, at: At, about: About): Promise<InCharge | undefined> {
  return (await personsAsked(tx, at, [about])).get(about.customerId)
}

/** As `personAsked`, at different customers. */
export async function personsAsked(tx: Tx, at: At, asked: readonly About[]): Promise<Map<string, InCharge>> {
  const found = await Promise.all(
    [...Map.groupBy(asked, ({ timeZone }) => timeZone)].map(async ([timeZone, there]) => {
      const ids = there.map(({ customerId }) => customerId)
      const persons = await personsInCharge(tx, { ...at, timeZone }, { ids })
      return there.flatMap(({ customerId, purpose }) => {
        const known = persons.get(customerId) ?? []
        const person = known[personFor(purpose, known)]
        return person ? [[customerId, person] as const] : []
      })
    }),
  )
  return new Map(found.flat())
}

/** The numbers of a person before all others, which stay in their order. */
export function ofPersonFirst(points: readonly DialablePoint[], personId: string | undefined): DialablePoint[] {
  const others = ({ personId: of }: DialablePoint) => Number(personId === undefined || of !== personId)
  return points.toSorted((a, b) => others(a) - others(b))
}
