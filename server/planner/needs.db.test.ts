import { beforeEach, describe, expect, test } from 'vitest'
import { givenCustomer } from '../contacts/given.ts'
import { changeCustomer } from '../customers/change-customer.ts'
import { givenFollowup } from '../followups/given.ts'
import { as, type GivenOrganisation, givenOrganisation, TUESDAY_10_AM } from '../people/given.ts'
import { givenAbilities } from '../people/given-abilities.ts'
import { abilitiesChanged } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { setClock } from '../platform/clock.ts'
import { explainFollowup } from './explain-plan.ts'
import { ALWAYS, entryOf, type GivenHours, givenHours, givenPlan, TODAY } from './given-plan.ts'
import { onAbilitiesChanged } from './index.ts'
import { listEntries } from './list-entries.ts'
import { needDaysOf } from './need-store.ts'
import { previewMove } from './preview-move.ts'
import { readLoad } from './read-load.ts'
import { readPlan } from './read-plan.ts'
import { replanCustomers } from './replan-customers.ts'

abilitiesChanged.listen(onAbilitiesChanged)

let org: GivenOrganisation
let agent: Actor
let speaker: Actor
beforeEach(async () => {
  setClock(TUESDAY_10_AM)
  org = await givenOrganisation()
  agent = await org.staff('agent')
  speaker = await org.staff('agent')
  await givenAbilities(org, speaker, { languages: ['粤语'] })
})

const inDays = (days: number) => TUESDAY_10_AM.add({ hours: 24 * days })
/** Hours on the first days, none after. */
const on = (...hours: GivenHours): GivenHours => [...hours, ...ALWAYS.slice(hours.length).map(() => null)]
const entry = (id: string) => as(org.owner, tx => entryOf(tx, org.owner, id))
const why = async (id: string) =>
  (await as(org.owner, tx => explainFollowup(tx, org.owner, id, 'zh'))).sentences.join('')
const speaks = (customerId: string, language: string | null) =>
  as(org.owner, tx => changeCustomer(tx, org.owner, customerId, { language }))
const needDays = () => as(org.owner, tx => needDaysOf(tx, org.orgId, { teamIds: [org.teamId] }))

/** A follow-up of a new customer who speaks a language; with his id. */
async function due(language: string | null, given: Parameters<typeof givenFollowup>[2] = {}) {
  const customerId = await givenCustomer(org)
  if (language) await speaks(customerId, language)
  return { customerId, id: await givenFollowup(org, customerId, { expiresAt: inDays(20), ...given }) }
}

describe('a plan of what not everybody can do', () => {
  test('waits for the day on which somebody works who speaks the language, and says so', async () => {
    await givenHours(org, agent, ALWAYS)
    await givenHours(org, speaker, on(null, null, ['10:00', '12:00']))
    const [cantonese, plain] = [await due('粤语'), await due(null)]
    await givenPlan(org)
    expect(await entry(plain.id)).toMatchObject({ plannedOn: TODAY, outcome: 'first-day' })
    expect(await entry(cantonese.id)).toMatchObject({
      plannedOn: TODAY.add({ days: 2 }),
      outcome: 'nobody-able-before',
    })
    expect(await why(cantonese.id)).toContain('需要粤语：班组里会的人在此之前不上班')
  })

  test('lists what nobody of the team can make, with the reason', async () => {
    await givenHours(org, agent, ALWAYS)
    await givenHours(org, speaker, ALWAYS)
    const { id } = await due('yue', { skills: ['理赔'] })
    await givenPlan(org)
    const { items } = await as(org.owner, tx => listEntries(tx, org.owner, { outcome: 'nobody-able', limit: 10 }, 'zh'))
    expect(items).toMatchObject([{ followupId: id, plannedOn: null, needs: ['language:yue', 'skill:理赔'] }])
    expect(items[0]!.sentence).toContain('需要粤语、理赔')
    await givenAbilities(org, speaker, { skills: ['理赔'] })
    await givenPlan(org)
    expect(await entry(id)).toMatchObject({ plannedOn: TODAY, outcome: 'first-day' })
  })

  test('gives those who can no more than they can work, however much time the others have', async () => {
    await givenHours(org, agent, ALWAYS)
    // An hour of work leaves 37.5 minutes for calls, enough for some of these and not for all.
    await givenHours(org, speaker, on(['10:00', '11:00']))
    const ids: string[] = []
    for (let n = 0; n < 12; n++) ids.push((await due('yue', { priority: n === 0 ? 1 : 9 })).id)
    await givenPlan(org)
    const [today] = await needDays()
    expect(today).toMatchObject({ day: TODAY, needs: ['language:yue'], minutes: 37.5 })
    expect(today!.used).toBeLessThanOrEqual(37.5)
    expect(today!.contacts).toBeGreaterThan(3)
    expect(await entry(ids[0]!)).toMatchObject({ plannedOn: null, outcome: 'no-room-with-able' })
    expect(await why(ids[0]!)).toContain('需要粤语：有效期内，会的人都被更紧急或价值更高的回访排满，例如')
  })

  test('does not use those who can for what the others can do as well', async () => {
    await givenHours(org, agent, on(['10:00', '11:00']))
    await givenHours(org, speaker, on(['10:00', '11:00'], ['10:00', '11:00']))
    const [cantonese, plain]: string[][] = [[], []]
    for (let n = 0; n < 5; n++) plain!.push((await due(null, { priority: 9 })).id)
    for (let n = 0; n < 8; n++) cantonese!.push((await due('yue', { priority: 2 })).id)
    await givenPlan(org)
    const days = await Promise.all([...plain!, ...cantonese!].map(async id => (await entry(id))!.plannedOn))
    expect(days).not.toContain(null)
  })

  test('is shown with the load of those who can', async () => {
    await givenHours(org, agent, ALWAYS)
    await givenHours(org, speaker, ALWAYS)
    await due('yue')
    await due('yue', { skills: ['理赔'] })
    await givenPlan(org)
    const query = { from: TODAY, to: TODAY.add({ days: 1 }) }
    const { teams } = await as(org.owner, tx => readLoad(tx, org.owner, query))
    const [today, tomorrow] = teams[0]!.days
    expect(today!.ofNeeds).toMatchObject([
      { needs: ['language:yue'], contacts: 1 },
      { needs: ['language:yue', 'skill:理赔'], minutes: 0, contacts: 0 },
    ])
    expect(today!.ofNeeds[0]!.used).toBeGreaterThan(0)
    expect(today!.ofNeeds[0]!.minutes).toBeGreaterThan(0)
    expect(tomorrow!.ofNeeds[0]).toMatchObject({ used: 0, contacts: 0 })
  })
})

describe('a plan that stands', () => {
  test('gives a customer whose language became known another day, and his time back', async () => {
    await givenHours(org, agent, ALWAYS)
    await givenHours(org, speaker, on(null, ['10:00', '11:00']))
    const { customerId, id } = await due(null)
    await givenPlan(org)
    expect(await entry(id)).toMatchObject({ plannedOn: TODAY })
    await speaks(customerId, 'yue')
    await as(org.owner, tx => replanCustomers(tx, org.owner, [customerId]))
    expect(await entry(id)).toMatchObject({ plannedOn: TODAY.add({ days: 1 }), outcome: 'nobody-able-before' })
    expect((await needDays()).filter(({ contacts }) => contacts > 0)).toMatchObject([
      { day: TODAY.add({ days: 1 }), contacts: 1 },
    ])
    await speaks(customerId, null)
    await as(org.owner, tx => replanCustomers(tx, org.owner, [customerId]))
    expect(await entry(id)).toMatchObject({ plannedOn: TODAY })
    expect((await needDays()).map(({ contacts, used }) => [contacts, used])).toEqual([[0, 0]])
  })

  test('leaves those who can what the plan gave them', async () => {
    await givenHours(org, agent, ALWAYS)
    await givenHours(org, speaker, on(['10:00', '11:00']))
    for (let n = 0; n < 12; n++) await due('yue', { priority: 9 })
    await givenPlan(org)
    const late = await due('yue', { priority: 5 })
    await as(org.owner, tx => replanCustomers(tx, org.owner, [late.customerId]))
    expect(await entry(late.id)).toMatchObject({ plannedOn: null, outcome: 'no-room-with-able' })
    const plain = await due(null)
    await as(org.owner, tx => replanCustomers(tx, org.owner, [plain.customerId]))
    expect(await entry(plain.id)).toMatchObject({ plannedOn: TODAY })
  })

  test('does not let a contact go to a day on which nobody who works can make it', async () => {
    await givenHours(org, agent, ALWAYS)
    await givenHours(org, speaker, on(['10:00', '18:00'], null, ['10:00', '18:00']))
    const { id } = await due('yue')
    await givenPlan(org)
    const moved = (days: number) => {
      const moving = { kind: 'move' as const, followupIds: [id], day: TODAY.add({ days }) }
      return as(org.owner, tx => previewMove(tx, org.owner, moving, 'zh'))
    }
    const [tomorrow, after] = [await moved(1), await moved(2)]
    expect(tomorrow).toMatchObject({ possible: false, contacts: [{ problem: { code: 'nobody-able-then' } }] })
    expect(after).toMatchObject({ possible: true, contacts: [{ problem: null }] })
  })

  test('is said not to fit once somebody can do more or less', async () => {
    await givenPlan(org)
    await givenAbilities(org, agent, { skills: ['理赔'] })
    const { stale } = await as(org.owner, tx => readPlan(tx, org.owner, 'zh'))
    expect(stale.map(({ code }) => code)).toContain('abilities-changed')
  })
})
