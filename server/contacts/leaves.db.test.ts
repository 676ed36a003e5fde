import { beforeAll, describe, expect, test } from 'vitest'
import { as, type GivenOrganisation, givenOrganisation, TUESDAY_10_AM } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { givenPolicy } from '../policy/given.ts'
import { askElsewhere } from './ask-elsewhere.ts'
import { contactsReleased } from './contact-facts.ts'
import { givenCustomer } from './given.ts'
import { holdCustomer, liftHold } from './hold-customer.ts'
import { holdsOf, overridePage, overridesOf } from './leave-store.ts'
import { type AskOverride, askOverride, decideOverride, withdrawOverride } from './override-contacts.ts'
import { groundFor, verdictOn } from './verdict-on.ts'

let org: GivenOrganisation
let hotline: Actor
beforeAll(async () => {
  org = await givenOrganisation()
  hotline = await org.staff('hotline')
  await givenPolicy(org, {
    rules: [
      { id: 'closed', name: '暂不联系', kind: 'hours', workday: [], restDay: [], holiday: [] },
      {
        ...{ id: 'line', name: '线路', kind: 'cap', layer: 'carrier', count: 'attempts', per: 'number', limit: 5 },
        window: { kind: 'rolling', seconds: 60 },
      },
    ],
  })
})

const verdict = (customerId: string, actor = org.owner) =>
  as(actor, async tx => {
    const request = { purpose: 'care', matterId: null }
    return (await verdictOn(tx, actor, await groundFor(tx, org.orgId), customerId, request)).verdict
  })

describe('a hold', () => {
  test('holds whatever the rules allow until it ends or is lifted with a reason', async () => {
    const customerId = await givenCustomer(org)
    const until = TUESDAY_10_AM.add({ hours: 48 })
    const hold = await as(hotline, tx => holdCustomer(tx, hotline, { customerId, until, reason: '住院' }))
    expect(hold).toMatchObject({ reason: '住院', setByName: 'hotline', liftedAt: null })
    expect((await verdict(customerId)).reasons.map(({ code }) => code)).toContain('on-hold')
    const released: unknown[] = []
    contactsReleased.listen(async (_tx, _actor, fact) => void released.push(fact))
    await as(hotline, tx => liftHold(tx, hotline, hold.id, '已出院'))
    expect(released).toEqual([{ customerId }])
    expect((await verdict(customerId)).reasons.map(({ code }) => code)).not.toContain('on-hold')
    await expect(as(hotline, tx => liftHold(tx, hotline, hold.id, '再次'))).rejects.toThrow('hold-over')
    expect(await as(hotline, tx => holdsOf(tx, org.orgId, customerId))).toMatchObject([{ liftedNote: '已出院' }])
  })

  test('ends, and is not for a customer of another branch', async () => {
    const customerId = await givenCustomer(org, { branchId: org.southId })
    const hold = (until: Temporal.Instant, actor = hotline) =>
      as(actor, tx => holdCustomer(tx, actor, { customerId, until, reason: '住院' }))
    await expect(hold(TUESDAY_10_AM)).rejects.toThrow('hold-too-long')
    await expect(hold(TUESDAY_10_AM.add({ hours: 24 * 400 }))).rejects.toThrow('hold-too-long')
    const north = await org.staff('hotline', org.northId)
    await expect(hold(TUESDAY_10_AM.add({ hours: 1 }), north)).rejects.toThrow('not-found')
  })
})

describe('an override', () => {
  const asked = (customerId: string, given: Partial<AskOverride> = {}): AskOverride => ({
    ...{ customerId, purpose: null, passes: ['closed'], reason: '客户来电催促' },
    expiresAt: TUESDAY_10_AM.add({ hours: 2 }),
    ...given,
  })

  test('passes nothing until a second person approves it, and whoever asked never does', async () => {
    const customerId = await givenCustomer(org)
    const owner = await org.staff('owner')
    const { id } = await as(owner, tx => askOverride(tx, owner, asked(customerId)))
    expect((await verdict(customerId)).kind).toBe('deny')
    const decide = (actor: Actor) =>
      as(actor, tx => decideOverride(tx, actor, { id, decision: 'approved', note: '同意' }))
    await expect(decide(owner)).rejects.toThrow('override-by-another')
    await expect(decide(hotline)).rejects.toThrow('forbidden')
    const waiting = () => as(org.owner, tx => overridePage(tx, org.owner, { state: 'waiting', limit: 10 }))
    expect(await waiting()).toMatchObject([{ id, askedByName: 'owner', passes: ['closed'] }])
    const approver = await org.staff('approver')
    expect(await decide(approver)).toMatchObject({ decision: 'approved', decidedByName: 'approver' })
    expect(await waiting()).toEqual([])
    expect(await verdict(customerId)).toMatchObject({ kind: 'allow', override: id })
    await expect(decide(approver)).rejects.toThrow('override-decided')
    const later = org.at(org.owner, TUESDAY_10_AM.add({ hours: 3 }))
    expect((await verdict(customerId, later)).kind).toBe('deny')
  })

  test('is in force until it is used or expires, and the list tells which', async () => {
    const customerId = await givenCustomer(org)
    const list = (state: 'in-force' | 'all', actor = org.owner) =>
      as(actor, tx => overridePage(tx, actor, { state, limit: 50 })).then(rows =>
        rows.filter(row => row.customerId === customerId).map(row => row.state),
      )
    const agent = await org.staff('agent')
    const asking = () => as(agent, tx => askOverride(tx, agent, asked(customerId)))
    const decide = (id: string, decision: 'approved' | 'refused') =>
      as(org.owner, tx => decideOverride(tx, org.owner, { id, decision, note: '' }))
    const first = await asking()
    expect(first).toMatchObject({ state: 'waiting', isMine: true })
    expect(await decide(first.id, 'approved')).toMatchObject({ state: 'in-force', isMine: false })
    expect(await list('in-force')).toEqual(['in-force'])
    const outside = { customerId, purpose: 'care' as const, reason: '回电', callerNumber: '4008001234', by: '座机' }
    await as(agent, tx => askElsewhere(tx, agent, { ...outside, campaignId: null, agreedAt: null }, 'zh'))
    expect(await list('in-force')).toEqual([])
    await decide((await asking()).id, 'refused')
    await asking()
    expect(await list('all')).toEqual(['waiting', 'refused', 'used'])
    const [, , used] = await as(org.owner, tx => overridesOf(tx, org.owner, customerId))
    expect(used).toMatchObject({ usedAt: agent.now, usedByName: '座机' })
    expect(await list('all', org.at(org.owner, TUESDAY_10_AM.add({ hours: 3 })))).toEqual([
      'expired',
      'refused',
      'used',
    ])
  })

  test('is withdrawn by whoever asked for it while it waits, and by nobody else', async () => {
    const customerId = await givenCustomer(org)
    const { id } = await as(hotline, tx => askOverride(tx, hotline, asked(customerId)))
    const withdraw = (actor: Actor) => as(actor, tx => withdrawOverride(tx, actor, id))
    await expect(withdraw(org.owner)).rejects.toThrow('override-of-another')
    expect(await withdraw(hotline)).toMatchObject({ state: 'withdrawn', decision: 'withdrawn' })
    await expect(withdraw(hotline)).rejects.toThrow('override-decided')
    const approve = as(org.owner, tx => decideOverride(tx, org.owner, { id, decision: 'approved', note: '' }))
    await expect(approve).rejects.toThrow('override-decided')
    expect((await verdict(customerId)).kind).toBe('deny')
  })

  test('of two approvers at once one decides', async () => {
    const customerId = await givenCustomer(org)
    const { id } = await as(hotline, tx => askOverride(tx, hotline, asked(customerId)))
    const approvers = await Promise.all([1, 2, 3].map(() => org.staff('approver')))
    const decisions = await Promise.allSettled(
      approvers.map(one => as(one, tx => decideOverride(tx, one, { id, decision: 'refused', note: '不同意' }))),
    )
    expect(decisions.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await verdict(customerId)).kind).toBe('deny')
  })

  test('is not asked for what nothing passes, nor for long', async () => {
    const customerId = await givenCustomer(org)
    const ask = (given: Partial<AskOverride>) => as(hotline, tx => askOverride(tx, hotline, asked(customerId, given)))
    await expect(ask({ passes: ['line'] })).rejects.toThrow('override-passes-nothing')
    await expect(ask({ passes: ['hold'] })).rejects.toThrow('override-passes-nothing')
    await expect(ask({ expiresAt: TUESDAY_10_AM.add({ hours: 24 * 31 }) })).rejects.toThrow('override-too-long')
  })
})
