import { CONFIRM_PRIORITY, CONFIRM_PURPOSE, CONFIRM_QUESTION, reasonToConfirm } from '../server/cases/rules.ts'
import type { Policy } from '../server/contacts/rules.ts'
import { OUTCOMES, type OutcomeCode, settlementOf } from '../server/followups/rules.ts'
import { problemSaid } from './business.ts'
import { type Call, callOn } from './call.ts'
import { type Due, duesOf, earlier, type KnownCustomer, latest } from './dues.ts'
import type { House } from './house.ts'
import { TIME_ZONE } from './house.ts'
import { idAt } from './id-at.ts'
import type { PlannedCampaign } from './plan-campaigns.ts'
import { type Random, random } from './random.ts'
import type { Row } from './row-store.ts'
import type { Slots } from './slots.ts'
import { rowsOfCall, rowsOfMail } from './year-contacts.ts'
import { closed, done, newFollowup, noRows, type YearRows } from './year-rows.ts'

export interface Year {
  house: House
  seed: number
  policy: Policy
  campaigns: readonly PlannedCampaign[]
  confirmingScriptId: string
  slots: Slots
  /** The first worked day; nothing of the year lies after it. */
  end: Temporal.Instant
}

/** Calls that did not come to be although they were due: the year had its sick leaves and busy weeks too. */
const MISSED = 0.15
/** Of what fell due in the last weeks and still has time, so much is left for the worked days. */
const LEFT = { share: 0.85, days: 40, time: 5 }
/** How often a mail went out where a call was wanted first, because nobody had the time. */
const BUSY = 0.3
const MOST_A_MONTH = { attempts: 6, conversations: 3 }
const A_MONTH = { hours: 31 * 24 }

/**
 * The follow-ups of a customer in the year before the worked days, as his calls would have gone: each due in the window
 * of its campaign, made in permitted hours by an agent of its team, with the gaps of the contact policy between matters.
 */
export function yearOf(year: Year, known: KnownCustomer): YearRows {
  return new CustomerYear(year, known).rows
}

interface Attempted {
  call: Call
  endedAt: Temporal.Instant
  staffId: string
}

class CustomerYear {
  readonly rows = noRows()
  readonly #year: Year
  readonly #known: KnownCustomer
  readonly #draw: Random
  readonly #attemptedAt: Temporal.Instant[] = []
  readonly #conversedAt: Temporal.Instant[] = []
  #points: KnownCustomer['points']
  #address: KnownCustomer['points'][number] | undefined
  #quietUntil: Temporal.Instant
  #stopped = false
  /** The campaigns in which one is left for the worked days; a customer waits in each once. */
  readonly #open = new Set<string>()

  constructor(year: Year, known: KnownCustomer) {
    this.#year = year
    this.#known = known
    this.#points = known.points
    this.#address = known.addresses[0]
    this.#draw = random(`${year.seed}/year/${known.customer.externalId}`)
    this.#quietUntil = year.house.foundedAt
    for (const due of duesOf(year, known)) if (!this.#isLeft(due)) this.#followUp(due)
  }

  #isLeft({ campaign, dueAt, expiresAt }: Due): boolean {
    const { end } = this.#year
    const isRecent = Temporal.Instant.compare(dueAt, end.subtract({ hours: 24 * LEFT.days })) > 0
    const hasTime = Temporal.Instant.compare(expiresAt, end.add({ hours: 24 * LEFT.time })) > 0
    return this.#draw.chance(isRecent && hasTime && campaign.becomes === 'running' ? LEFT.share : MISSED)
  }

  /** One follow-up from its first call or mail to its end, or to the worked days, which go on with it. */
  #followUp(due: Due): void {
    const { campaign, dueAt, expiresAt } = due
    const { channels } = campaign
    if (this.#stopped || this.#open.has(campaign.id)) return
    const row: Record<string, unknown> = {
      ...this.#common(idAt(dueAt, this.#draw), campaign.team, dueAt),
      campaign_id: campaign.id,
      campaign_version: 1,
      activity_id: due.activity.id,
      script_id: campaign.scriptId,
      purpose: campaign.purposes[0],
      reason: campaign.reasonForCustomer,
      priority: campaign.priority,
      expires_at: expiresAt,
      channels,
    }
    const wanted = dueAt.add({ hours: 24 * this.#draw.between(0, 3) })
    const isToMail = channels[0] === 'email' || (channels.includes('email') && this.#draw.chance(BUSY))
    const written = isToMail ? this.#write(row, due, wanted) : row
    if (written?.settled_at) this.rows.followup.push(written)
    else if (channels.includes('phone')) this.#call(written ? { ...written } : row, due, wanted)
    else if (!this.#address) this.rows.followup.push(closed(row, 'no-address', dueAt))
  }

  /** Calls until a follow-up has ended, or the worked days have come. */
  #call(row: Record<string, unknown>, due: Due, from: Temporal.Instant): void {
    const { campaign, expiresAt } = due
    const { house, end, seed } = this.#year
    if (this.#points.length === 0) return
    const facts = { seed, words: house.business.words, customerName: this.#known.customer.name }
    const about = { ...facts, purpose: campaign.purposes[0]!, questions: campaign.script.questions, confirming: null }
    let wanted = from
    for (let attempts = 0; ; ) {
      const slot = this.#year.slots.take(campaign.team, latest(wanted, latest(this.#quietUntil, this.#belowCaps())))
      if (!slot || Temporal.Instant.compare(slot.at, earlier(expiresAt, end)) >= 0) {
        if (attempts === 0) return
        const isOpen = Temporal.Instant.compare(expiresAt, end) > 0
        if (isOpen) this.#open.add(campaign.id)
        this.rows.followup.push(isOpen ? { ...row, due_at: end } : closed(row, 'expired', expiresAt))
        return
      }
      const call = this.#tame(callOn({ ...about, attempts }))
      const made = this.#attempt(row, slot.at, slot.staffId, call)
      const channels = this.#address ? campaign.channels : (['phone'] as const)
      const followup = { attempts, maxAttempts: 5, expiresAt, timeZone: TIME_ZONE, channels }
      const circumstances = {
        now: made.endedAt,
        numbersLeft: this.#points.length,
        tried: [],
        opens: (at: Temporal.Instant) => at,
      }
      const settlement = settlementOf(call.outcome, followup, circumstances, null)
      attempts += 1
      Object.assign(row, { attempts, last_outcome: call.outcome, answers: call.answers })
      if (settlement.kind === 'by-mail') {
        const written = this.#write({ ...row, channels: ['email'] }, due, made.endedAt)
        this.rows.followup.push(written?.settled_at ? written : closed(row, 'no-number', made.endedAt))
        return
      }
      if (settlement.kind === 'done' || settlement.kind === 'closed') {
        const reason = settlement.kind === 'closed' ? settlement.reason : null
        this.rows.followup.push(reason ? closed(row, reason, made.endedAt) : done(row, made.endedAt))
        if (call.problem) this.#solve(row, call.problem, made)
        return
      }
      wanted = made.endedAt.add({ hours: 24 * this.#draw.between(1, 3) })
    }
  }

  /** Appointments of the year were kept; who could not be asked again then had no time now. */
  #tame(call: Call): Call {
    const outcome: OutcomeCode = call.outcome === 'appointment' ? 'someone-else' : call.outcome
    return { ...call, outcome }
  }

  #attempt(followup: Row, at: Temporal.Instant, staffId: string, call: Call): Attempted {
    const { conversed, marksNumberWrong, stopsContacts } = OUTCOMES[call.outcome]
    const [point, gapDays] = [this.#points[0]!, this.#year.policy.gapDays]
    const made = { ...this.#whose(followup, at), point, staffId, call, gapDays }
    const { contact, attempt, endedAt, quietUntil } = rowsOfCall(made)
    this.rows.contact.push(contact)
    this.rows.attempt.push(attempt)
    this.#attemptedAt.push(at)
    if (conversed) this.#conversedAt.push(at)
    this.#quietUntil = latest(this.#quietUntil, quietUntil)
    if (marksNumberWrong) this.#forget(point)
    if (stopsContacts) this.#stop(staffId, endedAt)
    return { call, endedAt, staffId }
  }

  /** Writes to a customer in time, if he has an address, and answers what became of the follow-up: mailed, or without its mail. */
  #write(row: Row, due: Due, wanted: Temporal.Instant): Row | undefined {
    const point = this.#address
    const at = point && this.#year.slots.mailAt(latest(wanted, latest(this.#quietUntil, this.#belowCaps())), this.#draw)
    if (!at || Temporal.Instant.compare(at, earlier(due.expiresAt, this.#year.end)) >= 0) return undefined
    const { contact, mail, how, endedAt } = rowsOfMail({ ...this.#whose(row, at), point }, due)
    this.rows.contact.push(contact)
    this.rows.mail.push(mail)
    this.#attemptedAt.push(at)
    this.#quietUntil = latest(this.#quietUntil, endedAt)
    if (how === 'sent') return { ...row, state: 'mailed', mail_contact_id: contact.id, settled_at: endedAt }
    if (how === 'bounced') {
      this.rows.wrongPoints.push(point.id)
      this.#address = undefined
    }
    const isCalledToo = due.campaign.channels.includes('phone') && row.attempts === 0
    return isCalledToo ? { ...row, channels: ['phone'] } : closed(row, 'mail-failed', endedAt)
  }

  #whose(followup: Row, at: Temporal.Instant) {
    return { house: this.#year.house, known: this.#known, followup, at, draw: this.#draw }
  }

  #forget(point: { id: string }): void {
    this.rows.wrongPoints.push(point.id)
    this.#points = this.#points.slice(1)
  }

  #stop(staffId: string, at: Temporal.Instant): void {
    this.#stopped = true
    const note = '客户在电话中要求不再来电'
    const id = idAt(at, this.#draw)
    const row = { id, customer_id: this.#known.id, purpose: null, source: 'agent', note, created_by: staffId }
    this.rows.do_not_contact.push({ ...row, created_at: at })
  }

  /** The problem became a case, was solved, and the customer confirmed it to somebody else. */
  #solve(raised: Row, problem: NonNullable<Call['problem']>, { endedAt, staffId }: Attempted): void {
    const { house, slots, confirmingScriptId, end } = this.#year
    const draw = this.#draw
    const solution = draw.pick(problemSaid(house.business.words, problem.text).solutions)
    const supervisor = house.staff('supervisor', endedAt)
    const solvedAt = endedAt.add({ hours: draw.between(4, 70), minutes: draw.between(0, 59) })
    const slot = slots.take('head', latest(solvedAt.add({ hours: 20 }), this.#belowCaps()), staffId)
    if (!slot || Temporal.Instant.compare(slot.at, end) >= 0) return
    const confirm: Record<string, unknown> = {
      ...this.#common(idAt(solvedAt, draw), 'head', solvedAt),
      matter_of: raised.id,
      script_id: confirmingScriptId,
      purpose: CONFIRM_PURPOSE,
      reason: reasonToConfirm(problem.text, solution),
      priority: CONFIRM_PRIORITY,
      expires_at: solvedAt.add({ hours: 24 * 14 }),
      not_by: supervisor.staffId,
    }
    const answers = { [CONFIRM_QUESTION]: true }
    const call: Call = {
      outcome: 'completed',
      readingSeconds: draw.between(20, 70),
      talkingSeconds: draw.between(60, 200),
      note: '',
      answers,
      savesMidway: false,
      problem: null,
    }
    const made = this.#attempt(confirm, slot.at, slot.staffId, call)
    this.rows.followup.push(done({ ...confirm, attempts: 1, last_outcome: 'completed', answers }, made.endedAt))
    const caseId = idAt(endedAt, draw)
    this.rows.case_file.push({
      id: caseId,
      customer_id: this.#known.id,
      branch_id: this.#known.branchId,
      raised_by_followup_id: raised.id,
      problem: problem.text,
      severity: problem.severity,
      owner_id: supervisor.staffId,
      state: 'closed',
      due_at: endedAt.add({ hours: 72 }),
      solution,
      solved_by: supervisor.staffId,
      solved_at: solvedAt,
      confirming_followup_id: confirm.id,
      confirmed_by: slot.staffId,
      reopened: 0,
      created_by: staffId,
      created_at: endedAt,
      closed_at: made.endedAt,
    })
    const event = (kind: string, at: Temporal.Instant, by: unknown, note = '') =>
      this.rows.case_event.push({ id: idAt(at, draw), case_id: caseId, at, staff_id: by, kind, note })
    event('opened', endedAt, staffId)
    event('solved', solvedAt, supervisor.staffId, solution)
    event('confirmed', made.endedAt, slot.staffId)
  }

  #common(id: string, team: string, dueAt: Temporal.Instant): Row {
    const { id: customer_id, branchId: branch_id } = this.#known
    return newFollowup({ id, customer_id, branch_id, team_id: this.#year.house.teamIds[team] }, dueAt)
  }

  /** When the customer has been called, and spoken to, less often in a month than the contact policy allows. */
  #belowCaps(): Temporal.Instant {
    const rested = (past: readonly Temporal.Instant[], most: number) =>
      past.length < most ? this.#year.house.foundedAt : past.at(-most)!.add(A_MONTH)
    return latest(
      rested(this.#attemptedAt, MOST_A_MONTH.attempts),
      rested(this.#conversedAt, MOST_A_MONTH.conversations),
    )
  }
}
