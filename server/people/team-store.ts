import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'

export interface TeamRow {
  id: string
  name: string
  branchId: string
  memberIds: string[]
  leadId: string | null
  skills: Brought[]
  languages: Brought[]
}

/** Something that members of a team have, and how many of them. */
interface Brought {
  name: string
  members: number
}

export interface TeamFields {
  name: string
  branchId: string
  memberIds: readonly string[]
  leadId: string | null
}

const TEAMS_AT_MOST = 5000

const broughtBy = (column: 'skills' | 'languages') => sql`
  (select coalesce(jsonb_agg(jsonb_build_object('name', b.name, 'members', b.members) order by b.members desc, b.name), '[]')
   from (select a.name, count(*) as members
     from team_member m join staff s on s.org_id = m.org_id and s.id = m.staff_id and s.deactivated_at is null
     cross join unnest(s.${sql.ref(column)}) as a (name)
     where m.org_id = t.org_id and m.team_id = t.id group by 1) b)`

const columns = sql`t.id, t.name, t.branch_id as "branchId", t.lead_id as "leadId",
  ${broughtBy('skills')} as skills, ${broughtBy('languages')} as languages,
  array(select m.staff_id from team_member m where m.org_id = t.org_id and m.team_id = t.id order by m.staff_id) as "memberIds"`

export async function teamsIn(tx: Tx, actor: Actor): Promise<TeamRow[]> {
  const { rows } = await sql<TeamRow>`
    select ${columns} from team t
    where t.org_id = ${actor.orgId} and t.branch_id = any (${[...actor.branchIds, ...actor.ancestorIds]}::uuid[])
    order by t.created_at, t.id limit ${TEAMS_AT_MOST}`.execute(tx)
  return rows
}

/** A team of the actor's own branches, held until the transaction ends. */
export async function teamForChange(tx: Tx, actor: Actor, id: string): Promise<TeamRow | undefined> {
  const { rows } = await sql<TeamRow>`
    select ${columns} from team t
    where t.org_id = ${actor.orgId} and t.id = ${id} and t.branch_id = any (${[...actor.branchIds]}::uuid[])
    for update of t`.execute(tx)
  return rows[0]
}

export async function insertTeam(
  tx: Tx,
  row: Pick<TeamFields, 'branchId' | 'name' | 'memberIds'> &
    Partial<TeamFields> & { orgId: string; at: Temporal.Instant },
): Promise<TeamRow> {
  const { id } = await tx
    .insertInto('team')
    .values({ org_id: row.orgId, branch_id: row.branchId, name: row.name, created_at: row.at })
    .returning('id')
    .executeTakeFirstOrThrow()
  return writeTeam(tx, row.orgId, id, { leadId: null, ...row })
}

/** Writes all of a team. The lead goes in last, because he must be a member. */
export async function writeTeam(tx: Tx, orgId: string, id: string, row: TeamFields): Promise<TeamRow> {
  const members = [...new Set(row.memberIds)]
  await tx.updateTable('team').set({ lead_id: null }).where('org_id', '=', orgId).where('id', '=', id).execute()
  await sql`
    delete from team_member where org_id = ${orgId} and team_id = ${id} and staff_id <> all (${members}::uuid[])`.execute(
    tx,
  )
  await sql`
    insert into team_member (org_id, team_id, staff_id)
    select ${orgId}, ${id}, member from unnest(${members}::uuid[]) as member
    on conflict do nothing`.execute(tx)
  await tx
    .updateTable('team')
    .set({ name: row.name, branch_id: row.branchId, lead_id: row.leadId })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .execute()
  const { rows } = await sql<TeamRow>`select ${columns} from team t where t.org_id = ${orgId} and t.id = ${id}`.execute(
    tx,
  )
  return rows[0]!
}

/**
 * Puts a member of staff into these teams and takes him out of the other teams of the actor's branches. A team he led and
 * leaves has no lead.
 */
export async function writeTeamsOf(tx: Tx, actor: Actor, staffId: string, teamIds: readonly string[]): Promise<void> {
  const left = sql`t.org_id = ${actor.orgId} and t.branch_id = any (${[...actor.branchIds]}::uuid[])
    and t.id <> all (${[...teamIds]}::uuid[])`
  await sql`update team t set lead_id = null where ${left} and t.lead_id = ${staffId}`.execute(tx)
  await sql`
    delete from team_member m using team t
    where t.org_id = m.org_id and t.id = m.team_id and ${left} and m.staff_id = ${staffId}`.execute(tx)
  await sql`
    insert into team_member (org_id, team_id, staff_id)
    select ${actor.orgId}, team, ${staffId} from unnest(${[...teamIds]}::uuid[]) as team on conflict do nothing`.execute(
    tx,
  )
}
