import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { announce } from '../platform/live.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { insertReadings, type ReadingRow, readingById } from './reading-store.ts'
import { machineReasons } from './reasons.ts'
import type { MeterUnit } from './rules.ts'
import { machineById } from './store.ts'

/** The clock of whoever read the meter may be a little ahead. */
const LENIENCE = { minutes: 5 }

/**
 * Writes down a meter reading, to one decimal. One lower than before is taken and flagged: meters are changed, and
 * people misread. Refuses one of the future, the same once more, and a machine outside the actor's branches.
 */
export async function addReading(
  tx: Tx,
  actor: Actor,
  given: { machineId: string; value: number; unit: MeterUnit; readAt: Temporal.Instant },
): Promise<ReadingRow> {
  permit(actor, 'customers.write')
  if (!(await machineById(tx, actor, given.machineId))) throw notFound()
  if (Temporal.Instant.compare(given.readAt, actor.now.add(LENIENCE)) > 0) {
    throw new Refusal('invalid', machineReasons['reading-in-the-future'])
  }
  const common = { orgId: actor.orgId, at: actor.now, source: 'staff' as const, staffId: actor.staffId, importId: null }
  const id = newId()
  if ((await insertReadings(tx, common, [{ ...given, id }])).size === 0) {
    throw new Refusal('conflict', machineReasons['reading-known'])
  }
  await announce(tx, actor.orgId, 'machines')
  return (await readingById(tx, actor.orgId, given.machineId, id))!
}
