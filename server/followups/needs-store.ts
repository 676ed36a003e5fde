import { type RawBuilder, sql } from 'kysely'
import { asTexts } from '../platform/database.ts'

/** What somebody has of what follow-ups may need. */
export interface Able {
  /** Codes, that of the house among them. */
  languages: string[]
  skills: string[]
  /** Whether any customer speaks another language than the house; where none does, nothing is asked about it. */
  isSpoken: boolean
}

/** As columns for `Able`, of a member of staff `s` and his organisation `o`. */
export const ableColumns = sql`
  s.languages || o.language as languages, s.skills,
  exists (select from customer c where c.org_id = o.id and c.language is not null and c.language < o.language)
    or exists (select from customer c where c.org_id = o.id and c.language is not null and c.language > o.language) as "isSpoken"`

/**
 * Whether somebody has what follow-up `f` itself needs: the language of its customer, and the skills that were asked for when
 * it was added. What its campaign needs is asked of the campaign.
 */
export function isAbleTo(able: Able): RawBuilder<unknown> {
  const own = sql`f.skills <@ ${asTexts(able.skills)}::text[]`
  return able.isSpoken ? sql`${own} and ${speaksFor(able)}` : own
}

/** Whether somebody speaks the language of the customer of `f`; asked row by row, so that the index that gives them in order is kept. */
export function speaksFor({ languages }: Able): RawBuilder<unknown> {
  return sql`coalesce((
    select c.language = any (${asTexts(languages)}::text[]) from customer c
    where c.org_id = f.org_id and c.id = f.customer_id), true)`
}

/** Whether somebody has the skills that a campaign asks for. */
export function hasSkillsOf(campaign: RawBuilder<unknown>, { skills }: Able): RawBuilder<unknown> {
  return sql`${campaign}.skills <@ ${asTexts(skills)}::text[]`
}
