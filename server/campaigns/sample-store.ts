import { type RawBuilder, sql } from 'kysely'
import type { Sample } from './sample-rules.ts'

/** A number from 0 to below 1 for a text of a campaign: evenly spread, the same at any time and on any server. */
function drawn(campaignId: string, text: RawBuilder<unknown>): RawBuilder<number> {
  return sql<number>`(('x' || left(encode(sha256(convert_to(${campaignId}::text || ' ' || ${text}, 'UTF8')), 'hex'), 8))::bit(32)::bigint
    / 4294967296.0)`
}

/**
 * Of a row `m` of a campaign's moments: whether it is in the sample as far as it can be told from itself and its day
 * (`drawn`), the place its customer has in the draw (`draw`), of which part a count is (`stratum`), and whether its
 * customer is always in it (`always`).
 */
export function sampleColumns({ id, sample }: { id: string; sample: Sample }): RawBuilder<unknown> {
  if (sample.kind === 'all') return sql`true as drawn, 0.0 as draw, '' as stratum, false as always`
  const always = sql`coalesce(m.tags && (select tags_meant(${[...sample.always]}::text[])), false)`
  const draw = drawn(id, sql`m.customer_id::text`)
  return sql`${always} or ${isDrawn(id, sample, draw)} as drawn, ${draw} as draw, ${stratumOf(sample, sql`m`)} as stratum,
    ${always} as always`
}

function isDrawn(id: string, { kind, amount }: Sample, draw: RawBuilder<number>): RawBuilder<boolean> {
  if (kind === 'share') return sql<boolean>`${draw} < ${amount}::numeric / 100`
  if (kind !== 'every') return sql<boolean>`true`
  const place = sql`row_number() over (
    partition by m.anchor, m.fits order by m.known_at, m.activity_id, m.customer_id)`
  return sql<boolean>`${place} % ${amount}::int = floor(${drawn(id, sql`m.anchor::text`)} * ${amount}::int)`
}

/** The part of a sample that a row with a customer's branch and stage belongs to. */
export function stratumOf({ per }: Sample, row: RawBuilder<unknown>): RawBuilder<string> {
  if (per === 'branch') return sql<string>`${row}.branch_id::text`
  return per === 'stage' ? sql<string>`coalesce(${row}.stage, '')` : sql<string>`''`
}
