import { sql } from 'kysely'
import type { Database, Tx } from '../platform/database.ts'

/**
 * Counts a try to sign in within so many minutes; answers how many there were and since when.
 * @param of the digest of the account tried, or of the address it was tried from
 */
export async function countTry(
  db: Database,
  of: Buffer,
  now: Temporal.Instant,
  minutes: number,
): Promise<{ tries: number; since: Temporal.Instant }> {
  const old = now.subtract({ minutes })
  const { rows } = await sql<{ tries: number; since: Temporal.Instant }>`
    insert into auth.sign_in_try as t (account, tries, since) values (${of}, 1, ${now})
    on conflict (account) do update set
      tries = case when t.since <= ${old} then 1 else t.tries + 1 end,
      since = case when t.since <= ${old} then ${now} else t.since end
    returning tries, since`.execute(db)
  return rows[0]!
}

/** Counts one try less. */
export async function uncountTry(db: Database, of: Buffer): Promise<void> {
  await sql`update auth.sign_in_try set tries = greatest(0, tries - 1) where account = ${of}`.execute(db)
}

/** Forgets the tries of an account. */
export async function forgetTries(db: Database | Tx, account: Buffer): Promise<void> {
  await db.deleteFrom('auth.sign_in_try').where('account', '=', account).execute()
}

/** Forgets tries from before an instant. */
export async function forgetOldTries(db: Database, before: Temporal.Instant): Promise<void> {
  await db.deleteFrom('auth.sign_in_try').where('since', '<', before).execute()
}

export interface Credential {
  orgId: string
  staffId: string
  userId: string
  /** `null` while he has chosen none. */
  passwordHash: string | null
}

/** The login of an e-mail address; known before its organisation is. */
export async function credentialOf(db: Database | Tx, email: string): Promise<Credential | undefined> {
  const { rows } = await sql<Credential>`
    select l.org_id as "orgId", l.staff_id as "staffId", u.id as "userId", a.password as "passwordHash"
    from auth."user" u join auth.login l on l.user_id = u.id
    left join auth.account a on a."userId" = u.id and a."providerId" = 'credential'
    where u.email = ${email}`.execute(db)
  return rows[0]
}

/** The login of a member of staff. */
export async function credentialOfStaff(tx: Tx, orgId: string, staffId: string): Promise<Credential | undefined> {
  const { rows } = await sql<Credential>`
    select l.org_id as "orgId", l.staff_id as "staffId", u.id as "userId", a.password as "passwordHash"
    from auth.login l join auth."user" u on u.id = l.user_id
    left join auth.account a on a."userId" = u.id and a."providerId" = 'credential'
    where l.org_id = ${orgId} and l.staff_id = ${staffId}`.execute(tx)
  return rows[0]
}

/** Gives a member of staff a login; the e-mail is unique over all organisations of the installation. */
export async function insertLogin(
  tx: Tx,
  row: {
    orgId: string
    staffId: string
    name: string
    email: string
    /** `null` while he is to choose one himself. */
    passwordHash: string | null
    at: Temporal.Instant
  },
): Promise<void> {
  const userId = crypto.randomUUID()
  await tx
    .insertInto('auth.user')
    .values({ id: userId, name: row.name, email: row.email, emailVerified: true, createdAt: row.at, updatedAt: row.at })
    .execute()
  await tx.insertInto('auth.login').values({ user_id: userId, org_id: row.orgId, staff_id: row.staffId }).execute()
  if (row.passwordHash !== null) await writePassword(tx, userId, row.passwordHash, row.at)
}

/** Sets the password of a login, its first one included. */
export async function writePassword(tx: Tx, userId: string, passwordHash: string, at: Temporal.Instant): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('auth.account')
    .set({ password: passwordHash, updatedAt: at })
    .where('userId', '=', userId)
    .where('providerId', '=', 'credential')
    .executeTakeFirst()
  if (numUpdatedRows > 0n) return
  await tx
    .insertInto('auth.account')
    .values({
      id: crypto.randomUUID(),
      accountId: userId,
      providerId: 'credential',
      userId,
      password: passwordHash,
      createdAt: at,
      updatedAt: at,
    })
    .execute()
}

/** Opens a session for the login of a member of staff. */
export async function insertSession(
  db: Database,
  row: {
    orgId: string
    staffId: string
    token: string
    address: string | null
    userAgent: string | null
    now: Temporal.Instant
    expiresAt: Temporal.Instant
  },
): Promise<void> {
  await sql`
    insert into auth.session ("id", "expiresAt", "token", "createdAt", "updatedAt", "ipAddress", "userAgent", "userId")
    select ${crypto.randomUUID()}, ${row.expiresAt}, ${row.token}, ${row.now}, ${row.now}, ${row.address},
      ${row.userAgent}, user_id
    from auth.login where org_id = ${row.orgId} and staff_id = ${row.staffId}`.execute(db)
}

/** Keeps what must be found again when somebody comes back, until an instant of the real clock; what is too old is forgotten. */
export async function keepVerification(
  db: Database,
  identifier: string,
  value: object,
  until: Temporal.Instant,
): Promise<void> {
  await db.deleteFrom('auth.verification').where('expiresAt', '<', Temporal.Now.instant()).execute()
  await db
    .insertInto('auth.verification')
    .values({ id: crypto.randomUUID(), identifier, value: JSON.stringify(value), expiresAt: until })
    .execute()
}

/** Takes what was kept, so that nobody can take it again; `undefined` when it is unknown, taken or too old. */
export async function takeVerification(db: Database, identifier: string): Promise<unknown> {
  const row = await db
    .deleteFrom('auth.verification')
    .where('identifier', '=', identifier)
    .returning(['value', 'expiresAt'])
    .executeTakeFirst()
  if (!row || Temporal.Instant.compare(row.expiresAt, Temporal.Now.instant()) <= 0) return undefined
  return JSON.parse(row.value)
}
