import type { z } from 'zod'
import type { Actor } from '../platform/actor.ts'
import { clockNow } from '../platform/clock.ts'
import { type Database, inScope } from '../platform/database.ts'
import { mailConfig, sendMail } from '../platform/mail.ts'
import type { Language } from '../platform/reason.ts'
import { notFound } from '../platform/refusal.ts'
import { type RawContext, type Route, rawRoute, route } from '../platform/route.ts'
import { addBranch } from './add-branch.ts'
import { addStaff } from './add-staff.ts'
import { addTeam, changeTeam } from './add-team.ts'
import type { SignIn } from './auth.ts'
import * as branches from './branch-contract.ts'
import { branchesIn } from './branch-store.ts'
import { closeBranch, holdsOf, renameBranch, reopenBranch } from './change-branch.ts'
import { changeOrganisation } from './change-organisation.ts'
import { changePasswordOf, changeProfileOf } from './change-profile.ts'
import { changeStaff } from './change-staff.ts'
import { choosePassword, readLink } from './choose-password.ts'
import * as contract from './contract.ts'
import { deactivateStaff, reactivateStaff } from './deactivate-staff.ts'
import { forgotPassword } from './forgot-password.ts'
import { foundFirstOrganisation } from './found-organisation.ts'
import { type Invited, inviteAgain, inviteStaff, revokeLink } from './invite-staff.ts'
import { linkMail } from './link-mail.ts'
import { listStaff } from './list-staff.ts'
import { moveBranch, previewMove } from './move-branch.ts'
import { may, PERMISSIONS, permit, type Role } from './permissions.ts'
import { resetPassword } from './reset-password.ts'
import * as roles from './role-contract.ts'
import { addRole, changeRole, listRoles, removeRole } from './roles.ts'
import * as people from './staff-contract.ts'
import * as store from './store.ts'
import * as teams from './team-contract.ts'
import { teamsIn } from './team-store.ts'

const CURRENT_COOKIE = 'huifang.session_token'

export interface PeopleRoutesOptions {
  db: Database
  signIn: SignIn
  /** The logins of the demo business, shown on the sign-in page; empty in earnest. */
  demoLogins: readonly z.output<typeof contract.DemoLogin>[]
  /** Where browsers reach the product, as the operator stated it; absent means that nobody is told by mail. */
  address?: string | undefined
}

export function peopleRoutes(options: PeopleRoutesOptions): Route[] {
  return [...doorRoutes(options), ...ownRoutes(), ...staffRoutes(options), ...branchRoutes(), ...roleRoutes]
}

/** What is open before the sign-in. */
function doorRoutes({ db, signIn, demoLogins, address }: PeopleRoutesOptions): Route[] {
  return [
    rawRoute(contract.setUpState, async () => ({
      needed: (await store.organisationIds(db)).length === 0,
      demoLogins: [...demoLogins],
      resetByMail: address !== undefined && mailConfig() !== null,
    })),
    rawRoute(contract.setUp, async (_context, _actor, { body }) => {
      await foundFirstOrganisation(db, body, clockNow())
      return {}
    }),
    rawRoute(contract.signIn, async ({ request, reply }, _actor, { body }) => {
      const headers = new Headers({ 'user-agent': request.headers['user-agent'] ?? '', 'x-forwarded-for': request.ip })
      const cookies = await signIn.signIn({ ...body, email: body.email.toLowerCase() }, headers)
      const isSecure = request.protocol === 'https'
      reply.header('set-cookie', isSecure ? cookies.map(cookie => `${cookie}; Secure`) : cookies)
      return {}
    }),
    rawRoute(people.readLink, (_context, _actor, { body }) => readLink(db, body.token)),
    rawRoute(people.choosePassword, (_context, _actor, { body }) => choosePassword(db, body.token, body.password)),
    rawRoute(people.forgotPassword, async ({ request }, _actor, { body }) => {
      if (address) {
        const work = forgotPassword(db, body.email.toLowerCase(), address)
        work.catch(error => request.log.error({ err: error }, 'the mail for a forgotten password was not sent'))
      }
      return {}
    }),
  ]
}

/** What everybody does with his own account. */
function ownRoutes(): Route[] {
  return [
    rawRoute(contract.signOut, async ({ request, reply, db }, actor) => {
      const token = request.cookies[CURRENT_COOKIE]?.split('.')[0]
      await store.endSession(db, actor.orgId, actor.staffId!, token ?? '')
      reply.clearCookie(CURRENT_COOKIE, { path: '/' })
      return {}
    }),
    rawRoute(contract.listSessions, async ({ request, db }, actor) => {
      const token = request.cookies[CURRENT_COOKIE]?.split('.')[0]
      const rows = await store.sessionsOf(db, actor.orgId, actor.staffId!, actor.now)
      return { items: rows.map(row => ({ ...row, current: row.token === token })) }
    }),
    route(contract.revokeSession, async (tx, actor, { params }) => {
      if ((await store.deleteSessions(tx, actor.orgId, actor.staffId!, params.id)) === 0) throw notFound()
      return {}
    }),
    route(contract.me, async (tx, actor) => {
      const [staff, organisation] = await Promise.all([
        store.activeStaff(tx, actor.orgId, actor.staffId!),
        store.organisation(tx, actor.orgId),
      ])
      if (!staff) throw notFound()
      return {
        now: actor.now,
        staffId: staff.id,
        name: staff.name,
        email: staff.email,
        roles: staff.roles as Role[],
        permissions: PERMISSIONS.filter(permission => may(actor, permission)),
        branchId: staff.branchId,
        customRoles: staff.customRoles,
        language: staff.language,
        organisation,
      }
    }),
    route(people.changeProfile, async (tx, actor, { body }) => {
      await changeProfileOf(tx, actor, body)
      return {}
    }),
    rawRoute(people.changePassword, async ({ request, db }, actor, { body }) => {
      const token = request.cookies[CURRENT_COOKIE]?.split('.')[0] ?? ''
      await inScope(db, actor, tx => changePasswordOf(tx, actor, body, token))
      return {}
    }),
  ]
}

function branchRoutes(): Route[] {
  return [
    route(contract.changeOrganisation, (tx, actor, { body }) => changeOrganisation(tx, actor, body)),
    route(contract.listBranches, async (tx, actor) => {
      permit(actor, 'people.read')
      return { items: await branchesIn(tx, actor) }
    }),
    route(contract.addBranch, (tx, actor, { body }) => addBranch(tx, actor, body)),
    route(teams.listTeams, async (tx, actor) => {
      permit(actor, 'people.read')
      return { items: await teamsIn(tx, actor) }
    }),
    route(teams.addTeam, (tx, actor, { body }) => addTeam(tx, actor, body)),
    route(teams.changeTeam, (tx, actor, { params, body }) => changeTeam(tx, actor, params.id, body)),
    route(branches.renameBranch, (tx, actor, { params, body }) => renameBranch(tx, actor, params.id, body.name)),
    route(branches.previewMove, (tx, actor, { params, query }) => previewMove(tx, actor, params.id, query.parentId)),
    route(branches.moveBranch, (tx, actor, { params, body }) => moveBranch(tx, actor, params.id, body)),
    route(branches.branchHolds, (tx, actor, { params }) => holdsOf(tx, actor, params.id)),
    route(branches.closeBranch, (tx, actor, { params }) => closeBranch(tx, actor, params.id)),
    route(branches.reopenBranch, (tx, actor, { params }) => reopenBranch(tx, actor, params.id)),
  ]
}

function staffRoutes({ address }: PeopleRoutesOptions): Route[] {
  return [
    route(contract.listStaff, async (tx, actor) => ({ items: await listStaff(tx, actor) })),
    route(contract.addStaff, (tx, actor, { body }) => addStaff(tx, actor, body)),
    route(people.changeStaff, (tx, actor, { params, body }) => changeStaff(tx, actor, params.id, body)),
    route(contract.deactivateStaff, (tx, actor, { params }) => deactivateStaff(tx, actor, params.id)),
    route(people.reactivateStaff, (tx, actor, { params }) => reactivateStaff(tx, actor, params.id)),
    route(people.revokeLink, (tx, actor, { params }) => revokeLink(tx, actor, params.id)),
    rawRoute(people.inviteStaff, async (context, actor, { body, language }) => {
      const invited = await inScope(context.db, actor, tx => inviteStaff(tx, actor, body))
      return sent(context, actor, invited, language, address)
    }),
    rawRoute(people.inviteAgain, async (context, actor, { params, language }) => {
      const invited = await inScope(context.db, actor, tx => inviteAgain(tx, actor, params.id))
      return sent(context, actor, invited, language, address)
    }),
    rawRoute(people.resetPassword, async (context, actor, { params, language }) => {
      const made = await inScope(context.db, actor, tx => resetPassword(tx, actor, params.id))
      return sent(context, actor, made, language, address)
    }),
  ]
}

/** Mails a link once its transaction has ended, so that no link goes out that does not hold; answers how that went. */
async function sent(
  { db, request }: RawContext,
  actor: Actor,
  { staff, link }: Invited,
  language: Language,
  stated: string | undefined,
) {
  const server = mailConfig()
  if (!server) return { staff, link: { ...link, mail: 'none' as const } }
  const { name: organisation, timeZone } = await inScope(db, actor, tx => store.organisation(tx, actor.orgId))
  const address = stated ?? `${request.protocol}://${request.host}`
  const mail = linkMail({ ...staff, link, organisation, timeZone, address, language: staff.language ?? language })
  const outcome = await sendMail(server, mail).then(
    () => 'sent' as const,
    error => {
      request.log.error({ err: error }, 'the mail with a link was not sent')
      return 'failed' as const
    },
  )
  return { staff, link: { ...link, mail: outcome } }
}

const roleRoutes: Route[] = [
  route(roles.listRoles, async (tx, actor) => ({ items: await listRoles(tx, actor) })),
  route(roles.addRole, (tx, actor, { body }) => addRole(tx, actor, body)),
  route(roles.changeRole, (tx, actor, { params, body }) => changeRole(tx, actor, params.id, body)),
  route(roles.removeRole, async (tx, actor, { params }) => {
    await removeRole(tx, actor, params.id)
    return {}
  }),
]
