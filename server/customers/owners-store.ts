import { sql } from 'kysely'
import type { Tx } from '../platform/database.ts'

/** The staff that words mean, by `ownerWord`; one word may mean several. */
export type Owners = ReadonlyMap<string, readonly string[]>

/** A name or address of staff as it is compared: without regard to case and width. */
export const ownerWord = (text: string): string => text.normalize('NFKC').trim().toLowerCase()

/** The staff working in the organisation whom words mean, by e-mail or by name; a word that means nobody is left out. */
export async function ownersMeant(tx: Tx, orgId: string, texts: readonly string[]): Promise<Owners> {
  const words = [...new Set(texts.filter(text => text !== '').map(ownerWord))]
  if (words.length === 0) return new Map()
  const { rows } = await sql<{ word: string; ids: string[] }>`
    with wanted as (select word from unnest(${words}::text[]) as g (word)),
      working as (select id, lower(email) as email, lower(normalize(trim(name), NFKC)) as name from staff
        where org_id = ${orgId} and deactivated_at is null)
    select word, array_agg(id order by id) as ids from (
      select w.word, s.id from wanted w join working s on s.email = w.word
      union select w.word, s.id from wanted w join working s on s.name = w.word) as meant
    group by word`.execute(tx)
  return new Map(rows.map(row => [row.word, row.ids]))
}
