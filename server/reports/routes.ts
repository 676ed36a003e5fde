import type { FastifyReply } from 'fastify'
import { closedWords } from '../followups/reasons.ts'
import type { ClosedReason } from '../followups/rules.ts'
import { permit } from '../people/index.ts'
import { pageFrom } from '../platform/cursor.ts'
import { inScope } from '../platform/database.ts'
import { type Route, rawRoute, route } from '../platform/route.ts'
import * as contract from './contract.ts'
import { exportAgents, exportOutcomes } from './export-day.ts'
import { funnelPage } from './store.ts'
import { todayReport } from './today.ts'

export const routes: Route[] = [
  route(contract.readToday, (tx, actor, { query, language }) => todayReport(tx, actor, query, language)),
  route(contract.listCampaignFunnels, async (tx, actor, { query, language }) => {
    permit(actor, 'reports.read')
    const page = pageFrom(await funnelPage(tx, actor, query), query.limit, row => [row.createdAt, row.campaignId])
    const inWords = (row: { reason: string; followups: number }) => ({
      ...row,
      text: closedWords[row.reason as ClosedReason][language],
    })
    return { ...page, items: page.items.map(row => ({ ...row, closedBy: row.closedBy.map(inWords) })) }
  }),
  rawRoute(contract.downloadAgents, async ({ db, reply }, actor, { query, language }) =>
    answerCsv(reply, await inScope(db, actor, tx => exportAgents(tx, actor, query, language))),
  ),
  rawRoute(contract.downloadOutcomes, async ({ db, reply }, actor, { query, language }) =>
    answerCsv(reply, await inScope(db, actor, tx => exportOutcomes(tx, actor, query, language))),
  ),
]

function answerCsv(reply: FastifyReply, { fileName, text }: { fileName: string; text: string }): FastifyReply {
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${fileName}"`)
    .header('cache-control', 'no-store')
    .send(text)
}
