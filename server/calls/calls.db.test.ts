import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import pino from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { dramaNumber, givenCustomer, givenPolicy } from '../contacts/given.ts'
import { givenFollowup, settle, taken } from '../followups/given.ts'
import { dialFollowup } from '../followups/index.ts'
import { type GivenApp, givenApp } from '../given-app.ts'
import { as, type GivenOrganisation, givenOrganisation, testDatabase } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { API } from '../platform/http.ts'
import { type Jobs, startJobs } from '../platform/jobs.ts'
import { type GivenTelephone, givenTelephone } from './given.ts'
import { jobs } from './jobs.ts'
import { placeCall } from './place-call.ts'
import { callOf, claimCall, insertCall } from './store.ts'
import { connectTelephone } from './telephone.ts'

const TOKEN = 'secret-of-the-telephone'
const ALL_DAY = [{ from: '00:00', to: '24:00' }]

let given: GivenApp
let workers: Jobs[]
let telephone: GivenTelephone
let org: GivenOrganisation

beforeAll(async () => {
  given = await givenApp()
  const logger = pino({ level: 'trace' }, { write: line => void given.log.push(line) })
  workers = await Promise.all([1, 2].map(() => startJobs(inject('ownerUrl'), testDatabase(), jobs, logger)))
})
afterAll(async () => {
  for (const worker of workers) await worker.stop()
})

beforeEach(async () => {
  telephone = await givenTelephone()
  connectTelephone({ url: telephone.url, token: TOKEN })
  org = await givenOrganisation(Temporal.Now.instant())
  await givenPolicy(org, { workdayWindows: ALL_DAY, restDayWindows: ALL_DAY, holidayWindows: ALL_DAY })
})
afterEach(() => telephone.close())

interface Work {
  agent: Actor
  followupId: string
  customerId: string
  contactId: string
  number: string
}

/** An agent with a follow-up in his hands, not dialled yet. */
async function givenInHand(): Promise<Work> {
  const [agent, number] = [await org.staff('agent'), dramaNumber()]
  const customerId = await givenCustomer(org, { phones: [number] })
  const id = await givenFollowup(org, customerId)
  const followup = await taken(agent)
  expect(followup.id).toBe(id)
  given.actors.set(agent.staffId!, agent)
  const contactId = await as(agent, async tx => {
    const { rows } = await sql<{ id: string }>`select id from contact where staff_id = ${agent.staffId}`.execute(tx)
    return rows[0]!.id
  })
  return { agent, followupId: id, customerId, contactId, number }
}

const ask = (agent: Actor, method: 'GET' | 'POST', path: string) =>
  given.app.inject({
    method,
    url: API + path,
    headers: { 'x-actor': agent.staffId! },
    ...(method === 'POST' && { payload: {} }),
  })

const dial = ({ agent, followupId }: Work) => ask(agent, 'POST', `/followups/${followupId}/dial`)
const seen = async ({ agent, contactId }: Work) => (await ask(agent, 'GET', `/contacts/${contactId}/call`)).json()

/** How the call stands once it is decided. */
async function decided(work: Work) {
  for (let tries = 0; tries < 400; tries++) {
    const call = await seen(work)
    if (call.state !== 'asking') return call
    await sleep(50)
  }
  throw new Error('the call was never decided')
}

/** The contact dialled with no telephone connected, so that no job takes its call; a call of it asked for since. */
async function givenCall(askedAgo: Temporal.DurationLike = { seconds: 0 }) {
  connectTelephone(undefined)
  const work = await givenInHand()
  await dial(work)
  connectTelephone({ url: telephone.url })
  const now = Temporal.Now.instant()
  const callId = await as(work.agent, tx => insertCall(tx, org.at(work.agent, now.subtract(askedAgo)), work.contactId))
  const place = () => placeCall(testDatabase(), { ...work.agent, now: Temporal.Now.instant() }, { ...work, callId })
  return { ...work, callId, place }
}

describe('dialling with a telephone system', () => {
  test('brings the number there and nowhere else, and leaves a trace of it', async () => {
    const work = await givenInHand()
    const answer = await dial(work)
    const call = await decided(work)
    expect(call).toEqual({ state: 'asked', mayAskAgain: false, sentence: '电话系统已受理，请接听您的话机。' })
    const { rows } = await as(work.agent, tx =>
      sql<{ email: string }>`select email from staff where id = ${work.agent.staffId}`.execute(tx),
    )
    const { id } = (await as(work.agent, tx => callOf(tx, org.orgId, work.contactId)))!
    expect(telephone.requests).toMatchObject([
      {
        body: { call: id, to: work.number, from: '4008001234', agent: rows[0]!.email },
        headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      },
    ])
    const queue = await as(work.agent, tx => sql`select * from pgboss.job where name = 'place-call'`.execute(tx))
    const elsewhere = [answer.body, JSON.stringify(call), JSON.stringify(queue.rows), ...given.log].join('\n')
    expect(elsewhere).not.toContain(work.number.slice(1))
    expect(elsewhere).not.toContain(TOKEN)
    const trace = await as(org.owner, tx =>
      sql`select staff_id, facts from audit_entry where org_id = ${org.orgId} and action = 'identifier.revealed'`.execute(
        tx,
      ),
    )
    expect(trace.rows).toEqual([{ staff_id: work.agent.staffId, facts: { why: 'dial' } }])
  })

  test('rings once, however often it is dialled and the work is repeated', async () => {
    const work = await givenInHand()
    await Promise.all([dial(work), dial(work), dial(work)])
    await decided(work)
    await dial(work)
    const { id: callId } = (await as(work.agent, tx => callOf(tx, org.orgId, work.contactId)))!
    const again = () => placeCall(testDatabase(), work.agent, { callId, customerId: work.customerId })
    await Promise.all([again(), again(), again(), again()])
    expect(telephone.requests).toHaveLength(1)
  })

  test('rings once when many take up the same call in the same moment', async () => {
    const { place } = await givenCall()
    await Promise.all(Array.from({ length: 8 }, place))
    expect(telephone.requests).toHaveLength(1)
  })

  test('does not ring when dialling was rolled back', async () => {
    const work = await givenInHand()
    const lost = as(work.agent, async tx => {
      await dialFollowup(tx, work.agent, work.followupId)
      throw new Error('rolled back')
    })
    await expect(lost).rejects.toThrow('rolled back')
    expect(await seen(work)).toMatchObject({ state: 'none' })
    await dial(work)
    await decided(work)
    expect(telephone.requests).toHaveLength(1)
  })

  test('places the calls of several agents at the same time', async () => {
    const works = [await givenInHand(), await givenInHand(), await givenInHand(), await givenInHand()]
    const waiting: (() => void)[] = []
    telephone.answer = response => {
      waiting.push(() => response.writeHead(200).end())
      if (waiting.length === works.length) for (const answer of waiting) answer()
    }
    await Promise.all(works.map(dial))
    expect((await Promise.all(works.map(decided))).map(call => call.state)).toEqual(works.map(() => 'asked'))
  })
})

describe('a call is not placed', () => {
  test('when the agent has reported its outcome meanwhile', async () => {
    const { agent, followupId, place } = await givenCall()
    await settle(org.at(agent, Temporal.Now.instant()), followupId, { outcome: 'no-answer' })
    await place()
    expect(telephone.requests).toEqual([])
  })

  test('when its contact was taken back', async () => {
    const { agent, contactId, place } = await givenCall()
    await as(agent, tx => sql`update contact set state = 'cancelled' where id = ${contactId}`.execute(tx))
    await place()
    expect(telephone.requests).toEqual([])
  })

  test('when its turn comes after more than a minute', async () => {
    const work = await givenCall({ seconds: 61 })
    await work.place()
    expect(telephone.requests).toEqual([])
    expect(await seen(work)).toMatchObject({ state: 'failed', mayAskAgain: true })
  })

  test('again after the process that took it was killed; its agent learns that it failed', async () => {
    const work = await givenCall({ seconds: 20 })
    const before = org.at(work.agent, Temporal.Now.instant().subtract({ seconds: 15 }))
    await as(before, tx => claimCall(tx, before, work.callId))
    await work.place()
    expect(telephone.requests).toEqual([])
    expect(await seen(work)).toMatchObject({ state: 'failed', mayAskAgain: true })
  })

  test('without a telephone system: nothing waits for one that is connected later', async () => {
    connectTelephone(undefined)
    const work = await givenInHand()
    expect((await ask(work.agent, 'GET', '/telephone')).json()).toEqual({ connected: false })
    expect((await dial(work)).json()).toMatchObject({ dialled: true })
    expect(await seen(work)).toMatchObject({ state: 'none' })
    const queue = await as(work.agent, tx =>
      sql`select from pgboss.job where name = 'place-call' and data->>'orgId' = ${org.orgId}`.execute(tx),
    )
    expect(queue.rows).toEqual([])
    connectTelephone({ url: telephone.url })
    expect((await ask(work.agent, 'GET', '/telephone')).json()).toEqual({ connected: true })
  })
})

describe('a telephone system in trouble', () => {
  test('that refuses is asked again only when the agent dials again, three times in all', async () => {
    telephone.answer = response => void response.writeHead(503).end()
    const work = await givenInHand()
    await dial(work)
    expect(await decided(work)).toMatchObject({
      state: 'failed',
      mayAskAgain: true,
      sentence: '电话系统拒绝了这次拨打（503）。请重新拨打。',
    })
    expect(telephone.requests).toHaveLength(1)
    await dial(work)
    await decided(work)
    await dial(work)
    expect(await decided(work)).toMatchObject({ state: 'failed', mayAskAgain: false })
    await dial(work)
    expect(await decided(work)).toMatchObject({ state: 'failed', mayAskAgain: false })
    expect(telephone.requests).toHaveLength(3)
  })

  test('that recovers rings when the agent dials again', async () => {
    telephone.answer = response => void response.writeHead(500).end()
    const work = await givenInHand()
    await dial(work)
    await decided(work)
    telephone.answer = response => void response.writeHead(200).end()
    await dial(work)
    expect(await decided(work)).toMatchObject({ state: 'asked' })
  })

  test('that does not answer has failed after its time, and is not asked twice', async () => {
    telephone.answer = () => {}
    const work = await givenInHand()
    await dial(work)
    expect(await seen(work)).toMatchObject({ state: 'asking' })
    expect(await decided(work)).toMatchObject({
      state: 'failed',
      sentence: '电话系统没有应答。话机若未响铃，请重新拨打。',
    })
    expect(telephone.requests).toHaveLength(1)
  })

  test('that is switched off is told apart: nothing was dialled', async () => {
    await telephone.close()
    const work = await givenInHand()
    await dial(work)
    expect(await decided(work)).toMatchObject({ state: 'failed', sentence: '连接不上电话系统，没有拨出。请重新拨打。' })
  })

  test('that sends elsewhere is not followed with the number', async () => {
    const elsewhere = await givenTelephone()
    telephone.answer = response => void response.writeHead(307, { location: elsewhere.url }).end()
    const work = await givenInHand()
    await dial(work)
    expect(await decided(work)).toMatchObject({ state: 'failed' })
    expect(elsewhere.requests).toEqual([])
    await elsewhere.close()
  })
})
