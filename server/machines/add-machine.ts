import { customerBrief } from '../customers/index.ts'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { isViolationOf, type Tx } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { announce } from '../platform/live.ts'
import { Refusal } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { machineReasons } from './reasons.ts'
import { plainSerialNumber } from './rules.ts'
import { insertMachines, type MachineFields, type MachineRow, machineById } from './store.ts'

export type NewMachine = Partial<MachineFields> & {
  customerId: string
  serialNumber: string
  since?: Temporal.PlainDate | undefined
}

/**
 * Registers a machine for its owner, by default since the day he bought it. Refuses a serial number that is registered,
 * for whomever, and a customer outside the actor's branches.
 */
export async function addMachine(tx: Tx, actor: Actor, given: NewMachine): Promise<MachineRow> {
  permit(actor, 'customers.write')
  await customerBrief(tx, actor, given.customerId)
  const serialNumber = plainSerialNumber(given.serialNumber)
  const row = {
    id: newId(),
    customerId: given.customerId,
    serialNumber,
    brand: given.brand || null,
    model: given.model || null,
    state: given.state ?? ('in-use' as const),
    boughtOn: given.boughtOn ?? null,
    deliveredOn: given.deliveredOn ?? null,
    warrantyUntil: given.warrantyUntil ?? null,
    note: given.note || null,
    since: given.since ?? given.boughtOn ?? given.deliveredOn ?? null,
  }
  const common = { orgId: actor.orgId, at: actor.now, source: 'staff' as const, staffId: actor.staffId, importId: null }
  try {
    await insertMachines(tx, common, [row])
  } catch (error) {
    if (!isViolationOf('machine_serial_number_is_unique', error)) throw error
    throw new Refusal('conflict', machineReasons['serial-number-taken'], { serialNumber })
  }
  await record(tx, actor, 'machine.added', 'customer', given.customerId, { serialNumber })
  await announce(tx, actor.orgId, 'machines')
  return (await machineById(tx, actor, row.id))!
}
