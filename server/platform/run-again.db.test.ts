import { sql } from 'kysely'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { z } from 'zod'
import type { Actor } from './actor.ts'
import { type Database, inScope, openDatabase, openPool, type Tx } from './database.ts'
import { endpoint } from './endpoint.ts'
import { buildHttp } from './http.ts'
import { newId } from './id.ts'
import { route } from './route.ts'
import { isRolledBackForOthers, runAgain } from './run-again.ts'

let db: Database
beforeAll(() => {
  db = openDatabase(openPool(inject('appUrl'), 4))
})
afterAll(() => db.destroy())

const scope = { orgId: newId(), branchIds: [], ancestorIds: [] }
const hold = (tx: Tx, name: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx).then(() => {})

/** Two who each hold what the other wants next, the first time they try. */
function crossing() {
  const [left, right] = [newId(), newId()]
  let arrived = 0
  let open = () => {}
  const both = new Promise<void>(done => {
    open = done
  })
  let runs = 0
  const taking = (first: string, then: string) => () =>
    inScope(db, scope, async tx => {
      runs++
      await hold(tx, first)
      if (++arrived >= 2) open()
      await both
      await hold(tx, then)
      return first
    })
  return { one: taking(left, right), other: taking(right, left), left, right, runs: () => runs }
}

describe('of two who wait for each other', () => {
  test('one is rolled back by PostgreSQL', async () => {
    const { one, other } = crossing()
    const ended = await Promise.allSettled([one(), other()])
    const refused = ended.flatMap(each => (each.status === 'rejected' ? [each.reason] : []))
    expect(refused).toHaveLength(1)
    expect(isRolledBackForOthers(refused[0])).toBe(true)
  })

  test('both come to their end where what was rolled back is run again', async () => {
    const { one, other, left, right, runs } = crossing()
    const told: unknown[] = []
    const again = (work: () => Promise<string>) => runAgain(work, error => told.push(error))
    expect(await Promise.all([again(one), again(other)])).toEqual([left, right])
    expect([runs(), told.length]).toEqual([3, 1])
  })
})

describe('what is run again', () => {
  test('is only what was rolled back for the sake of others', async () => {
    let runs = 0
    const work = () =>
      inScope(db, scope, async tx => {
        runs++
        await sql`select 1 / ${0}::int`.execute(tx)
      })
    await expect(runAgain(work, () => {})).rejects.toThrow('division by zero')
    expect(runs).toBe(1)
  })

  test('is given up after a few times', async () => {
    let runs = 0
    const work = () =>
      inScope(db, scope, async tx => {
        runs++
        await sql`do $$ begin raise exception using errcode = 'serialization_failure', message = 'again'; end $$`.execute(
          tx,
        )
      })
    await expect(runAgain(work, () => {})).rejects.toThrow('again')
    expect(runs).toBe(4)
  })
})

test('a request is answered as if nothing had happened, though it was rolled back for another', async () => {
  const [left, right] = [newId(), newId()]
  let arrived = 0
  let open = () => {}
  const both = new Promise<void>(done => {
    open = done
  })
  const crossed = endpoint({
    method: 'POST',
    path: '/crossings/:first/:next',
    summary: 'Hold one thing, then another',
    tag: 'test',
    permission: 'signed-in',
    params: z.object({ first: z.string(), next: z.string() }),
    response: z.object({ first: z.string() }),
  })
  const handler = route(crossed, async (tx, _actor, { params }) => {
    await hold(tx, params.first)
    if (++arrived >= 2) open()
    await both
    await hold(tx, params.next)
    return { first: params.first }
  })
  const actor = { ...scope, staffId: null, roles: [], now: Temporal.Now.instant(), requestId: '' } as unknown as Actor
  const app = await buildHttp({
    db,
    deskDb: db,
    logger: pino({ level: 'silent' }),
    routes: [handler],
    authenticate: async () => actor,
    may: () => true,
    requestsPerMinute: 100,
    sessionOf: () => null,
    requestSecret: 'test',
  })
  const ask = (first: string, next: string) => app.inject({ method: 'POST', url: `/api/v1/crossings/${first}/${next}` })
  const answers = await Promise.all([ask(left, right), ask(right, left)])
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200])
  expect(answers.map(answer => answer.json().first)).toEqual([left, right])
  expect(arrived).toBe(3)
  await app.close()
})
