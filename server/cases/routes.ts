import { customerBrief } from '../customers/index.ts'
import { permit } from '../people/index.ts'
import { pageFrom, unpackCursor } from '../platform/cursor.ts'
import { notFound } from '../platform/refusal.ts'
import { type Route, route } from '../platform/route.ts'
import { record } from '../privacy/index.ts'
import { assignCase } from './assign-case.ts'
import { closeUnheard } from './close-unheard.ts'
import { confirmAgain } from './confirm-again.ts'
import * as contract from './contract.ts'
import { noteCase } from './note-case.ts'
import { openCase } from './open-case.ts'
import { raiseCase } from './raise-case.ts'
import { asSeen, seenCasesOf } from './seen.ts'
import { solveCase } from './solve-case.ts'
import * as store from './store.ts'

export const routes: Route[] = [
  route(contract.listCases, async (tx, actor, { query }) => {
    permit(actor, 'cases.read')
    const page = pageFrom(await store.casesPage(tx, actor, query), query.limit, row => [
      row.closedAt ?? row.dueAt,
      row.id,
    ])
    return { ...page, items: page.items.map(row => asSeen(row, actor.now)) }
  }),
  route(contract.getCase, async (tx, actor, { params }) => {
    permit(actor, 'cases.read')
    const row = await store.caseOf(tx, actor, params.id)
    if (!row) throw notFound()
    const brief = await customerBrief(tx, actor, row.customer.id)
    await record(tx, actor, 'customer-looked-at', 'customer', brief.id, { case: row.id })
    return { ...asSeen(row, actor.now), brief, events: await store.eventsOf(tx, actor, params.id) }
  }),
  route(contract.listCasesOfCustomer, async (tx, actor, { params, query }) => {
    permit(actor, 'cases.read')
    await customerBrief(tx, actor, params.id)
    const after = unpackCursor(query.cursor, ['instant', 'id'])
    const rows = await seenCasesOf(tx, actor, params.id, { after, limit: query.limit })
    return pageFrom(rows, query.limit, row => [row.createdAt, row.id])
  }),
  route(contract.openCase, (tx, actor, { body }) => openCase(tx, actor, body)),
  route(contract.raiseCase, (tx, actor, { body }) => raiseCase(tx, actor, body)),
  route(contract.closeUnheard, (tx, actor, { params, body }) => closeUnheard(tx, actor, params.id, body.note)),
  route(contract.assignCase, (tx, actor, { params, body }) => assignCase(tx, actor, params.id, body)),
  route(contract.noteCase, (tx, actor, { params, body }) => noteCase(tx, actor, params.id, body.note)),
  route(contract.solveCase, (tx, actor, { params, body }) => solveCase(tx, actor, params.id, body.solution)),
  route(contract.confirmAgain, (tx, actor, { params }) => confirmAgain(tx, actor, params.id)),
]
