import exceljs from 'exceljs'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { type GivenApp, givenApp } from '../given-app.ts'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import { ended, givenFollowups } from './given.ts'

let http: GivenApp
let org: GivenOrganisation

beforeAll(async () => {
  http = await givenApp()
  org = await givenOrganisation()
  const agent = await org.staff('agent')
  await givenFollowups(org, [ended(agent, 'completed')])
  http.actors.set('owner', org.owner)
  http.actors.set('agent', agent)
})

const get = (actor: string, path: string, language = 'zh-CN') =>
  http.app.inject({ url: `/api/v1${path}`, headers: { 'x-actor': actor, 'accept-language': language } })

test('the report of a day is read by its address, in the reader’s language', async () => {
  const answer = await get('owner', '/reports/today?day=2026-11-17')
  expect(answer.statusCode).toBe(200)
  expect(answer.json()).toMatchObject({
    day: '2026-11-17',
    totals: { done: 1, completed: 1 },
    outcomes: [{ outcome: 'completed', text: '已完成', attempts: 1, final: 1 }],
  })
  expect((await get('owner', '/reports/today?day=2026-11-17', 'en')).json().rates[0].text).toContain('Response rate 1')
  expect((await get('owner', '/reports/today?day=yesterday')).statusCode).toBe(422)
  expect((await get('agent', '/reports/today')).statusCode).toBe(403)
})

test('a table is downloaded as a CSV file that no cache keeps', async () => {
  const answer = await get('owner', '/reports/today/agents.csv?day=2026-11-17', 'en')
  expect(answer.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="agents-2026-11-17.csv"',
    'cache-control': 'no-store',
  })
  expect(answer.body).toBe(
    '\uFEFFAgent,Attempts,Conversations,Completed,Success rate,Talk minutes\r\nagent,1,1,1,1,1\r\n',
  )
  expect((await get('owner', '/reports/today/outcomes.csv?day=2026-11-17')).statusCode).toBe(200)
  expect((await get('agent', '/reports/today/agents.csv')).statusCode).toBe(403)
})

test('every report is downloaded as a workbook with headings in the reader’s language, and audited', async () => {
  for (const path of ['plan', 'funnel', 'outcomes']) {
    const answer = await get('owner', `/reports/${path}.xlsx?from=2026-11-17&to=2026-11-17`, 'en')
    expect(answer.headers).toMatchObject({
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="${path}-2026-11-17.xlsx"`,
      'cache-control': 'no-store',
    })
    const book = new exceljs.Workbook()
    await book.xlsx.load(answer.rawPayload as never)
    const sheet = book.worksheets[0]!
    expect(String(sheet.getCell('A1').value)).toContain('owner · ')
    if (path === 'plan') {
      expect(sheet.getRow(2).values).toContain('Attempts')
      const eleven = sheet.getRow(3 + 11)
      expect(eleven.getCell(1).value).toEqual(new Date('2026-11-17T11:00:00Z'))
      expect(eleven.getCell(7).value).toBe(1)
    }
    expect((await get('agent', `/reports/${path}.xlsx`)).statusCode).toBe(403)
  }
  for (const path of ['today.xlsx?day=2026-11-17', 'campaigns.xlsx', 'answers.xlsx?from=2026-11-17']) {
    const answer = await get('owner', `/reports/${path}`)
    expect([path, answer.statusCode, answer.rawPayload.subarray(0, 2).toString()]).toEqual([path, 200, 'PK'])
  }
  const { rows } = await as(org.owner, tx =>
    sql<{ table: string }>`
      select facts ->> 'table' as table from audit_entry
      where org_id = ${org.orgId} and action = 'report-exported' and facts ->> 'format' = 'xlsx' order by id`.execute(
      tx,
    ),
  )
  expect(rows.map(row => row.table)).toEqual(['plan', 'funnel', 'outcomes', 'today', 'campaigns', 'answers'])
})

test('the funnel of campaigns is a list like any other', async () => {
  expect((await get('owner', '/reports/campaigns')).json()).toEqual({ items: [], next: null })
})
