import { permit } from '../people/index.ts'
import { pageFrom } from '../platform/cursor.ts'
import { notFound } from '../platform/refusal.ts'
import { type Route, route } from '../platform/route.ts'
import * as contract from './contract.ts'
import { copyScript } from './copy-script.ts'
import { createScript } from './create-script.ts'
import * as store from './store.ts'
import { updateScript } from './update-script.ts'

export const routes: Route[] = [
  route(contract.listScripts, async (tx, actor, { query }) => {
    permit(actor, 'campaigns.read')
    const rows = await store.scriptPage(tx, actor.orgId, query)
    return pageFrom(rows, query.limit, row => [row.createdAt, row.id])
  }),
  route(contract.getScript, async (tx, actor, { params }) => {
    permit(actor, 'campaigns.read')
    const script = await store.scriptOf(tx, actor.orgId, params.id)
    if (!script) throw notFound()
    return script
  }),
  route(contract.createScript, (tx, actor, { body }) => createScript(tx, actor, body)),
  route(contract.updateScript, (tx, actor, { params, body }) => updateScript(tx, actor, params.id, body)),
  route(contract.copyScript, (tx, actor, { params, body }) => copyScript(tx, actor, params.id, body)),
]
