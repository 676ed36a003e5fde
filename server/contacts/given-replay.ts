import { as, type GivenOrganisation } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { newId } from '../platform/id.ts'
import { beginDraft } from '../policy/begin-draft.ts'
import { policyDraft } from '../policy/index.ts'
import { PolicyContent } from '../policy/rule-contract.ts'
import { DEFAULT_CONTENT } from '../policy/rules.ts'
import { saveDraft } from '../policy/save-draft.ts'
import { dialContact } from './dial-contact.ts'
import { endReplay, insertReplay } from './replay-store.ts'
import { reserveContact } from './reserve-contact.ts'
import { settleContact } from './settle-contact.ts'
import { type Ground, groundFor } from './verdict-on.ts'

/** A replay of a draft by somebody that was done and found nothing; answers its id. */
export function givenReplay(actor: Actor): Promise<string> {
  const stretch = { from: actor.now.subtract({ hours: 24 }), until: actor.now }
  const row = { content: DEFAULT_CONTENT, draftId: newId(), draftSaves: 1, policyVersion: 0, ...stretch }
  const found = { contacts: 0, stopped: 0, stoppedAnyway: 0, byRule: {}, outside: 0, reconstructed: 0 }
  return as(actor, async tx => {
    const id = (await insertReplay(tx, actor, row))!
    await endReplay(tx, actor, id, { phase: 'done', found })
    return id
  })
}

export type Rules = Record<string, unknown>[]

interface Call {
  customerId: string
  matterId?: string
  purpose?: 'care' | 'renewal'
  callerNumber?: string
  conversed?: boolean
}

/** Makes a contact at an actor's instant; nothing where the policy in force refuses. Hears of it just before it is dialled. */
export async function called(
  org: GivenOrganisation,
  agent: Actor,
  call: Call,
  before?: (ground: Ground) => Promise<void>,
) {
  const { customerId, matterId = newId(), purpose = 'care', callerNumber = '4008001234', conversed = false } = call
  return as(agent, async tx => {
    const ground = await groundFor(tx, org.orgId)
    const matter = { matterId, campaignId: null, purpose, reason: '回访', agreedAt: null }
    const by = { branchId: org.rootId, teamId: org.teamId, callerNumber }
    const heldUntil = agent.now.add({ minutes: 15 })
    const reservation = await reserveContact(tx, agent, ground, { customerId, heldUntil, ...matter, ...by })
    if (reservation.kind !== 'reserved') return undefined
    await before?.(ground)
    await dialContact(tx, agent, ground, { customerId, agreedAt: null, heldUntil })
    const { contactId } = reservation
    const ended = { contactId, outcome: conversed ? 'completed' : 'no-answer', conversed } as const
    await settleContact(tx, agent, ended)
    return contactId
  })
}

/** A draft of the policy with some rules. */
export async function drafted(org: GivenOrganisation, planner: Actor, rules: Rules, exemptions: Rules = []) {
  return as(planner, async tx => {
    await beginDraft(tx, planner)
    const draft = (await policyDraft(tx, org.orgId))!
    const content = PolicyContent.parse({ rules, exemptions })
    await saveDraft(tx, planner, { ...draft, content })
    return content
  })
}

export const twiceAWeek = {
  ...{ id: 'twice-a-week', name: '一周最多两次', nameEn: 'Twice a week', kind: 'cap', count: 'attempts' },
  ...{ per: 'person', limit: 2, window: { kind: 'rolling', seconds: 7 * 86_400 } },
}
