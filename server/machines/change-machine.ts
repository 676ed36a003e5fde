import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { isViolationOf, type Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { machineReasons } from './reasons.ts'
import { plainSerialNumber } from './rules.ts'
import { lockMachine, type MachineFields, type MachineRow, machineById, updateMachines } from './store.ts'

/**
 * Corrects what is known of a machine; what it said before stays in its history. Fields left out stay as they are.
 * Refuses a serial number of another machine, and a machine whose owner is outside the actor's branches.
 */
export async function changeMachine(
  tx: Tx,
  actor: Actor,
  machineId: string,
  change: { [F in keyof MachineFields]?: MachineFields[F] | undefined },
): Promise<MachineRow> {
  permit(actor, 'customers.write')
  await lockMachine(tx, actor.orgId, machineId)
  const machine = await machineById(tx, actor, machineId)
  if (!machine) throw notFound()
  const said = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const next: MachineRow = { ...machine, ...said }
  next.serialNumber = plainSerialNumber(next.serialNumber)
  for (const field of ['brand', 'model', 'note'] as const) next[field] ||= null
  const common = { orgId: actor.orgId, at: actor.now, source: 'staff' as const, staffId: actor.staffId, importId: null }
  try {
    await updateMachines(tx, common, [next])
  } catch (error) {
    if (!isViolationOf('machine_serial_number_is_unique', error)) throw error
    throw new Refusal('conflict', machineReasons['serial-number-taken'], { serialNumber: next.serialNumber })
  }
  await record(tx, actor, 'machine.changed', 'machine', machineId, { fields: Object.keys(said) })
  await announce(tx, actor.orgId, 'machines')
  return (await machineById(tx, actor, machineId))!
}
