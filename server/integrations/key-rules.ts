import { Permission } from '../people/role-contract.ts'

/** What no key may do, whoever makes it: a key that makes keys or names the identity provider could not be taken back. */
const FOR_PEOPLE_ALONE: readonly string[] = ['integrations.manage', 'keys.rotate']

export const KEY_PERMISSIONS = Permission.options.filter(one => !FOR_PEOPLE_ALONE.includes(one))

/** Requests that one key may send in a minute to one server process. */
export const KEY_REQUESTS_PER_MINUTE = 600

const KEY = /^(hf_[A-Za-z0-9]{8})_([A-Za-z0-9_-]{64})$/
const ORG_BYTES = 16

/**
 * A key in full: `hf_` and eight letters to recognise it by, then the organisation (16 bytes) and the secret (32 bytes)
 * as base64url. The letters and the secret must be random.
 */
export function formatKey(letters: string, orgId: string, secret: Uint8Array): string {
  const org = Buffer.from(orgId.replaceAll('-', ''), 'hex')
  return `hf_${letters}_${Buffer.concat([org, secret]).toString('base64url')}`
}

/** The parts of an `Authorization: Bearer …` header that can name a key; `null` for anything else. */
export function readKey(authorization: string | undefined): { key: string; prefix: string; orgId: string } | null {
  const key = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? ''
  const [, prefix, rest] = KEY.exec(key) ?? []
  if (!prefix || !rest) return null
  const hex = Buffer.from(rest, 'base64url').subarray(0, ORG_BYTES).toString('hex')
  return { key, prefix, orgId: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') }
}

/** Why a key does not open any more at an instant; `null` while it does. */
export function keyEnded(
  key: { expiresAt: Temporal.Instant | null; revokedAt: Temporal.Instant | null },
  now: Temporal.Instant,
): 'key-revoked' | 'key-expired' | null {
  if (key.revokedAt) return 'key-revoked'
  return key.expiresAt && Temporal.Instant.compare(key.expiresAt, now) <= 0 ? 'key-expired' : null
}

/** A bucket of requests that refills evenly: as many at once as a minute holds, then one for each share of the minute. */
export interface Bucket {
  left: number
  at: number
}

/** Takes one request out of a bucket at a time in milliseconds; `null` when it is empty. */
export function takeOne(bucket: Bucket | undefined, perMinute: number, atMs: number): Bucket | null {
  const filled = bucket ? bucket.left + (Math.max(0, atMs - bucket.at) * perMinute) / 60_000 : perMinute
  const left = Math.min(perMinute, filled) - 1
  return left < 0 ? null : { left, at: Math.max(atMs, bucket?.at ?? atMs) }
}
