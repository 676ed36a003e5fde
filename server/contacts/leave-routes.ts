import { customerBrief } from '../customers/index.ts'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { pageFrom, unpackCursor } from '../platform/cursor.ts'
import type { Tx } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import { type Route, route } from '../platform/route.ts'
import { policyInForce } from '../policy/index.ts'
import { holdCustomer, liftHold } from './hold-customer.ts'
import * as contract from './leave-contract.ts'
import { holdsOf, type OverrideRow, overridePage, overridesOf } from './leave-store.ts'
import { askOverride, decideOverride, withdrawOverride } from './override-contacts.ts'
import { namedRules, passableRules } from './override-rules.ts'
import { readSaturation } from './read-saturation.ts'
import { readSaturation as readSaturationContract } from './saturation-contract.ts'

/** Holds of customers, overrides with their second person, and how much of each cap is taken. */
export const leaveRoutes: Route[] = [
  route(contract.listHolds, async (tx, actor, { params }) => {
    permit(actor, 'contacts.ask')
    await customerBrief(tx, actor, params.id)
    return { items: await holdsOf(tx, actor.orgId, params.id) }
  }),
  route(contract.holdCustomer, (tx, actor, { params, body }) =>
    holdCustomer(tx, actor, { ...body, customerId: params.id }),
  ),
  route(contract.liftHold, async (tx, actor, { params, body }) => {
    await liftHold(tx, actor, params.id, body.note)
    return {}
  }),
  route(contract.listOverrides, async (tx, actor, { query, language }) => {
    permit(actor, 'contacts.read')
    const rows = await overridePage(tx, actor, { ...query, after: unpackCursor(query.cursor, ['id']) })
    const { items, next } = pageFrom(rows, query.limit, row => [row.id])
    return { items: await withNames(tx, actor, items, language), next }
  }),
  route(contract.listOverridesOfCustomer, async (tx, actor, { params, language }) => {
    permit(actor, 'contacts.ask')
    await customerBrief(tx, actor, params.id)
    const items = await withNames(tx, actor, await overridesOf(tx, actor, params.id), language)
    return { items, passable: passableRules(await policyInForce(tx, actor.orgId), language) }
  }),
  route(readSaturationContract, (tx, actor, { params, language }) => readSaturation(tx, actor, params.id, language)),
  route(contract.askOverride, async (tx, actor, { params, body, language }) => {
    const row = await askOverride(tx, actor, { ...body, customerId: params.id })
    return (await withNames(tx, actor, [row], language))[0]!
  }),
  route(contract.decideOverride, async (tx, actor, { params, body, language }) => {
    const row = await decideOverride(tx, actor, { ...body, id: params.id })
    return (await withNames(tx, actor, [row], language))[0]!
  }),
  route(contract.withdrawOverride, async (tx, actor, { params, language }) => {
    return (await withNames(tx, actor, [await withdrawOverride(tx, actor, params.id)], language))[0]!
  }),
]

/** Overrides with the names of the rules they pass. */
async function withNames(tx: Tx, actor: Actor, rows: readonly OverrideRow[], language: Language) {
  const policy = await policyInForce(tx, actor.orgId)
  return rows.map(row => ({ ...row, rules: namedRules(policy, row.passes, language) }))
}
