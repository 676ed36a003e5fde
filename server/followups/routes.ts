import { verdictInWords } from '../contacts/index.ts'
import { permit } from '../people/index.ts'
import { notFound } from '../platform/refusal.ts'
import { type Route, rawRoute, route } from '../platform/route.ts'
import { scriptOf } from '../scripts/index.ts'
import { addFollowup } from './add-followup.ts'
import { answerEscalation, takeEscalation } from './answer-escalation.ts'
import { attemptsOf } from './attempt-store.ts'
import { togetherWith } from './carry-store.ts'
import * as contract from './contract.ts'
import { nextAtDesk, readDesk } from './desk.ts'
import { dialFollowup } from './dial-followup.ts'
import { escalateFollowup } from './escalate-followup.ts'
import { followupEventsOf } from './event-store.ts'
import { giveBack } from './give-back.ts'
import { handOutInRounds } from './hand-out-rounds.ts'
import { attemptInWords, becameInWords, eventInWords, followupInWords } from './in-words.ts'
import * as lists from './list-contract.ts'
import { listEscalations, oneEscalation } from './list-escalations.ts'
import { listAppointments, listFollowups, listFollowupsOfCustomer, listMine } from './list-followups.ts'
import { listRepairs } from './list-repairs.ts'
import { mendPoint, unmendPoint } from './mend-point.ts'
import { checkAppointment, moveAppointment } from './move-appointment.ts'
import * as plans from './plan-contract.ts'
import { planFollowups } from './plan-followups.ts'
import { promiseCallBack } from './promise-call-back.ts'
import { readMyDay } from './read-my-day.ts'
import { readRingBack } from './read-ring-back.ts'
import { reassignFollowups } from './reassign-followups.ts'
import * as repairs from './repair-contract.ts'
import { saveAnswers } from './save-answers.ts'
import { settleFollowup } from './settle-followup.ts'
import { skipFollowup } from './skip-followup.ts'
import * as steering from './steering-contract.ts'
import { steeringWords } from './steering-reasons.ts'
import { followupById } from './store.ts'

const desk: Route[] = [
  route(contract.readDesk, (tx, actor, { language }) => readDesk(tx, actor, language)),
  rawRoute(contract.takeNext, async ({ db, request }, actor, { language }) => {
    const onFailure = (error: unknown) => request.log.warn({ err: error }, 'round undone')
    return nextAtDesk(actor, await handOutInRounds(db, actor, onFailure), language)
  }),
  route(contract.dialFollowup, async (tx, actor, { params, body, language }) => {
    const { dialled, contact, masked, verdict, followup } = await dialFollowup(
      tx,
      actor,
      params.id,
      body.contactPointId,
    )
    return {
      dialled,
      masked,
      callerNumber: contact.callerNumber,
      dialledAt: contact.dialledAt,
      leaseUntil: followup.leaseUntil ?? actor.now,
      verdict: verdictInWords(verdict, followup.timeZone, language, actor.now),
      becameSentence: dialled ? '' : becameInWords(followup, actor.now, language),
    }
  }),
  route(contract.saveAnswers, (tx, actor, { params, body }) => saveAnswers(tx, actor, params.id, body.answers)),
  route(contract.settleFollowup, async (tx, actor, { params, body, language }) => {
    const row = await settleFollowup(tx, actor, params.id, body)
    return { followup: followupInWords(row, language, actor.now), sentence: becameInWords(row, actor.now, language) }
  }),
  route(contract.giveBack, async (tx, actor, { params, body, language }) =>
    followupInWords(await giveBack(tx, actor, params.id, body), language, actor.now),
  ),
  route(steering.skipFollowup, async (tx, actor, { params, body, language }) =>
    followupInWords(await skipFollowup(tx, actor, params.id, body), language, actor.now),
  ),
  route(steering.escalateFollowup, async (tx, actor, { params, body, language }) => {
    const { followup, dueAt } = await escalateFollowup(tx, actor, params.id, body.note)
    const facts = { at: dueAt.toString(), now: actor.now.toString(), timeZone: followup.timeZone }
    return {
      followup: followupInWords(followup, language, actor.now),
      dueAt,
      sentence: steeringWords.escalated[language](facts),
    }
  }),
  route(lists.listMine, (tx, actor, { query, language }) => listMine(tx, actor, query, language)),
  route(lists.readMyDay, (tx, actor) => readMyDay(tx, actor)),
]

const lookedAt: Route[] = [
  route(lists.listFollowups, (tx, actor, { query, language }) => listFollowups(tx, actor, query, language)),
  route(contract.getFollowup, async (tx, actor, { params, language }) => {
    permit(actor, 'followups.read')
    const row = await followupById(tx, actor, params.id)
    if (!row) throw notFound()
    const script = (await scriptOf(tx, actor.orgId, row.scriptId))!
    const attemptList = await attemptsOf(tx, actor.orgId, row.id)
    const events = await followupEventsOf(tx, actor.orgId, row.id)
    return {
      ...followupInWords(row, language, actor.now),
      answers: row.answers,
      questions: script.questions,
      together: await togetherWith(tx, actor, row.id),
      attemptList: attemptList.map(attempt => attemptInWords(attempt, language)),
      events: events.map(event => eventInWords(event, row.timeZone, language, actor.now)),
    }
  }),
  route(contract.listFollowupsOfCustomer, (tx, actor, { params, query, language }) =>
    listFollowupsOfCustomer(tx, actor, params.id, query, language),
  ),
  route(lists.listAppointments, (tx, actor, { query, language }) => listAppointments(tx, actor, query, language)),
]

const steered: Route[] = [
  route(contract.addFollowup, async (tx, actor, { body, language }) => {
    const id = await addFollowup(tx, actor, body)
    return followupInWords((await followupById(tx, actor, id))!, language, actor.now)
  }),
  route(plans.planFollowups, async (tx, actor) => ({ items: await planFollowups(tx, actor) })),
  route(steering.reassignFollowups, (tx, actor, { body, language }) => reassignFollowups(tx, actor, body, language)),
  route(steering.listEscalations, (tx, actor, { query, language }) => listEscalations(tx, actor, query, language)),
  route(steering.takeEscalation, async (tx, actor, { params, language }) =>
    oneEscalation(tx, actor, await takeEscalation(tx, actor, params.id), language),
  ),
  route(steering.answerEscalation, async (tx, actor, { params, body, language }) =>
    oneEscalation(tx, actor, await answerEscalation(tx, actor, params.id, body), language),
  ),
  route(steering.checkAppointment, (tx, actor, { params, body, language }) =>
    checkAppointment(tx, actor, params.id, body, language),
  ),
  route(steering.moveAppointment, async (tx, actor, { params, body, language }) =>
    followupInWords(await moveAppointment(tx, actor, params.id, body), language, actor.now),
  ),
  route(steering.promiseCallBack, async (tx, actor, { params, body, language }) => {
    const row = await promiseCallBack(tx, actor, params.id, body)
    const by = row.reservedForName ?? row.teamName
    const facts = { at: row.dueAt.toString(), now: actor.now.toString(), timeZone: row.timeZone, by }
    return { followup: followupInWords(row, language, actor.now), sentence: steeringWords.promised[language](facts) }
  }),
  route(steering.readRingBack, (tx, actor, { params, language }) => readRingBack(tx, actor, params.id, language)),
]

const mended: Route[] = [
  route(repairs.listRepairs, (tx, actor, { query, language }) => listRepairs(tx, actor, query, language)),
  route(repairs.mendPoint, async (tx, actor, { params, body }) => {
    await mendPoint(tx, actor, params.id, body)
    return {}
  }),
  route(repairs.unmendPoint, async (tx, actor, { params }) => {
    await unmendPoint(tx, actor, params.id)
    return {}
  }),
]

export const routes: Route[] = [...desk, ...lookedAt, ...steered, ...mended]
