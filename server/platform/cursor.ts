import { platformReasons, Refusal } from './refusal.ts'
import { unstorableIn } from './storable.ts'

const FITS = {
  id: (part: unknown) => typeof part === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(part),
  instant: isInstant,
  number: (part: unknown) => Number.isInteger(part) && Number(part) >= 0 && Number(part) < 2 ** 31,
  decimal: (part: unknown) => Number.isFinite(part),
  text: (part: unknown) => typeof part === 'string' && unstorableIn(part) === null,
}

/** What a part of a cursor must be, so that the database can compare it. */
export type CursorPart = keyof typeof FITS

/** Packs the sort key of the last row of a page, so that the next page starts right after it. */
export function packCursor(key: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url')
}

/** Unpacks a cursor of the given parts; refuses a text that was not made by `packCursor` for such a list. */
export function unpackCursor(cursor: string | undefined, parts: readonly CursorPart[]): string[] | undefined {
  if (cursor === undefined) return undefined
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    const isOurs = Array.isArray(key) && key.length === parts.length && parts.every((part, at) => FITS[part](key[at]))
    if (isOurs) return key.map(String)
  } catch {}
  throw new Refusal('invalid', platformReasons['invalid-input'], { problems: [{ path: 'cursor', message: '?' }] })
}

function isInstant(part: unknown): boolean {
  if (typeof part !== 'string' || !/^\d{4}-/.test(part)) return false
  return Temporal.Instant.from(part).toString() >= '0001'
}

/** Cuts `limit + 1` fetched rows to one page, with the cursor of the next page if there is one. */
export function pageFrom<T>(rows: T[], limit: number, key: (row: T) => readonly unknown[]) {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last ? packCursor(key(last)) : null }
}
