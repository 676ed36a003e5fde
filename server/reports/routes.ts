import type { FastifyReply } from 'fastify'
import type { z } from 'zod'
import type { Actor } from '../platform/actor.ts'
import { inScope, type Tx } from '../platform/database.ts'
import type { Endpoint, nothing } from '../platform/endpoint.ts'
import type { Language } from '../platform/reason.ts'
import { type Route, rawRoute, route } from '../platform/route.ts'
import { answersReport, answerTexts } from './answers.ts'
import * as answersContract from './answers-contract.ts'
import * as contract from './contract.ts'
import { coverageOf, exportUncovered, uncoveredOf } from './coverage.ts'
import { checkCoverageNow, coverageAlertsOf, noteCoverageAlert } from './coverage-alerts.ts'
import * as coverageContract from './coverage-contract.ts'
import { exportAgents, exportCampaigns, exportOutcomes, exportToday } from './export-day.ts'
import {
  type Book,
  bytesOf,
  exportAnswers,
  exportFunnel,
  exportOutcomesBook,
  exportPlan,
  WORKBOOK,
} from './export-report.ts'
import { campaignFunnel, campaignFunnels, funnelReport } from './funnel.ts'
import * as funnelContract from './funnel-contract.ts'
import { outcomesReport } from './outcomes.ts'
import * as outcomesContract from './outcomes-contract.ts'
import { planParts, planReport } from './plan-actual.ts'
import * as planContract from './plan-contract.ts'
import { planUncovered } from './plan-uncovered.ts'
import { addCoverageRule, changeCoverageRule, removeCoverageRule } from './save-coverage-rule.ts'
import { addSchedule, changeSchedule, confirmRecipient, removeSchedule } from './save-schedule.ts'
import * as scheduleContract from './schedule-contract.ts'
import { mailServer, mailsOf, schedulesOf, testSchedule } from './schedules.ts'
import { todayReport } from './today.ts'
import { wallboard } from './wallboard.ts'
import { readWallboard } from './wallboard-contract.ts'

export const routes: Route[] = [
  route(contract.readToday, (tx, actor, { query, language }) => todayReport(tx, actor, query, language)),
  route(funnelContract.listCampaignFunnels, (tx, actor, { query, language }) =>
    campaignFunnels(tx, actor, query, language),
  ),
  route(funnelContract.readCampaignFunnel, (tx, actor, { params, language }) =>
    campaignFunnel(tx, actor, params.id, language),
  ),
  route(planContract.readPlanReport, (tx, actor, { query }) => planReport(tx, actor, query)),
  route(planContract.readPlanParts, (tx, actor, { query }) => planParts(tx, actor, query)),
  route(funnelContract.readFunnel, (tx, actor, { query, language }) => funnelReport(tx, actor, query, language)),
  route(outcomesContract.readOutcomes, (tx, actor, { query, language }) => outcomesReport(tx, actor, query, language)),
  route(answersContract.readAnswers, (tx, actor, { query }) => answersReport(tx, actor, query)),
  route(answersContract.listAnswerTexts, (tx, actor, { query }) => answerTexts(tx, actor, query)),
  bookRoute(answersContract.downloadAnswers, exportAnswers),
  route(coverageContract.listCoverageRules, coverageOf),
  route(coverageContract.addCoverageRule, (tx, actor, { body }) => addCoverageRule(tx, actor, body)),
  route(coverageContract.changeCoverageRule, (tx, actor, { params, body }) =>
    changeCoverageRule(tx, actor, params.id, body),
  ),
  route(coverageContract.removeCoverageRule, (tx, actor, { params }) => removeCoverageRule(tx, actor, params.id)),
  route(coverageContract.checkCoverageRule, (tx, actor, { params }) => checkCoverageNow(tx, actor, params.id)),
  route(coverageContract.listUncovered, (tx, actor, { params, query }) => uncoveredOf(tx, actor, params.id, query)),
  route(coverageContract.planUncovered, (tx, actor, { params, body }) => planUncovered(tx, actor, params.id, body)),
  route(coverageContract.listCoverageAlerts, (tx, actor, { query }) => coverageAlertsOf(tx, actor, query)),
  route(coverageContract.noteCoverageAlert, (tx, actor, { params }) => noteCoverageAlert(tx, actor, params.id)),
  rawRoute(coverageContract.downloadUncovered, async ({ db, reply }, actor, { params, language }) =>
    answerBook(reply, await inScope(db, actor, tx => exportUncovered(tx, actor, params.id, language)), actor),
  ),
  route(readWallboard, (tx, actor, { query }) => wallboard(tx, actor, query)),
  route(scheduleContract.readMailServer, mailServer),
  route(scheduleContract.listSchedules, (tx, actor, { query }) => schedulesOf(tx, actor, query)),
  route(scheduleContract.addSchedule, (tx, actor, { body }) => addSchedule(tx, actor, body)),
  route(scheduleContract.changeSchedule, (tx, actor, { params, body }) => changeSchedule(tx, actor, params.id, body)),
  route(scheduleContract.removeSchedule, (tx, actor, { params }) => removeSchedule(tx, actor, params.id)),
  route(scheduleContract.confirmRecipient, (tx, actor, { params, body }) =>
    confirmRecipient(tx, actor, params.id, body.recipientId),
  ),
  route(scheduleContract.testSchedule, (tx, actor, { params, body }) =>
    testSchedule(tx, actor, params.id, body.language),
  ),
  route(scheduleContract.listReportMails, (tx, actor, { params, query, language }) =>
    mailsOf(tx, actor, params.id, query, language),
  ),
  bookRoute(contract.downloadToday, exportToday),
  bookRoute(funnelContract.downloadCampaignFunnels, exportCampaigns),
  bookRoute(planContract.downloadPlan, exportPlan),
  bookRoute(funnelContract.downloadFunnel, exportFunnel),
  bookRoute(outcomesContract.downloadOutcomesBook, exportOutcomesBook),
  rawRoute(contract.downloadAgents, async ({ db, reply }, actor, { query, language }) =>
    answerCsv(reply, await inScope(db, actor, tx => exportAgents(tx, actor, query, language))),
  ),
  rawRoute(contract.downloadOutcomes, async ({ db, reply }, actor, { query, language }) =>
    answerCsv(reply, await inScope(db, actor, tx => exportOutcomes(tx, actor, query, language))),
  ),
]

/** Serves tables as a workbook, marked with who took it out and when. */
function bookRoute<Q extends z.ZodType>(
  endpoint: Endpoint<typeof nothing, Q, typeof nothing, typeof nothing>,
  tables: (tx: Tx, actor: Actor, asked: z.output<Q>, language: Language) => Promise<Book>,
): Route {
  return rawRoute(endpoint, async ({ db, reply }, actor, { query, language }) => {
    const book = await inScope(db, actor, tx => tables(tx, actor, query, language))
    return answerBook(reply, book, actor)
  })
}

async function answerBook(reply: FastifyReply, book: Book, actor: Actor): Promise<FastifyReply> {
  return reply
    .type(WORKBOOK)
    .header('content-disposition', `attachment; filename="${book.fileName}"`)
    .header('cache-control', 'no-store')
    .send(await bytesOf(book, actor))
}

function answerCsv(reply: FastifyReply, { fileName, text }: { fileName: string; text: string }): FastifyReply {
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${fileName}"`)
    .header('cache-control', 'no-store')
    .send(text)
}
