import { permit } from '../people/index.ts'
import { enqueue } from '../platform/jobs.ts'
import { type Route, route } from '../platform/route.ts'
import { changeCustomers, undoBatch, viewBatch } from './change-customers.ts'
import { workBatch } from './jobs.ts'
import * as contract from './list-contract.ts'
import { renameTag } from './rename-tag.ts'
import { countCustomers, searchCustomers } from './search-customers.ts'
import { listTagUse, removeTag, setTag } from './tags.ts'
import * as tags from './tags-contract.ts'
import { tagsOf } from './tags-store.ts'
import { addView, changeView, listViews, removeView } from './views.ts'

export const listRoutes: Route[] = [
  route(contract.searchCustomers, (tx, actor, { query, body }) => searchCustomers(tx, actor, { ...body, ...query })),
  route(contract.countCustomers, (tx, actor, { body }) => countCustomers(tx, actor, body)),
  route(contract.listTags, async (tx, actor) => {
    permit(actor, 'customers.read')
    return { items: await tagsOf(tx, actor.orgId) }
  }),
  route(contract.setTag, (tx, actor, { body }) => setTag(tx, actor, body)),
  route(contract.removeTag, async (tx, actor, { body }) => {
    await removeTag(tx, actor, body.name)
    return {}
  }),
  route(tags.listTagUse, async (tx, actor) => ({ items: await listTagUse(tx, actor) })),
  route(tags.renameTag, (tx, actor, { body }) => {
    return renameTag(tx, actor, body, batchId => enqueue(tx, workBatch, { orgId: actor.orgId, batchId }))
  }),
  route(contract.changeCustomers, (tx, actor, { body }) => {
    return changeCustomers(tx, actor, body, batchId => enqueue(tx, workBatch, { orgId: actor.orgId, batchId }))
  }),
  route(contract.getCustomerBatch, (tx, actor, { params }) => viewBatch(tx, actor, params.id)),
  route(contract.undoCustomerBatch, (tx, actor, { params }) => undoBatch(tx, actor, params.id)),
  route(contract.listViews, async (tx, actor) => ({ items: await listViews(tx, actor) })),
  route(contract.addView, (tx, actor, { body }) => addView(tx, actor, body)),
  route(contract.changeView, (tx, actor, { params, body }) => changeView(tx, actor, params.id, body)),
  route(contract.removeView, async (tx, actor, { params }) => {
    await removeView(tx, actor, params.id)
    return {}
  }),
]
