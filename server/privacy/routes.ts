import type { z } from 'zod'
import { organisation, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { pageFrom, unpackCursor } from '../platform/cursor.ts'
import { inScope, type Tx } from '../platform/database.ts'
import { type Route, rawRoute, route } from '../platform/route.ts'
import { verifyAudit } from './audit-chain.ts'
import { type AuditAsked, auditEntries, kindsInLog } from './audit-store.ts'
import * as contract from './contract.ts'
import { beginExport, exportStream } from './export-audit.ts'
import { exportRoutes } from './export-routes.ts'

const TYPE = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

export const routes: Route[] = [
  ...exportRoutes,
  route(contract.listAudit, async (tx, actor, { query }) => {
    permit(actor, 'audit.read')
    const after = unpackCursor(query.cursor, ['instant', 'id'])
    const asked = await inInstants(tx, actor, query)
    const rows = await auditEntries(tx, actor, { ...asked, limit: query.limit, after })
    return pageFrom(rows, query.limit, row => [row.at, row.id])
  }),
  route(contract.auditKinds, (tx, actor) => {
    permit(actor, 'audit.read')
    return kindsInLog(tx, actor.orgId)
  }),
  route(contract.verifyAudit, (tx, actor, { body }) => verifyAudit(tx, actor, body.noted)),
  rawRoute(contract.exportAudit, async ({ db, reply }, actor, { query, language }) => {
    const { format } = query
    const { asked, timeZone } = await inScope(db, actor, async tx => {
      const asked = await inInstants(tx, actor, query)
      return { asked, ...(await beginExport(tx, actor, asked, format)) }
    })
    reply.header('content-disposition', `attachment; filename="audit.${format}"`).type(TYPE[format])
    return reply.send(exportStream(db, actor, asked, format, { timeZone, language }))
  }),
]

type Filters = Pick<
  z.output<(typeof contract.exportAudit)['query']>,
  'subject' | 'subjectId' | 'staffId' | 'action' | 'customerId' | 'fromDay' | 'toDay'
>

/** Days of the organisation's time zone as instants: from the first moment to before the day after the last. */
async function inInstants(tx: Tx, actor: Actor, given: Filters): Promise<AuditAsked> {
  const { timeZone } = await organisation(tx, actor.orgId)
  const { subject, subjectId, staffId, action, customerId, fromDay, toDay } = given
  const start = (day: Temporal.PlainDate) => day.toZonedDateTime(timeZone).toInstant()
  const period = { from: fromDay && start(fromDay), to: toDay && start(toDay.add({ days: 1 })) }
  return { subject, subjectId, staffId, action, customerId, ...period }
}
