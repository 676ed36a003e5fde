import { platformReasons, Refusal } from './refusal.ts'

/** Packs the sort key of the last row of a page, so that the next page starts right after it. */
export function packCursor(key: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url')
}

/** Unpacks a cursor of `parts` values; refuses a text that was not made by `packCursor`. */
export function unpackCursor(cursor: string | undefined, parts: number): string[] | undefined {
  if (cursor === undefined) return undefined
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(key) && key.length === parts) return key.map(String)
  } catch {}
  throw new Refusal('invalid', platformReasons['invalid-input'], { problems: [{ path: 'cursor', message: '?' }] })
}

/** Cuts `limit + 1` fetched rows to one page, with the cursor of the next page if there is one. */
export function pageFrom<T>(rows: T[], limit: number, key: (row: T) => readonly unknown[]) {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last ? packCursor(key(last)) : null }
}
