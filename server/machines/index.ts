/**
 * Machines: what customers own and have serviced — one machine per serial number, its owners one after the other, its
 * warranty and the readings of its meter.
 */

export { addMachine, type NewMachine } from './add-machine.ts'
export { machineEvents } from './machine-events.ts'
export { machinesImport } from './machines-import.ts'
export { type MachineReference, machineById, machinesBySerialNumber } from './store.ts'
