import { verdictInWords } from '../contacts/index.ts'
import { customerBrief, dialablePoints } from '../customers/index.ts'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { pageFrom, unpackCursor } from '../platform/cursor.ts'
import type { Tx } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import { notFound } from '../platform/refusal.ts'
import { type Route, route } from '../platform/route.ts'
import { scriptOf } from '../scripts/index.ts'
import { addFollowup } from './add-followup.ts'
import { attemptsOf } from './attempt-store.ts'
import * as contract from './contract.ts'
import { readDesk, takeNext } from './desk.ts'
import { dialFollowup } from './dial-followup.ts'
import { giveBack } from './give-back.ts'
import { attemptInWords, becameInWords, followupInWords } from './in-words.ts'
import { planFollowups } from './plan-followups.ts'
import { saveAnswers } from './save-answers.ts'
import { settleFollowup } from './settle-followup.ts'
import { type FollowupFilter, followupById, followupPage } from './store.ts'

export const routes: Route[] = [
  route(contract.readDesk, (tx, actor, { language }) => readDesk(tx, actor, language)),
  route(contract.takeNext, (tx, actor, { language }) => takeNext(tx, actor, language)),
  route(contract.dialFollowup, async (tx, actor, { params, body, language }) => {
    const { dialled, contact, verdict, followup } = await dialFollowup(tx, actor, params.id, body.contactPointId)
    const points = await dialablePoints(tx, actor.orgId, followup.customerId)
    return {
      dialled,
      masked: points.find(point => point.id === contact.contactPointId)?.masked ?? '',
      callerNumber: contact.callerNumber,
      dialledAt: contact.dialledAt,
      leaseUntil: followup.leaseUntil!,
      verdict: verdictInWords(verdict, followup.timeZone, language),
    }
  }),
  route(contract.saveAnswers, (tx, actor, { params, body }) => saveAnswers(tx, actor, params.id, body.answers)),
  route(contract.settleFollowup, async (tx, actor, { params, body, language }) => {
    const row = await settleFollowup(tx, actor, params.id, body)
    return { followup: followupInWords(row, language), sentence: becameInWords(row, language) }
  }),
  route(contract.giveBack, async (tx, actor, { params, body, language }) =>
    followupInWords(await giveBack(tx, actor, params.id, body), language),
  ),
  route(contract.listFollowups, async (tx, actor, { query, language }) => {
    permit(actor, 'followups.read')
    return pageInWords(tx, actor, query, language)
  }),
  route(contract.getFollowup, async (tx, actor, { params, language }) => {
    permit(actor, 'followups.read')
    const row = await followupById(tx, actor, params.id)
    if (!row) throw notFound()
    const script = (await scriptOf(tx, actor.orgId, row.scriptId))!
    const attemptList = await attemptsOf(tx, actor.orgId, row.id)
    return {
      ...followupInWords(row, language),
      answers: row.answers,
      questions: script.questions,
      attemptList: attemptList.map(attempt => attemptInWords(attempt, language)),
    }
  }),
  route(contract.listFollowupsOfCustomer, async (tx, actor, { params, query, language }) => {
    permit(actor, 'customers.read')
    await customerBrief(tx, actor, params.id)
    return pageInWords(tx, actor, { ...query, customerId: params.id }, language)
  }),
  route(contract.addFollowup, async (tx, actor, { body, language }) => {
    const id = await addFollowup(tx, actor, body)
    return followupInWords((await followupById(tx, actor, id))!, language)
  }),
  route(contract.planFollowups, async (tx, actor) => ({ items: await planFollowups(tx, actor) })),
]

async function pageInWords(
  tx: Tx,
  actor: Actor,
  query: Omit<FollowupFilter, 'after'> & { cursor?: string | undefined },
  language: Language,
) {
  const rows = await followupPage(tx, actor, { ...query, after: unpackCursor(query.cursor, ['id']) })
  const { items, next } = pageFrom(rows, query.limit, row => [row.id])
  return { items: items.map(row => followupInWords(row, language)), next }
}
