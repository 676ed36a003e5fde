import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { givenDyingSender } from '../contacts/given-sender.ts'
import { as, testDatabase } from '../people/given.ts'
import { inScope } from '../platform/database.ts'
import { dial, settle, take } from './given.ts'
import { givenHouseThatWrites, type HouseThatWrites, someAddress } from './given-mail.ts'
import { goByMail } from './go-by-mail.ts'

let house: HouseThatWrites
beforeEach(async () => {
  house = await givenHouseThatWrites()
})
afterEach(() => house.close())

interface Count {
  customers: number
  mailing: number
  withoutContact: number
}

/** Customers with two live contacts; follow-ups whose mail is under way, and those of them without a live contact. */
async function counted(): Promise<Count> {
  const { orgId, owner } = house.org
  const { rows } = await as(owner, tx =>
    sql<Count>`
      select (select count(*) from (select from contact where org_id = ${orgId} and state in ('reserved', 'dialled')
          group by customer_id having count(*) > 1) c) as customers,
        count(*) as mailing, count(*) filter (where c.state not in ('reserved', 'dialled')) as "withoutContact"
      from followup f join contact c on c.org_id = f.org_id and c.id = f.mail_contact_id
      where f.org_id = ${orgId} and f.state = 'mailing'`.execute(tx),
  )
  return rows[0]!
}

test('agents and senders after the same customers: one contact at a time, each mail once, nothing lost', async () => {
  await house.campaign('email', 'phone')
  await house.campaign('phone', 'email')
  const addresses = Array.from({ length: 20 }, someAddress)
  const customers = await Promise.all(addresses.map(address => house.buyer({ emails: [address] })))
  await house.plan()
  const agents = [house.agent, await house.org.staff('agent'), await house.org.staff('agent')]
  const calls = async (agent: (typeof agents)[number]) => {
    for (let n = 0; n < 8; n++) {
      const { followup } = await take(agent)
      if (!followup) continue
      await dial(agent, followup.id)
      await settle(agent, followup.id, { outcome: 'completed', answers: {} }).catch(() =>
        settle(agent, followup.id, { outcome: 'refused' }),
      )
    }
  }
  const mails = async () => {
    for (let n = 0; n < 8; n++) {
      await house.reserve()
      const { customers: twice } = await counted()
      expect(twice).toBe(0)
      await house.send()
    }
  }
  await Promise.all([...agents.map(calls), mails(), mails(), mails()])
  await house.send()
  expect(await counted()).toEqual({ customers: 0, mailing: 0, withoutContact: 0 })
  const sent = house.lab.mails.flatMap(({ to }) => to)
  expect(new Set(sent).size).toBe(sent.length)
  const followups = (await Promise.all(customers.map(id => house.of(id)))).flat()
  expect(followups).toHaveLength(40)
  expect(followups.filter(({ state }) => state === 'mailed')).toHaveLength(sent.length)
})

describe('a server that dies', () => {
  test('before it has registered a mail leaves the follow-up as it was', async () => {
    await house.campaign('email', 'phone')
    const customerId = await house.buyer()
    await house.plan()
    const system = house.org.at(house.org.owner, house.after(0))
    const dying = inScope(testDatabase(), system, async tx => {
      await goByMail(tx, system)
      await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx)
    })
    await expect(dying).rejects.toThrow()
    expect(await house.of(customerId)).toMatchObject([{ state: 'to-mail' }])
    await house.reserve()
    await house.send()
    expect(house.lab.mails).toHaveLength(1)
  })

  test('while it hands a mail over: it is not sent again, nobody calls meanwhile, and then the customer is called', async () => {
    await house.campaign('email', 'phone')
    const customerId = await house.buyer()
    await house.plan()
    await house.reserve()
    const { config, org, lab } = house
    expect(await givenDyingSender({ orgId: org.orgId, at: house.after(0), config, lab })).toBe('SIGKILL')
    expect(await house.of(customerId)).toMatchObject([{ state: 'mailing' }])
    expect((await take(house.agent)).followup).toBeNull()
    await house.send(11)
    expect(await house.of(customerId)).toMatchObject([{ state: 'waiting', channels: ['phone'] }])
    await house.reserve(60)
    await house.send(60)
    expect(lab.mails).toEqual([])
  })
})
