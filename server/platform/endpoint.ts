import { z } from 'zod'

// Wide enough for any business, and far from where the calendars of program and database end.
const FIRST_YEAR = 1900
const LAST_YEAR = 2199
const YEARS = `${FIRST_YEAR}–${LAST_YEAR}`

function isInOurTime({ year }: { year: number }): boolean {
  return year >= FIRST_YEAR && year <= LAST_YEAR
}

/** An instant: ISO 8601 text on the wire, a `Temporal.Instant` on the server. Refuses years before 1900 and after 2199. */
export const instant = z.codec(z.iso.datetime({ offset: true }), z.instanceof(Temporal.Instant), {
  decode: (text, context) => {
    const value = Temporal.Instant.from(text)
    if (isInOurTime(value.toZonedDateTimeISO('UTC'))) return value
    context.issues.push({ code: 'custom', message: YEARS, input: text })
    return z.NEVER
  },
  encode: value => value.toString({ smallestUnit: 'millisecond' }),
})

/** A calendar day without time or zone: `2026-02-17` on the wire, a `Temporal.PlainDate` on the server. Years as `instant`. */
export const day = z.codec(z.iso.date(), z.instanceof(Temporal.PlainDate), {
  decode: (text, context) => {
    const value = Temporal.PlainDate.from(text)
    if (isInOurTime(value)) return value
    context.issues.push({ code: 'custom', message: YEARS, input: text })
    return z.NEVER
  },
  encode: value => value.toString(),
})

export const id = z.uuid()
export const byId = z.object({ id })
export const nothing = z.object({})

/** What every list accepts: where to go on, and how many rows at most. */
export const pageQuery = z.object({
  cursor: z.string().max(2000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** One page of a list; `next` is the cursor of the following page, `null` at the end. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() })
}

/**
 * What crosses the wire at one address. `permission` is `public`, `signed-in` or a permission of the vocabulary;
 * `response` is a white list: what it does not name is not sent. `upload` takes the body as a byte stream,
 * `download` and `stream` answer one.
 */
export interface Endpoint<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  summary: string
  tag: string
  permission: string
  /** A second permission without which the first is not enough. */
  alsoNeeds?: string
  params: P
  query: Q
  body: B
  response: R
  status: number
  kind: 'json' | 'upload' | 'download' | 'stream'
  /**
   * Requests allowed per minute, where the general limit does not fit: of who is signed in; of an address where nobody
   * need be.
   */
  perMinute?: number
  /** It asks by a body and changes nothing: its answer is not kept for a second try. */
  reads?: boolean
  /** An API key may use it although it asks for no permission. */
  forKeys?: boolean
  /** It is asked for all day long, and its statements are always the same: see `inScope`. */
  steady?: boolean
}

type Nothing = typeof nothing

/** Declares an endpoint; parts that are left out are empty. Paths are relative to `/api/v1`, parameters as `:name`. */
export function endpoint<
  P extends z.ZodType = Nothing,
  Q extends z.ZodType = Nothing,
  B extends z.ZodType = Nothing,
  R extends z.ZodType = Nothing,
>(
  given: Pick<Endpoint, 'method' | 'path' | 'summary' | 'tag' | 'permission'> &
    Partial<Pick<Endpoint, 'alsoNeeds' | 'status' | 'kind' | 'perMinute' | 'reads' | 'forKeys' | 'steady'>> & {
      params?: P
      query?: Q
      body?: B
      response?: R
    },
): Endpoint<P, Q, B, R> {
  return {
    status: 200,
    kind: 'json',
    params: nothing as unknown as P,
    query: nothing as unknown as Q,
    body: nothing as unknown as B,
    response: nothing as unknown as R,
    ...given,
  }
}
