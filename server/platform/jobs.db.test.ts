import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import pino from 'pino'
import { describe, expect, inject, test } from 'vitest'
import { z } from 'zod'
import { as, givenOrganisation, testDatabase } from '../people/given.ts'
import { enqueue, job, startJobs } from './jobs.ts'

const silent = pino({ level: 'silent' })

function counting(name: string) {
  const done: number[] = []
  const kind = job({
    name: `${name}-${crypto.randomUUID()}`,
    data: z.object({ number: z.number() }),
    async handle(_db, { number }) {
      await sleep(5)
      done.push(number)
    },
  })
  return { done, kind }
}

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400 && !condition(); tries++) await sleep(50)
}

describe('background work', () => {
  test('is done once, however many server processes work on it', async () => {
    const org = await givenOrganisation()
    const { done, kind } = counting('once')
    const servers = [1, 2, 3].map(() => startJobs(inject('ownerUrl'), testDatabase(), [kind], silent))
    const running = await Promise.all(servers)
    const numbers = Array.from({ length: 12 }, (_, index) => index)
    await as(org.owner, async tx => {
      for (const number of numbers) await enqueue(tx, kind, { number })
    })
    await until(() => done.length >= numbers.length)
    await Promise.all(running.map(jobs => jobs.stop()))
    expect(done.sort((a, b) => a - b)).toEqual(numbers)
  })

  test('is not begun for a transaction that was rolled back', async () => {
    const org = await givenOrganisation()
    const { done, kind } = counting('rolled-back')
    const jobs = await startJobs(inject('ownerUrl'), testDatabase(), [kind], silent)
    const lost = as(org.owner, async tx => {
      await enqueue(tx, kind, { number: 1 })
      throw new Error('rolled back')
    })
    await expect(lost).rejects.toThrow('rolled back')
    await as(org.owner, tx => enqueue(tx, kind, { number: 2 }))
    await until(() => done.length > 0)
    await jobs.stop()
    expect(done).toEqual([2])
  })

  test('that fails is tried again', async () => {
    const org = await givenOrganisation()
    let tries = 0
    const kind = job({
      name: `again-${crypto.randomUUID()}`,
      async handle() {
        tries++
        if (tries === 1) throw new Error('the first try fails')
      },
    })
    const jobs = await startJobs(inject('ownerUrl'), testDatabase(), [kind], silent)
    await as(org.owner, tx => enqueue(tx, kind, {}))
    await until(() => tries >= 2)
    await jobs.stop()
    expect(tries).toBe(2)
  })

  test('takes as long as this version of the program allows it, also where an earlier one made the queue', async () => {
    const { kind } = counting('longer')
    for (const expireInSeconds of [900, 12 * 3600]) {
      const jobs = await startJobs(inject('ownerUrl'), testDatabase(), [{ ...kind, expireInSeconds }], silent)
      await jobs.stop()
    }
    const { rows } = await sql<{ seconds: number }>`
      select expire_seconds as seconds from pgboss.queue where name = ${kind.name}`.execute(testDatabase())
    expect(rows).toEqual([{ seconds: 12 * 3600 }])
  })
})
