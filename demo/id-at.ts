import type { Random } from './random.ts'

/** An id as the product makes them (UUIDv7, RFC 9562) for an instant, the same for the same draws. */
export function idAt(at: Temporal.Instant, draw: Random): string {
  const time = at.epochMilliseconds.toString(16).padStart(12, '0')
  const hex = (digits: number) => Array.from({ length: digits }, () => draw.between(0, 15).toString(16)).join('')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${'89ab'[draw.between(0, 3)]}${hex(3)}-${hex(12)}`
}
