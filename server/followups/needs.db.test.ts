import { beforeEach, describe, expect, test } from 'vitest'
import { givenRunning } from '../campaigns/given.ts'
import { givenCustomer } from '../contacts/given.ts'
import { changeCustomer } from '../customers/change-customer.ts'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import { givenAbilities } from '../people/given-abilities.ts'
import type { Actor } from '../platform/actor.ts'
import { givenFollowup, givenOrder, take } from './given.ts'
import { givenCombining } from './given-carried.ts'
import { handOutTogether } from './hand-out-together.ts'
import { planFollowups } from './plan-followups.ts'
import { reassignFollowups } from './reassign-followups.ts'
import { followupById } from './store.ts'

let org: GivenOrganisation
let agent: Actor
let speaker: Actor
beforeEach(async () => {
  org = await givenOrganisation()
  agent = await org.staff('agent')
  speaker = await org.staff('agent')
  await givenAbilities(org, speaker, { languages: ['粤语'] })
})

const speaks = (customerId: string, language: string | null) =>
  as(org.owner, tx => changeCustomer(tx, org.owner, customerId, { language }))

const got = async (actor: Actor) => (await take(actor)).followup?.id ?? null

describe('what is handed out', () => {
  test('goes only to who speaks the customer’s language, and stays as it is for him', async () => {
    const customerId = await givenCustomer(org)
    await speaks(customerId, '粤语')
    const id = await givenFollowup(org, customerId)
    const { followup, queue, putOff } = await take(agent)
    expect(followup).toBeNull()
    expect({ ...queue, putOff }).toMatchObject({ waiting: 0, due: 0, putOff: 0 })
    expect(await got(speaker)).toBe(id)
  })

  test('is less urgent work that he can do where the best is not for him', async () => {
    const cantonese = await givenCustomer(org)
    await speaks(cantonese, 'yue')
    await givenFollowup(org, cantonese, { priority: 9 })
    const plain = await givenFollowup(org, await givenCustomer(org), { priority: 1 })
    expect(await got(agent)).toBe(plain)
  })

  test('is for anybody where the customer speaks the language of the house, or has not said', async () => {
    const customerId = await givenCustomer(org)
    await speaks(customerId, '普通话')
    const id = await givenFollowup(org, customerId)
    await speaks(await givenCustomer(org), '英语')
    expect(await got(agent)).toBe(id)
  })

  test('follows at once what is written down of the customer', async () => {
    const customerId = await givenCustomer(org)
    await speaks(customerId, 'yue')
    const id = await givenFollowup(org, customerId)
    expect(await got(agent)).toBeNull()
    await speaks(customerId, null)
    expect(await got(agent)).toBe(id)
  })

  test('needs the skills asked for when it was added by hand, all of them', async () => {
    const id = await givenFollowup(org, await givenCustomer(org), { skills: ['理赔', '配件'] })
    await givenAbilities(org, agent, { skills: ['理赔'] })
    expect(await got(agent)).toBeNull()
    await givenAbilities(org, agent, { skills: ['配件', '理赔'] })
    expect(await got(agent)).toBe(id)
  })

  test('needs the skills of its campaign', async () => {
    const customerId = await givenCustomer(org)
    await givenOrder(org, customerId, org.owner.now.subtract({ hours: 24 * 5 }))
    const { planner } = await givenRunning(org, { skills: ['理赔'] })
    await as(planner, tx => planFollowups(tx, planner))
    const { followup, queue } = await take(agent)
    expect([followup, queue?.waiting]).toEqual([null, 0])
    await givenAbilities(org, agent, { skills: ['理赔'] })
    expect(await got(agent)).not.toBeNull()
  })

  test('is his whatever it needs when a supervisor gave it to him by name', async () => {
    const customerId = await givenCustomer(org)
    await speaks(customerId, 'yue')
    const id = await givenFollowup(org, customerId)
    await as(org.owner, tx =>
      reassignFollowups(
        tx,
        org.owner,
        { which: { ids: [id] }, to: { staffId: agent.staffId! }, note: '他听得懂' },
        'zh',
      ),
    )
    expect(await got(agent)).toBe(id)
  })

  test('brings along nothing else of the customer that needs a skill he does not have', async () => {
    await givenCombining(org)
    const customerId = await givenCustomer(org)
    const lead = await givenFollowup(org, customerId, { priority: 9 })
    const claim = await givenFollowup(org, customerId, { purpose: 'satisfaction', skills: ['理赔'] })
    expect(await got(agent)).toBe(lead)
    const seen = () => as(org.owner, tx => followupById(tx, org.owner, claim))
    expect((await seen())!.state).toBe('waiting')
    await givenAbilities(org, speaker, { skills: ['理赔'] })
    const other = await givenCustomer(org)
    await givenFollowup(org, other, { priority: 9 })
    const able = await givenFollowup(org, other, { purpose: 'satisfaction', skills: ['理赔'] })
    await got(speaker)
    expect((await as(org.owner, tx => followupById(tx, org.owner, able)))!.state).toBe('carried')
  })

  test('is the right one for each when several ask at the same moment', async () => {
    const customerId = await givenCustomer(org)
    await speaks(customerId, 'yue')
    const cantonese = await givenFollowup(org, customerId, { priority: 9 })
    const plain = await givenFollowup(org, await givenCustomer(org), { priority: 1 })
    const handed = await as(agent, tx => handOutTogether(tx, [agent, speaker]))
    expect(handed.get(agent.staffId!)?.followup.id).toBe(plain)
    expect(handed.get(speaker.staffId!)?.followup.id).toBe(cantonese)
  })
})
