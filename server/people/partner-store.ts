import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { teamIdsOf } from './store.ts'

/**
 * Whether the actor works for a partner: in a partner branch or below one, or as a partner's agent. A partner sees the
 * work on its own campaigns alone.
 */
export function isOfPartner(actor: Actor): RawBuilder<boolean> {
  if (actor.roles.length > 0 && actor.roles.every(role => role === 'partner-agent')) return sql<boolean>`true`
  return sql<boolean>`exists (
    select from branch b where b.org_id = ${actor.orgId} and b.kind = 'partner'
      and b.id = any (${[actor.branchId, ...actor.ancestorIds]}::uuid[]))`
}

/** The teams whose work a partner's staff see: their own; \`undefined\` for everyone else, who sees that of all. */
export async function teamsOfPartner(tx: Tx, actor: Actor): Promise<string[] | undefined> {
  const { rows } = await sql<{ partner: boolean }>`select ${isOfPartner(actor)} as partner`.execute(tx)
  return rows[0]?.partner ? teamIdsOf(tx, actor.orgId, actor.staffId!) : undefined
}
