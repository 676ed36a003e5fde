import { customerBrief } from '../customers/index.ts'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { machineReasons } from './reasons.ts'
import { endOwners, insertOwners, lockMachine, type MachineRow, machineById, ownersOf, touchMachines } from './store.ts'

/**
 * Registers that a machine changed hands; its former owner stays in its history. Refuses the owner it has, a day before
 * that one began to own it, and a machine or customer outside the actor's branches.
 */
export async function passOnMachine(
  tx: Tx,
  actor: Actor,
  given: { machineId: string; customerId: string; since: Temporal.PlainDate | null },
): Promise<MachineRow> {
  permit(actor, 'customers.write')
  const { machineId, customerId, since } = given
  await lockMachine(tx, actor.orgId, machineId)
  const machine = await machineById(tx, actor, machineId)
  if (!machine) throw notFound()
  await customerBrief(tx, actor, customerId)
  const present = (await ownersOf(tx, actor, machineId)).find(owner => owner.current)
  if (present?.customerId === customerId) throw new Refusal('conflict', machineReasons['owner-unchanged'])
  if (since && present?.since && Temporal.PlainDate.compare(since, present.since) < 0) {
    throw new Refusal('invalid', machineReasons['sold-before-bought'], { since: present.since.toString() })
  }
  const common = { orgId: actor.orgId, at: actor.now, source: 'staff' as const, staffId: actor.staffId, importId: null }
  await endOwners(tx, common, [{ machineId, until: since }])
  await insertOwners(tx, common, [{ machineId, customerId, since }])
  await touchMachines(tx, common, [machineId])
  const facts = { from: present?.customerId, to: customerId }
  await record(tx, actor, 'machine.passed-on', 'machine', machineId, facts)
  await announce(tx, actor.orgId, 'machines')
  return machine
}
