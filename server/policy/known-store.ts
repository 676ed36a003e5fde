import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { PolicyContent } from './rule-contract.ts'

export interface Person {
  id: string
  name: string
}

const scopesOf = ({ rules, exemptions }: PolicyContent) => [...rules, ...exemptions].map(item => item.scope)

/** The names of the branches and campaigns that contents name, by id; of campaigns, those the actor may see. */
export async function namesIn(
  tx: Tx,
  actor: Actor,
  contents: readonly PolicyContent[],
): Promise<Record<string, string>> {
  const scopes = contents.flatMap(scopesOf)
  const branchIds = scopes.flatMap(scope => scope.branchIds ?? [])
  const campaignIds = scopes.flatMap(scope => scope.campaignIds ?? [])
  if (branchIds.length + campaignIds.length === 0) return {}
  const { rows } = await sql<Person>`
    select id, name from branch where org_id = ${actor.orgId} and id = any (${branchIds}::uuid[])
    union all
    select id, name from campaign where org_id = ${actor.orgId} and id = any (${campaignIds}::uuid[])`.execute(tx)
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]))
}

/** What a content names, as far as the organisation has it. */
export async function knownIn(
  tx: Tx,
  actor: Actor,
  content: PolicyContent,
): Promise<{ branchIds: Set<string>; campaignIds: Set<string>; tags: Set<string> }> {
  const scopes = scopesOf(content)
  const { rows } = await sql<{ kind: 'branch' | 'campaign' | 'tag'; name: string }>`
    select 'branch' as kind, id::text as name from branch
      where org_id = ${actor.orgId} and closed_at is null and id = any (${scopes.flatMap(s => s.branchIds ?? [])}::uuid[])
    union all
    select 'campaign', id::text from campaign
      where org_id = ${actor.orgId} and id = any (${scopes.flatMap(s => s.campaignIds ?? [])}::uuid[])
    union all
    select 'tag', name from customer_tag
      where org_id = ${actor.orgId} and name = any (${scopes.flatMap(s => s.tags ?? [])}::text[])`.execute(tx)
  const of = (kind: string) => new Set(rows.filter(row => row.kind === kind).map(row => row.name))
  return { branchIds: of('branch'), campaignIds: of('campaign'), tags: of('tag') }
}

/** Members of staff by id, in the order of the ids. */
export async function staffNamed(tx: Tx, orgId: string, ids: readonly string[]): Promise<Person[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Person>`
    select s.id, s.name from unnest(${[...ids]}::uuid[]) with ordinality as g (id, n)
    join staff s on s.org_id = ${orgId} and s.id = g.id order by g.n`.execute(tx)
  return rows
}
