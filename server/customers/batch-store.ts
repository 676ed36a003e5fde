import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { CustomersChange } from './list-contract.ts'

export interface BatchRow {
  id: string
  staffId: string
  /** Where whoever asked stood, or the key he asked with. */
  branchId: string
  state: 'running' | 'finished' | 'failed' | 'undone'
  change: CustomersChange
  /** As JSON; `null` when the customers were chosen one by one. */
  criteria: unknown
  lookedAt: number
  changed: number
  lastId: string | null
  /** Of a change that gives a tag another name: the old one and the new. */
  renamedFrom: string | null
  renamedTo: string | null
  createdAt: Temporal.Instant
}

const columns = sql`id, staff_id as "staffId", branch_id as "branchId", state, change, criteria, looked_at as "lookedAt", changed,
  last_id as "lastId", renamed_from as "renamedFrom", renamed_to as "renamedTo", created_at as "createdAt"`

/** A batch of the actor's organisation and branches; `lock` keeps others from working on it. */
export async function batchById(tx: Tx, orgId: string, id: string, lock = false): Promise<BatchRow | undefined> {
  const { rows } = await sql<BatchRow>`
    select ${columns} from customer_batch where org_id = ${orgId} and id = ${id} ${lock ? sql`for update` : sql``}`.execute(
    tx,
  )
  return rows[0]
}

/** Batches whose worker got lost: begun more than ten minutes ago and still running. */
export async function stalledBatches(tx: Tx, actor: Actor): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from customer_batch where org_id = ${actor.orgId} and state = 'running'
      and created_at < ${actor.now.subtract({ minutes: 10 })} order by created_at limit 10`.execute(tx)
  return rows.map(row => row.id)
}

export async function insertBatch(
  tx: Tx,
  actor: Actor,
  row: { id: string; change: CustomersChange; criteria: unknown; renamed?: { from: string; to: string } | undefined },
): Promise<void> {
  await sql`
    insert into customer_batch (org_id, id, branch_id, staff_id, change, criteria, state, created_at, renamed_from,
      renamed_to)
    values (${actor.orgId}, ${row.id}, ${actor.branchId}, ${actor.staffId}, ${JSON.stringify(row.change)}::jsonb,
      ${row.criteria ? JSON.stringify(row.criteria) : null}::jsonb, 'running', ${actor.now},
      ${row.renamed?.from ?? null}, ${row.renamed?.to ?? null})`.execute(tx)
}

export async function noteProgress(
  tx: Tx,
  actor: Actor,
  row: { id: string; lookedAt: number; changed: number; lastId: string | null; done: boolean },
): Promise<void> {
  await sql`
    update customer_batch set looked_at = looked_at + ${row.lookedAt}, changed = changed + ${row.changed},
      last_id = coalesce(${row.lastId}, last_id), state = ${row.done ? 'finished' : 'running'},
      finished_at = ${row.done ? actor.now : null}
    where org_id = ${actor.orgId} and id = ${row.id}`.execute(tx)
}

export async function endBatch(tx: Tx, actor: Actor, id: string, state: 'failed' | 'undone'): Promise<void> {
  await sql`
    update customer_batch set state = ${state}, finished_at = ${actor.now}
    where org_id = ${actor.orgId} and id = ${id}`.execute(tx)
}

const tagsAfter = (tags: ReturnType<typeof sql>, change: CustomersChange) => sql`
  array(select distinct t from unnest(${tags} || ${change.addTags ?? []}::text[]) as t
    where t <> all (${change.removeTags ?? []}::text[]) order by t)`

const termsWith = (terms: ReturnType<typeof sql>, tags: ReturnType<typeof sql>) => sql`
  case when ${terms} is not null then
    array(select t from unnest(${terms}) as t where t not like '#%') || array(select '#' || t from unnest(${tags}) as t) end`

/** Joins each row with what is about to change in it, field by field, as it stands in the history: staff by name. */
const changedFields = (actor: Actor, row: ReturnType<typeof sql>) => sql`
      left join staff o on o.org_id = ${actor.orgId} and o.id = ${row}.owner_id
      left join staff n on n.org_id = ${actor.orgId} and n.id = ${row}.new_owner
      cross join lateral (values ('owner', o.name, n.name), ('stage', ${row}.stage, new_stage),
        ('tags', array_to_string(${row}.tags, ', '), array_to_string(new_tags, ', '))) as f (field, before, after)
      where before is distinct from after`

/**
 * Writes the change into these customers and keeps what each was before; those that are so already are left alone.
 * Every value that changes goes into the customer's history. Answers how many changed.
 */
export async function applyChange(
  tx: Tx,
  actor: Actor,
  batch: { id: string; staffId: string; change: CustomersChange },
  customerIds: readonly string[],
): Promise<number> {
  const { change } = batch
  const owner = change.ownerId === undefined ? sql`c.owner_id` : sql`${change.ownerId}::uuid`
  const stage = change.stage === undefined ? sql`c.stage` : sql`${change.stage}::text`
  const { rows } = await sql<{ changed: number }>`
    with picked as (
      select c.id, c.owner_id, c.stage, c.stage_since, c.tags, ${owner} as new_owner, ${stage} as new_stage,
        ${tagsAfter(sql`c.tags`, change)} as new_tags
      from customer c where c.org_id = ${actor.orgId} and c.id = any (${[...customerIds]}::uuid[]) order by c.id for update
    ), changed as (
      select * from picked where (owner_id, stage, tags) is distinct from (new_owner, new_stage, new_tags)
    ), kept as (
      insert into customer_batch_row (org_id, batch_id, customer_id, owner_id, stage, stage_since, tags)
      select ${actor.orgId}, ${batch.id}, id, owner_id, stage, stage_since, tags from changed
    ), noted as (
      insert into customer_change (org_id, customer_id, at, subject, field, old_value, new_value, source, staff_id)
      select ${actor.orgId}, changed.id, ${actor.now}, 'customer', field, before, after, 'staff', ${batch.staffId}
      from changed ${changedFields(actor, sql`changed`)}
    ), written as (
      update customer c set owner_id = new_owner, stage = new_stage, tags = new_tags, updated_at = ${actor.now},
        stage_since = case when new_stage is not distinct from changed.stage then c.stage_since
          when new_stage is null then null else ${actor.now}::timestamptz end,
        search_terms = ${termsWith(sql`c.search_terms`, sql`new_tags`)}
      from changed where c.org_id = ${actor.orgId} and c.id = changed.id returning 1
    )
    select count(*) as changed from written`.execute(tx)
  return rows[0]?.changed ?? 0
}

/**
 * Gives the customers of a batch back what they had, field by field, where it still is what the batch made of it; every
 * value that changes goes into the customer's history. Answers how many changed.
 */
export async function restoreBatch(tx: Tx, actor: Actor, batch: BatchRow): Promise<number> {
  const { change } = batch
  const owner =
    change.ownerId === undefined
      ? sql`c.owner_id`
      : sql`
    case when c.owner_id is not distinct from ${change.ownerId}::uuid then r.owner_id else c.owner_id end`
  const stays = change.stage === undefined ? sql`true` : sql`c.stage is distinct from ${change.stage}::text`
  const { rows } = await sql<{ changed: number }>`
    with restored as (
      select c.id, c.owner_id, c.stage, c.tags, ${owner} as new_owner,
        case when ${stays} then c.stage else r.stage end as new_stage,
        case when ${stays} then c.stage_since else r.stage_since end as new_since,
        case when c.tags = ${tagsAfter(sql`r.tags`, change)} then r.tags else c.tags end as new_tags
      from customer_batch_row r join customer c on c.org_id = r.org_id and c.id = r.customer_id
      where r.org_id = ${actor.orgId} and r.batch_id = ${batch.id} order by c.id for update of c
    ), noted as (
      insert into customer_change (org_id, customer_id, at, subject, field, old_value, new_value, source, staff_id)
      select ${actor.orgId}, restored.id, ${actor.now}, 'customer', field, before, after, 'undo', ${actor.staffId}
      from restored ${changedFields(actor, sql`restored`)}
    ), written as (
      update customer c set owner_id = new_owner, stage = new_stage, stage_since = new_since, tags = new_tags,
        updated_at = ${actor.now}, search_terms = ${termsWith(sql`c.search_terms`, sql`new_tags`)}
      from restored where c.org_id = ${actor.orgId} and c.id = restored.id returning 1
    )
    select count(*) as changed from written`.execute(tx)
  return rows[0]?.changed ?? 0
}

/** The customers that a change changed. */
export async function customersOfBatch(tx: Tx, orgId: string, batchId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select customer_id as id from customer_batch_row where org_id = ${orgId} and batch_id = ${batchId}`.execute(tx)
  return rows.map(row => row.id)
}

/**
 * Forgets how customers were before changes that nobody undid in time, so many customers at most; answers whether there
 * may be more.
 */
export async function forgetBatches(tx: Tx, actor: Actor, before: Temporal.Instant, limit: number): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    select id from customer_batch where org_id = ${actor.orgId} and created_at < ${before} and state <> 'running'
    order by created_at limit 1`.execute(tx)
  const id = rows[0]?.id
  if (!id) return false
  const { numAffectedRows } = await sql`
    delete from customer_batch_row where org_id = ${actor.orgId} and batch_id = ${id} and customer_id = any (array(
      select customer_id from customer_batch_row where org_id = ${actor.orgId} and batch_id = ${id}
      order by customer_id limit ${limit}))`.execute(tx)
  if (Number(numAffectedRows ?? 0) < limit)
    await sql`delete from customer_batch where org_id = ${actor.orgId} and id = ${id}`.execute(tx)
  return true
}

/** Whether a member of staff works here. */
export async function isActiveStaff(tx: Tx, orgId: string, staffId: string): Promise<boolean> {
  const { rows } = await sql<{ active: boolean }>`
    select exists (select from staff where org_id = ${orgId} and id = ${staffId} and deactivated_at is null) as active`.execute(
    tx,
  )
  return rows[0]?.active ?? false
}
