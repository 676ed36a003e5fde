import { sql } from 'kysely'
import pg from 'pg'
import { expect, inject, test, vi } from 'vitest'
import { givenApp } from './given-app.ts'
import { givenOrganisation, testDatabase } from './people/given.ts'
import { PERMISSIONS } from './people/permissions.ts'
import { AT_WORK_CHANNEL, HOUSE_PACE } from './platform/at-leisure.ts'

test('people are at work once one of them asks something here or elsewhere, a program with a key is not one of them', async () => {
  const { app, actors } = await givenApp()
  const { owner } = await givenOrganisation()
  const heard: string[] = []
  const other = new pg.Client({ connectionString: inject('appUrl') })
  other.on('notification', ({ payload = '' }) => heard.push(payload))
  await other.connect()
  await other.query(`listen ${AT_WORK_CHANNEL}`)
  const ask = async (who: string) => {
    const { statusCode } = await app.inject({ url: '/api/v1/campaigns', headers: { 'x-actor': who } })
    expect(statusCode).toBe(200)
  }

  actors.set('program', {
    ...owner,
    key: { id: owner.orgId, name: 'nightly', prefix: 'hf_night', permissions: PERMISSIONS },
  })
  await ask('program')
  expect(HOUSE_PACE.atWork()).toBe(false)

  // What another process of the house tells.
  await other.query(`select pg_notify($1, '')`, [AT_WORK_CHANNEL])
  await vi.waitFor(() => expect(HOUSE_PACE.atWork()).toBe(true), 20_000)
  await vi.waitFor(() => expect(heard).toHaveLength(1), 20_000)

  actors.set('person', owner)
  await ask('person')
  await vi.waitFor(() => expect(heard).toHaveLength(2), 20_000)
  await ask('person')
  // What the process tells comes in order, so a marker behind it shows that the second request told nothing.
  await sql`select pg_notify(${AT_WORK_CHANNEL}, 'marker')`.execute(testDatabase())
  await vi.waitFor(() => expect(heard).toContain('marker'), 20_000)
  expect(heard).toEqual(['', '', 'marker'])
  await other.end()
  await app.close()
})
