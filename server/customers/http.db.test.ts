import { setTimeout as pause } from 'node:timers/promises'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type GivenApp, givenApp } from '../given-app.ts'
import { workImport, workUndo } from '../imports/jobs.ts'
import { as, type GivenOrganisation, givenOrganisation, testDatabase } from '../people/given.ts'
import { type Jobs, startJobs } from '../platform/jobs.ts'
import { untilWaiting } from './given-waiting.ts'

const FILE = '客户编号,姓名,手机\nA1,李雷,13800134412\nA2,=韩梅梅,123\n'

let given: GivenApp
let org: GivenOrganisation
let jobs: Jobs

beforeAll(async () => {
  given = await givenApp()
  org = await givenOrganisation()
  for (const role of ['planner', 'agent'] as const) given.actors.set(role, await org.staff(role))
  jobs = await startJobs(inject('ownerUrl'), testDatabase(), [workImport, workUndo], pino({ level: 'silent' }))
})

afterAll(async () => {
  await jobs.stop()
  await given.app.close()
})

async function ask(method: 'GET' | 'POST' | 'PUT', url: string, payload?: object | Buffer, actor = 'planner') {
  const type = Buffer.isBuffer(payload) ? { 'content-type': 'application/octet-stream' } : {}
  const headers = { 'x-actor': actor, ...type }
  return given.app.inject({ method, url: `/api/v1${url}`, headers, ...(payload && { payload }) })
}

async function ended(id: string) {
  for (let tries = 0; tries < 200; tries++) {
    const answer = (await ask('GET', `/imports/${id}`)).json()
    if (answer.run.state !== 'running') return answer
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  throw new Error('the import did not end')
}

describe('an import over HTTP', () => {
  test('goes from file through preview and background work to customers and a file of rejected rows', async () => {
    const created = await ask('POST', '/imports', { kind: 'customers', fileName: '客户.csv' })
    expect(created.statusCode).toBe(201)
    const { id } = created.json()
    expect((await ask('PUT', `/imports/${id}/file`, Buffer.from(FILE))).json()).toMatchObject({
      state: 'uploaded',
      sizeBytes: Buffer.byteLength(FILE),
    })
    const preview = (await ask('GET', `/imports/${id}/preview`)).json()
    expect(preview.rows).toHaveLength(2)
    const started = await ask('POST', `/imports/${id}/start`, { mapping: preview.mapping })
    expect(started.json()).toMatchObject({ state: 'running' })
    expect(await ended(id)).toMatchObject({
      run: { state: 'finished', rowsRead: 2, rowsNew: 1, rowsRejected: 1, readBytes: Buffer.byteLength(FILE) },
      rejections: [{ reason: 'phone-invalid', sentence: '电话 … 不是有效号码', rows: 1 }],
    })
    const file = await ask('GET', `/imports/${id}/rejections`)
    expect(file.headers['content-type']).toContain('text/csv')
    expect(file.body).toContain("A2,'=韩梅梅,123")
    const list = await ask('POST', '/customers/search', { words: '13800134412' }, 'agent')
    expect(list.json().items).toMatchObject([{ name: '李雷', points: [{ masked: '••• 4412' }] }])
    expect((await ask('GET', '/imports')).json().items[0]).toMatchObject({ id, createdByName: 'planner' })
  })

  test('is refused to an agent, and with a workbook in words', async () => {
    expect((await ask('POST', '/imports', { kind: 'customers', fileName: 'a.csv' }, 'agent')).statusCode).toBe(403)
    const { id } = (await ask('POST', '/imports', { kind: 'customers', fileName: 'a.xlsx' })).json()
    await ask('PUT', `/imports/${id}/file`, Buffer.from('PK\u0003\u0004'))
    const refused = await ask('GET', `/imports/${id}/preview`)
    expect(refused.statusCode).toBe(422)
    expect(refused.json().detail).toContain('XLSX')
  })

  test('of a batch of rows answers each, and is taken back in the background', async () => {
    const rows = [
      { externalId: 'B1', name: '王芳', phone: '13900135523' },
      { externalId: 'B2', name: '赵强', phone: '1' },
    ]
    const { importId, results } = (await ask('POST', '/imports/batch', { kind: 'customers', rows })).json()
    expect(results).toMatchObject([{ result: 'new' }, { result: 'rejected', field: 'phone' }])
    expect((await ask('POST', '/imports/batch', { kind: 'customers', rows }, 'agent')).statusCode).toBe(403)
    expect((await ask('POST', '/imports/batch', { kind: 'customers', rows: [] })).statusCode).toBe(422)
    expect((await ask('POST', `/imports/${importId}/undo`)).json()).toMatchObject({ state: 'undoing' })
    const state = async () => (await ask('GET', `/imports/${importId}`)).json().run.state
    for (let tries = 0; tries < 300 && (await state()) !== 'undone'; tries += 1) await pause(50)
    expect((await ask('GET', `/imports/${importId}`)).json()).toMatchObject({
      run: { state: 'undone', source: 'api' },
      undone: [{ noun: 'customer', removed: 1 }],
      kept: [],
    })
  })

  test('that takes a customer back while somebody writes about him refuses the writer in words, and nothing is half', async () => {
    const rows = [{ externalId: 'C1', name: '林涛', phone: '13900135524' }]
    await ask('POST', '/imports/batch', { kind: 'customers', rows })
    const [customer] = await as(org.owner, tx =>
      tx.selectFrom('customer').where('external_id', '=', 'C1').select('id').execute(),
    )
    const hours = { windows: [{ weekday: 1, from: '09:00', to: '11:00' }], notBefore: null, notAfter: null, note: '' }
    const going = Promise.withResolvers<void>()
    const removed = Promise.withResolvers<void>()
    const removing = as(org.owner, async tx => {
      await tx.deleteFrom('contact_point').where('customer_id', '=', customer!.id).execute()
      await tx.deleteFrom('customer').where('id', '=', customer!.id).execute()
      removed.resolve()
      await going.promise
    })
    await removed.promise
    const writing = ask('PUT', `/customers/${customer!.id}/good-hours`, { ...hours, source: 'staff' })
    await untilWaiting(inject('ownerUrl'), 'insert into "good_hours"')
    going.resolve()
    await removing
    const answer = await writing
    expect(answer.json()).toMatchObject({ status: 409, reason: 'removed-meanwhile' })
    expect(answer.json().detail).toContain('没有改动任何数据')
  })

  test('leaves no number in the log', () => {
    expect(given.log.length).toBeGreaterThan(0)
    expect(given.log.filter(line => line.includes('13800134412'))).toEqual([])
  })
})
