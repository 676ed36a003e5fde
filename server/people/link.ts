import { randomBytes } from 'node:crypto'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { hashOfToken } from '../platform/token.ts'
import { insertLink, type LinkKind } from './link-store.ts'

/** How long a link holds: an invitation over a weekend, a new password for the same day. */
const HOURS: Record<LinkKind, number> = { invitation: 72, 'password-reset': 24 }
const TOKEN_BYTES = 32

/** A link as it is told once, to whoever made it: afterwards only its hash is known. */
export interface MadeLink {
  token: string
  kind: LinkKind
  expiresAt: Temporal.Instant
}

/** Makes the one link that lets a member of staff choose a password; earlier ones stop working. */
export async function makeLink(
  tx: Tx,
  actor: Pick<Actor, 'orgId' | 'staffId' | 'now'>,
  staffId: string,
  kind: LinkKind,
): Promise<MadeLink> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url')
  const expiresAt = actor.now.add({ hours: HOURS[kind] })
  await insertLink(tx, {
    orgId: actor.orgId,
    staffId,
    kind,
    tokenHash: hashOfToken(token),
    createdBy: actor.staffId,
    at: actor.now,
    expiresAt,
  })
  return { token, kind, expiresAt }
}
