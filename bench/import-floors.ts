import { createReadStream, createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { timed } from './measure.ts'

/** In the order in which their foreign keys let them be filled. */
const TABLES = ['identifier', 'customer', 'contact_point'] as const

/**
 * What the database alone takes for what an import has just left in the product: milliseconds of raw `COPY`, each with
 * its own files written before, its tables dropped after.
 *
 * - `oneTable`: the goal's floor. The lines of the file into one table, without foreign keys, vault and row security, but
 *   with every index the product keeps of them. An index costs by what it holds, so each line comes with what the program
 *   reads out of it: how the name is sorted and found, the blind index and the last four digits of the number, and the ids.
 *   Left empty, as a plain `COPY` of three columns leaves them, the indexes of names would cost nothing.
 * - `threeTables`: the rows of the product's tables into copies of them, with every key, check, foreign key and trigger.
 *   No import into this schema can be faster.
 */
export async function measureFloors(sql: pg.Pool, folder: string): Promise<{ oneTable: number; threeTables: number }> {
  const client = await sql.connect()
  try {
    await client.query('create schema floor; set search_path = floor, public')
    const oneTable = await timeOfOneTable(client, join(folder, 'lines.csv'))
    const threeTables = await timeOfThreeTables(client, folder)
    return { oneTable, threeTables }
  } finally {
    await client.query('drop schema floor cascade; reset search_path')
    client.release()
  }
}

const LINE = 'external_id, name, phone, name_key, search_terms, blind_index, last_four, id, point_id, identifier_id'

async function timeOfOneTable(client: pg.ClientBase, file: string): Promise<number> {
  await writeOut(
    client,
    `select c.external_id, c.name, '+86 10 0000' || i.last_four, c.name_key, c.search_terms, i.blind_index, i.last_four,
       c.id, p.id, p.identifier_id
     from public.customer c join public.contact_point p on (p.org_id, p.customer_id) = (c.org_id, c.id)
       join public.identifier i on (i.org_id, i.id) = (p.org_id, p.identifier_id)
     order by c.id`,
    file,
  )
  await client.query(`
    create table line (like public.customer including all);
    alter table line add phone text, add point_id uuid, add identifier_id uuid, add blind_index bytea, add last_four text,
      add point_kind text not null default 'phone', add point_state text not null default 'valid',
      add extension text not null default '', add person_id uuid;
    create unique index on line (org_id, point_id);
    create unique index on line (org_id, id, identifier_id, extension);
    create index on line (org_id, identifier_id);
    create index on line (org_id, person_id) where person_id is not null;
    create index on line (org_id, point_id) where point_state <> 'valid';
    create unique index on line (org_id, identifier_id);
    create unique index on line (org_id, point_kind, blind_index);
    create index on line (org_id, last_four)`)
  await sameIndexes(client)
  const { rows } = await client.query('select org_id, branch_id, created_at from public.customer limit 1')
  await client.query(`
    alter table line alter org_id set default '${rows[0].org_id}', alter branch_id set default '${rows[0].branch_id}',
      alter created_at set default now(), alter updated_at set default now()`)
  const ms = await timeOfCopies(client, [{ into: `line (${LINE})`, file }])
  await client.query('drop table line')
  return ms
}

/** The table of lines must not fall behind when the product gets another index. */
async function sameIndexes(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query(
    `select count(*) filter (where indrelid = 'line'::regclass)::int as here,
       count(*) filter (where indrelid = any ($1::regclass[]))::int as there from pg_index`,
    [TABLES.map(table => `public.${table}`)],
  )
  if (rows[0].here !== rows[0].there)
    throw new Error(`the product keeps ${rows[0].there} indexes, its floor ${rows[0].here}`)
}

async function timeOfThreeTables(client: pg.ClientBase, folder: string): Promise<number> {
  // Written as the product's own tables say it, and read where those of the same name in the schema `floor` come first.
  const { rows } = await client.query(
    `
    select 'alter table ' || conrelid::regclass::text || ' add ' || pg_get_constraintdef(oid) as said from pg_constraint
    where contype = 'f' and conrelid = any ($1::regclass[])
    union all
    select regexp_replace(pg_get_triggerdef(oid), ' ON public\\.', ' ON ') from pg_trigger
    where not tgisinternal and tgrelid = any ($1::regclass[])`,
    [TABLES.map(table => `public.${table}`)],
  )
  const copies: { into: string; file: string }[] = []
  for (const table of TABLES) {
    const columns = await storedColumns(client, table)
    const file = join(folder, `${table}.csv`)
    await writeOut(client, `select ${columns} from public.${table}`, file)
    await client.query(`create table ${table} (like public.${table} including all)`)
    copies.push({ into: `${table} (${columns})`, file })
  }
  for (const { said } of rows) await client.query(said)
  return timeOfCopies(client, copies)
}

async function storedColumns(client: pg.ClientBase, table: string): Promise<string> {
  const { rows } = await client.query(
    `select string_agg(attname, ', ' order by attnum) as names from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [`public.${table}`],
  )
  return rows[0].names
}

async function writeOut(client: pg.ClientBase, rows: string, file: string): Promise<void> {
  await pipeline(client.query(copyTo(`copy (${rows}) to stdout (format csv)`)), createWriteStream(file))
}

async function timeOfCopies(client: pg.ClientBase, copies: readonly { into: string; file: string }[]): Promise<number> {
  await client.query('checkpoint')
  const { ms } = await timed(async () => {
    for (const { into, file } of copies) {
      await pipeline(createReadStream(file), client.query(copyFrom(`copy ${into} from stdin (format csv)`)))
    }
  })
  return ms
}
