import { beforeAll, describe, expect, test } from 'vitest'
import { groundFor, verdictOn } from '../contacts/index.ts'
import { mergeCustomers } from '../customers/merge-customers.ts'
import { as } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { newId } from '../platform/id.ts'
import { givenPolicy } from '../policy/given.ts'
import { wireModules } from '../wiring.ts'
import { closeCase, type GivenWork, givenWork } from './given.ts'
import { openCase } from './open-case.ts'

beforeAll(() => wireModules())

const sell = { purpose: 'win-back', matterId: null }

async function givenSolveFirst(): Promise<GivenWork & { verdict: (customerId?: string) => Promise<object> }> {
  const work = await givenWork()
  const { org, supervisor } = work
  const hours = [{ from: '00:00', to: '24:00' }]
  await givenPolicy(org, {
    rules: [
      { id: 'all-day', name: '全天', kind: 'hours', workday: hours, restDay: hours, holiday: hours },
      { id: 'solve', name: '先解决', kind: 'solve-first', scope: { purposeClasses: ['marketing'] } },
    ],
  })
  const verdict = (customerId = work.customerId) =>
    as(supervisor, async tx => {
      const found = await verdictOn(tx, supervisor, await groundFor(tx, org.orgId), customerId, sell)
      const { kind, until, reasons } = found.verdict
      return { kind, until, codes: reasons.map(({ code }) => code).filter(code => code !== 'no-dialable-number') }
    })
  return { ...work, verdict }
}

const open = (actor: Actor, customerId: string) =>
  as(actor, tx => openCase(tx, actor, { customerId, problem: '漏油', severity: 'normal' }))

describe('an open problem', () => {
  test('holds selling back until the case is over', async () => {
    const { supervisor, agent, customerId, verdict } = await givenSolveFirst()
    expect(await verdict()).toMatchObject({ codes: [] })
    const file = await open(supervisor, customerId)
    expect(await verdict()).toMatchObject({ codes: ['open-problem'] })
    await closeCase(supervisor, agent, file.id)
    expect(await verdict()).toMatchObject({ codes: [] })
  })

  test('goes with the customer it is of when two turn out to be one', async () => {
    const { org, supervisor, customerId, verdict } = await givenSolveFirst()
    const survivorId = newId()
    const now = org.owner.now
    const row = { org_id: org.orgId, branch_id: org.northId, name: '王芳', created_at: now, updated_at: now }
    await as(org.owner, tx =>
      tx
        .insertInto('customer')
        .values({ ...row, id: survivorId })
        .execute(),
    )
    await open(supervisor, customerId)
    expect(await verdict(survivorId)).toMatchObject({ codes: [] })
    await as(org.owner, tx => mergeCustomers(tx, org.owner, { survivorId, goneId: customerId, taken: [], note: '' }))
    expect(await verdict(survivorId)).toMatchObject({ codes: ['open-problem'] })
  })
})
