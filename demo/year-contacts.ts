import { mailFor } from '../server/campaigns/mail-text-rules.ts'
import { OUTCOMES } from '../server/followups/rules.ts'
import type { Call } from './call.ts'
import type { Due, KnownCustomer } from './dues.ts'
import type { House } from './house.ts'
import { idAt } from './id-at.ts'
import { type How, howMailEnds, wordsOfServer } from './mail-ends.ts'
import type { Random } from './random.ts'
import type { Row } from './row-store.ts'

/** Where and to whom a contact of the year was made. */
interface Made {
  house: House
  known: KnownCustomer
  point: KnownCustomer['points'][number]
  followup: Row
  at: Temporal.Instant
  draw: Random
}

interface MadeCall extends Made {
  staffId: string
  call: Call
  gapDays: number
}

/** A call as rows: its contact, and the attempt it was. */
export function rowsOfCall({ staffId, call, gapDays, ...made }: MadeCall) {
  const { house, followup, at, draw } = made
  const dialledAt = at.add({ seconds: call.readingSeconds })
  const endedAt = dialledAt.add({ seconds: call.talkingSeconds })
  const { conversed } = OUTCOMES[call.outcome]
  const quietUntil = conversed ? at.add({ hours: 24 * gapDays }) : endedAt
  const contact = {
    ...contactOf(made),
    ...{ channel: 'phone', staff_id: staffId, caller_number: house.business.serviceNumber },
    ...{ held_until: endedAt, quiet_until: quietUntil, dialled_at: dialledAt, settled_at: endedAt },
    ...{ outcome: call.outcome, conversed },
  }
  const attempt = {
    id: idAt(endedAt, draw),
    followup_id: followup.id,
    contact_id: contact.id,
    staff_id: staffId,
    started_at: at,
    ended_at: endedAt,
    outcome: call.outcome,
    note: call.note,
  }
  return { contact, attempt, endedAt, quietUntil }
}

/** A mail as rows, and how it ended: its contact, and what it said. */
export function rowsOfMail(made: Made, { campaign, activity }: Due) {
  const { house, known, at, draw } = made
  const { business } = house
  const how: How = howMailEnds(draw)
  const endedAt = at.add({ seconds: draw.between(2, 9) })
  const contact = {
    ...contactOf(made),
    ...{ channel: 'email', staff_id: null, caller_number: business.mailSender },
    ...{ held_until: endedAt, quiet_until: at, dialled_at: at, settled_at: endedAt, outcome: how, conversed: false },
  }
  const facts = {
    ...{ customer: known.customer.name, company: business.name, reason: campaign.reasonForCustomer },
    product: activity.lines[0]?.product ?? activity.summary,
  }
  const { subject, text } = mailFor(campaign.mail!, facts)
  const mail = {
    ...{ id: idAt(at, draw), contact_id: contact.id, written_by: house.staff('planner', at).staffId, language: 'zh' },
    ...{ subject, body: text, state: how, tries: 1, next_at: at, written_at: at, ended_at: endedAt },
    ...{
      failure: how === 'sent' ? null : wordsOfServer[how].kind,
      words: how === 'sent' ? null : wordsOfServer[how].words,
    },
  }
  return { contact, mail, how, endedAt }
}

function contactOf({ known, point, followup, at, draw }: Made) {
  return {
    id: idAt(at, draw),
    customer_id: known.id,
    branch_id: known.branchId,
    contact_point_id: point.id,
    identifier_id: point.identifierId,
    matter_id: followup.matter_of ?? followup.id,
    campaign_id: followup.campaign_id ?? null,
    purpose: followup.purpose,
    reason: followup.reason,
    team_id: followup.team_id,
    state: 'made',
    reserved_at: at,
    policy_version: 0,
  }
}
