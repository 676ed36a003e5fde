import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { hashPassword } from 'better-auth/crypto'
import type { FastifyRequest } from 'fastify'
import pg from 'pg'
import type { Actor } from '../platform/actor.ts'
import { clockNow } from '../platform/clock.ts'
import { type Database, inScope } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import { permissionsOf } from './permissions.ts'
import { peopleReasons } from './reasons.ts'
import {
  demandFewTries,
  demandFewTriesFrom,
  demandNotDeactivated,
  demandPasswordWanted,
  forgetTriesOf,
  giveTryBack,
  tellOf,
} from './sign-in-guard.ts'
import { insertSession } from './sign-in-store.ts'
import { activeStaff, branchScope, staffOfSession } from './store.ts'

const COOKIE = 'huifang.session_token'
const SESSION_SECONDS = 7 * 24 * 3600

export interface SignIn {
  /**
   * Checks e-mail and password and opens a session; answers the `set-cookie` headers. Refuses a wrong login, too many of
   * them for one account or from one address, and whoever is deactivated, before there is a session.
   */
  signIn(credentials: { email: string; password: string }, headers: Headers): Promise<string[]>
  /** Opens a session for somebody who has shown in another way who he is; answers the `set-cookie` headers. */
  open(who: { orgId: string; staffId: string }, headers: Headers): Promise<string[]>
  /** What a signed session cookie is worth before it is looked up: the same for all requests of a session, `null` without one. */
  sessionOf(request: FastifyRequest): string | null
  /** Who sends a request, by its session cookie; `null` without one, or when session or staff have ended. */
  authenticate(request: FastifyRequest): Promise<Actor | null>
  close(): Promise<void>
}

export const passwordHash = hashPassword

/** Opens sign-in by e-mail and password on the `auth` schema. Sessions last seven days and can be revoked at once. */
export function openSignIn(db: Database, url: string, secret: string): SignIn {
  const pool = new pg.Pool({ connectionString: url, max: 4, options: '-c search_path=auth -c timezone=UTC' })
  pool.on('error', () => {})
  const auth = betterAuth({
    database: pool,
    secret,
    baseURL: 'http://localhost',
    emailAndPassword: { enabled: true, disableSignUp: true },
    telemetry: { enabled: false },
    advanced: { cookiePrefix: 'huifang', useSecureCookies: false, defaultCookieAttributes: { sameSite: 'strict' } },
    logger: { disabled: true },
  })
  return {
    async signIn(credentials, headers) {
      const address = headers.get('x-forwarded-for')
      if (address) await demandFewTriesFrom(db, address)
      await demandFewTries(db, credentials.email)
      await demandNotDeactivated(db, credentials.email, credentials.password)
      await demandPasswordWanted(db, credentials.email, credentials.password)
      const response = await auth.api.signInEmail({ body: credentials, headers, asResponse: true }).catch(() => null)
      if (!response?.ok) {
        await tellOf(db, credentials.email, 'staff.sign-in-failed', { address })
        throw new Refusal('not-signed-in', peopleReasons['wrong-login'])
      }
      await tellOf(db, credentials.email, 'staff.signed-in', { address })
      await forgetTriesOf(db, credentials.email)
      if (address) await giveTryBack(db, address)
      return response.headers.getSetCookie()
    },
    open: (who, headers) => openSession(db, secret, who, headers),
    sessionOf: request => verifiedToken(request.cookies[COOKIE], secret),
    async authenticate(request) {
      const token = verifiedToken(request.cookies[COOKIE], secret)
      return token ? actorOfSession(db, token, request.id) : null
    },
    close: () => pool.end(),
  }
}

async function openSession(
  db: Database,
  secret: string,
  { orgId, staffId }: { orgId: string; staffId: string },
  headers: Headers,
): Promise<string[]> {
  const token = randomBytes(32).toString('base64url')
  const now = Temporal.Now.instant()
  const from = { address: headers.get('x-forwarded-for'), userAgent: headers.get('user-agent') }
  await insertSession(db, { orgId, staffId, token, ...from, now, expiresAt: now.add({ seconds: SESSION_SECONDS }) })
  const signature = createHmac('sha256', secret).update(token).digest('base64')
  const value = encodeURIComponent(`${token}.${signature}`)
  return [`${COOKIE}=${value}; Max-Age=${SESSION_SECONDS}; Path=/; HttpOnly; SameSite=Strict`]
}

/** The token of a signed cookie `token.signature`; `null` when the signature is not ours. */
function verifiedToken(cookie: string | undefined, secret: string): string | null {
  const dot = cookie?.lastIndexOf('.') ?? -1
  if (!cookie || dot < 1) return null
  const token = cookie.slice(0, dot)
  const given = Buffer.from(cookie.slice(dot + 1), 'base64')
  const expected = createHmac('sha256', secret).update(token).digest()
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null
}

async function actorOfSession(db: Database, token: string, requestId: string): Promise<Actor | null> {
  const found = await staffOfSession(db, token, Temporal.Now.instant())
  if (!found) return null
  const { customPermissions, ...staff } = found
  return { ...staff, permissions: permissionsOf(staff.roles, customPermissions), now: clockNow(), requestId }
}

/**
 * The actor a member of staff is at an instant; `null` when he is unknown or deactivated.
 * @param within a branch at or below his own, whose data alone he is to see; `null` as well when it is not one of them
 */
export async function actorOf(
  db: Database,
  orgId: string,
  staffId: string,
  now: Temporal.Instant,
  requestId: string,
  within?: string,
): Promise<Actor | null> {
  return inScope(db, { orgId, branchIds: [], ancestorIds: [] }, async tx => {
    const staff = await activeStaff(tx, orgId, staffId)
    if (!staff) return null
    const own = await branchScope(tx, orgId, staff.branchId)
    if (within && !own.branchIds.includes(within)) return null
    const scope = within ? await branchScope(tx, orgId, within) : own
    const { branchId, name, roles, customPermissions } = staff
    const permissions = permissionsOf(roles, customPermissions)
    return { orgId, staffId, branchId, name, roles, permissions, now, requestId, ...scope }
  })
}
