import { z } from 'zod'
import { byId, day, endpoint, id, instant, pageOf, pageQuery } from '../platform/endpoint.ts'
import { MACHINE_STATES, MAX_READING, METER_UNITS } from './rules.ts'

const tag = 'machines'

export const MachineState = z.enum(MACHINE_STATES)
export const MeterUnit = z.enum(METER_UNITS)

export const MeterReading = z
  .object({
    id,
    value: z.number(),
    unit: MeterUnit,
    readAt: instant,
    source: z.string(),
    staffName: z.string().nullable(),
    /** A reading before it was higher: the meter was changed, or somebody misread. */
    lower: z.boolean(),
  })
  .meta({ id: 'MeterReading' })

export const Machine = z
  .object({
    id,
    serialNumber: z.string(),
    brand: z.string().nullable(),
    model: z.string().nullable(),
    state: MachineState,
    boughtOn: day.nullable(),
    deliveredOn: day.nullable(),
    warrantyUntil: day.nullable(),
    /** Whether today, in the zone of the organisation, is within the warranty; `null` when it is not known. */
    underWarranty: z.boolean().nullable(),
    note: z.string().nullable(),
    source: z.string(),
    lastReading: MeterReading.pick({ value: true, unit: true, readAt: true, lower: true }).nullable(),
    updatedAt: instant,
  })
  .meta({ id: 'Machine' })

/** A machine as one of its owners has or had it. */
export const OwnedMachine = Machine.extend({
  since: day.nullable(),
  until: day.nullable(),
  /** Whether the customer owns it now. */
  current: z.boolean(),
}).meta({ id: 'OwnedMachine' })

export const MachineOwner = z.object({
  id,
  customerId: id,
  /** `null` for a customer of a branch that the asker does not see. */
  customerName: z.string().nullable(),
  since: day.nullable(),
  until: day.nullable(),
  current: z.boolean(),
  source: z.string(),
})

const text = (longest: number) => z.string().trim().max(longest)
const given = {
  brand: text(100).nullable(),
  model: text(100).nullable(),
  state: MachineState,
  boughtOn: day.nullable(),
  deliveredOn: day.nullable(),
  warrantyUntil: day.nullable(),
  note: text(2000).nullable(),
}

export const NewMachine = z
  .object(given)
  .partial()
  .extend({ serialNumber: text(100).min(1), since: day.optional() })
export const MachineChange = z
  .object(given)
  .partial()
  .extend({ serialNumber: text(100).min(1).optional() })

export const listMachines = endpoint({
  method: 'GET',
  path: '/customers/:id/machines',
  summary: 'The machines a customer owns, and those he has sold, newest first',
  tag,
  permission: 'customers.read',
  params: byId,
  query: pageQuery,
  response: pageOf(OwnedMachine),
})

export const addMachine = endpoint({
  method: 'POST',
  path: '/customers/:id/machines',
  summary: 'Register a machine under its serial number for its owner',
  tag,
  permission: 'customers.write',
  status: 201,
  params: byId,
  body: NewMachine,
  response: Machine,
})

export const getMachine = endpoint({
  method: 'GET',
  path: '/machines/:id',
  summary: 'One machine with the history of its owners',
  tag,
  permission: 'customers.read',
  params: byId,
  response: z.object({ machine: Machine, owners: z.array(MachineOwner) }),
})

export const changeMachine = endpoint({
  method: 'PATCH',
  path: '/machines/:id',
  summary: 'Correct what is known of a machine; the old value is kept in its history',
  tag,
  permission: 'customers.write',
  params: byId,
  body: MachineChange,
  response: Machine,
})

export const passOnMachine = endpoint({
  method: 'POST',
  path: '/machines/:id/owner',
  summary: 'The machine changed hands: register its new owner',
  tag,
  permission: 'customers.write',
  params: byId,
  body: z.object({ customerId: id, since: day.nullable().default(null) }),
  response: Machine,
})

export const listReadings = endpoint({
  method: 'GET',
  path: '/machines/:id/readings',
  summary: 'The meter readings of a machine, newest first',
  tag,
  permission: 'customers.read',
  params: byId,
  query: pageQuery,
  response: pageOf(MeterReading),
})

export const addReading = endpoint({
  method: 'POST',
  path: '/machines/:id/readings',
  summary: 'Write down a meter reading; one lower than before is taken and flagged',
  tag,
  permission: 'customers.write',
  status: 201,
  params: byId,
  body: z.object({ value: z.number().min(0).max(MAX_READING), unit: MeterUnit.default('h'), readAt: instant }),
  response: MeterReading,
})

export const MachineEvent = z
  .object({
    id,
    at: instant,
    kind: z.enum(['acquired', 'passed-on', 'reading', 'changed']),
    machineId: id,
    serialNumber: z.string(),
    brand: z.string().nullable(),
    model: z.string().nullable(),
    reading: MeterReading.pick({ value: true, unit: true }).nullable(),
    field: z.string().nullable(),
    oldValue: z.string().nullable(),
    newValue: z.string().nullable(),
    source: z.string(),
    staffName: z.string().nullable(),
  })
  .meta({ id: 'MachineEvent' })

export const listMachineEvents = endpoint({
  method: 'GET',
  path: '/customers/:id/machine-events',
  summary: 'What happened with the machines of a customer while he owned them, newest first',
  tag,
  permission: 'customers.read',
  params: byId,
  query: pageQuery,
  response: pageOf(MachineEvent),
})
