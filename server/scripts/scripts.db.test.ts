import { beforeAll, describe, expect, test } from 'vitest'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import { copyScript } from './copy-script.ts'
import { createScript } from './create-script.ts'
import { freezeScript } from './freeze-script.ts'
import { CARE_CALL, givenScript } from './given.ts'
import { scriptOf, scriptPage } from './store.ts'
import { updateScript } from './update-script.ts'

let org: GivenOrganisation
beforeAll(async () => {
  org = await givenOrganisation()
})

describe('a script', () => {
  test('is written, changed by the version that was read, and every change is on record', async () => {
    const planner = await org.staff('planner')
    const script = await givenScript(planner)
    expect(script).toMatchObject({ ...CARE_CALL, version: 1, frozenAt: null, createdBy: { id: planner.staffId } })
    const later = org.at(planner, '2026-11-17T11:00:00+08:00')
    const changed = await as(later, tx => updateScript(tx, later, script.id, { ...CARE_CALL, minutes: 5, version: 1 }))
    expect(changed).toMatchObject({ minutes: 5, version: 2, updatedAt: later.now, createdAt: planner.now })
    const stale = as(planner, tx => updateScript(tx, planner, script.id, { ...CARE_CALL, version: 1 }))
    await expect(stale).rejects.toThrow('script-changed')
    const audit = await as(org.owner, tx =>
      tx.selectFrom('audit_entry').where('subject_id', '=', script.id).select('action').orderBy('id').execute(),
    )
    expect(audit.map(entry => entry.action)).toEqual(['script-written', 'script-changed'])
  })

  test('once frozen cannot be changed, and its copy can', async () => {
    const planner = await org.staff('planner')
    const script = await givenScript(planner)
    await as(planner, tx => freezeScript(tx, planner, script.id))
    const again = org.at(planner, '2026-11-18T10:00:00+08:00')
    await as(again, tx => freezeScript(tx, again, script.id))
    expect((await as(planner, tx => scriptOf(tx, org.orgId, script.id)))?.frozenAt).toEqual(planner.now)
    const change = as(planner, tx => updateScript(tx, planner, script.id, { ...CARE_CALL, version: 1 }))
    await expect(change).rejects.toThrow('script-frozen')
    const copy = await as(planner, tx => copyScript(tx, planner, script.id, { name: '副本' }))
    expect(copy).toMatchObject({ ...CARE_CALL, name: '副本', frozenAt: null })
    const changed = await as(planner, tx =>
      updateScript(tx, planner, copy.id, { ...CARE_CALL, minutes: 4, version: 1 }),
    )
    expect(changed.minutes).toBe(4)
  })

  test('that cannot be said or asked is refused', async () => {
    const planner = await org.staff('planner')
    await expect(givenScript(planner, { opening: '您的号码是{phone}' })).rejects.toThrow('placeholder-unknown')
    const question = { id: 'a', text: '?', kind: 'choice' as const, required: true }
    await expect(givenScript(planner, { questions: [question] })).rejects.toThrow('options-do-not-fit')
  })

  test('is for planners to write and for others to read', async () => {
    const agent = await org.staff('agent')
    await expect(as(agent, tx => createScript(tx, agent, CARE_CALL))).rejects.toThrow('forbidden')
    const script = await givenScript(await org.staff('planner'))
    expect(await as(agent, tx => scriptOf(tx, org.orgId, script.id))).toMatchObject({ id: script.id })
  })

  test('of another organisation does not exist', async () => {
    const script = await givenScript(await org.staff('planner'))
    const other = await givenOrganisation()
    const { owner } = other
    expect(await as(owner, tx => scriptOf(tx, org.orgId, script.id))).toBeUndefined()
    await expect(as(owner, tx => copyScript(tx, owner, script.id, { name: '抄' }))).rejects.toThrow('not-found')
    const change = as(owner, tx => updateScript(tx, owner, script.id, { ...CARE_CALL, version: 1 }))
    await expect(change).rejects.toThrow('not-found')
  })
})

test('the list is newest first and bounded', async () => {
  const here = await givenOrganisation()
  const planner = await here.staff('planner')
  const names: string[] = []
  for (const hour of [10, 11, 12]) {
    const then = here.at(planner, `2026-11-17T${hour}:00:00+08:00`)
    names.unshift((await givenScript(then, { name: `话术${hour}` })).name)
  }
  const rows = await as(planner, tx => scriptPage(tx, here.orgId, { limit: 2 }))
  expect(rows.map(row => [row.name, row.questionCount])).toEqual(names.map(name => [name, 3]))
})
