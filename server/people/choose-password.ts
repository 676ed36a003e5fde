import { clockNow } from '../platform/clock.ts'
import { type Database, inScope, type Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { Refusal } from '../platform/refusal.ts'
import { hashOfToken } from '../platform/token.ts'
import { passwordHash } from './auth.ts'
import { type LinkKind, type LinkRow, openLink, spendLink } from './link-store.ts'
import { deedDone } from './people-facts.ts'
import { permissionsOf } from './permissions.ts'
import { peopleReasons } from './reasons.ts'
import { forgetTriesOf } from './sign-in-guard.ts'
import { credentialOfStaff, writePassword } from './sign-in-store.ts'
import { markJoined } from './staff-store.ts'
import { activeStaff, deleteSessions, organisation } from './store.ts'
import { systemActor } from './system-actor.ts'

/** What whoever opens a link is shown before he chooses his password. */
export interface LinkShown {
  kind: LinkKind
  name: string
  email: string
  organisation: string
  language: 'zh' | 'en' | null
}

/** For whom a link is; refuses one that was used, revoked, too old, or never made – the four are not told apart. */
export async function readLink(db: Database, token: string): Promise<LinkShown> {
  const link = await openLink(db, hashOfToken(token), clockNow())
  if (!link) throw noSuchLink()
  return inScope(db, scopeOf(link), async tx => {
    const staff = await readerOf(tx, link)
    const { name } = await organisation(tx, link.orgId)
    return { kind: link.kind, name: staff.name, email: staff.email, organisation: name, language: staff.language }
  })
}

/** Sets the password of whoever the link is for and ends his other sessions; of two uses at once, one succeeds. */
export async function choosePassword(db: Database, token: string, password: string): Promise<{ email: string }> {
  const [hash, now] = [hashOfToken(token), clockNow()]
  const link = await openLink(db, hash, now)
  if (!link) throw noSuchLink()
  const chosen = await passwordHash(password)
  const system = await systemActor(db, link.orgId)
  const actor = { ...system, staffId: link.staffId }
  const email = await inScope(db, system, async tx => {
    const staff = await readerOf(tx, link)
    const credential = await credentialOfStaff(tx, link.orgId, link.staffId)
    if (!credential || !(await spendLink(tx, hash, now))) throw noSuchLink()
    await writePassword(tx, credential.userId, chosen, now)
    await markJoined(tx, link.orgId, link.staffId, actor.now)
    await deleteSessions(tx, link.orgId, link.staffId)
    const action = link.kind === 'invitation' ? 'staff.joined' : 'staff.password-changed'
    await deedDone.tell(tx, actor, { action, subject: 'staff', subjectId: link.staffId })
    await announce(tx, link.orgId, 'people')
    return staff.email
  })
  await forgetTriesOf(db, email)
  return { email }
}

/**
 * For whom a link is. It holds no longer when he has come to more than its maker may do: whoever made it may have kept it,
 * and would become him.
 */
async function readerOf(tx: Tx, { orgId, staffId, createdBy }: LinkRow) {
  const staff = await activeStaff(tx, orgId, staffId)
  if (!staff) throw noSuchLink()
  if (createdBy === null) return staff
  const maker = await activeStaff(tx, orgId, createdBy)
  const granted = maker ? permissionsOf(maker.roles, maker.customPermissions) : []
  const own = permissionsOf(staff.roles, staff.customPermissions)
  if (own.some(permission => !granted.includes(permission))) throw noSuchLink()
  return staff
}

function scopeOf({ orgId }: LinkRow) {
  return { orgId, branchIds: [], ancestorIds: [] }
}

function noSuchLink(): Refusal {
  return new Refusal('not-found', peopleReasons['no-such-link'])
}
