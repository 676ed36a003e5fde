import { expect, test } from 'vitest'
import { as, givenOrganisation, testDatabase } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { newId } from '../platform/id.ts'
import type { Language } from '../platform/reason.ts'
import { givenCustomer } from './given.ts'
import { givenReplay } from './given-replay.ts'
import { replayExport } from './replay-export.ts'
import { heldByDraft } from './replay-policy.ts'
import { insertHeld } from './replay-store.ts'
import { reserveContact } from './reserve-contact.ts'
import { reserveMails } from './reserve-mails.ts'
import { groundFor } from './verdict-on.ts'

test('a list to be exported says of which day it is in the zone of the organisation', async () => {
  const org = await givenOrganisation()
  const planner = org.at(await org.staff('planner'), '2026-11-18T01:30:00+08:00')
  const replayId = await givenReplay(planner)
  const said = (criteria: object, language: Language) =>
    as(planner, tx => replayExport.summary(tx, planner, { replayId, anyway: false, ...criteria }, language))
  expect(await said({}, 'zh')).toBe('planner 2026-11-18 的试算；只有草稿会拦下')
  expect(await said({ anyway: true, rule: 'hold' }, 'en')).toBe(
    'the replay by planner of 2026-11-18; held back by the policy in force as well; Hold',
  )
})

test('several rules are told in the way of the language', async () => {
  const org = await givenOrganisation()
  const agent = await org.staff('agent')
  const replayId = await givenReplay(agent)
  const contactId = await reserved(agent, org.teamId, await givenCustomer(org))
  const why = { code: 'number-not-registered', facts: {}, first: true } as const
  const reasons = ['hold', 'live-contact'].map(rule => ({ rule, ...why }))
  const held = { contactId, branchId: org.rootId, dialledAt: agent.now.toString(), anyway: false, until: null, reasons }
  await as(agent, tx => insertHeld(tx, org.orgId, replayId, [held]))
  const rules = async (language: Language) => {
    const context = { actor: agent, language, fullNumbers: false }
    const rows = await Array.fromAsync(replayExport.rows(testDatabase(), { replayId, anyway: false }, context))
    return rows.map(row => row[7])
  }
  expect(await rules('zh')).toEqual(['暂停联系；正在联系'])
  expect(await rules('en')).toEqual(['Hold; Being contacted'])
})

test('a mail of a campaign stands under whoever answers for it, with its channel', async () => {
  const org = await givenOrganisation()
  const { owner } = org
  const replayId = await givenReplay(owner)
  const customerId = await givenCustomer(org, { emails: ['held@example.org'] })
  const [held] = await as(owner, async tx =>
    reserveMails(tx, owner, await groundFor(tx, org.orgId), 'service@example.com', [
      {
        contact: {
          ...{ customerId, branchId: org.rootId, teamId: org.teamId, campaignId: null, matterId: newId() },
          ...{ purpose: 'care', reason: '回访' },
        },
        mail: { writtenBy: owner.staffId!, language: 'zh', subject: '回访', text: '您好' },
      },
    ]),
  )
  if (held?.kind !== 'reserved') throw new Error(held?.kind)
  const row = { contactId: held.contactId, branchId: org.rootId, dialledAt: owner.now.toString(), anyway: false }
  await as(owner, tx => insertHeld(tx, org.orgId, replayId, [{ ...row, until: null, reasons: [] }]))
  const context = { actor: owner, language: 'zh' as const, fullNumbers: false }
  const rows = await Array.fromAsync(replayExport.rows(testDatabase(), { replayId, anyway: false }, context))
  expect(rows.map(cells => cells.slice(3, 5))).toEqual([[owner.name, '邮件']])
  const page = await as(owner, tx => heldByDraft(tx, owner, replayId, { anyway: false, limit: 9, language: 'zh' }))
  expect(page.items).toMatchObject([{ staffName: owner.name, channel: 'email' }])
})

function reserved(agent: Actor, teamId: string, customerId: string): Promise<string> {
  return as(agent, async tx => {
    const about = { matterId: newId(), campaignId: null, purpose: 'care', reason: '回访', agreedAt: null } as const
    const by = { branchId: agent.branchId, teamId, callerNumber: '4008001234' }
    const heldUntil = agent.now.add({ minutes: 15 })
    const ground = await groundFor(tx, agent.orgId)
    const reservation = await reserveContact(tx, agent, ground, { customerId, heldUntil, ...about, ...by })
    if (reservation.kind !== 'reserved') throw new Error(reservation.kind)
    return reservation.contactId
  })
}
