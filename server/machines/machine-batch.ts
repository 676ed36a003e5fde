import type { CustomerReference } from '../customers/index.ts'
import { type ImportContext, noteAdded, noteChanged } from '../imports/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { importedMachines, importedReadings } from './imported-machines.ts'
import { machineImages } from './imported-store.ts'
import type { MachineSaid } from './machines-import.ts'
import { insertReadings, type NewReading } from './reading-store.ts'
import {
  endOwners,
  insertMachines,
  insertOwners,
  type KnownMachine,
  machinesBySerialNumber,
  type NewMachineRow,
  type Provenance,
  touchMachines,
  updateMachines,
} from './store.ts'

type Fate = 'new' | 'changed' | 'unchanged'

interface Work {
  machine: KnownMachine
  since: Temporal.PlainDate | null
  isNew: boolean
  differs: boolean
  passedOn: boolean
}

/** What a batch of rows comes to: machines to add, to change, to pass on, and readings, written at once at the end. */
export class MachineBatch {
  readonly #actor: Actor
  readonly #context: ImportContext
  readonly #works = new Map<string, Work>()
  readonly #readings: (NewReading & { row: number })[] = []

  private constructor(actor: Actor, context: ImportContext) {
    this.#actor = actor
    this.#context = context
  }

  static async open(tx: Tx, actor: Actor, context: ImportContext, rows: readonly MachineSaid[]): Promise<MachineBatch> {
    const batch = new MachineBatch(actor, context)
    const numbers = [...new Set(rows.map(row => row.serialNumber))]
    for (const [serialNumber, machine] of await machinesBySerialNumber(tx, actor.orgId, numbers)) {
      batch.#works.set(serialNumber, { machine, since: null, isNew: false, differs: false, passedOn: false })
    }
    return batch
  }

  /** The branch of the present owner; `undefined` for a machine that is not known. */
  ownerBranch(serialNumber: string): string | undefined {
    return this.#works.get(serialNumber)?.machine.branchId
  }

  /** Takes a row in whose owner, when it names one, is known. */
  take(row: MachineSaid, owner: CustomerReference | undefined): Fate {
    const known = this.#works.get(row.serialNumber)
    const work = known ?? this.#added(row, owner!)
    const fate = known ? this.#change(known, row, owner) : 'new'
    if (row.reading) {
      this.#readings.push({ ...row.reading, id: newId(), machineId: work.machine.id, row: row.number })
    }
    return fate
  }

  #added(row: MachineSaid, owner: CustomerReference): Work {
    const blank = { brand: null, model: null, boughtOn: null, deliveredOn: null, warrantyUntil: null, note: null }
    const fields = { ...blank, state: 'in-use' as const, serialNumber: row.serialNumber, ...row.fields }
    const machine = { ...fields, id: newId(), customerId: owner.id, branchId: owner.branchId }
    const since = machine.boughtOn ?? machine.deliveredOn
    const work = { machine, since, isNew: true, differs: false, passedOn: false }
    this.#works.set(row.serialNumber, work)
    return work
  }

  /** A given value replaces, a blank never erases; another owner means that the machine was sold on. */
  #change(work: Work, row: MachineSaid, owner: CustomerReference | undefined): Fate {
    const { machine } = work
    const told = Object.entries(row.fields) as [keyof MachineSaid['fields'], unknown][]
    const differs = told.some(([field, value]) => String(machine[field]) !== String(value))
    const passedOn = owner !== undefined && owner.id !== machine.customerId
    if (passedOn) {
      work.since = row.fields.boughtOn ?? row.fields.deliveredOn ?? null
      Object.assign(machine, { customerId: owner.id, branchId: owner.branchId })
    }
    Object.assign(machine, row.fields)
    work.differs ||= differs
    work.passedOn ||= passedOn
    return differs || passedOn ? 'changed' : 'unchanged'
  }

  /** Writes everything; a row whose only news is a reading that was not there yet counts as changed. */
  async write(tx: Tx, fates: ReadonlyMap<number, Fate>): Promise<Map<number, Fate>> {
    const { orgId, now } = this.#actor
    const { importId } = this.#context
    const common: Provenance = { orgId, at: now, source: 'import', staffId: this.#actor.staffId, importId }
    const all = [...this.#works.values()]
    const added = all.filter(work => work.isNew)
    await insertMachines(tx, common, added.map(newRow))
    const addedIds = added.map(work => work.machine.id)
    await noteAdded(tx, this.#actor, importId, importedMachines.name, addedIds)
    await this.#writeChanges(tx, common, all)
    const fresh = await insertReadings(tx, common, this.#readings)
    const touched = this.#readings.filter(one => fresh.has(one.id) && !addedIds.includes(one.machineId))
    await noteAdded(
      tx,
      this.#actor,
      importId,
      importedReadings.name,
      touched.map(one => one.id),
    )
    const news = new Set(touched.map(one => one.row))
    return new Map([...fates].map(([row, fate]) => [row, fate === 'unchanged' && news.has(row) ? 'changed' : fate]))
  }

  async #writeChanges(tx: Tx, common: Provenance, all: readonly Work[]): Promise<void> {
    const changed = all.filter(work => !work.isNew && (work.differs || work.passedOn))
    const ids = changed.map(work => work.machine.id)
    const before = await machineImages(tx, common.orgId, ids)
    const passedOn = changed.filter(work => work.passedOn)
    const owned = passedOn.map(({ machine, since }) => ({
      machineId: machine.id,
      customerId: machine.customerId,
      since,
    }))
    await endOwners(
      tx,
      common,
      owned.map(one => ({ machineId: one.machineId, until: one.since })),
    )
    await insertOwners(tx, common, owned)
    await updateMachines(
      tx,
      common,
      changed.map(work => work.machine),
    )
    await touchMachines(tx, common, ids)
    const after = await machineImages(tx, common.orgId, ids)
    const images = ids.map(id => ({ id, before: before.get(id)!, after: after.get(id)! }))
    await noteChanged(tx, this.#actor, this.#context.importId, importedMachines.name, images)
  }
}

function newRow({ machine, since }: Work): NewMachineRow {
  return { ...machine, since }
}
