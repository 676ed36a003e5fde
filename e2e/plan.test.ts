import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixedLine } from '../demo/quiet-numbers.ts'
import { addCustomer } from '../server/customers/contract.ts'
import { addFollowup } from '../server/followups/contract.ts'
import { readPlan } from '../server/planner/contract.ts'
import { createScript } from '../server/scripts/contract.ts'
import { HeldPlan } from './held-plan.ts'
import { A_WORKING_MORNING, foundHouse, type House, OWNER, openHouse, staffHouse } from './house.ts'
import { checkout } from './program.ts'

let house: House
beforeAll(async () => {
  house = await openHouse({ clock: A_WORKING_MORNING })
  await foundHouse(house)
  const teamId = await staffHouse(house, [{ name: '李娜', login: 'agent', role: 'agent' }], '回访一组')
  const owner = await house.as(OWNER)
  const script = { name: '回访', opening: '您好，{customer}', minutes: 2, questions: [] }
  const { id: scriptId } = await owner(createScript, { body: script })
  const { id: customerId } = await owner(addCustomer, { body: { name: '王芳', phones: [fixedLine('10', 1)] } })
  const morning = Temporal.Instant.from(A_WORKING_MORNING)
  const time = { dueAt: morning.toString(), expiresAt: morning.add({ hours: 240 }).toString() }
  await owner(addFollowup, {
    body: { ...{ customerId, teamId, scriptId }, purpose: 'care', reason: '了解使用情况', ...time },
  })
})
afterAll(() => house?.close())

/** `huifang plan` as it runs in a terminal, so many minutes later: leader of a group that Ctrl-C reaches whole. */
function huifangPlan(minutes: number) {
  const clock = Temporal.Instant.from(A_WORKING_MORNING).add({ minutes }).toString()
  const child = spawn(process.execPath, [resolve(checkout, 'bin/huifang.mjs'), 'plan', '--json'], {
    cwd: checkout,
    env: {
      PATH: process.env.PATH,
      HUIFANG_DATA: house.dataFolder,
      HUIFANG_CLOCK: clock,
      LANG: 'en_GB.UTF-8',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  })
  let out = ''
  child.stdout.setEncoding('utf8').on('data', text => (out += text))
  const ended = once(child, 'close').then(([code, signal]) => ({ code: code ?? signal, out }))
  return { send: (signal: NodeJS.Signals) => process.kill(-child.pid!, signal), ended }
}

const plan = async () => (await house.as(OWNER))(readPlan)

describe('a plan from the command line, beside a running server', () => {
  test('interrupted by Ctrl-C is cancelled; the plan in force stays, nothing half is left, and another can begin', async () => {
    expect(await huifangPlan(1).ended).toMatchObject({ code: 0 })
    const before = await plan()
    expect(before).toMatchObject({ inForce: { phase: 'done', counts: { planned: 1 } } })
    const held = await HeldPlan.of(house)
    try {
      const run = huifangPlan(2)
      await held.isReached()
      run.send('SIGINT')
      await held.isIn('cancelled')
      await held.letGo()
      const { code, out } = await run.ended
      expect(code).toBe(130)
      expect(JSON.parse(out)).toMatchObject({ days: { phase: 'cancelled' } })
      await held.isCleanedUp()
    } finally {
      await held.close()
    }
    expect(await plan()).toMatchObject({ inForce: { id: before.inForce!.id }, latest: { phase: 'cancelled' } })
    expect(await huifangPlan(3).ended).toMatchObject({ code: 0 })
  })

  test('killed outright is begun again by the server within a minute', async () => {
    const held = await HeldPlan.of(house)
    try {
      const run = huifangPlan(4)
      await held.isReached()
      run.send('SIGKILL')
      await run.ended
      await held.letGo()
      await held.isIn('done', 90)
      await held.isCleanedUp()
    } finally {
      await held.close()
    }
    expect(await plan()).toMatchObject({ inForce: { startedByName: null, counts: { planned: 1 } } })
  })
})
