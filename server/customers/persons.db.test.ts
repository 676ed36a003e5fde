import { beforeAll, describe, expect, test } from 'vitest'
import { as, type GivenOrganisation, givenOrganisation, TUESDAY_10_AM, testDatabase } from '../people/given.ts'
import { systemActor } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { addCustomer } from './add-customer.ts'
import { addDuty } from './add-duty.ts'
import { addPerson, type NewPerson } from './add-person.ts'
import { addPersonPoint } from './add-person-point.ts'
import { changePerson } from './change-person.ts'
import { endPerson, endPersonsPastTheirDay, resumePerson } from './end-person.ts'
import { givenImports, givenPerson } from './given.ts'
import { personsInCharge } from './in-charge-store.ts'
import { dialablePoints } from './index.ts'
import { changesOfCustomer } from './known-facts.ts'
import { personsAt } from './persons.ts'

beforeAll(() => givenImports())

const TODAY = Temporal.PlainDate.from('2026-11-17')

async function givenCompany() {
  const org = await givenOrganisation()
  const customerId = await as(org.owner, tx =>
    addCustomer(tx, org.owner, {
      name: '东方建筑公司',
      kind: 'organisation',
      branchId: org.northId,
      phones: ['010-62345678'],
      emails: [],
    }),
  )
  const add = (given: Partial<NewPerson> = {}, actor: Actor = org.owner) =>
    as(actor, tx => addPerson(tx, actor, givenPerson(customerId, given)))
  const persons = () => as(org.owner, tx => personsAt(tx, org.owner, customerId, 'zh'))
  const inCharge = async (duty: string, { orgId, now }: Actor = org.owner) => {
    const at = { orgId, now, timeZone: 'Asia/Shanghai' }
    const persons = await as(org.owner, tx => personsInCharge(tx, at, { ids: [customerId] }))
    return persons.get(customerId)?.find(({ duties }) => duties.includes(duty))
  }
  return { org, customerId, add, persons, inCharge }
}

const dialable = async (org: GivenOrganisation, customerId: string) =>
  (await as(org.owner, tx => dialablePoints(tx, org.orgId, customerId))).map(point => point.masked)

describe('a person in charge', () => {
  test('is found by his duty, with his own numbers', async () => {
    const { org, customerId, add, persons, inCharge } = await givenCompany()
    await add({ duties: ['purchasing'], phones: ['13800134412'], emails: ['wang@example.com'] })
    await add({ name: '赵会计', duties: ['finance', 'owner'], phones: ['010-62345678 转 8'] })
    expect(await inCharge('finance')).toMatchObject({ name: '赵会计' })
    expect(await inCharge('purchasing')).toMatchObject({ name: '王采购' })
    expect(await inCharge('maintenance')).toBeUndefined()
    expect(await persons()).toMatchObject([
      { name: '王采购', dutyTexts: ['采购'], points: [{ masked: '••• 4412' }, { kind: 'email' }] },
      { name: '赵会计', dutyTexts: ['财务', '负责人'], points: [{ masked: '••• 5678', extension: '8' }] },
    ])
    expect(await dialable(org, customerId)).toEqual(['••• 5678', '••• 4412', '••• 5678'])
  })

  test('appointed last comes before those appointed earlier, and none comes before his first day', async () => {
    const { add, inCharge, org } = await givenCompany()
    await add({ name: '老王', validFrom: TODAY.subtract({ years: 2 }) })
    await add({ name: '小王', validFrom: TODAY.subtract({ days: 3 }) })
    await add({ name: '新人', validFrom: TODAY.add({ days: 3 }) })
    expect(await inCharge('purchasing')).toMatchObject({ name: '小王' })
    const later = org.at(org.owner, TUESDAY_10_AM.add({ hours: 96 }))
    expect(await inCharge('purchasing', later)).toMatchObject({ name: '新人' })
  })

  test('in charge no more is neither asked for nor dialled, and is again when he resumes', async () => {
    const { org, customerId, add, inCharge } = await givenCompany()
    const personId = await add({ phones: ['13800134412'] })
    await as(org.owner, tx => endPerson(tx, org.owner, { personId, lastDay: TODAY, note: '已离职' }))
    expect(await inCharge('purchasing')).toBeUndefined()
    expect(await dialable(org, customerId)).toEqual(['••• 5678'])
    const { items } = await as(org.owner, tx =>
      changesOfCustomer(tx, org.owner, customerId, { limit: 50, subject: 'person' }),
    )
    expect(items).toContainEqual(expect.objectContaining({ field: 'inCharge', newValue: 'no', note: '已离职' }))
    const value = '13900135523'
    const more = as(org.owner, tx => addPersonPoint(tx, org.owner, { personId, kind: 'phone', value }))
    await expect(more).rejects.toThrow('person-ended')
    await as(org.owner, tx => resumePerson(tx, org.owner, personId))
    expect(await dialable(org, customerId)).toEqual(['••• 5678', '••• 4412'])
  })

  test('with a last day to come ends by himself when it is over in the organisation’s calendar', async () => {
    const { org, customerId, add } = await givenCompany()
    const personId = await add({ phones: ['13800134412'] })
    await as(org.owner, tx => endPerson(tx, org.owner, { personId, lastDay: TODAY.add({ days: 1 }), note: '' }))
    const endAt = async (instant: string) => {
      const system = await systemActor(testDatabase(), org.orgId, Temporal.Instant.from(instant))
      return as(system, tx => endPersonsPastTheirDay(tx, system))
    }
    expect(await endAt('2026-11-18T23:59:00+08:00')).toBe(0)
    expect(await dialable(org, customerId)).toContain('••• 4412')
    expect(await endAt('2026-11-19T00:01:00+08:00')).toBe(1)
    expect(await dialable(org, customerId)).not.toContain('••• 4412')
    expect(await endAt('2026-11-19T00:02:00+08:00')).toBe(0)
  })

  test('takes over a number the customer has, but not one of another person', async () => {
    const { org, customerId, add, persons } = await givenCompany()
    await add({ phones: ['010-62345678'] })
    await expect(add({ name: '别人', phones: ['010-62345678'] })).rejects.toThrow('point-of-another-person')
    expect(await persons()).toHaveLength(1)
    expect(await dialable(org, customerId)).toEqual(['••• 5678'])
  })

  test('is corrected with the old value kept', async () => {
    const { org, customerId, add } = await givenCompany()
    const personId = await add()
    await as(org.owner, tx =>
      changePerson(tx, org.owner, personId, { name: '王主任', duties: ['owner', 'purchasing'] }),
    )
    const { items } = await as(org.owner, tx => changesOfCustomer(tx, org.owner, customerId, { limit: 50 }))
    expect(items).toContainEqual(
      expect.objectContaining({ subject: 'person', field: 'name', oldValue: '王采购', newValue: '王主任' }),
    )
    const crossed = { validFrom: TODAY, validUntil: TODAY.subtract({ days: 1 }) }
    const wrong = as(org.owner, tx => changePerson(tx, org.owner, personId, crossed))
    await expect(wrong).rejects.toThrow('person-dates-crossed')
  })

  test('may have duties the organisation adds, and no unknown ones', async () => {
    const { org, add } = await givenCompany()
    await expect(add({ duties: ['吊装'] })).rejects.toThrow('duty-unknown')
    await as(org.owner, tx => addDuty(tx, org.owner, '吊装'))
    await add({ duties: ['吊装'] })
    await expect(as(org.owner, tx => addDuty(tx, org.owner, '吊装'))).rejects.toThrow('duty-known')
    await expect(as(org.owner, tx => addDuty(tx, org.owner, '财务'))).rejects.toThrow('duty-known')
  })

  test('is refused to agents, and not found from another branch or organisation', async () => {
    const { org, add } = await givenCompany()
    const personId = await add()
    await expect(add({}, await org.staff('agent', org.northId))).rejects.toThrow('forbidden')
    await expect(add({}, await org.staff('supervisor', org.southId))).rejects.toThrow('not-found')
    for (const stranger of [await org.staff('supervisor', org.southId), (await givenOrganisation()).owner]) {
      const change = as(stranger, tx => changePerson(tx, stranger, personId, { name: '别人' }))
      await expect(change).rejects.toThrow('not-found')
    }
  })
})
