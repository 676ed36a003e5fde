import { personFor } from '../campaigns/duty-rules.ts'
import type { ContactChannel } from '../contacts/channel-rules.ts'
import { dayNumber, ZoneClock } from '../contacts/clock-rules.ts'
import { type Ground, verdictsOn } from '../contacts/index.ts'
import { personsInCharge } from '../customers/index.ts'
import type { Tx } from '../platform/database.ts'
import type { DueColumns, DueRow } from './due-columns.ts'
import { type Asking, dueFollowups } from './due-store.ts'

/**
 * Reads what is due into columns, each from the first day on which the contact policy allows a call, and a mail where it may
 * go by one, by where its customer stands now. Yields how many there are from time to time.
 * @param readers the transactions that read by turns; one, where it has to see what it has written itself
 * @param customerIds of these customers alone
 */
export async function* judgedInto(
  readers: readonly [Tx, ...Tx[]],
  asking: Asking,
  ground: Ground,
  columns: DueColumns,
  customerIds?: readonly string[],
): AsyncGenerator<number> {
  const clock = new ZoneClock(asking.timeZone)
  const today = dayNumber(asking.today.toString())
  const released: (number | null)[] = []
  for await (const found of verdictsOn(readers, asking, ground, askedAbout(readers[0], asking, customerIds))) {
    for (const { row, ruling } of found) {
      released.push(ruling.kind === 'deny' ? null : clock.dayAt(ruling.until) - today)
      if (released.length < row.channels.length) continue
      columns.add(row, released)
      released.length = 0
    }
    yield columns.dues.count
  }
}

async function* askedAbout(tx: Tx, asking: Asking, customerIds: readonly string[] | undefined) {
  for await (const rows of dueFollowups(tx, asking, customerIds)) {
    const stretch = { from: rows[0]!.customerId, to: rows.at(-1)!.customerId }
    const persons = await personsInCharge(tx, asking, customerIds ? { ids: customerIds } : stretch)
    for (const row of rows) row.person = personFor(row.purpose, persons.get(row.customerId) ?? []) + 1
    yield rows.flatMap(row => row.channels.map(channel => asked(row, channel)))
  }
}

const asked = (row: DueRow, channel: ContactChannel) => ({ row, ...askedOf(row, channel) })

/** What the contact policy is asked about a due purpose. */
export function askedOf(
  { customerId, purpose, matterId, campaignId, appointmentAt }: Omit<DueRow, 'channels'>,
  channel: ContactChannel,
) {
  const agreedAt = appointmentAt === null ? null : Temporal.Instant.fromEpochMilliseconds(Math.round(appointmentAt))
  return { customerId, request: { purpose, matterId, campaignId, agreedAt, channel } }
}
