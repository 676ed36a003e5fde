import { describe, expect, test } from 'vitest'
import { givenDraft, givenRunning } from '../campaigns/given.ts'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { givenCustomers } from '../segments/given.ts'
import { planFollowups } from './plan-followups.ts'
import { readCampaignCalendar } from './read-campaign-calendar.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const read = (actor: Actor, more: object = {}) =>
  as(actor, tx => readCampaignCalendar(tx, actor, { from: day('2026-11-16'), to: day('2026-11-22'), ...more }))

async function givenWork(org: GivenOrganisation) {
  await as(org.owner, tx =>
    givenCustomers(
      tx,
      org.owner,
      [org.northId, org.southId].map(branchId => ({
        branchId,
        phones: [{ lineType: 'mobile' as const, state: 'valid' as const }],
        activities: [{ kind: 'order', happenedAt: org.owner.now.subtract({ hours: 24 * 5 }) }],
      })),
    ),
  )
  await as(org.owner, tx => planFollowups(tx, org.owner))
}

describe('the calendar of campaigns', () => {
  test('shows those valid in its days with their work, and what their teams can deal with', async () => {
    const org = await givenOrganisation()
    await org.staff('agent')
    const { campaign } = await givenRunning(org)
    await givenDraft(org, { validFrom: day('2026-11-23'), validUntil: day('2026-12-23') })
    await givenDraft(org, { validFrom: null, validUntil: null })
    await givenWork(org)
    const seen = await read(org.owner)
    expect(seen.campaigns).toMatchObject([{ id: campaign.id, days: [{ day: day('2026-11-17'), due: 2, done: 0 }] }])
    expect(seen.teams).toMatchObject([{ id: org.teamId, days: [{ due: 2 }] }])
    // One agent, 7.5 hours on each of five days, five eighths of it for calls, seven minutes assumed for each.
    expect(seen.teams[0]!.capacity.map(({ calls }) => calls)).toEqual([40, 40, 40, 40, 40, 0, 0])
    expect(seen.days.map(({ kind }) => kind)).toEqual([...Array(5).fill('workday'), 'rest-day', 'rest-day'])
    const national = await read(org.owner, { from: day('2026-10-01'), to: day('2026-10-01') })
    expect(national.days).toMatchObject([{ kind: 'holiday', name: '国庆节', festivals: ['national'], open: false }])
    expect(national.teams.flatMap(({ capacity }) => capacity).every(({ calls }) => calls === 0)).toBe(true)
    await expect(read(org.owner, { to: day('2027-11-22') })).rejects.toThrow('invalid-input')
  })

  test('shows a branch its own work and the campaigns above it, never those of its sisters', async () => {
    const org = await givenOrganisation()
    const { campaign } = await givenRunning(org)
    await givenRunning(org, { branchId: org.southId })
    await givenWork(org)
    const northern = await org.staff('planner', org.northId)
    expect((await read(northern)).campaigns).toMatchObject([{ id: campaign.id, days: [{ due: 1 }] }])
    const other = await givenOrganisation()
    expect((await read(other.owner)).campaigns).toEqual([])
  })
})
