import { expect, test } from 'vitest'
import { givenApp } from './given-app.ts'
import { as, givenOrganisation } from './people/given.ts'
import { API } from './platform/http.ts'
import { auditEntries } from './privacy/audit-store.ts'
import { record } from './privacy/index.ts'

test('the log is taken out as CSV and XLSX, formulas taken out, and that is written down', async () => {
  const given = await givenApp()
  const org = await givenOrganisation()
  given.actors.set('owner', org.owner)
  await as(org.owner, tx => record(tx, org.owner, 'role.added', 'role', null, { name: '=cmd|x' }))
  const ask = (format: string) =>
    given.app.inject({ url: `${API}/audit/export?format=${format}&action=role.added`, headers: { 'x-actor': 'owner' } })
  const csv = await ask('csv')
  expect(csv.headers['content-type']).toContain('text/csv')
  expect(csv.body.split('\r\n')).toHaveLength(3)
  expect(csv.body).toContain('role.added')
  const xlsx = await ask('xlsx')
  expect(xlsx.rawPayload.subarray(0, 2).toString()).toBe('PK')
  const log = await as(org.owner, tx => auditEntries(tx, org.owner, { action: 'audit.exported', limit: 5 }))
  expect(log.map(row => row.facts.format)).toEqual(['xlsx', 'csv'])
  const agent = await org.staff('agent')
  given.actors.set('agent', agent)
  const refused = await given.app.inject({ url: `${API}/audit/export?format=csv`, headers: { 'x-actor': 'agent' } })
  expect(refused.statusCode).toBe(403)
})
