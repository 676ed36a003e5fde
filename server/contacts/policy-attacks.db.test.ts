import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { givenDraft } from '../campaigns/given.ts'
import { recordConsent } from '../customers/record-consent.ts'
import { splitCustomer, undoSplit } from '../customers/split-customer.ts'
import { addBranch } from '../people/add-branch.ts'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { newId } from '../platform/id.ts'
import { approveDraft } from '../policy/approve-draft.ts'
import { beginDraft } from '../policy/begin-draft.ts'
import { givenPolicy } from '../policy/given.ts'
import { policyDraft } from '../policy/index.ts'
import { saveDraft } from '../policy/save-draft.ts'
import { submitDraft } from '../policy/submit-draft.ts'
import { wireModules } from '../wiring.ts'
import { askElsewhere } from './ask-elsewhere.ts'
import { dialContact } from './dial-contact.ts'
import { dramaNumber, givenCustomer } from './given.ts'
import { holdCustomer } from './hold-customer.ts'
import { askOverride, decideOverride } from './override-contacts.ts'
import { reportElsewhere } from './report-elsewhere.ts'
import { reserveContact } from './reserve-contact.ts'
import { groundFor, verdictOn } from './verdict-on.ts'

beforeAll(wireModules)

let org: GivenOrganisation
let agent: Actor
beforeEach(async () => {
  org = await givenOrganisation()
  agent = await org.staff('agent')
})

const later = (actor: Actor, given: Temporal.DurationLike) => org.at(actor, actor.now.add(given))
const WORKING = { workday: [{ from: '09:00', to: '21:00' }], restDay: [], holiday: [] }
type GivenRule = NonNullable<Parameters<typeof givenPolicy>[1]['rules']>[number]
const ONCE_A_DAY: GivenRule = {
  ...{ id: 'daily', name: '一天一次', kind: 'cap', count: 'attempts', per: 'person', limit: 1 },
  window: { kind: 'rolling', seconds: 86_400 },
}
const CLOSED: GivenRule = { id: 'closed', name: '不联系', kind: 'hours', workday: [], restDay: [], holiday: [] }

type Asked = Partial<Parameters<typeof askElsewhere>[2]>
function ask(actor: Actor, asked: Asked) {
  const given = {
    ...{ purpose: 'care' as const, reason: '回访', campaignId: null, agreedAt: null },
    ...{ callerNumber: '4008001234', by: '合作商外呼系统 · 8012' },
    ...asked,
  }
  return as(actor, tx => askElsewhere(tx, actor, given, 'zh'))
}
const over = (actor: Actor, contactId: string | null) =>
  as(actor, tx => reportElsewhere(tx, actor, contactId!, { outcome: 'no-answer', conversed: false, note: '' }))

async function override(customerId: string, passes: string[], expiresAt: Temporal.Instant): Promise<void> {
  const { id } = await as(agent, tx =>
    askOverride(tx, agent, { customerId, purpose: null, passes, reason: '客户催办', expiresAt }),
  )
  await as(org.owner, tx => decideOverride(tx, org.owner, { id, decision: 'approved', note: '' }))
}

describe('what another system claims', () => {
  test('a time the customer asked for is kept once: claimed again, it passes nothing', async () => {
    const customerId = await givenCustomer(org)
    await over(agent, (await ask(agent, { customerId })).contactId)
    const soon = later(agent, { minutes: 20 })
    expect((await ask(soon, { customerId })).verdict.reasons[0]).toMatchObject({ code: 'attempt-gap' })
    const agreedAt = later(agent, { minutes: 10 }).now
    const kept = await ask(soon, { customerId, agreedAt })
    expect(kept.allowed).toBe(true)
    await over(soon, kept.contactId)
    const again = await ask(later(agent, { minutes: 30 }), { customerId, agreedAt })
    expect(again.allowed).toBe(false)
    expect(again.verdict.reasons[0]).toMatchObject({ code: 'attempt-gap' })
  })

  test('a time of long ago is none', async () => {
    const customerId = await givenCustomer(org)
    const agreedAt = agent.now.subtract({ hours: 24 * 8 })
    await expect(ask(agent, { customerId, agreedAt })).rejects.toThrow('agreed-long-ago')
  })

  test('a campaign that does not run, or none at all, lends its exemption to nobody', async () => {
    const { campaign } = await givenDraft(org)
    await givenPolicy(org, {
      rules: [CLOSED],
      exemptions: [
        {
          ...{ id: 'recall', name: '召回', reason: '安全', scope: { campaignIds: [campaign.id] }, passes: ['closed'] },
          ...{ limit: 5, days: 7, until: '2027-01-31' },
        },
      ],
    })
    const customerId = await givenCustomer(org)
    await expect(ask(agent, { customerId, campaignId: campaign.id })).rejects.toThrow('campaign-not-for-this')
    await expect(ask(agent, { customerId, campaignId: newId() })).rejects.toThrow('campaign-not-for-this')
    expect((await ask(agent, { customerId })).allowed).toBe(false)
  })

  test('behind a key, whoever dials is not the member of staff who made it', async () => {
    const rule: GivenRule = { id: 'who', name: '主管来谈', kind: 'speaker', owner: false, roles: ['supervisor'] }
    await givenPolicy(org, { rules: [rule] })
    const customerId = await givenCustomer(org)
    const boss = await org.staff('supervisor')
    const byKey: Actor = { ...boss, key: { id: newId(), name: '外呼', prefix: 'hf', permissions: ['followups.work'] } }
    expect(await ask(byKey, { customerId })).toMatchObject({
      allowed: false,
      verdict: { reasons: [{ code: 'other-speaker' }] },
    })
    expect((await ask(boss, { customerId })).allowed).toBe(true)
  })
})

describe('a leave', () => {
  test('is used once, however many ask at the same moment', async () => {
    await givenPolicy(org, { rules: [ONCE_A_DAY] })
    const customerId = await givenCustomer(org)
    await over(agent, (await ask(agent, { customerId })).contactId)
    await override(customerId, ['daily'], later(agent, { hours: 20 }).now)
    const soon = later(agent, { hours: 3 })
    const asked = await Promise.allSettled(Array.from({ length: 8 }, () => ask(soon, { customerId })))
    const allowed = asked.flatMap(one => (one.status === 'fulfilled' && one.value.allowed ? [one.value] : []))
    expect(allowed).toHaveLength(1)
    await over(soon, allowed[0]!.contactId)
    expect((await ask(later(agent, { hours: 6 }), { customerId })).allowed).toBe(false)
  })

  test('that ends between hand-out and dial passes nothing any more', async () => {
    await givenPolicy(org, { rules: [ONCE_A_DAY] })
    const customerId = await givenCustomer(org)
    await over(agent, (await ask(agent, { customerId })).contactId)
    const soon = later(agent, { hours: 3 })
    await override(customerId, ['daily'], soon.now.add({ minutes: 5 }))
    const heldUntil = soon.now.add({ minutes: 15 })
    const matter = { matterId: newId(), campaignId: null, purpose: 'care' as const, reason: '回访', agreedAt: null }
    const by = { branchId: org.rootId, teamId: org.teamId, callerNumber: '4008001234' }
    const reserved = await as(soon, async tx =>
      reserveContact(tx, soon, await groundFor(tx, org.orgId), { customerId, heldUntil, ...matter, ...by }),
    )
    expect(reserved.kind).toBe('reserved')
    const late = later(soon, { minutes: 6 })
    const dialled = await as(late, async tx =>
      dialContact(tx, late, await groundFor(tx, org.orgId), { customerId, agreedAt: null, heldUntil }),
    )
    expect(dialled).toMatchObject({ dialled: false, verdict: { kind: 'defer' } })
  })

  test('and an exemption do not add up to pass two rules', async () => {
    await givenPolicy(org, {
      rules: [CLOSED, ONCE_A_DAY],
      exemptions: [
        {
          ...{ id: 'recall', name: '召回', reason: '安全', scope: { purposes: ['care'] }, passes: ['closed'] },
          ...{ limit: 5, days: 7, until: '2027-01-31' },
        },
      ],
    })
    const customerId = await givenCustomer(org)
    await over(agent, (await ask(agent, { customerId })).contactId)
    await override(customerId, ['daily'], later(agent, { hours: 20 }).now)
    expect((await ask(later(agent, { hours: 3 }), { customerId })).allowed).toBe(false)
  })
})

describe('a customer made two', () => {
  test('is on hold, and has withdrawn his consent, as both; taken back, as one', async () => {
    const rules: GivenRule[] = [
      { id: 'open', name: '时段', kind: 'hours', ...WORKING },
      { id: 'refused', name: '撤回的不打', kind: 'consent', need: 'not-withdrawn' },
    ]
    await givenPolicy(org, { rules })
    const customerId = await givenCustomer(org, { phones: [dramaNumber(), dramaNumber()] })
    const { owner } = org
    const until = owner.now.add({ hours: 48 })
    await as(owner, tx => holdCustomer(tx, owner, { customerId, until, reason: '住院' }))
    const word = { customerId, purposeClass: 'service', channels: ['phone'], given: false, at: owner.now } as const
    const evidence = { expiresAt: null, evidenceKind: 'text', evidence: '客户来电' } as const
    await as(owner, tx => recordConsent(tx, owner, { ...word, ...evidence }))
    const pointIds = await as(owner, async tx => {
      const { rows } = await sql<{ id: string }>`
        select id from contact_point where org_id = ${org.orgId} and customer_id = ${customerId} order by rank`.execute(
        tx,
      )
      return rows.map(row => row.id)
    })
    const rest = { personIds: [], machineIds: [], activityIds: [], note: '', kind: 'person' as const }
    const split = await as(owner, tx =>
      splitCustomer(tx, owner, { customerId, name: '韩梅梅', pointIds: pointIds.slice(1), ...rest }),
    )
    const codes = (id: string) =>
      as(owner, async tx => {
        const request = { purpose: 'care', matterId: null }
        const { verdict } = await verdictOn(tx, owner, await groundFor(tx, org.orgId), id, request)
        return verdict.reasons.map(({ code }) => code).sort()
      })
    expect(await codes(split.partId)).toEqual(['consent-withdrawn', 'on-hold'])
    expect(await codes(split.keptId)).toEqual(['consent-withdrawn', 'on-hold'])
    await as(owner, tx => undoSplit(tx, owner, split.id))
    const { rows } = await as(owner, tx =>
      sql`
        select (select count(*) from contact_hold where org_id = ${org.orgId}) as holds,
          (select count(*) from consent where org_id = ${org.orgId}) as words`.execute(tx),
    )
    expect(rows).toEqual([{ holds: 1, words: 1 }])
  })
})

describe('one’s own hand', () => {
  test('whoever wrote a draft approves it neither himself nor by a key of his own', async () => {
    const { owner } = org
    await as(owner, async tx => {
      await beginDraft(tx, owner)
      const draft = (await policyDraft(tx, org.orgId))!
      const content = { ...draft.content, rules: draft.content.rules.slice(1) }
      await saveDraft(tx, owner, { ...draft, content })
      await submitDraft(tx, owner)
    })
    const byKey: Actor = { ...owner, key: { id: newId(), name: '批', prefix: 'hf', permissions: ['contacts.policy'] } }
    for (const actor of [owner, byKey])
      await expect(as(actor, tx => approveDraft(tx, actor, { version: 1 }))).rejects.toThrow('second-person-needed')
  })

  test('a rule of a branch above binds a partner below, whose people do not see that branch', async () => {
    const { owner } = org
    const partner = await as(owner, tx =>
      addBranch(tx, owner, { parentId: org.northId, name: '合作商', kind: 'partner' }),
    )
    await givenPolicy(org, { rules: [{ ...CLOSED, scope: { branchIds: [org.northId] } }] })
    const seeingAll = { ...owner, branchIds: [...owner.branchIds, partner.id] }
    const customerId = await as(seeingAll, async tx => {
      const id = await givenCustomer(org, { branchId: org.northId })
      await sql`update customer set branch_id = ${partner.id} where org_id = ${org.orgId} and id = ${id}`.execute(tx)
      return id
    })
    const dialler = await org.staff('partner-agent', partner.id)
    expect(dialler.branchIds).toEqual([partner.id])
    expect((await ask(dialler, { customerId })).allowed).toBe(false)
  })
})
