import type { z } from 'zod'
import { activityBrief, recentActivities } from '../activity/index.ts'
import { campaignBrief } from '../campaigns/index.ts'
import {
  contactablePoints,
  groundFor,
  liveContact,
  recentContacts,
  verdictInWords,
  verdictOn,
} from '../contacts/index.ts'
import { customerBrief } from '../customers/index.ts'
import { organisation } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import { scriptOf } from '../scripts/index.ts'
import { fillOpening } from '../scripts/rules.ts'
import { attemptsOf } from './attempt-store.ts'
import type { DeskSheet } from './contract.ts'
import { circumstancesOf } from './end-attempt.ts'
import type { Reserved } from './hand-out.ts'
import type { AgentAtDesk } from './hand-out-store.ts'
import { attemptInWords, followupInWords, outcomeChoices } from './in-words.ts'
import { followupPage } from './list-store.ts'
import type { FollowupRow } from './store.ts'

type Sheet = z.output<typeof DeskSheet>

const LAST_ACTIVITIES = 10
const LAST_CONTACTS = 10
const LAST_FOLLOWUPS = 10

interface InHand {
  agent: AgentAtDesk
  followup: FollowupRow
  /** What was found out when it was handed out in this very transaction, which holds its customer since. */
  reserved: Reserved | null
}

/** All that one screen needs to make the call of a follow-up in the actor's hands. */
export async function deskSheet(
  tx: Tx,
  actor: Actor,
  { agent, followup, reserved }: InHand,
  language: Language,
): Promise<Sheet> {
  const points = await contactablePoints(tx, actor.orgId, followup.customerId)
  const why = await whyOf(tx, actor, followup)
  const own = (await liveContact(tx, actor.orgId, actor.staffId)) ?? null
  const verdict = reserved?.verdict ?? (await verdictOf(tx, actor, followup, own?.id ?? null))
  const teamIds = agent.partner ? agent.teamIds : undefined
  return {
    followup: followupInWords(followup, language),
    leaseUntil: followup.leaseUntil!,
    customer: { ...(await customerBrief(tx, actor, followup.customerId)), points },
    why,
    before: await beforeOf(tx, actor, followup, teamIds, language),
    script: await wordsOf(tx, actor, followup, why),
    answers: followup.answers,
    contact: own && { ...own, masked: points.find(({ id }) => id === own.contactPointId)?.masked ?? '' },
    outcomes: outcomeChoices(followup, await circumstancesOf(tx, actor, followup, points.length - 1), language),
    verdict: verdictInWords(verdict, followup.timeZone, language),
  }
}

async function whyOf(tx: Tx, actor: Actor, followup: FollowupRow): Promise<Sheet['why']> {
  const { campaignId, activityId, reason, purpose, callerNumber } = followup
  const campaign = campaignId ? await campaignBrief(tx, actor.orgId, campaignId) : undefined
  const activity = activityId ? await activityBrief(tx, actor.orgId, activityId) : undefined
  return {
    reason,
    purposes: campaign?.purposes ?? [purpose],
    campaignName: campaign?.name ?? null,
    approvedByName: campaign?.approvedBy ?? null,
    callerNumber,
    activity: activity ? { ...activity, lines: activity.topLines } : null,
  }
}

async function beforeOf(
  tx: Tx,
  actor: Actor,
  followup: FollowupRow,
  teamIds: readonly string[] | undefined,
  language: Language,
): Promise<Sheet['before']> {
  const { customerId, id } = followup
  const attempts = followup.attempts > 0 ? await attemptsOf(tx, actor.orgId, id) : []
  const contacts = await recentContacts(tx, actor, customerId, { limit: LAST_CONTACTS, teamIds, language })
  const others = await followupPage(tx, actor, { customerId, teamIds, limit: LAST_FOLLOWUPS })
  return {
    activities: await recentActivities(tx, actor.orgId, customerId, LAST_ACTIVITIES),
    contacts: contacts.slice(0, LAST_CONTACTS),
    followups: others.filter(other => other.id !== id).map(other => followupInWords(other, language)),
    attempts: attempts.map(attempt => attemptInWords(attempt, language)),
  }
}

async function wordsOf(tx: Tx, actor: Actor, followup: FollowupRow, why: Sheet['why']): Promise<Sheet['script']> {
  const script = (await scriptOf(tx, actor.orgId, followup.scriptId))!
  const { name: company } = await organisation(tx, actor.orgId)
  const opening = fillOpening(script, {
    customer: followup.customerName,
    agent: actor.name,
    company,
    reason: followup.reason,
    product: why.activity?.lines[0]?.product ?? why.activity?.summary ?? '',
  })
  return { id: script.id, opening, minutes: script.minutes, questions: script.questions }
}

async function verdictOf(tx: Tx, actor: Actor, followup: FollowupRow, ownContactId: string | null) {
  const { customerId, purpose, matterId, campaignId, callerNumber, appointmentAt: agreedAt } = followup
  const staff = { id: actor.staffId, roles: actor.roles }
  const request = { purpose, matterId, campaignId, callerNumber, agreedAt, ownContactId, staff }
  return (await verdictOn(tx, actor, await groundFor(tx, actor.orgId), customerId, request)).verdict
}
