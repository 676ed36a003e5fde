import { beforeAll, describe, expect, test } from 'vitest'
import { givenImports } from '../customers/given.ts'
import { as, givenOrganisation } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { addReading } from './add-reading.ts'
import { changeMachine } from './change-machine.ts'
import { givenMachine, givenOwner } from './given.ts'
import { passOnMachine } from './pass-on-machine.ts'
import { machineEventsOf, readingsOf } from './reading-store.ts'
import { machineById, machinesOf, ownersOf } from './store.ts'

beforeAll(() => givenImports())

const day = (text: string) => Temporal.PlainDate.from(text)

async function givenTwo() {
  const org = await givenOrganisation()
  const { owner } = org
  const [seller, buyer] = [
    await givenOwner(owner, '东方建筑', org.northId),
    await givenOwner(owner, '北方路桥', org.northId),
  ]
  const owned = (customerId: string) => as(owner, tx => machinesOf(tx, owner, customerId, { limit: 50 }))
  const passOn = (machineId: string, customerId: string, since: string | null = null, actor: Actor = owner) =>
    as(actor, tx => passOnMachine(tx, actor, { machineId, customerId, since: since ? day(since) : null }))
  const read = (machineId: string, value: number, hoursAgo: number, actor: Actor = owner) =>
    as(actor, tx =>
      addReading(tx, actor, { machineId, value, unit: 'h', readAt: actor.now.subtract({ hours: hoursAgo }) }),
    )
  return { org, owner, seller, buyer, owned, passOn, read }
}

describe('a machine', () => {
  test('is registered once in the organisation, however its serial number is written', async () => {
    const { org, owner, seller, buyer } = await givenTwo()
    const machine = await givenMachine(owner, seller, {
      serialNumber: 'sy215c 0012',
      brand: '三一',
      model: 'SY215C',
      boughtOn: day('2025-03-01'),
      warrantyUntil: day('2026-11-17'),
    })
    expect(machine).toMatchObject({ serialNumber: 'SY215C0012', brand: '三一', state: 'in-use', underWarranty: true })
    await expect(givenMachine(owner, buyer, { serialNumber: 'SY215C 0012' })).rejects.toThrow('serial-number-taken')
    const other = await givenOrganisation()
    const stranger = await givenOwner(other.owner, '别家', other.northId)
    await expect(givenMachine(other.owner, stranger, { serialNumber: 'SY215C0012' })).resolves.toBeDefined()
    const nextDay = org.at(owner, '2026-11-18T00:30:00+08:00')
    expect((await as(nextDay, tx => machineById(tx, nextDay, machine.id)))!.underWarranty).toBe(false)
  })

  test('registered by several at the same moment is registered once', async () => {
    const { owner, seller, buyer } = await givenTwo()
    const all = await Promise.allSettled([seller, buyer, seller, buyer].map(one => givenMachine(owner, one)))
    expect(all.filter(one => one.status === 'fulfilled')).toHaveLength(1)
  })

  test('that changed hands stands with its new owner, and in the history of both', async () => {
    const { owner, seller, buyer, owned, passOn } = await givenTwo()
    const machine = await givenMachine(owner, seller, { boughtOn: day('2025-03-01') })
    await passOn(machine.id, buyer, '2026-10-01')
    expect(await owned(seller)).toMatchObject([{ current: false, since: day('2025-03-01'), until: day('2026-10-01') }])
    expect(await owned(buyer)).toMatchObject([{ current: true, since: day('2026-10-01'), until: null }])
    const owners = await as(owner, tx => ownersOf(tx, owner, machine.id))
    expect(owners.map(one => [one.customerName, one.current])).toEqual([
      ['北方路桥', true],
      ['东方建筑', false],
    ])
    const events = (customerId: string) => as(owner, tx => machineEventsOf(tx, owner.orgId, customerId, { limit: 50 }))
    expect((await events(seller)).map(one => one.kind)).toEqual(['passed-on', 'acquired'])
    expect((await events(buyer)).map(one => one.kind)).toEqual(['acquired'])
    await expect(passOn(machine.id, buyer)).rejects.toThrow('owner-unchanged')
    await expect(passOn(machine.id, seller, '2026-09-01')).rejects.toThrow('sold-before-bought')
  })

  test('passed on by several at once has one owner', async () => {
    const { org, owner, seller, buyer, passOn } = await givenTwo()
    const machine = await givenMachine(owner, seller)
    const third = await givenOwner(owner, '第三家', org.northId)
    await Promise.allSettled([buyer, third, buyer, third].map(one => passOn(machine.id, one)))
    const owners = await as(owner, tx => ownersOf(tx, owner, machine.id))
    expect(owners.filter(one => one.current)).toHaveLength(1)
  })

  test('keeps the old value when it is corrected', async () => {
    const { owner, seller } = await givenTwo()
    const machine = await givenMachine(owner, seller, { brand: '三一' })
    await as(owner, tx => changeMachine(tx, owner, machine.id, { state: 'in-repair', brand: '徐工' }))
    const events = await as(owner, tx => machineEventsOf(tx, owner.orgId, seller, { limit: 50 }))
    expect(events.filter(one => one.kind === 'changed').map(one => [one.field, one.oldValue, one.newValue])).toEqual(
      expect.arrayContaining([
        ['brand', '三一', '徐工'],
        ['state', 'in-use', 'in-repair'],
      ]),
    )
  })

  test('is not found from another branch or organisation, and agents may not change it', async () => {
    const { org, owner, seller, passOn, read } = await givenTwo()
    const machine = await givenMachine(owner, seller)
    const elsewhere = await givenOwner(owner, '南方工程', org.southId)
    const [south, north] = [await org.staff('supervisor', org.southId), await org.staff('supervisor', org.northId)]
    for (const stranger of [south, (await givenOrganisation()).owner]) {
      await expect(read(machine.id, 1, 1, stranger)).rejects.toThrow('not-found')
      const change = as(stranger, tx => changeMachine(tx, stranger, machine.id, { note: '别人的' }))
      await expect(change).rejects.toThrow('not-found')
    }
    await expect(passOn(machine.id, elsewhere, null, north)).rejects.toThrow('not-found')
    await expect(read(machine.id, 1, 1, await org.staff('agent', org.northId))).rejects.toThrow('forbidden')
    await passOn(machine.id, elsewhere)
    const owners = await as(south, tx => ownersOf(tx, south, machine.id))
    expect(owners.map(one => one.customerName)).toEqual(['南方工程', null])
  })
})

describe('a meter reading', () => {
  test('lower than one before is taken and flagged; the flag follows what comes in later', async () => {
    const { owner, seller, owned, read } = await givenTwo()
    const { id } = await givenMachine(owner, seller)
    expect(await read(id, 1200, 72)).toMatchObject({ lower: false })
    expect(await read(id, 300, 24)).toMatchObject({ lower: true })
    expect(await owned(seller)).toMatchObject([{ lastReading: { value: 300, lower: true } }])
    await read(id, 150.5, 96)
    const readings = await as(owner, tx => readingsOf(tx, owner.orgId, id, { limit: 50 }))
    expect(readings.map(one => [one.value, one.lower])).toEqual([
      [300, true],
      [1200, false],
      [150.5, false],
    ])
  })

  test('of the future is refused, and the same one twice', async () => {
    const { owner, seller, read } = await givenTwo()
    const { id } = await givenMachine(owner, seller)
    await read(id, 100, 1)
    await expect(read(id, 100, 1)).rejects.toThrow('reading-known')
    await expect(read(id, 100, -1)).rejects.toThrow('reading-in-the-future')
  })
})
