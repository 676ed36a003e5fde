import type { z } from 'zod'
import { activityBrief, recentActivities } from '../activity/index.ts'
import { campaignBrief } from '../campaigns/index.ts'
import {
  contactablePoints,
  type Ground,
  liveContact,
  ofPersonFirst,
  personAsked,
  recentContacts,
  verdictInWords,
  verdictOn,
} from '../contacts/index.ts'
import { customerAlone, dutyText, type InCharge } from '../customers/index.ts'
import { organisation } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import { scriptOf } from '../scripts/index.ts'
import { fillOpening } from '../scripts/rules.ts'
import { attemptsOf } from './attempt-store.ts'
import { carriedSheets, type Spoken } from './carried-sheets.ts'
import type { DeskSheet } from './contract.ts'
import { circumstancesOf } from './end-attempt.ts'
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
  ground: Ground
}

/** All that one screen needs to make the call of a follow-up in the actor's hands. */
export async function deskSheet(
  tx: Tx,
  actor: Actor,
  { agent, followup, ground }: InHand,
  language: Language,
): Promise<Sheet> {
  const { orgId, staffId } = actor
  const why = whyOf(tx, actor, followup)
  const spoken = carriedSheets(tx, actor, followup, one => whyOf(tx, actor, one), language)
  const teamIds = agent.partner ? agent.teamIds : undefined
  const { customerId, purpose, timeZone } = followup
  const [points, customer, asked, own, before, script, { verdict, opens }, attempts] = await Promise.all([
    contactablePoints(tx, orgId, customerId),
    customerAlone(tx, actor, customerId),
    personAsked(tx, actor, { customerId, purpose, timeZone }),
    liveContact(tx, orgId, staffId),
    beforeOf(tx, actor, followup, teamIds, language),
    wordsOf(tx, actor, followup, why, spoken),
    verdictNow(tx, actor, ground, followup),
    followup.attempts > 0 ? attemptsOf(tx, orgId, followup.id) : [],
  ])
  const { carried, order } = await spoken
  const circumstances = circumstancesOf(actor, points.length - 1, attempts, opens)
  return {
    followup: followupInWords(followup, language, actor.now),
    leaseUntil: followup.leaseUntil!,
    customer: {
      ...customer,
      askFor: asked ? personInWords(asked, language) : null,
      points: ofPersonFirst(points, asked?.id),
    },
    why: await why,
    before: { ...before, attempts: attempts.map(attempt => attemptInWords(attempt, language)) },
    script,
    answers: followup.answers,
    ...{ carried, order },
    contact: own ? { ...own, masked: points.find(({ id }) => id === own.contactPointId)?.masked ?? '' } : null,
    outcomes: outcomeChoices(followup, circumstances, language),
    verdict: verdictInWords(verdict, followup.timeZone, language, actor.now),
  }
}

function personInWords({ id, name, duties }: InCharge, language: Language): Sheet['customer']['askFor'] {
  return { id, name, dutyTexts: duties.map(duty => dutyText(duty, language)) }
}

async function whyOf(tx: Tx, actor: Actor, followup: FollowupRow): Promise<Sheet['why']> {
  const { campaignId, activityId, reason, purpose, callerNumber } = followup
  const [campaign, activity] = await Promise.all([
    campaignId ? campaignBrief(tx, actor.orgId, campaignId) : undefined,
    activityId ? activityBrief(tx, actor.orgId, activityId) : undefined,
  ])
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
): Promise<Omit<Sheet['before'], 'attempts'>> {
  const { customerId, id } = followup
  const [contacts, others, activities] = await Promise.all([
    recentContacts(tx, actor, customerId, { limit: LAST_CONTACTS, teamIds, language }),
    followupPage(tx, actor, { customerId, teamIds, limit: LAST_FOLLOWUPS }),
    recentActivities(tx, actor.orgId, customerId, LAST_ACTIVITIES),
  ])
  return {
    activities,
    contacts: contacts.slice(0, LAST_CONTACTS),
    followups: others.filter(other => other.id !== id).map(other => followupInWords(other, language, actor.now)),
  }
}

async function wordsOf(
  tx: Tx,
  actor: Actor,
  followup: FollowupRow,
  why: Promise<Sheet['why']>,
  spoken: Promise<Spoken>,
): Promise<Sheet['script']> {
  const [found, { name: company }, { activity }, { reason, minutes }] = await Promise.all([
    scriptOf(tx, actor.orgId, followup.scriptId),
    organisation(tx, actor.orgId),
    why,
    spoken,
  ])
  const script = { ...found!, minutes: found!.minutes + minutes }
  const opening = fillOpening(script, {
    customer: followup.customerName,
    agent: actor.name,
    company,
    reason,
    product: activity?.lines[0]?.product ?? activity?.summary ?? '',
  })
  return { id: script.id, opening, minutes: script.minutes, questions: script.questions }
}

async function verdictNow(tx: Tx, actor: Actor, ground: Ground, followup: FollowupRow) {
  const { customerId, purpose, matterId, campaignId, callerNumber, appointmentAt: agreedAt } = followup
  const own = await liveContact(tx, actor.orgId, actor.staffId)
  const staff = { id: actor.staffId, roles: actor.roles }
  const request = { purpose, matterId, campaignId, callerNumber, agreedAt, ownContactId: own?.id ?? null, staff }
  return verdictOn(tx, actor, ground, customerId, request)
}
