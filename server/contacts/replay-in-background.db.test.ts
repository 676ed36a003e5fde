import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { as, givenOrganisation, testDatabase } from '../people/given.ts'
import { givenCustomer } from './given.ts'
import { called, drafted, twiceAWeek } from './given-replay.ts'
import { cancelReplay, readReplays, runReplay, startReplay } from './replay-policy.ts'

test('many in the background: one at a time for each person, with its progress, and it can be cancelled', async () => {
  const org = await givenOrganisation()
  const [agent, planner] = [await org.staff('agent'), await org.staff('planner')]
  const long = org.at(agent, agent.now.subtract({ hours: 24 * 20 }))
  for (let n = 0; n < 30; n++) await called(org, long, { customerId: await givenCustomer(org) })
  await drafted(org, planner, [twiceAWeek])
  expect(await as(planner, tx => startReplay(tx, planner, 'zh'))).toMatchObject({ phase: 'done', ofAll: 30 })
  // Each contact as if it had been made again and again, once an hour.
  await as(agent, tx =>
    sql`
      insert into contact select (jsonb_populate_record(c, jsonb_build_object('id', uuid_v7(),
        'dialled_at', c.dialled_at + n * interval '1 hour', 'reserved_at', c.reserved_at + n * interval '1 hour',
        'settled_at', c.settled_at + n * interval '1 hour', 'quiet_until', c.reserved_at + n * interval '1 hour'))).*
      from contact c, generate_series(1, 69) n where c.org_id = ${org.orgId}`.execute(tx),
  )
  const waiting = await as(planner, tx => startReplay(tx, planner, 'zh'))
  expect(waiting).toMatchObject({ phase: 'waiting', found: null })
  await expect(as(planner, tx => startReplay(tx, planner, 'zh'))).rejects.toThrow('replay-under-way')
  const another = await org.staff('planner')
  await expect(as(another, tx => cancelReplay(tx, another, waiting.id, 'zh'))).rejects.toThrow('replay-of-another')
  const ran = () => runReplay(testDatabase(), { orgId: org.orgId, replayId: waiting.id }, new AbortController().signal)
  expect(await ran()).toBe(true)
  const { own, done } = await as(planner, tx => readReplays(tx, planner, 'zh'))
  expect(own).toEqual(done)
  const { contacts, stopped } = done!.found!
  expect([done!.ofAll, contacts, stopped]).toEqual([2100, 2100, 2100 - 2 * 30])
  const { rows } = await as(planner, tx =>
    sql<{ held: number }>`select count(*) as held from policy_replay_held where org_id = ${org.orgId}`.execute(tx),
  )
  // What was found before has gone with it.
  expect(rows).toEqual([{ held: stopped }])
  expect(await ran()).toBe(false)

  const again = await as(planner, tx => startReplay(tx, planner, 'zh'))
  expect(await as(planner, tx => cancelReplay(tx, planner, again.id, 'zh'))).toMatchObject({ phase: 'cancelled' })
  await expect(as(planner, tx => cancelReplay(tx, planner, again.id, 'zh'))).rejects.toThrow('replay-has-ended')
  expect(await runReplay(testDatabase(), { orgId: org.orgId, replayId: again.id }, new AbortController().signal)).toBe(
    false,
  )
  expect((await as(planner, tx => readReplays(tx, planner, 'zh'))).done?.id).toBe(waiting.id)
})
