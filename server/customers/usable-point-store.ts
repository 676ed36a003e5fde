import { type RawBuilder, sql } from 'kysely'

/** Whether a contact point is one to use: not known to be wrong, not never registered, not of a person in charge no more. */
export function isInUse(point = sql`p`): RawBuilder<boolean> {
  return sql`${point}.state in ('valid', 'doubtful') and ${point}.ended_at is null`
}

/** Whether a contact point is an address that may be written to; of numbers the column `dialable` says the same. */
export function isMailable(point = sql`p`): RawBuilder<boolean> {
  return sql`(${point}.kind = 'email' and ${isInUse(point)})`
}
