import { Readable } from 'node:stream'
import { permit } from '../people/index.ts'
import { pageFrom, unpackCursor } from '../platform/cursor.ts'
import { inScope } from '../platform/database.ts'
import { enqueue } from '../platform/jobs.ts'
import { type Route, rawRoute, route } from '../platform/route.ts'
import { bytesOfExport } from './build-export.ts'
import * as contract from './export-contract.ts'
import { buildJob } from './export-jobs.ts'
import { numberOf } from './export-rules.ts'
import { exportsOf, exportsToDecide } from './export-store.ts'
import { approveExport, asAnswered, beginDownload, refuseExport, requestExport, withdrawExport } from './exports.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const exportRoutes: Route[] = [
  route(contract.requestExport, (tx, actor, { body, language }) => requestExport(tx, actor, { ...body, language })),
  route(contract.listExports, async (tx, actor, { query, language }) => {
    permit(actor, 'exports.request')
    const after = unpackCursor(query.cursor, ['instant', 'id'])
    const page = pageFrom(await exportsOf(tx, actor, { after, limit: query.limit }), query.limit, row => {
      return [row.requestedAt, row.id]
    })
    return { ...page, items: page.items.map(row => asAnswered(row, actor, language)) }
  }),
  route(contract.listApprovals, async (tx, actor, { query, language }) => {
    permit(actor, 'exports.approve')
    const after = unpackCursor(query.cursor, ['number', 'instant', 'id'])
    const page = pageFrom(await exportsToDecide(tx, actor, { after, limit: query.limit }), query.limit, row => {
      return [row.state === 'waiting' ? 0 : 1, row.requestedAt, row.id]
    })
    return { ...page, items: page.items.map(row => asAnswered(row, actor, language)) }
  }),
  route(contract.approveExport, (tx, actor, { params, body, language }) => {
    return approveExport(tx, actor, { id: params.id, ...body, language }, exportId =>
      enqueue(tx, buildJob, { orgId: actor.orgId, exportId }),
    )
  }),
  route(contract.refuseExport, (tx, actor, { params, body, language }) => {
    return refuseExport(tx, actor, { id: params.id, ...body, language })
  }),
  route(contract.withdrawExport, (tx, actor, { params, language }) => {
    return withdrawExport(tx, actor, { id: params.id, language })
  }),
  rawRoute(contract.downloadExport, async ({ db, reply }, actor, { params }) => {
    const request = await inScope(db, actor, tx => beginDownload(tx, actor, params.id))
    return reply
      .type(XLSX)
      .header('content-length', request.sizeBytes)
      .header('content-disposition', `attachment; filename="${numberOf(request.id)}.xlsx"`)
      .send(Readable.from(bytesOfExport(db, actor, request.id), { objectMode: false }))
  }),
]
