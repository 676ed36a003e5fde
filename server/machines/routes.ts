import { customerBrief } from '../customers/index.ts'
import { permit } from '../people/index.ts'
import { pageFrom, unpackCursor } from '../platform/cursor.ts'
import { notFound } from '../platform/refusal.ts'
import { type Route, route } from '../platform/route.ts'
import { addMachine } from './add-machine.ts'
import { addReading } from './add-reading.ts'
import { changeMachine } from './change-machine.ts'
import * as contract from './contract.ts'
import { machineEvents } from './machine-events.ts'
import { passOnMachine } from './pass-on-machine.ts'
import { readingsOf } from './reading-store.ts'
import { machineById, machinesOf, ownersOf } from './store.ts'

export const routes: Route[] = [
  route(contract.listMachines, async (tx, actor, { params, query }) => {
    permit(actor, 'customers.read')
    await customerBrief(tx, actor, params.id)
    const after = unpackCursor(query.cursor, ['number', 'instant', 'id'])
    const rows = await machinesOf(tx, actor, params.id, { after, limit: query.limit })
    return pageFrom(rows, query.limit, row => [Number(row.current), row.recordedAt, row.ownerId])
  }),
  route(contract.addMachine, (tx, actor, { params, body }) => {
    return addMachine(tx, actor, { ...body, customerId: params.id })
  }),
  route(contract.getMachine, async (tx, actor, { params }) => {
    permit(actor, 'customers.read')
    const machine = await machineById(tx, actor, params.id)
    if (!machine) throw notFound()
    return { machine, owners: await ownersOf(tx, actor, params.id) }
  }),
  route(contract.changeMachine, (tx, actor, { params, body }) => changeMachine(tx, actor, params.id, body)),
  route(contract.passOnMachine, (tx, actor, { params, body }) => {
    return passOnMachine(tx, actor, { ...body, machineId: params.id })
  }),
  route(contract.listReadings, async (tx, actor, { params, query }) => {
    permit(actor, 'customers.read')
    if (!(await machineById(tx, actor, params.id))) throw notFound()
    const given = { after: unpackCursor(query.cursor, ['instant', 'id']), limit: query.limit }
    const rows = await readingsOf(tx, actor.orgId, params.id, given)
    return pageFrom(rows, query.limit, row => [row.readAt, row.id])
  }),
  route(contract.addReading, (tx, actor, { params, body }) => {
    return addReading(tx, actor, { ...body, machineId: params.id })
  }),
  route(contract.listMachineEvents, async (tx, actor, { params, query }) => {
    permit(actor, 'customers.read')
    await customerBrief(tx, actor, params.id)
    const given = { after: unpackCursor(query.cursor, ['instant', 'id']), limit: query.limit }
    const events = await machineEvents(tx, actor, params.id, given)
    return pageFrom(events, query.limit, row => [row.at, row.id])
  }),
]
