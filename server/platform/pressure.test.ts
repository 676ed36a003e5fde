import { setTimeout as sleep } from 'node:timers/promises'
import Fastify from 'fastify'
import { describe, expect, test } from 'vitest'
import { answerProblem } from './http.ts'
import { bearPressure, type Patience } from './pressure.ts'

const SENSITIVE: Patience = { maxDelayMs: 100, sampleMs: 200, waitMs: 20_000, waiting: 500 }

/** A server that has just been kept from its work, and counts as overloaded. */
async function givenStalled(patience: Patience) {
  const app = Fastify()
  await bearPressure(app, patience)
  app.setErrorHandler(answerProblem)
  app.post('/sign-in', async () => ({ signedIn: true }))
  await app.ready()
  while (!app.isUnderPressure()) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500)
    await sleep(0)
  }
  return app
}

describe('a server that was kept from its work for a moment', () => {
  test('lets who signs in wait until it is itself again', async () => {
    const app = await givenStalled(SENSITIVE)
    const answers = await Promise.all([1, 2, 3].map(() => app.inject({ method: 'POST', url: '/sign-in' })))
    expect(answers.map(answer => answer.statusCode)).toEqual([200, 200, 200])
    await app.close()
  })

  test('says that it is busy when it stays so, and when to come again', async () => {
    const app = await givenStalled({ ...SENSITIVE, waitMs: 0 })
    const answer = await app.inject({ method: 'POST', url: '/sign-in' })
    expect(answer.statusCode).toBe(503)
    expect(answer.json()).toMatchObject({ reason: 'busy' })
    expect(answer.headers['retry-after']).toBe('10')
    await app.close()
  })

  test('lets no more wait than it can hold', async () => {
    const app = await givenStalled({ ...SENSITIVE, waiting: 2 })
    const answers = await Promise.all([1, 2, 3].map(() => app.inject({ method: 'POST', url: '/sign-in' })))
    expect(answers.map(answer => answer.statusCode).filter(status => status === 503)).toHaveLength(1)
    await app.close()
  })
})
